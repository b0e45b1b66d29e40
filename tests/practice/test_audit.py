"""A log of deeds, each sealed with the one before: no entry can be changed, dropped or slipped in unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tracker.practice.audit import BEGINNING, Done, Entry, flaws, sealed

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def log() -> list[Entry]:
    """A morning at the firm."""
    out: list[Entry] = []
    for number, done in enumerate((Done.SIGNED_IN, Done.OVERRULED, Done.RELEASED, Done.RECALLED), start=1):
        before = out[-1].seal if out else BEGINNING
        one = Entry(number, NOON + timedelta(minutes=number), "a1b2", done, "comparison/seas/a..b", "", before)
        out.append(replace(one, seal=sealed(one)))
    return out


def test_a_log_as_it_was_written_holds(log: list[Entry]) -> None:
    assert list(flaws(log)) == []
    assert list(flaws([])) == []


@pytest.mark.parametrize("field", ["at", "who", "done", "thing", "detail"])
def test_whatever_is_changed_in_an_entry_shows(log: list[Entry], field: str) -> None:
    other = {"at": NOON, "who": "c3d4", "done": Done.UNDID, "thing": "note/1", "detail": "x"}[field]
    log[1] = replace(log[1], **{field: other})
    assert list(flaws(log)) == ["entry 2 says something else than it was sealed with"]


def test_an_entry_changed_and_sealed_anew_breaks_with_the_next(log: list[Entry]) -> None:
    changed = replace(log[1], who="c3d4")
    log[1] = replace(changed, seal=sealed(changed))
    assert list(flaws(log)) == ["entry 3 does not follow the one before it"]


def test_an_entry_taken_out_or_slipped_in_shows(log: list[Entry]) -> None:
    assert list(flaws(log[:1] + log[2:])) == ["entries 2 to 2 are missing"]
    again = replace(log[1], number=3)
    assert list(flaws([*log[:2], replace(again, seal=sealed(again))])) == ["entry 3 does not follow the one before it"]


def test_the_seal_is_of_the_instant_whatever_the_clock_on_the_wall(log: list[Entry]) -> None:
    in_shanghai = replace(log[0], at=log[0].at.astimezone(timezone(timedelta(hours=8))))
    assert sealed(in_shanghai) == log[0].seal
