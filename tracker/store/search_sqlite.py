"""The full-text index on SQLite: FTS5 over our own pairs of characters, so that a hit is exactly a substring.

Every text is written as the sequence of its overlapping pairs, each spelt in hexadecimal so that no tokenizer has an
opinion about it; a phrase is then a run of neighbouring pairs. The table keeps no content: texts are never altered.
(Taking a row out needs its old pairs again, since SQLite before 3.43 cannot delete from a contentless table by itself.)
"""

from collections.abc import Iterable
from itertools import pairwise

from sqlalchemy import ColumnElement, func, text
from sqlalchemy.orm import InstrumentedAttribute, Session

_MATCHES = "SELECT rowid FROM pairs WHERE pairs MATCH ?"
_FORGET = text("INSERT INTO pairs(pairs, rowid, words) VALUES ('delete', :number, :words)")
_ADD = text("INSERT INTO pairs(rowid, words) VALUES (:number, :words)")


def _code(char: str) -> str:
    """One character in ASCII: four digits, or x and six for those beyond the basic plane; no code starts another."""
    number = ord(char)
    return f"{number:04x}" if number < 0x10000 else f"x{number:06x}"


def spell(folded: str) -> str:
    """A folded text as pairs: 网信办 → 网信 信办 办 in hexadecimal; the last one alone, for one-character queries."""
    codes = [_code(c) for c in folded]
    return " ".join([*map("".join, pairwise(codes)), *codes[-1:]])


def query(folded: str) -> str:
    """The FTS5 expression for a folded phrase that is not empty."""
    codes = [_code(c) for c in folded]
    if len(codes) == 1:
        return f'"{codes[0]}" *'
    return '"' + " ".join(map("".join, pairwise(codes))) + '"'


def add(session: Session, number: int, folded: str) -> None:
    """Put one version's folded words into the index."""
    session.execute(_ADD, {"number": number, "words": spell(folded)})


def replace(session: Session, number: int, before: str, folded: str) -> None:
    """Put other words in the place of a version's: a table without content forgets only what it is told again."""
    session.execute(_FORGET, {"number": number, "words": spell(before)})
    add(session, number, folded)


def matches(session: Session, folded: str) -> set[int]:
    """The numbers of all versions whose words hold the folded phrase.

    Read from the driver's own cursor: a common word gives thousands of numbers, and SQLAlchemy's row around each of
    them would take longer than the index itself.
    """
    found = session.connection().exec_driver_sql(_MATCHES, (query(folded),))
    assert found.cursor is not None
    numbers = {number for (number,) in found.cursor.fetchall()}
    found.close()
    return numbers


def holds(column: "InstrumentedAttribute[str]", folded: str) -> ColumnElement[bool]:
    """Whether a column of folded titles holds the folded phrase; a third quicker than LIKE, and nothing to escape."""
    return func.instr(column, folded) > 0


def rebuild(session: Session, texts: Iterable[tuple[int, str]]) -> None:
    """Write the index anew from pairs of version number and folded words."""
    session.execute(text("INSERT INTO pairs(pairs) VALUES ('delete-all')"))
    for number, folded in texts:
        add(session, number, folded)
