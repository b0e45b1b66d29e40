"""Every moment is a moment in UTC, whatever zone it came in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from tracker.practice.visit import Validators
from tracker.store.library import Files, Library


def test_a_moment_comes_back_in_utc(files: Files, at: Callable[[float], datetime]) -> None:
    shanghai = timezone(timedelta(hours=8))
    number = files.quarantine.put("a", "s", "u", "t", "r", datetime(2031, 3, 1, 20, 0, 0, 7, shanghai))
    back = files.quarantine.get(number).at
    assert back == datetime(2031, 3, 1, 12, 0, 0, 7, UTC)
    assert back.tzinfo is UTC


def test_a_moment_without_zone_is_refused(library: Library) -> None:
    with pytest.raises(StatementError, match="needs a time zone"), library.writing() as files:
        files.visits.remember("u", Validators(), datetime(2031, 3, 1, 12))  # noqa: DTZ001 -- the fault under test
