"""PostgreSQL as the library uses it: readers see one moment and cannot write, a writer is alone with the pen."""

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from tracker.store.pen import WRITES

# Keys of our advisory locks: any fixed numbers no other program uses on the same database.
PEN = 0x7472_6163_6B01
SCHEDULER = 0x7472_6163_6B02

# As on SQLite: filing the longest text takes well under a second; half a minute means a hang.
WAIT_SECONDS = 30
# SQLSTATE: no room on the disk; the server stops, crashed or starts (class 57P), or refuses connections (08, 53300),
# or somebody held the pen for longer than anybody waits.
_FULL = "53100"
_AWAY = ("08", "57P", "53300", "55P03")
# Web threads and the scheduler's, with room for a burst; PostgreSQL allows a hundred in all by default.
POOL, OVERFLOW = 10, 10


def connect(url: URL) -> Engine:
    """An engine for a database that exists; psycopg is the driver, whatever the address names."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,  # a database that was restarted costs one connection, not an error page
        hide_parameters=True,  # a statement that fails is logged; what stands in it is nobody's business
        pool_size=POOL,
        max_overflow=OVERFLOW,
    )
    event.listen(engine, "begin", _begin)
    return engine


def is_full(fault: BaseException | None) -> bool:
    """Whether PostgreSQL had no room on its disk."""
    return getattr(fault, "sqlstate", None) == _FULL


def is_away(fault: BaseException | None) -> bool:
    """Whether PostgreSQL is not there for the moment; a connection refused has no SQLSTATE at all."""
    if not type(fault).__module__.startswith("psycopg"):  # not imported: a library in a file does not have it
        return False
    state: str | None = getattr(fault, "sqlstate", None)
    names = {kind.__name__ for kind in type(fault).__mro__}
    return state.startswith(_AWAY) if state else "OperationalError" in names


def _begin(connection: Connection) -> None:
    """A writer takes the pen before its first look, so that it sees the last word of the writer before it.

    Two writers at once would each need to be ready to begin anew; what a firm writes is little and short.
    """
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({PEN})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
