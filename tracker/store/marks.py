"""Marks: a word a table, another whenever something is written into it, so that what was made of a table may be kept.

They are written in the transaction that writes: whoever sees a table's rows sees the mark that belongs to them. What a
transaction writes is read off its statements; nothing in this library is written by a cascade, and what triggers note
(`stale`) is gone again before the commit.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from tracker.store.tables import Base

_WORD = re.compile(r"\w+")
_INTO = re.compile(r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE)
_FROM = re.compile(r"\b(?:FROM|JOIN)\s+\"?(\w+)", re.IGNORECASE)
_RAISED = text(
    "INSERT INTO marks (name, mark) VALUES (:name, :mark) ON CONFLICT (name) DO UPDATE SET mark = excluded.mark"
)


@lru_cache(1 << 10)
def written_by(statement: str) -> frozenset[str]:
    """The tables a statement writes into; a word too many makes somebody look again, one too few never."""
    return frozenset(name.lower() for name in _INTO.findall(statement))


@lru_cache(1 << 10)
def asked_by(statement: str) -> frozenset[str]:
    """The tables a statement looks into, with some it only has a word in common with."""
    words = {word.lower() for word in _WORD.findall(statement)}
    return frozenset((words & Base.metadata.tables.keys()) | {name.lower() for name in _FROM.findall(statement)})


def marks(connection: Connection) -> Mapping[str, str]:
    """Every table's mark; a table nothing was written into since marks are kept has none. Never empty itself."""
    return dict(answer(connection, "SELECT name, mark FROM marks"))


def answer(connection: Connection, statement: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """The rows of a statement as the driver gives them; SQLAlchemy's cost several times as much."""
    cursor = connection.exec_driver_sql(statement, parameters).cursor
    return [tuple(row) for row in cursor.fetchall()] if cursor is not None else []


def mark(session: Session, tables: Iterable[str]) -> None:
    """Give each of these tables another mark."""
    made = [{"name": name, "mark": secrets.token_hex(8)} for name in sorted(tables)]
    if made:
        session.execute(_RAISED, made)
