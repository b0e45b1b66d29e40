"""Opening the database: one engine, how a transaction begins, and plain words for what the database refuses."""

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoneFree

from tracker.errors import Conflict, NoRoom, StoreError, Unavailable
from tracker.store import engine_postgres, engine_sqlite


def connect(url: str, *, make: bool = True) -> Engine:
    """An engine for an SQLAlchemy URL of SQLite or PostgreSQL; the folder of an SQLite file is made.

    Without `make` nothing is: raises StoreError where there is no such file.

    A transaction with the execution option `pen.WRITES` is alone with the pen; every other one reads, and cannot write.
    Raises StoreError when the address cannot be used.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as fault:
        raise StoreError(f"This is no address of a database: {url!r}.") from fault
    match parsed.get_backend_name():
        case "sqlite":
            return engine_sqlite.connect(parsed, make=make)
        case "postgresql":
            return engine_postgres.connect(parsed)
        case other:
            raise StoreError(f"The library is kept in SQLite or PostgreSQL; the address names {other}.")


def plain(fault: DBAPIError | NoneFree) -> StoreError:
    """A refusal of the database as one of ours, for a person."""
    if isinstance(fault, NoneFree):
        return Unavailable("Too many people ask the library at once; try again in a moment.")
    if isinstance(fault, IntegrityError):
        return Conflict(f"The library holds something that stands against this: {fault.orig}.")
    if any(engine.is_full(fault.orig) for engine in (engine_sqlite, engine_postgres)):
        return NoRoom(f"The disk of the library is full, nothing of this was kept ({fault.orig}).")
    if fault.connection_invalidated or any(engine.is_away(fault.orig) for engine in (engine_sqlite, engine_postgres)):
        return Unavailable(f"The library does not answer; try again in a moment ({fault.orig}).")
    return StoreError(f"The library could not do this: {fault.orig}.")
