"""The full-text index of the database at hand: SQLite's or PostgreSQL's, behind one shape."""

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.store import search_postgres, search_sqlite


class Index(Protocol):
    """What both can do; every hit is exactly a substring."""

    def add(self, session: Session, number: int, folded: str) -> None:
        """Put one version's folded words into the index."""

    def replace(self, session: Session, number: int, before: str, folded: str) -> None:
        """Put other words in the place of a version's, whose folded words were `before`."""

    def matches(self, session: Session, folded: str) -> set[int]:
        """The numbers of all versions whose words hold the folded phrase, which is not empty."""

    def holds(self, column: "InstrumentedAttribute[str]", folded: str) -> ColumnElement[bool]:
        """Whether a column of folded titles holds the folded phrase."""

    def rebuild(self, session: Session, texts: Iterable[tuple[int, str]]) -> None:
        """Write the index anew from pairs of version number and folded words."""


def index(session: Session) -> Index:
    """The index of the session's database."""
    return search_postgres if session.get_bind().dialect.name == "postgresql" else search_sqlite
