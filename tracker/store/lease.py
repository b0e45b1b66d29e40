"""A lease: one holder at any time among all machines that share a library, of the schedule or of one source.

On PostgreSQL it is an advisory lock, kept by a connection of its own: the database lets go of it at any death. A
library in an SQLite file lies on one machine, where the lock on the data folder is enough (`workday.lease`).
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Engine

from tracker.errors import Busy, Conflict, StoreError
from tracker.store.engine_postgres import SCHEDULER

if TYPE_CHECKING:
    import psycopg

# A killed holder's connection is closed by its system at once. A machine that vanishes says nothing: the database then
# lets go after 10 + 3 · 5 = 25 seconds of silence. The holder itself must have noticed before: it asks every five
# seconds (workday.schedule), gives up a question after eight and a new connection after five, 18 in all.
_FREED = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
_NOTICED = "tcp_user_timeout=8000 connect_timeout=5 keepalives_idle=5 keepalives_interval=1 keepalives_count=3"


class Lease(Protocol):
    """What its holder asks from time to time."""

    def renewed(self) -> bool:
        """Whether it is still held; one that was lost is asked for again, and held if nobody was faster."""


@contextmanager
def scheduling(engine: Engine) -> Iterator[Lease]:
    """Be the only scheduler of a library while inside; raises Conflict where another machine is."""
    if engine.dialect.name != "postgresql":
        yield _Undisputed()
        return
    lease = _Advisory(_address(engine), SCHEDULER)
    try:
        if not lease.renewed():
            raise Conflict("Another machine schedules this library; this one does not start.")
        yield lease
    finally:
        lease.close()


@contextmanager
def visiting(engine: Engine, source: str) -> Iterator[None]:
    """Be the only visitor of a source on any machine while inside; raises Busy where another is.

    A connection that dies meanwhile lets go of it; the visit goes on, and what both file is filed once.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    lease = _Advisory(_address(engine), _key(source))
    try:
        if not lease.renewed():
            raise Busy(f"{source}: another machine's visit is under way; the source is left to it.")
        yield
    finally:
        lease.close()


def _address(engine: Engine) -> str:
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _key(source: str) -> int:
    """A source's advisory lock: a number of eight bytes, the same on every machine."""
    digest = hashlib.sha256(f"tracker visits {source}".encode()).digest()
    return int.from_bytes(digest[:8], signed=True)


class _Undisputed:
    """The lease on a library nobody else can reach."""

    def renewed(self) -> bool:
        return True


class _Advisory:
    """A lock of PostgreSQL, held as long as the connection lives."""

    def __init__(self, address: str, key: int) -> None:
        self._address, self._key = address, key
        self._connection: psycopg.Connection | None = None

    def renewed(self) -> bool:
        import psycopg

        try:
            if self._connection is not None:
                self._connection.execute("SELECT 1")
                return True
        except psycopg.OperationalError:
            self.close()
        try:
            return self._taken()
        except psycopg.OperationalError:  # the database is away
            self.close()
            return False

    def _taken(self) -> bool:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict, make_conninfo

        address = make_conninfo(self._address, options=_FREED, **conninfo_to_dict(_NOTICED))
        self._connection = psycopg.connect(address, autocommit=True)
        row = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (self._key,)).fetchone()
        if row is None:
            raise StoreError("PostgreSQL did not say whether the lease is free.")
        if not row[0]:
            self.close()
        return bool(row[0])

    def close(self) -> None:
        """Let go at once: the database would notice a closed connection a moment later by itself."""
        import psycopg

        if self._connection is not None:
            with suppress(psycopg.OperationalError):
                self._connection.execute("SELECT pg_advisory_unlock_all()")
            self._connection.close()
            self._connection = None
