"""A third version arrives: each note of the second says honestly what became of it, and a person settles the rest."""

from dataclasses import replace
from datetime import date

import pytest

from tests.web.conftest import NOW, UNDER_WATER, Firm
from tracker import knowledge
from tracker.annotations.annotation import Deed
from tracker.annotations.carrying import Carried
from tracker.annotations.quoting import quote
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.errors import NotAllowed, NotFound
from tracker.law.stage import Stage
from tracker.practice.standing import Settled
from tracker.readingroom.filing import file_comparison

DRAFTS = (UNDER_WATER, "2026-11-01-draft", "2026-11-20-submitted-draft")
FINAL = "2026-12-20-promulgated"
NIGHT = "守塔人不得夜间休息。"
TEXT = """云岛灯塔管理办法
第一条　灯塔归云岛港务局管理。
第二条　守塔人应当每日擦拭灯罩。
第三条　守塔人在当值期间不得夜间休息，换班的除外。
第四条　本办法自2027年1月1日起施行。
"""


def written(firm: Firm) -> dict[str, int]:
    """Counsel's notes on the second draft, by what they are about."""
    desk = firm.room("counsel").notes
    phrase = quote(NIGHT, "不得夜间休息", "new")
    lamp = quote("守塔人应当每日擦拭灯罩。", "每日擦拭", "old")
    change = next(c.key for c in firm.room("counsel").comparisons.page(*DRAFTS).comparison.clauses)
    return {
        "phrase": desk.add(*DRAFTS, change, "收紧", phrase).id,
        "whole": desk.add(*DRAFTS, "", "总的看").id,
        "older": desk.add(*DRAFTS, change, "旧稿的字", replace(lamp, side="old") if lamp else None).id,
        "change": desk.add(*DRAFTS, change, "整条").id,
    }


def final(firm: Firm, text: str = TEXT) -> None:
    """The promulgated text comes in and is compared with the draft before it."""
    with firm.library.writing() as files:
        draft = files.versions.get(*DRAFTS[::2])
        document = read(text.encode(), guide=knowledge.guide())
        made = replace(draft, id=FINAL, stage=Stage.PROMULGATED, dated_on=date(2026, 12, 20), document=document)
        files.versions.file(replace(made, captures=()))
        comparison = compare(draft.document, document, knowledge.drafting())
        file_comparison(files, UNDER_WATER, draft.id, FINAL, comparison, NOW)


def in_final(firm: Firm) -> dict[int, Carried]:
    views = firm.room("counsel").notes.of(UNDER_WATER, DRAFTS[2], FINAL)
    return {view.id: view.standing.placement.how for view in views if view.id and view.standing}


def test_notes_on_the_newer_side_are_carried_and_say_how(firm: Firm):
    notes = written(firm)
    final(firm)
    found = in_final(firm)
    assert found[notes["phrase"]] is Carried.MOVED
    assert found[notes["change"]] is Carried.EDITED
    assert notes["whole"] not in found
    assert notes["older"] not in found


def test_an_edited_note_waits_for_a_person_and_is_shown_with_both_wordings(firm: Firm):
    notes = written(firm)
    final(firm)
    waiting = firm.room("counsel").placing.waiting()
    assert [one.view.id for one in waiting] == [notes["change"]]
    assert waiting[0].before == NIGHT
    assert waiting[0].after == "守塔人在当值期间不得夜间休息，换班的除外。"
    firm.room("counsel").placing.accept(notes["change"], FINAL)
    assert firm.room("counsel").placing.waiting() == ()
    note = firm.room("counsel").notes.get(notes["change"])
    assert [(act.deed, act.by) for act in note.acts] == [(Deed.SETTLED, "counsel")]


def test_a_note_whose_words_are_gone_is_placed_by_hand_or_let_go(firm: Firm):
    notes = written(firm)
    final(firm, TEXT.replace("第三条　守塔人在当值期间不得夜间休息，换班的除外。", "第三条　灯塔每年检修一次。"))
    desk = firm.room("counsel").placing
    assert in_final(firm)[notes["phrase"]] is Carried.ORPHANED
    with pytest.raises(NotFound):
        desk.accept(notes["phrase"], FINAL)
    with pytest.raises(NotFound):
        desk.place(notes["phrase"], FINAL, "99")
    desk.place(notes["phrase"], FINAL, "2.1" if _has(firm, "2.1") else "2")
    desk.let_go(notes["change"], FINAL)
    assert set(in_final(firm)) == {notes["phrase"]}
    with firm.library.reading() as files:
        assert files.places.get(notes["change"], FINAL).settled is Settled.LET_GO


def _has(firm: Firm, locator: str) -> bool:
    with firm.library.reading() as files:
        found = files.versions.get(UNDER_WATER, FINAL).document.find(locator)
        return found is not None and found.locator == locator


def test_a_settled_place_is_kept_when_the_comparison_is_made_anew(firm: Firm):
    notes = written(firm)
    final(firm)
    firm.room("counsel").placing.let_go(notes["change"], FINAL)
    with firm.library.writing() as files:
        comparison = files.comparisons.get(UNDER_WATER, DRAFTS[2], FINAL)
        file_comparison(files, UNDER_WATER, DRAFTS[2], FINAL, replace(comparison, rules="newer"), NOW)
    assert notes["change"] not in in_final(firm)


def test_carried_notes_are_the_firms_own(firm: Firm):
    notes = written(firm)
    final(firm)
    firm.room("counsel").notes.release(notes["phrase"], "hengtong")
    assert firm.room("client").notes.of(UNDER_WATER, DRAFTS[2], FINAL) == ()
    assert [view.body for view in firm.room("client").notes.of(*DRAFTS)] == ["收紧"]
    for who in ("client", "visitor", "analyst"):
        with pytest.raises(NotAllowed):
            firm.room(who).placing.accept(notes["change"], FINAL)
