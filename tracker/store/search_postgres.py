"""The full-text index on PostgreSQL: our own pairs of characters under GIN, so that a hit is exactly a substring.

PostgreSQL's own text search does not know where Chinese words end, and its positions stop at 16,383; pg_trgm sees no
phrase of two characters. So every text is kept beside the set of its pairs and single characters: a phrase of one or
two is answered by the set alone, a longer one by the set and then by looking.

Looking is done here, in texts remembered: to unpack one costs the server fifteen times what looking through it costs,
and a common phrase stands in two thousand. Every row bears a stamp, so that what is remembered is never behind: other
words under a number bear another.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.store.remembered import Remembered

# The 3,379 texts of the law collection take 37 MB; where a library holds more than there is room for, the server
# looks through the rest. BLOCK texts at a time are fetched, so that a first search never holds all of them twice.
REMEMBERED = Remembered(96 << 20)
BLOCK = 200

_ADD = text("INSERT INTO pairs (version, grams, words) VALUES (:number, :grams, :words)")
_FORGET = text("DELETE FROM pairs WHERE version = :number AND words = :before")
_SETS = "SELECT version, CAST(stamp AS text) FROM pairs WHERE grams @> CAST(%s AS text[])"
_WORDS = "SELECT version, CAST(stamp AS text), words FROM pairs WHERE version = ANY(%s)"
_LOOKS = "SELECT version FROM pairs WHERE version = ANY(%s) AND strpos(words, %s) > 0"
# Texts and sets lie outside their rows, so that the planner takes the table for small and reads it whole, unpacking
# every set; by the index the slowest of 200 phrases took 0.2 s over 3,379 texts, and 0.9 s without.
_BY_INDEX = "SET LOCAL enable_seqscan = off"
_AS_PLANNED = "SET LOCAL enable_seqscan = DEFAULT"


def grams(folded: str) -> list[str]:
    """The pairs and single characters of a folded text, each once: 网信 → 信, 网, 网信."""
    return sorted({*folded, *map("".join, pairwise(folded))})


def add(session: Session, number: int, folded: str) -> None:
    """Put one version's folded words into the index."""
    session.execute(_ADD, {"number": number, "grams": grams(folded), "words": folded})


def replace(session: Session, number: int, before: str, folded: str) -> None:
    """Put other words in the place of a version's."""
    session.execute(_FORGET, {"number": number, "before": before})
    add(session, number, folded)


def matches(session: Session, folded: str) -> set[int]:
    """The numbers of all versions whose words hold the folded phrase, which is not empty."""
    connection = session.connection()
    # The longest grams are the rarest; asked for the single characters too, the index would do three times the work.
    wanted = [folded] if len(folded) == 1 else sorted(set(map("".join, pairwise(folded))))
    connection.exec_driver_sql(_BY_INDEX)
    likely = _rows(connection, _SETS, wanted)
    connection.exec_driver_sql(_AS_PLANNED)
    return {number for number, _ in likely} if len(folded) <= 2 else _looked(connection, likely, folded)


def _looked(connection: Connection, likely: Collection[tuple[int, str]], folded: str) -> set[int]:
    """Those of the texts, by number and stamp, that hold a phrase of the index's pairs."""
    known, found, strangers = REMEMBERED.words, set(), []
    for row in likely:
        words = known.get(row)
        if words is None:
            strangers.append(row[0])
        elif folded in words:
            found.add(row[0])
    return found.union(_met(connection, strangers, folded))


def _met(connection: Connection, strangers: list[int], folded: str) -> Iterator[int]:
    """Those of the texts not remembered that hold it; they are from now on, as long as there is room."""
    while strangers and not REMEMBERED.is_full:
        block, strangers = strangers[:BLOCK], strangers[BLOCK:]
        for number, stamp, words in _rows(connection, _WORDS, block):
            REMEMBERED.put((number, stamp), words)
            if folded in words:
                yield number
    if strangers:
        yield from (number for (number,) in _rows(connection, _LOOKS, strangers, folded))


def _rows(connection: Connection, statement: str, *asked: object) -> Sequence[Any]:
    """Rows as the driver gives them: SQLAlchemy's own around each of thousands would take longer than finding them."""
    found = connection.exec_driver_sql(statement, asked)
    assert found.cursor is not None
    rows: Sequence[Any] = found.cursor.fetchall()
    found.close()
    return rows


def holds(column: "InstrumentedAttribute[str]", folded: str) -> ColumnElement[bool]:
    """Whether a column of folded titles holds the folded phrase; nothing to escape, unlike LIKE."""
    return func.strpos(column, folded) > 0


def rebuild(session: Session, texts: Iterable[tuple[int, str]]) -> None:
    """Write the index anew from pairs of version number and folded words."""
    session.execute(text("DELETE FROM pairs"))
    for number, folded in texts:
        add(session, number, folded)
