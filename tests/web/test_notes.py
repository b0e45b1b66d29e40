"""Notes on a change: written as internal, validated against the clause's words, released, revised, taken back."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import INTERNAL, LIFTS, Firm, Visitor

PAGE = f"/comparisons/{LIFTS[0]}/{LIFTS[1]}..{LIFTS[2]}/"
SECRET = "这一句只给所里看"


def send(browser: FlaskClient, where: str, **form: str) -> tuple[int, str]:
    """Send a form with the page's token; the status and the answer's text or place."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(PAGE).text)
    assert found
    answer = browser.post(where, data={"csrf_token": found[1], **form})
    return answer.status_code, answer.location or answer.text


def changed(firm: Firm) -> tuple[str, str]:
    """The key of a change with words on both sides, and a phrase that stands once in its new words."""
    clauses = firm.room("counsel").comparisons.page(*LIFTS).comparison.clauses
    clause = next(c for c in clauses if c.old and c.new and len(c.new.text) > 20)
    assert clause.new
    return clause.key, clause.new.text[4:12]


def newest(firm: Firm) -> int:
    return max(note.id or 0 for note in firm.room("counsel").notes.of(*LIFTS))


def test_a_note_is_internal_until_it_is_released_and_a_client_reads_the_released_wording(as_: Visitor, firm: Firm):
    counsel, client = as_("counsel"), as_("client")
    key, _ = changed(firm)
    status, place = send(counsel, f"{PAGE}notes", change=key, body=f"**{SECRET}**")
    number = newest(firm)
    assert (status, place.rpartition("#")[2]) == (303, f"note-{number}")
    assert f"<strong>{SECRET}</strong>" in counsel.get(PAGE).text
    assert "客户永远看不到" in counsel.get(PAGE).text
    assert SECRET not in client.get(PAGE).text

    assert send(counsel, f"/notes/{number}/release", client="hengtong")[0] == 303
    assert SECRET in client.get(PAGE).text

    assert send(counsel, f"/notes/{number}/revise", body="改得更稳妥的一句")[0] == 303
    assert "改得更稳妥的一句" not in client.get(PAGE).text
    assert "发布之后又有修改" in counsel.get(PAGE).text

    assert send(counsel, f"/notes/{number}/withdraw", client="hengtong")[0] == 303
    assert SECRET not in client.get(PAGE).text


def test_a_note_on_a_phrase_keeps_its_place_and_lights_it(as_: Visitor, firm: Firm):
    key, phrase = changed(firm)
    assert send(as_("counsel"), f"{PAGE}notes", change=key, body="看这几个字", exact=phrase, side="new")[0] == 303
    note = next(n for n in firm.room("counsel").notes.of(*LIFTS) if n.body == "看这几个字")
    assert note.selector
    assert (note.selector.exact, note.selector.start, note.selector.side) == (phrase, 4, "new")
    assert 'class="n' in as_("counsel").get(PAGE).text or 'class="q n' in as_("counsel").get(PAGE).text


def test_of_two_equal_phrases_the_one_meant_is_taken(as_: Visitor, firm: Firm):
    clauses = firm.room("counsel").comparisons.page(*LIFTS).comparison.clauses
    clause = next(c for c in clauses if c.new and c.new.text.count("，") > 1)
    assert clause.new
    second = clause.new.text.index("，", clause.new.text.index("，") + 1)
    send(as_("counsel"), f"{PAGE}notes", change=clause.key, body="第二个", exact="，", side="new", start=str(second))
    note = next(n for n in firm.room("counsel").notes.of(*LIFTS) if n.body == "第二个")
    assert note.selector
    assert note.selector.start == second


def test_words_that_do_not_stand_in_the_clause_are_refused_and_what_was_written_is_kept(as_: Visitor, firm: Firm):
    key, _ = changed(firm)
    before = newest(firm)
    status, text = send(as_("counsel"), f"{PAGE}notes", change=key, body="不要丢了我", exact="查无此句", side="new")
    assert status == 400
    assert "“查无此句”不在" in text
    assert "不要丢了我</textarea>" in text
    assert newest(firm) == before


@pytest.mark.parametrize(
    ("form", "says"),
    [({"change": "999~999", "body": "写错了地方"}, "不在这份对照里"), ({"change": "", "body": "   "}, "没有内容")],
)
def test_a_note_on_nothing_or_of_nothing_is_not_kept(as_: Visitor, form: dict[str, str], says: str):
    status, text = send(as_("counsel"), f"{PAGE}notes", **form)
    assert status == 400
    assert says in text


def test_a_note_on_the_whole_comparison_stands_above_the_rows(as_: Visitor):
    counsel = as_("counsel")
    assert send(counsel, f"{PAGE}notes", change="", body="总的看偏宽")[0] == 303
    page = counsel.get(PAGE).text
    assert page.index("总的看偏宽") < page.index('id="rows"')


def test_a_note_whose_change_is_gone_is_shown_not_lost(as_: Visitor, firm: Firm):
    with firm.library.writing() as files:
        from tests.web.conftest import NOW

        files.notes.add(*LIFTS, "88~88", None, "找不到落脚处的批注", "counsel", NOW)
    page = as_("counsel").get(PAGE).text
    assert "找不到落脚处的批注" in page
    assert "已经不在本对照中" in page


def test_the_form_opens_where_it_was_asked_without_a_script(as_: Visitor, firm: Firm):
    key, _ = changed(firm)
    counsel = as_("counsel")
    page = counsel.get(PAGE, query_string={"note": key}).text
    assert page.count(f'<input type="hidden" name="change" value="{key}"><input type="hidden" name="spot"') == 1
    number = newest(firm)
    assert f'action="/notes/{number}/revise"' in counsel.get(PAGE, query_string={"edit": number}).text


def test_what_was_written_cannot_break_the_page(as_: Visitor, firm: Firm):
    key, _ = changed(firm)
    counsel = as_("counsel")
    send(counsel, f"{PAGE}notes", change=key, body="<script>alert(1)</script><img src=x onerror=alert(1)>")
    assert "<script>alert" not in counsel.get(PAGE).text
    assert "<img" not in counsel.get(PAGE).text


@pytest.mark.parametrize("who", ["client", "early", "analyst"])
def test_nobody_but_counsel_writes(as_: Visitor, firm: Firm, who: str):
    browser = as_(who)
    number = newest(firm)
    assert send(browser, f"{PAGE}notes", change="", body="不该写进去")[0] == 403
    for what in ("revise", "release", "withdraw"):
        assert send(browser, f"/notes/{number}/{what}", body="不该改")[0] == 403
    assert "不该写进去" not in as_("counsel").get(PAGE).text
    assert "note-form" not in browser.get(PAGE).text


def test_a_client_finds_no_trace_of_a_notes_number(as_: Visitor, firm: Firm):
    page = as_("client").get(PAGE).text
    assert INTERNAL not in page
    assert 'id="note-' not in page
    assert "/notes/" not in page
