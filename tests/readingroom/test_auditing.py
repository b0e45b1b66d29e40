"""Whatever somebody does at a desk stands in the audit log, under their id."""

import ast
import re
from pathlib import Path

import pytest

import tracker.readingroom
from tests.web.conftest import LIFTS, NOW, PEOPLE, Firm
from tracker.diff.changes import Direction
from tracker.errors import NotAllowed, NotFound
from tracker.practice.audit import Done

# What is written there is no deed of a person: counters, what a screen remembers, what a machine made.
NO_DEEDS = {
    "threshold.py:feed",  # when an address was asked last
    "threshold.py:may_try",  # a guess, counted before it is made
    "threshold.py:take",  # how many requests an asker has left
    "watches.py:try_out",
    "watches.py:mark_read",
    "feeds.py:days",
    "looking.py:_keep",
    "comparisons.py:_made_now",
    "threshold.py:bearer",  # when a token was used last
    "repeats.py:claim",
    "repeats.py:keep",
    "repeats.py:release",
    "decided.py:_apply",  # a decision applied by itself
    "decided.py:_doubt",
}


def test_every_desk_that_writes_records_who_did_it() -> None:
    """Read from the source, so that a new way of writing cannot be forgotten."""
    silent = set()
    for path in Path(tracker.readingroom.__file__).parent.glob("*.py"):
        functions = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)]
        said = {f.name: ast.unparse(f) for f in functions}
        recording = {name for name, code in said.items() if "self.record(" in code or "audit.record(" in code}
        for name, code in said.items():
            by_another = any(re.search(rf"(?:self\.|(?<![.\w])){other}\(", code) for other in recording - {name})
            if ".writing()" in code and name not in recording and not by_another:
                silent.add(f"{path.name}:{name}")
    assert silent == NO_DEEDS


def test_counsels_hour_reads_back_from_the_log(firm: Firm) -> None:
    counsel, slug = firm.room("counsel"), LIFTS[0]
    change = counsel.comparisons.page(*LIFTS).comparison.clauses[0].key
    note = counsel.notes.add(*LIFTS, change, "写给同事")
    counsel.rulings.overrule(*LIFTS, change, Direction.SOFTENED, 1, "措辞更轻")
    counsel.notes.release(note.id, "hengtong")
    counsel.comparisons.release(*LIFTS, "hengtong")
    page = firm.room("administrator").auditing.page(who=PEOPLE["counsel"].id)
    place = f"{slug}/{LIFTS[1]}..{LIFTS[2]}"
    assert [(e.done, e.thing, e.at) for e in page.entries[:4]] == [
        (Done.RELEASED, f"comparison/{place}", NOW),
        (Done.RELEASED, f"note/{note.id}", NOW),
        (Done.OVERRULED, f"comparison/{place}", NOW),
        (Done.WROTE, f"note/{note.id}", NOW),
    ]
    assert firm.room("administrator").auditing.verify().holds


def test_what_was_refused_was_not_done(firm: Firm) -> None:
    with pytest.raises(NotFound):
        firm.room("counsel").comparisons.release(*LIFTS, "nobody")
    assert firm.room("administrator").auditing.page(done=Done.RELEASED).entries == ()


@pytest.mark.parametrize("who", ["visitor", "client", "counsel", "analyst"])
def test_the_log_is_the_administrators(firm: Firm, who: str) -> None:
    with pytest.raises(NotAllowed):
        firm.room(who).auditing.page()
    with pytest.raises(NotAllowed):
        firm.room(who).auditing.verify()


def test_no_entry_holds_a_name_an_address_or_a_sentence(firm: Firm) -> None:
    counsel = firm.room("counsel")
    note = counsel.notes.add(*LIFTS, "", "只给自己人看的话 @林知远")
    counsel.notes.revise(note.id, "又改了一遍")
    page = firm.room("administrator").auditing.page()
    said = "".join(e.who + e.thing + e.detail for e in page.entries)
    assert len(page.entries) >= 2
    assert [w for p in PEOPLE.values() for w in (p.email, p.name) if w in said] == []
    assert "自己人" not in said
