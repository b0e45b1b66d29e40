"""Every connection keeps the rules of the house, and every moment is a moment in UTC."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from tracker.practice.visit import Validators
from tracker.store.engine import WRITES, connect
from tracker.store.library import Files, Library


def pragma(url: str, name: str, *, writes: bool = False) -> object:
    engine = connect(url)
    with engine.execution_options(**{WRITES: writes}).connect() as connection:
        value: object = connection.execute(text(f"PRAGMA {name}")).scalar()
    engine.dispose()
    return value


@pytest.mark.parametrize(
    ("name", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("busy_timeout", 30_000)]
)
def test_a_connection_keeps_the_rules(url: str, name: str, value: object) -> None:
    assert pragma(url, name) == value


def test_a_reader_is_read_only_and_a_writer_is_not(url: str) -> None:
    assert (pragma(url, "query_only"), pragma(url, "query_only", writes=True)) == (1, 0)


def test_a_writer_holds_the_pen_from_the_first_word(library: Library, url: str) -> None:
    """Were the lock taken at the first write, two writers could both have read, and one would have to fail."""
    with library.writing():
        raw = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            raw.execute("BEGIN IMMEDIATE")
        raw.close()


def test_a_moment_comes_back_in_utc(files: Files, at: Callable[[float], datetime]) -> None:
    shanghai = timezone(timedelta(hours=8))
    number = files.quarantine.put("a", "s", "u", "t", "r", datetime(2031, 3, 1, 20, 0, 0, 7, shanghai))
    back = files.quarantine.get(number).at
    assert back == datetime(2031, 3, 1, 12, 0, 0, 7, UTC)
    assert back.tzinfo is UTC


def test_a_moment_without_zone_is_refused(library: Library) -> None:
    with pytest.raises(StatementError, match="needs a time zone"), library.writing() as files:
        files.visits.remember("u", Validators(), datetime(2031, 3, 1, 12))  # noqa: DTZ001 -- the fault under test
