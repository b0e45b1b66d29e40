"""Which text was in force on which day."""

from datetime import date

import pytest

from tracker.law.instrument import EventKind
from tracker.law.stage import Stage, version_id
from tracker.practice.cards import VersionCard
from tracker.readingroom.force import as_of, periods
from tracker.readingroom.pages import Moment, Standing


def card(stage: Stage, dated: str, effective: str = "") -> VersionCard:
    on = date.fromisoformat(dated)
    starts = date.fromisoformat(effective) if effective else None
    return VersionCard("sea", version_id(dated, stage), stage, None, on, "海域办法", 9, "0" * 64, 0, starts)


def moment(kind: EventKind, on: str, stage: Stage | None = None, *, sure: bool = True) -> Moment:
    return Moment(kind, date.fromisoformat(on), stage=stage, sure=sure)


DRAFT = card(Stage.CONSULTATION_DRAFT, "2020-03-01")
FIRST = card(Stage.PROMULGATED, "2020-09-01", "2021-01-01")
AMENDED = card(Stage.AMENDED, "2023-05-10", "2023-06-01")
LIFE = [
    moment(EventKind.STAGE, "2020-03-01", Stage.CONSULTATION_DRAFT),
    moment(EventKind.STAGE, "2020-09-01", Stage.PROMULGATED),
    moment(EventKind.EFFECTIVE, "2021-01-01"),
    moment(EventKind.STAGE, "2023-05-10", Stage.AMENDED),
    moment(EventKind.EFFECTIVE, "2023-06-01"),
]
REPEALED = [*LIFE, moment(EventKind.STAGE, "2026-02-01", Stage.REPEALED)]


@pytest.mark.parametrize(
    ("day", "standing", "in_force", "newest"),
    [
        ("2019-01-01", Standing.PLANNED, None, None),
        ("2020-03-01", Standing.DRAFT, None, DRAFT.id),
        ("2020-12-31", Standing.NOT_YET, None, FIRST.id),
        ("2021-01-01", Standing.IN_FORCE, FIRST.id, FIRST.id),
        ("2023-05-31", Standing.IN_FORCE, FIRST.id, AMENDED.id),  # the amendment is out and not yet in force
        ("2023-06-01", Standing.IN_FORCE, AMENDED.id, AMENDED.id),
        ("2026-01-31", Standing.IN_FORCE, AMENDED.id, AMENDED.id),
        ("2026-02-01", Standing.REPEALED, None, AMENDED.id),
    ],
)
def test_how_a_work_stood_on_a_day(day: str, standing: Standing, in_force: str | None, newest: str | None) -> None:
    found = as_of(REPEALED, [DRAFT, FIRST, AMENDED], date.fromisoformat(day))
    assert found.standing is standing
    assert (found.force and found.force.version.id) == in_force
    assert (found.newest and found.newest.id) == newest


def test_periods_follow_each_other_without_a_gap_or_an_overlap() -> None:
    spans = [
        (p.version.id, p.start.isoformat(), p.end and p.end.isoformat())
        for p in periods(REPEALED, [AMENDED, DRAFT, FIRST])
    ]
    assert spans == [(FIRST.id, "2021-01-01", "2023-06-01"), (AMENDED.id, "2023-06-01", "2026-02-01")]
    assert periods(LIFE, [FIRST, AMENDED])[-1].end is None


def test_a_text_that_says_no_day_takes_the_catalogue_s_else_its_own_and_says_so() -> None:
    silent = card(Stage.PROMULGATED, "2020-09-01")
    (from_catalogue,) = periods([moment(EventKind.EFFECTIVE, "2021-01-01")], [silent])
    assert (from_catalogue.start.isoformat(), from_catalogue.sure) == ("2021-01-01", True)
    (unsure,) = periods([moment(EventKind.EFFECTIVE, "2021-01-01", sure=False)], [silent])
    assert not unsure.sure
    (guessed,) = periods([], [silent])
    assert (guessed.start.isoformat(), guessed.sure) == ("2020-09-01", False)


def test_a_draft_is_never_in_force() -> None:
    assert periods(LIFE, [DRAFT]) == ()


def test_one_replaced_on_the_day_it_began_was_never_in_force() -> None:
    twin = card(Stage.REVISED, "2023-05-20", "2023-06-01")
    assert [p.version.id for p in periods(LIFE, [FIRST, AMENDED, twin])] == [FIRST.id, twin.id]
