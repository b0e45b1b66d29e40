"""What a database says of itself when asked: its shape, its faults, its clock, who holds the schedule."""

from datetime import UTC, datetime

from sqlalchemy import Connection, text

from tracker.store.engine_postgres import SCHEDULER


def flaws(connection: Connection) -> list[str]:
    """Faults in the file, as SQLite finds them; PostgreSQL checks its pages as it reads them."""
    if connection.dialect.name != "sqlite":
        return []
    said = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(10)"))]
    orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [line for line in said if line != "ok"] + [
        f"{row[0]} points to {row[2]} that are gone" for row in orphans[:10]
    ]


def clock(connection: Connection) -> datetime | None:
    """The database's own clock; None for a file, whose clock is ours."""
    if connection.dialect.name != "postgresql":
        return None
    found: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found.astimezone(UTC)


def scheduler(connection: Connection) -> str:
    """Who holds the lease of the schedule on PostgreSQL; empty where nobody does, or a file keeps the library."""
    if connection.dialect.name != "postgresql":
        return ""
    asked = text(
        "SELECT a.client_addr, a.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' "
        "AND l.granted AND (l.classid::bigint << 32 | l.objid::bigint) = :key "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    row = connection.execute(asked, {"key": SCHEDULER}).first()
    return f"a connection from {row[0] or 'this machine'}" if row else ""
