"""SQLite as the library uses it: one file, write-ahead log, a writer with the lock from its first word."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from tracker.errors import StoreError
from tracker.store.pen import WRITES

# A writer waits for the one before it. Filing the longest text takes well under a second; half a minute means a hang.
BUSY_SECONDS = 30
_FULL = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_SHMSIZE,  # the write-ahead log's index could not grow
)


def connect(url: URL, *, make: bool = True) -> Engine:
    """An engine for a file; its folder is made. Raises StoreError where the address names none."""
    if not url.database or url.database == ":memory:":
        # Every thread would see an empty library of its own.
        raise StoreError(
            "The library is kept in a file: an SQLite address names one, such as sqlite:///tracker.sqlite3."
        )
    if not make and not Path(url.database).is_file():
        raise StoreError(f"There is no library at {url.database}.")
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(f"The folder {folder} for the library cannot be made: {fault.strerror}.") from fault
    engine = create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS},
        hide_parameters=True,  # a statement that fails is logged; what stands in it is nobody's business
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def checkpoint(engine: Engine) -> None:
    """Move what the write-ahead log holds into the database file."""
    with engine.connect() as connection:
        # A checkpoint cannot run inside a transaction, and every connection of ours begins one.
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_full(fault: BaseException | None) -> bool:
    """Whether there was no room: SQLite says so itself, or a write of its was refused (a quota, a limit of size)."""
    return isinstance(fault, sqlite3.OperationalError) and fault.sqlite_errorcode in _FULL


def is_away(fault: BaseException | None) -> bool:
    """Whether another process held the file for longer than anybody waits."""
    return isinstance(fault, sqlite3.OperationalError) and fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _prepare(connection: Any, _record: object) -> None:
    """Every new connection: our own BEGIN instead of the driver's, WAL, and rules that hold.

    synchronous stays FULL: in WAL mode NORMAL may lose the last commits with the power, and with them the record that a
    mail was handed over; it would go out twice.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once, never half-way through; a reader cannot write at all."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
