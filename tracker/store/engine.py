"""Opening the database: one engine, how a transaction begins, and plain words for what the database refuses."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from tracker.errors import Conflict, StoreError

# A writer waits for the one before it. Filing the longest text takes well under a second; half a minute means a hang.
BUSY_SECONDS = 30

WRITES = "tracker_writes"


def connect(url: str) -> Engine:
    """An engine for an SQLAlchemy URL; the folder of an SQLite file is made.

    Raises StoreError when the address cannot be used.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as fault:
        raise StoreError(f"This is no address of a database: {url!r}.") from fault
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(f"The library is kept in SQLite; the address names {parsed.get_backend_name()}.")
    return _sqlite(parsed)


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        # Every thread would see an empty library of its own.
        raise StoreError(
            "The library is kept in a file: an SQLite address names one, such as sqlite:///tracker.sqlite3."
        )
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise StoreError(f"The folder {folder} for the library cannot be made: {fault.strerror}.") from fault
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


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


def plain(fault: DBAPIError) -> StoreError:
    """A refusal of the database as one of ours, for a person."""
    if isinstance(fault, IntegrityError):
        return Conflict(f"The library holds something that stands against this: {fault.orig}.")
    return StoreError(f"The library could not do this: {fault.orig}.")
