"""Changes are checked off in the shape they have, and everybody is shown what is new since their last sitting."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.conftest import NOW, ROBOTS, Firm
from tracker.diff.changes import Direction
from tracker.errors import NotAllowed, NotFound
from tracker.readingroom.looking import Seen


def look(firm: Firm, who: str = "counsel", hours: float = 0) -> Seen:
    later = NOW + timedelta(hours=hours)
    return replace(firm.room(who), clock=lambda: later).looking.look(*ROBOTS)


def first(firm: Firm) -> str:
    return firm.room("counsel").comparisons.page(*ROBOTS).comparison.clauses[0].key


def overrule(firm: Firm, key: str) -> None:
    firm.room("administrator").rulings.overrule(*ROBOTS, key, Direction.UNCLEAR, 2, "再议")


def test_a_check_is_signed_and_falls_when_the_change_is_another(firm: Firm):
    key = first(firm)
    firm.room("counsel").looking.check(*ROBOTS, key, done=True)
    assert look(firm, "administrator").checks[key].by == "counsel"
    overrule(firm, key)
    assert key not in look(firm).checks


def test_a_check_is_taken_back(firm: Firm):
    key = first(firm)
    for done in (True, False):
        firm.room("counsel").looking.check(*ROBOTS, key, done=done)
    assert look(firm).checks == {}
    with pytest.raises(NotFound):
        firm.room("counsel").looking.check(*ROBOTS, "99~99", done=True)


def test_what_changed_since_the_last_sitting_is_new_and_stays_so_through_this_one(firm: Firm):
    key = first(firm)
    assert look(firm).fresh == frozenset()
    overrule(firm, key)
    assert look(firm, hours=0.2).fresh == frozenset()  # a first sitting has none before it
    assert look(firm, hours=5).fresh == frozenset()
    firm.room("administrator").rulings.undo(firm.room("counsel").comparisons.page(*ROBOTS).rulings[0].id)
    assert look(firm, hours=10).fresh == {key}
    assert look(firm, hours=10.3).fresh == {key}
    assert look(firm, hours=20).fresh == frozenset()


def test_everybody_has_looked_for_themselves(firm: Firm):
    key = first(firm)
    look(firm, "analyst")
    look(firm)
    overrule(firm, key)
    assert look(firm, hours=3).fresh == {key}
    assert look(firm, "administrator", hours=3).fresh == frozenset()


@pytest.mark.parametrize("who", ["client", "analyst", "visitor"])
def test_only_counsel_checks_and_nobody_outside_sees_it(firm: Firm, who: str):
    firm.room("counsel").looking.check(*ROBOTS, first(firm), done=True)
    with pytest.raises(NotAllowed):
        firm.room(who).looking.check(*ROBOTS, first(firm), done=True)
    if who != "analyst":
        assert firm.room(who).looking.look(*ROBOTS) == Seen()
