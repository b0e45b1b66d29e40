"""Who may see and do what, desk by desk, over a real library; the cast stands in the screens' conftest."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from tests.web.conftest import (
    CLIENTS,
    INTERNAL,
    LIFTS,
    NOW,
    OTHERS,
    RELEASED,
    REVISED,
    ROBOTS,
    TELESCOPES,
    UNDER_WATER,
    Firm,
)
from tracker.annotations.annotation import Note
from tracker.diff.changes import Direction, Verdict
from tracker.errors import Conflict, NotAllowed, NotFiled, NotFound
from tracker.law.instrument import Shelf
from tracker.practice.access import Sight
from tracker.practice.cards import Review
from tracker.practice.person import Person
from tracker.practice.visit import SourceState
from tracker.practice.watch import Watch
from tracker.readingroom import asking
from tracker.readingroom.room import ReadingRoom

INSIDE = ("counsel", "analyst", "administrator")
OUTSIDE = ("visitor", "client", "other", "early")


def words_in(value: Any) -> set[str]:
    """Every string anywhere in a value, as a curious template might find it."""
    if isinstance(value, str):
        return {value}
    if is_dataclass(value) and not isinstance(value, type):
        return set().union(*(words_in(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, dict):
        return set().union(*(words_in(item) for pair in value.items() for item in pair))
    if isinstance(value, (tuple, list, frozenset, set)):
        return set().union(*map(words_in, value))
    return set()


def holds(value: Any, kind: type) -> bool:
    """Whether a value of some kind is hidden anywhere in another."""
    if isinstance(value, kind):
        return True
    if is_dataclass(value) and not isinstance(value, type):
        return any(holds(getattr(value, field.name), kind) for field in fields(value))
    return isinstance(value, (tuple, list, frozenset)) and any(holds(item, kind) for item in value)


# Comparisons


def test_counsel_sees_all_of_a_comparison(firm: Firm) -> None:
    page = firm.room("counsel").comparisons.page(*LIFTS)
    assert page.sight is Sight.FULL
    assert {INTERNAL, REVISED} <= words_in(page.notes)
    assert page.review is Review.RELEASED
    assert [client.id for client in page.clients] == ["hengtong", "zaozhi"]


def test_a_client_sees_released_verdicts_and_the_released_wording_only(firm: Firm) -> None:
    page = firm.room("client").comparisons.page(*LIFTS)
    assert page.sight is Sight.RELEASED
    assert any(clause.verdict.signals for clause in page.comparison.clauses)
    assert [(note.body, note.author, note.at) for note in page.notes] == [(RELEASED, "陈以安", NOW)]


@pytest.mark.parametrize("who", ["client", "early"])
@pytest.mark.parametrize("secret", [INTERNAL, REVISED, OTHERS])
def test_no_internal_word_hides_in_any_field_of_a_clients_page(firm: Firm, who: str, secret: str) -> None:
    page = firm.room(who).comparisons.page(*LIFTS)
    assert not any(secret in word for word in words_in(page))
    assert not holds(page, Note)
    assert not holds(page, Person)
    assert (page.review, page.releases, page.clients, page.names) == (None, (), (), {})


def test_a_clients_note_has_no_number_that_would_count_the_others(firm: Firm) -> None:
    (note,) = firm.room("client").comparisons.page(*LIFTS).notes
    assert note.id is None


def test_before_release_a_client_reads_a_bare_redline(firm: Firm) -> None:
    page = firm.room("client").comparisons.page(*ROBOTS)
    whole = firm.room("counsel").comparisons.page(*ROBOTS).comparison
    assert page.sight is Sight.NOTHING
    assert {clause.verdict for clause in page.comparison.clauses} == {Verdict(Direction.NEUTRAL)}
    assert {(link.direction, link.severity, link.confidence) for link in page.comparison.links} == {
        (Direction.NEUTRAL, 0, 1.0)
    }
    assert page.comparison.numbers == ()
    assert [clause.edits for clause in page.comparison.clauses] == [clause.edits for clause in whole.clauses]


def test_a_client_set_to_machine_sees_verdicts_marked_so(firm: Firm) -> None:
    page = firm.room("early").comparisons.page(*LIFTS)
    assert page.sight is Sight.MACHINE
    assert page.notes == ()


def test_outside_nobody_learns_where_and_when_we_fetched(firm: Firm) -> None:
    page = firm.room("client").comparisons.page(*LIFTS)
    assert page.new.captures == ()
    assert page.new.first_seen_at is None
    assert all(card.first_seen_at is None for card in page.versions)


def test_two_versions_nobody_compared_yet_are_compared_when_asked(firm: Firm) -> None:
    slug, first, _ = TELESCOPES
    last = "2026-10-28-promulgated"
    client = firm.room("other").comparisons.page(slug, first, last)
    assert client.comparison.clauses
    assert not client.filed
    with firm.library.reading() as files:
        assert (first, last) not in {(c.old, c.new) for c in files.comparisons.of(slug)}


def test_the_first_of_the_firm_to_ask_for_two_versions_has_them_filed_and_nobody_is_told(firm: Firm) -> None:
    slug, first, _ = TELESCOPES
    asked = (slug, first, "2026-10-28-promulgated")
    alerts = {who: firm.room(who).watches.alerts() for who in ("counsel", "client")}
    made = firm.room("analyst").comparisons.page(*asked)
    again = firm.room("counsel").comparisons.page(*asked)
    assert (made.filed, made.review, again.comparison) == (True, Review.FILED, made.comparison)
    with firm.library.reading() as files:
        assert files.comparisons.card(*asked).filed_at == NOW
    assert asked[1:] not in {(x.old.id, x.new.id) for _, x in firm.room("counsel").comparisons.waiting()}
    assert alerts == {who: firm.room(who).watches.alerts() for who in alerts}
    arrivals = firm.room("counsel").arrivals.home({})
    newest = next(a for a in (*arrivals.arrivals, *arrivals.samples) if a.instrument.slug == slug)
    assert newest.comparison
    assert newest.comparison.old.id == TELESCOPES[2]


def test_a_client_does_not_learn_which_versions_the_firm_put_side_by_side(firm: Firm) -> None:
    slug, first, second = TELESCOPES
    before = firm.room("other").instruments.page(slug).comparisons
    firm.room("counsel").comparisons.page(slug, second, first)
    assert firm.room("other").instruments.page(slug).comparisons == before
    assert firm.room("counsel").comparisons.page(slug, second, first).review is Review.FILED


def test_a_comparison_filed_on_request_is_reviewed_and_released_like_any_other(firm: Firm) -> None:
    asked = (TELESCOPES[0], TELESCOPES[1], "2026-10-28-promulgated")
    counsel = firm.room("counsel").comparisons
    counsel.page(*asked)
    counsel.release(*asked, "yuanjing")
    assert firm.room("other").comparisons.page(*asked).sight is Sight.RELEASED
    assert counsel.page(*asked).review is Review.RELEASED


def test_a_version_beside_itself_is_shown_and_never_filed(firm: Firm) -> None:
    page = firm.room("counsel").comparisons.page(LIFTS[0], LIFTS[1], LIFTS[1])
    assert (page.comparison.clauses, page.filed, page.review) == ((), False, None)


def test_a_dear_comparison_is_the_firms_to_make_and_a_clients_to_read_afterwards(
    firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sample texts are short: here already a thousand changed characters are dear."""
    monkeypatch.setattr(asking, "DEAR", 1_000)
    asked = (TELESCOPES[0], TELESCOPES[1], "2026-10-28-promulgated")
    with pytest.raises(NotFiled, match="ask your counsel"):
        firm.room("other").comparisons.page(*asked)
    firm.room("counsel").comparisons.page(*asked)
    page = firm.room("other").comparisons.page(*asked)
    assert page.sight is Sight.NOTHING
    assert {clause.verdict for clause in page.comparison.clauses} == {Verdict(Direction.NEUTRAL)}


@pytest.mark.parametrize("who", ["visitor", "other"])
def test_what_somebody_does_not_follow_does_not_exist(firm: Firm, who: str) -> None:
    room = firm.room(who)
    for ask in (
        lambda: room.comparisons.page(*LIFTS),
        lambda: room.instruments.page(LIFTS[0]),
        lambda: room.versions.read(*LIFTS[:2]),
        lambda: room.notes.of(*LIFTS),
    ):
        with pytest.raises(NotFound):
            ask()


def test_release_and_withdrawal_open_and_close_the_door(firm: Firm) -> None:
    counsel = firm.room("counsel").comparisons
    counsel.release(*ROBOTS, None)
    assert firm.room("client").comparisons.page(*ROBOTS).sight is Sight.RELEASED
    assert counsel.page(*ROBOTS).review is Review.RELEASED
    counsel.withdraw(*ROBOTS, None)
    assert firm.room("client").comparisons.page(*ROBOTS).sight is Sight.NOTHING
    assert counsel.page(*ROBOTS).review is Review.IN_REVIEW


def test_released_is_reached_by_releasing_only(firm: Firm) -> None:
    with pytest.raises(NotAllowed):
        firm.room("counsel").comparisons.set_review(*ROBOTS, Review.RELEASED)


# Notes


@pytest.mark.parametrize("who", ["visitor", "client", "other", "early", "analyst"])
def test_only_counsel_writes_and_releases(firm: Firm, who: str) -> None:
    room = firm.room(who)
    for act in (
        lambda: room.notes.add(*LIFTS, "", "一句话"),
        lambda: room.notes.revise(1, "一句话"),
        lambda: room.notes.release(1),
        lambda: room.notes.withdraw(2, "hengtong"),
        lambda: room.comparisons.release(*LIFTS, None),
        lambda: room.comparisons.withdraw(*LIFTS, "hengtong"),
        lambda: room.comparisons.set_review(*LIFTS, Review.IN_REVIEW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_note_is_internal_until_released_and_later_edits_stay_inside(firm: Firm) -> None:
    counsel, client = firm.room("counsel").notes, firm.room("client").notes
    note = counsel.add(*LIFTS, "", "第一稿")
    assert all(seen.body != "第一稿" for seen in client.of(*LIFTS))
    counsel.release(note.id, "hengtong")
    counsel.revise(note.id, "第二稿")
    assert "第一稿" in {seen.body for seen in client.of(*LIFTS)}
    assert "第二稿" not in {seen.body for seen in client.of(*LIFTS)}
    counsel.withdraw(note.id, "hengtong")
    assert "第一稿" not in {seen.body for seen in client.of(*LIFTS)}


def test_two_who_revise_at_once_lose_nothing(firm: Firm) -> None:
    counsel = firm.room("counsel").notes
    note = counsel.add(*LIFTS, "", "第一稿")
    counsel.revise(note.id, "甲的改稿", expected=1)
    with pytest.raises(Conflict):
        counsel.revise(note.id, "乙的改稿", expected=1)


@pytest.mark.parametrize("who", OUTSIDE)
def test_the_firms_lists_are_closed_outside(firm: Firm, who: str) -> None:
    room = firm.room(who)
    for look in (
        room.notes.waiting,
        lambda: room.notes.get(1),
        room.operations.sources,
        room.operations.quarantine,
        room.operations.deliveries,
        lambda: room.operations.settle(1, "accepted"),
        lambda: room.operations.resend(1),
    ):
        with pytest.raises(NotAllowed):
            look()


# Catalogue, home, search


def test_a_client_finds_what_they_follow_and_counts_nothing_else(firm: Firm) -> None:
    room = firm.room("client")
    real, sample = room.instruments.catalogue({}), room.instruments.catalogue({}, shelf=Shelf.SAMPLE)
    assert [line.instrument.slug for line in real.lines] == [UNDER_WATER]
    assert sorted(line.instrument.slug for line in sample.lines) == ["cold-chain-robots", "smart-lifts"]
    assert (real.total, real.other_shelf) == (1, 2)
    assert sum(choice.count for choice in real.facets["kind"]) == 1


def test_a_visitor_sees_facts_only_where_the_firm_says_so(firm: Firm) -> None:
    assert firm.room("visitor").instruments.catalogue({}).total == 0
    public = Firm(firm.library, replace(firm.settings, public_facts=True)).room("visitor")
    page = public.instruments.page(LIFTS[0])
    assert page.versions
    assert (page.reads_text, page.comparisons, page.notes, page.waiting) == (False, (), (), None)
    with pytest.raises(NotFound):
        public.versions.read(*LIFTS[:2])


def test_the_catalogue_is_narrowed_by_filters_and_words(firm: Firm) -> None:
    desk = firm.room("counsel").instruments
    assert {line.instrument.kind for line in desk.catalogue({"kind": "standard"}).lines} == {"standard"}
    assert [line.instrument.slug for line in desk.catalogue({}, words="生成式 服务管理").lines] == ["genai-measures"]


def test_the_first_page_has_the_newest_text_of_each_and_fiction_apart(firm: Firm) -> None:
    page = firm.room("counsel").arrivals.home({})
    assert [(a.instrument.slug, a.version.id) for a in page.arrivals] == [(UNDER_WATER, "2026-11-20-submitted-draft")]
    assert [a.instrument.slug for a in page.samples] == ["cold-chain-robots", "city-telescopes", "smart-lifts"]
    assert page.directions[Direction.STRENGTHENED] == 1  # the lighthouse's; fiction is not added in
    assert all(ahead.instrument.shelf is Shelf.REAL for ahead in (*page.closing, *page.effective))
    assert page.sources is not None
    assert page.sources.states == {SourceState.BLOCKED: 1}


def test_outside_the_first_page_counts_no_unreleased_verdict(firm: Firm) -> None:
    page = firm.room("client").arrivals.home({})
    judged = {
        a.instrument.slug: a.comparison.directions is not None for a in (*page.arrivals, *page.samples) if a.comparison
    }
    assert judged == {UNDER_WATER: False, "cold-chain-robots": False, "smart-lifts": True}
    assert sum(page.directions.values()) == 0
    assert page.facets["direction"] == ()
    assert page.sources is None


def test_search_finds_and_counts_for_a_client_only_what_they_follow(firm: Firm) -> None:
    everything = firm.room("counsel").searching.find("望远镜")
    assert everything.total > 0
    assert firm.room("client").searching.find("望远镜").total == 0
    assert firm.room("client").searching.find("望远镜").other == 0
    assert firm.room("other").searching.find("望远镜").total == everything.total


def test_search_keeps_the_shelves_apart(firm: Firm) -> None:
    lighthouse = firm.room("counsel").searching.find("休息")
    assert (lighthouse.shelf, lighthouse.total, lighthouse.other) == (Shelf.REAL, 2, 0)
    assert firm.room("counsel").searching.find("电梯").shelf is Shelf.SAMPLE


def test_a_phrases_history_tells_a_reader_of_the_texts_they_may_read_and_of_no_other(firm: Firm) -> None:
    public = Firm(firm.library, replace(firm.settings, public_facts=True))

    def told(room: ReadingRoom, phrase: str) -> tuple[int, set[str]]:
        page = room.searching.history(phrase, Shelf.SAMPLE)
        return page.total, {work.slug for work, _ in page.lines}

    assert told(firm.room("counsel"), "望远镜") == told(firm.room("other"), "望远镜") == (1, {TELESCOPES[0]})
    assert told(firm.room("client"), "望远镜") == (0, set())
    assert told(firm.room("client"), "电梯") == (1, {LIFTS[0]})
    assert told(public.room("visitor"), "电梯") == (0, set())


def test_search_turns_pages(firm: Firm) -> None:
    desk = firm.room("counsel").searching
    first, second = desk.find("数据", 0, Shelf.REAL), desk.find("数据", 5, Shelf.REAL)
    assert first.found[5].hit == second.found[0].hit


# Reading


def test_the_evidence_of_a_text_is_the_firms(firm: Firm) -> None:
    inside, outside = (firm.room(who).versions.read(*LIFTS[:2]) for who in ("analyst", "client"))
    assert inside.shows_evidence
    assert inside.version.captures
    assert not outside.shows_evidence
    assert outside.version.captures == ()
    assert inside.version.document == outside.version.document


def test_the_original_bytes_are_the_firms(firm: Firm) -> None:
    capture = firm.room("counsel").versions.read(*LIFTS[:2]).version.captures[0]
    found, data = firm.room("counsel").versions.raw(*LIFTS[:2], capture.sha256)
    assert (found, len(data)) == (capture, capture.size)
    with pytest.raises(NotAllowed):
        firm.room("client").versions.raw(*LIFTS[:2], capture.sha256)
    with pytest.raises(NotFound):
        firm.room("counsel").versions.raw(*LIFTS[:2], "0" * 64)


# Watches, alerts, deliveries


def test_a_watch_is_the_readers_own_whatever_it_says(firm: Firm) -> None:
    made = firm.room("client").watches.add(Watch(0, "counsel", LIFTS[0]))
    assert made.person == "client"
    with pytest.raises(NotFound):
        firm.room("counsel").watches.remove(made.id)
    firm.room("client").watches.remove(made.id)
    assert made.id not in {line.watch.id for line in firm.room("client").watches.mine()}


def test_nobody_watches_what_they_may_not_know_of(firm: Firm) -> None:
    with pytest.raises(NotFound):
        firm.room("client").watches.add(Watch(0, "client", TELESCOPES[0]))


def test_an_alert_before_release_carries_facts_only(firm: Firm) -> None:
    (client,) = firm.room("client").watches.alerts()
    (counsel,) = firm.room("counsel").watches.alerts()
    assert client.comparison is not None
    assert client.comparison.directions is None
    assert counsel.comparison is not None
    assert counsel.comparison.directions is not None


def test_an_alert_is_read_by_its_own_reader_once(firm: Firm) -> None:
    desk = firm.room("client").watches
    (line,) = desk.alerts()
    with pytest.raises(NotFound):
        firm.room("other").watches.mark_read(line.alert.id)
    assert desk.unread() == 1
    desk.mark_read(line.alert.id)
    assert desk.unread() == 0


def test_only_what_is_in_doubt_or_failed_is_sent_again(firm: Firm) -> None:
    desk = firm.room("counsel").operations
    (first, *_) = desk.deliveries().lines
    with pytest.raises(Conflict):
        desk.resend(first.delivery.id)


# Sources and quarantine


def test_every_source_has_a_state_those_in_trouble_first(firm: Firm) -> None:
    lines = firm.room("analyst").operations.sources().sources
    assert (lines[0].health.source, lines[0].health.state) == ("cac", SourceState.BLOCKED)
    assert {line.health.state for line in lines[1:]} == {SourceState.NEVER}


def test_analysts_settle_a_quarantined_capture_counsel_only_reads_it(firm: Firm) -> None:
    (held,) = firm.room("counsel").operations.quarantine()
    with pytest.raises(NotAllowed):
        firm.room("counsel").operations.settle(held.id, "rejected")
    firm.room("analyst").operations.settle(held.id, "rejected")
    assert firm.room("counsel").operations.quarantine() == ()


# The portal


def test_a_clients_home_holds_what_was_released_to_them(firm: Firm) -> None:
    page = firm.room("client").portal.home()
    assert page.client == CLIENTS["hengtong"]
    assert sorted(lane.instrument.slug for lane in page.lanes) == sorted(CLIENTS["hengtong"].follows)
    assert [(line.instrument, line.sight) for line in page.comparisons] == [(LIFTS[0], Sight.RELEASED)]
    assert [note.body for _, note in page.notes] == [RELEASED]
    assert not any(secret in word for secret in (INTERNAL, REVISED, OTHERS) for word in words_in(page))


@pytest.mark.parametrize("who", ["visitor", *INSIDE])
def test_the_portal_is_a_clients_own(firm: Firm, who: str) -> None:
    with pytest.raises(NotAllowed):
        firm.room(who).portal.home()
