"""The full-text index on PostgreSQL: our own pairs of characters under GIN, so that a hit is exactly a substring.

PostgreSQL's own text search does not know where Chinese words end, and its positions stop at 16,383; pg_trgm sees no
phrase of two characters. So every text is kept beside the set of its pairs and single characters: a phrase of one or
two is answered by the set alone, a longer one by the set and then by looking.
"""

from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import ColumnElement, func, text
from sqlalchemy.orm import InstrumentedAttribute, Session

_ADD = text("INSERT INTO pairs (version, grams, words) VALUES (:number, :grams, :words)")
_FORGET = text("DELETE FROM pairs WHERE version = :number AND words = :before")
_SETS = text("SELECT version FROM pairs WHERE grams @> CAST(:grams AS text[])")
_LOOKS = text("SELECT version FROM pairs WHERE grams @> CAST(:grams AS text[]) AND strpos(words, :words) > 0")
# Texts and sets lie outside their rows, so that the planner takes the table for small and reads it whole, unpacking
# every set; by the index the slowest of 200 phrases took 0.2 s over 3,379 texts, and 0.9 s without.
_BY_INDEX = text("SET LOCAL enable_seqscan = off")
_AS_PLANNED = text("SET LOCAL enable_seqscan = DEFAULT")


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
    asked = _SETS if len(folded) <= 2 else _LOOKS
    # The longest grams are the rarest; asked for the single characters too, the index would do three times the work.
    wanted = [folded] if len(folded) == 1 else sorted(set(map("".join, pairwise(folded))))
    session.execute(_BY_INDEX)
    found = set(session.scalars(asked, {"grams": wanted, "words": folded}))
    session.execute(_AS_PLANNED)
    return found


def holds(column: "InstrumentedAttribute[str]", folded: str) -> ColumnElement[bool]:
    """Whether a column of folded titles holds the folded phrase; nothing to escape, unlike LIKE."""
    return func.strpos(column, folded) > 0


def rebuild(session: Session, texts: Iterable[tuple[int, str]]) -> None:
    """Write the index anew from pairs of version number and folded words."""
    session.execute(text("DELETE FROM pairs"))
    for number, folded in texts:
        add(session, number, folded)
