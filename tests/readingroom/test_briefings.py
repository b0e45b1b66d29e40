"""A briefing is worded, released version by version, read, recalled: whoever opened it is told, and nobody else."""

from dataclasses import replace

import pytest

from tests.web.conftest import NOW, ROBOTS, Firm
from tracker.diff.changes import Direction
from tracker.errors import Conflict, NotAllowed, NotFound
from tracker.readingroom.briefings import BriefingPage
from tracker.readingroom.filing import file_comparison


def written(firm: Firm, zh: str = "第一版", en: str = "first") -> None:
    firm.room("counsel").briefings.write(*ROBOTS, zh, en)


def page(firm: Firm, who: str = "counsel") -> BriefingPage:
    return firm.room(who).briefings.page(*ROBOTS)


def told(firm: Firm) -> str:
    found = page(firm, "client").told
    assert found
    return found[0].zh


def test_a_client_reads_what_was_released_and_not_what_is_written_since(firm: Firm):
    written(firm)
    with pytest.raises(NotFound):
        page(firm, "client")
    firm.room("counsel").briefings.release(*ROBOTS, "hengtong")
    written(firm, "第二版")
    assert told(firm) == "第一版"
    firm.room("counsel").briefings.release(*ROBOTS, "hengtong")
    assert told(firm) == "第二版"
    assert [one.zh for one in page(firm).wordings] == ["第一版", "第二版"]


def test_the_firm_knows_who_read_it_and_when_and_the_client_holds_nothing_of_the_firm(firm: Firm):
    written(firm)
    firm.room("counsel").briefings.release(*ROBOTS, None)
    told(firm)
    told(firm)
    (release,) = page(firm).releases
    assert [(o.person, o.first_at, o.times) for o in release.openings] == [("client", NOW, 2)]
    shown = page(firm, "client")
    assert (shown.wordings, shown.releases, shown.comparison, shown.clients, shown.names) == ((), (), None, (), {})


def test_recalled_it_is_told_to_whoever_opened_it_and_gone_for_everyone(firm: Firm):
    written(firm)
    firm.room("counsel").briefings.release(*ROBOTS, "hengtong")
    told(firm)
    number = page(firm).releases[0].number
    assert firm.room("administrator").briefings.recall(number, "第三条引错了") == ROBOTS
    shown = page(firm, "client")
    assert shown.told is None
    assert shown.recall
    assert shown.recall.reason == "第三条引错了"
    assert [one.release.reason for one in firm.room("client").briefings.mine() if one.new == ROBOTS[2]] == [
        "第三条引错了"
    ]
    with pytest.raises(NotFound):
        firm.room("counsel").briefings.recall(number, "again")


def test_who_never_opened_it_is_not_told_that_it_was_recalled(firm: Firm):
    written(firm)
    firm.room("counsel").briefings.release(*ROBOTS, "hengtong")
    firm.room("counsel").briefings.recall(page(firm).releases[0].number, "x")
    with pytest.raises(NotFound):
        page(firm, "client")


def test_a_corrected_release_takes_the_place_of_the_recalled_one(firm: Firm):
    written(firm)
    desk = firm.room("counsel").briefings
    desk.release(*ROBOTS, "hengtong")
    told(firm)
    desk.recall(page(firm).releases[0].number, "第三条引错了")
    written(firm, "改正后的")
    later = replace(firm.room("counsel"), clock=lambda: NOW.replace(hour=5))
    later.briefings.release(*ROBOTS, "hengtong")
    assert told(firm) == "改正后的"


def test_two_counsel_at_once_lose_nothing(firm: Firm):
    desk = firm.room("counsel").briefings
    desk.write(*ROBOTS, "陈的", "", expected=0)
    with pytest.raises(Conflict):
        firm.room("administrator").briefings.write(*ROBOTS, "周的", "", expected=0)
    assert [one.zh for one in page(firm).wordings] == ["陈的"]


def test_what_is_judged_otherwise_since_is_listed(firm: Firm):
    written(firm)
    assert page(firm).moved == ()
    clause = next(c for c in page(firm).comparison.clauses if c.verdict.direction is Direction.SOFTENED)
    firm.room("counsel").rulings.overrule(*ROBOTS, clause.key, Direction.STRENGTHENED, 2, "口径")
    assert page(firm).moved == (clause.key,)
    with firm.library.writing() as files:
        machine = files.comparisons.get(*ROBOTS)
        file_comparison(files, *ROBOTS, replace(machine, clauses=machine.clauses[1:]), NOW)
    assert machine.clauses[0].key in page(firm).moved


@pytest.mark.parametrize("who", ["client", "other", "analyst", "visitor"])
def test_only_counsel_words_and_releases(firm: Firm, who: str):
    desk = firm.room(who).briefings
    for deed in (
        lambda: desk.write(*ROBOTS, "x", "x"),
        lambda: desk.release(*ROBOTS, None),
        lambda: desk.recall(1, "x"),
    ):
        with pytest.raises(NotAllowed):
            deed()
