"""The audit log in a real database: in the deed's own transaction, and never to be changed."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tracker.errors import NotFound
from tracker.practice.audit import BEGINNING, Done, flaws
from tracker.store.library import Library

AT = datetime(2026, 11, 29, 12, 0, 0, 250, tzinfo=UTC)


def test_entries_follow_each_other_and_are_read_as_they_were_sealed(library: Library) -> None:
    with library.writing() as files:
        first = files.audit.record("a1", Done.SIGNED_IN, "person/a1", "password", AT)
        files.audit.record("a1", Done.OVERRULED, "comparison/海域/a..b", "ruling 3", AT)
    with library.reading() as files:
        log = list(files.audit.all())
        assert [(e.number, e.at, e.detail) for e in log] == [(1, AT, "password"), (2, AT, "ruling 3")]
        assert (log[0].before, log[1].before) == (BEGINNING, first.seal)
        assert list(flaws(log)) == []
        assert [e.number for e in files.audit.latest(9, who="a1", done="overruled")] == [2]


def test_a_deed_that_fails_leaves_no_entry_and_no_gap(library: Library) -> None:
    with pytest.raises(NotFound):
        _released(library)
    with library.writing() as files:
        assert files.audit.record("a1", Done.WROTE, "note/1", "", AT).number == 1


def _released(library: Library) -> None:
    """A release that is written down, and then meets a client nobody knows."""
    with library.writing() as files:
        files.audit.record("a1", Done.RELEASED, "note/1", "", AT)
        files.people.client("nobody")


@pytest.mark.parametrize("deed", ["UPDATE audit SET who = 'b2'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_log(library: Library, raw: Connection, deed: str) -> None:
    with library.writing() as files:
        files.audit.record("a1", Done.RELEASED, "note/1", "", AT)
    with pytest.raises(DBAPIError, match="only ever added to"):
        raw.execute(text(deed))
    assert raw.execute(text("SELECT who FROM audit")).scalar() == "a1"


def test_two_processes_write_one_chain(url: str) -> None:
    code = """
import sys
from datetime import UTC, datetime
from tracker.errors import NotFound
from tracker.practice.audit import Done
from tracker.store.library import Library
library = Library.open(sys.argv[1])
for number in range(20):
    with library.writing() as files:
        files.audit.record(sys.argv[2], Done.WROTE, f"note/{number}", "", datetime.now(UTC))
"""
    writers = [subprocess.Popen([sys.executable, "-c", code, url, who]) for who in ("a1", "b2")]
    assert [one.wait() for one in writers] == [0, 0]
    library = Library.open(url)
    with library.reading() as files:
        log = list(files.audit.all())
    library.close()
    assert len(log) == 40
    assert list(flaws(log)) == []
