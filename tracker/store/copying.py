"""A copy of the whole database while it is used, and a database made from one: by SQLite's backup, or pg_dump."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, func, inspect, select, table, text
from sqlalchemy.engine import URL

from tracker.errors import Conflict, StoreError
from tracker.store.schema import revision

# What a copy is called, by what wrote it.
FILES = {"sqlite": "library.sqlite3", "postgresql": "library.dump"}
# Pages at a time, so that writers are not kept waiting by a long copy: four megabytes.
_PAGES = 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds at one moment.

    Attributes:
        shape: its migration; counts: rows by table, the full-text index's own apart.
        fingerprint: one digest of what must never be lost: every version's words, every verdict filed.
        audit: number and seal of the last entry of the audit log, 0 and empty for none.
        captures: digests of the bytes it names, in order.
    """

    shape: str
    counts: Mapping[str, int]
    fingerprint: str
    audit: tuple[int, str]
    captures: tuple[str, ...]


def copy(engine: Engine, target: Path) -> Contents:
    """Write a copy into a file that does not exist yet; what is in it, of the same moment, however long it takes.

    Raises StoreError where the copy cannot be made.
    """
    if engine.dialect.name == "sqlite":
        _copy_between(Path(str(engine.url.database)), target)
        # Not by our own engine, which would leave a log beside the copy.
        opened = create_engine(f"sqlite:///file:{target}?mode=ro&uri=true")
        with opened.connect() as connection:
            found = contents(connection)
        opened.dispose()
        return found
    with engine.connect() as connection:  # a reader sees one moment
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _run(engine.url, "pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
        return contents(connection)


def contents(connection: Connection) -> Contents:
    """What a database holds."""
    last = connection.execute(text("SELECT number, seal FROM audit ORDER BY number DESC LIMIT 1")).first()
    digests = connection.execute(text("SELECT DISTINCT sha256 FROM captures ORDER BY sha256")).scalars()
    return Contents(
        shape=revision(connection) or "",
        counts=_counts(connection),
        fingerprint=_fingerprint(connection),
        audit=(last[0], last[1]) if last else (0, ""),
        captures=tuple(digests),
    )


def put_back(engine: Engine, source: Path) -> None:
    """Fill an empty database from a copy. Raises Conflict where the database holds something, StoreError else."""
    with engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise Conflict("There is a library already; a copy is put back only where there is none.")
    if engine.dialect.name == "sqlite":
        engine.dispose()
        _copy_between(source, Path(str(engine.url.database)))
    else:
        _run(engine.url, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(source))


def _counts(connection: Connection) -> Mapping[str, int]:
    names = sorted(n for n in inspect(connection).get_table_names() if not n.startswith("pairs"))
    asked = {name: select(func.count()).select_from(table(name)) for name in names}
    return {name: connection.execute(query).scalar_one() for name, query in asked.items()}


def _fingerprint(connection: Connection) -> str:
    digest = hashlib.sha256()
    for asked in (
        "SELECT v.instrument, v.id, v.sha256, t.words FROM versions v JOIN texts t ON t.version = v.number",
        "SELECT c.instrument, c.old, c.new, d.tree FROM comparisons c JOIN verdicts d ON d.comparison = c.number",
    ):
        rows = connection.execution_options(yield_per=50).execute(text(asked))
        # Sorted by us: databases order Chinese by rules of their own.
        for line in sorted(hashlib.sha256("\x1f".join(map(str, row)).encode()).hexdigest() for row in rows):
            digest.update(line.encode())
    return digest.hexdigest()


def _copy_between(source: Path, target: Path) -> None:
    """SQLite's online backup; one file for all, without a log beside it."""
    there, here = sqlite3.connect(target), sqlite3.connect(source, timeout=30)
    try:
        here.backup(there, pages=_PAGES)
        there.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as fault:
        raise StoreError(f"The library could not be copied to {target}: {fault}.") from fault
    finally:
        here.close()
        there.close()


def _run(url: URL, program: str, *words: str) -> None:
    """One of PostgreSQL's programs on a database; its password travels in the environment, where nobody lists it."""
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    env = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    line = [_found(program), f"--dbname={address}", *words]
    found = subprocess.run(line, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    if found.returncode:
        raise StoreError(f"{program} failed: {found.stderr.strip() or found.returncode}")


def _found(program: str) -> str:
    named = shutil.which(program)
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not named and not installed:
        raise StoreError(f"{program} is not installed here: it belongs to PostgreSQL's client programs.")
    return str(installed[-1]) if installed else str(named)
