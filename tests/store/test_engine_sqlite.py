"""SQLite: every connection keeps the rules of the house."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from tracker.law.instrument import Instrument
from tracker.store.engine import connect
from tracker.store.library import Library
from tracker.store.pen import WRITES


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A library in a file, whatever database the other tests run on."""
    made = f"sqlite:///{tmp_path / 'here.sqlite3'}"
    Library.open(made).close()
    return made


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


def test_a_checkpoint_moves_the_log_into_the_file(library: Library, url: str, instrument: Instrument) -> None:
    log = Path(url.removeprefix("sqlite:///") + "-wal")
    with library.writing() as files:
        files.instruments.put(instrument)
    assert log.stat().st_size > 0
    library.checkpoint()
    assert log.stat().st_size == 0
