"""A note tells who it is given to, what it is labelled, whether it is closed, and where in which text it stands."""

from datetime import UTC, datetime

from tracker.annotations.annotation import Act, Deed, Note, Revision, Selector, Spot

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
FIRST = (Revision("三个月的期限没有了。", "chen", AT),)


def note(change: str = "", *acts: tuple[Deed, str], selector: Selector | None = None, spot: Spot | None = None) -> Note:
    done = tuple(Act(deed, value, "chen", AT) for deed, value in acts)
    return Note(1, "smart-lifts", "draft", "final", change, selector, FIRST, spot=spot, acts=done)


def test_the_last_word_on_a_note_counts_and_the_former_stay():
    given = note("", (Deed.ASSIGNED, "lin"), (Deed.ASSIGNED, "zhou"), (Deed.LABELLED, "期限"), (Deed.LABELLED, "急"))
    assert given.assignee == "zhou"
    assert given.labels == ("期限", "急")
    assert len(given.acts) == 4
    assert note("", (Deed.LABELLED, "急"), (Deed.UNLABELLED, "急")).labels == ()


def test_a_closed_note_says_why_until_it_is_opened_again():
    closed = note("", (Deed.RESOLVED, "客户已换告示"))
    assert closed.closing
    assert closed.closing.value == "客户已换告示"
    assert note("", (Deed.RESOLVED, "x"), (Deed.REOPENED, "")).closing is None


def test_a_note_stands_where_its_phrase_or_its_change_stands():
    phrase = Selector("old", "三个月", "", "", 3, 6)
    assert note("7~8").place == Spot("new", "8")
    assert note("7~8", selector=phrase).place == Spot("old", "7")
    assert note("7~").place == Spot("old", "7")
    assert note("7~").version == "draft"
    assert note("", spot=Spot("new", "9.2")).place == Spot("new", "9.2")
    assert note("").place is None
    assert note("").version == ""


def test_the_firm_speaks_with_one_note_until_it_does_no_more():
    assert note("", (Deed.HOUSE_VIEW, "")).is_house_view
    assert not note("", (Deed.HOUSE_VIEW, ""), (Deed.NOT_HOUSE_VIEW, "")).is_house_view
