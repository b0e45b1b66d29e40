"""A note by counsel on a change or a quoted phrase, its history, and what of it was released to clients."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Visibility(StrEnum):
    """Who a note is for: a note is internal until somebody releases it."""

    INTERNAL = "internal"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a note points, after the W3C Web Annotation model: exact words with context, and their offsets.

    `side` is `old` or `new`; offsets count in the unit's text.
    """

    side: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Revision:
    """One wording of a note; the history is append-only. `at` is UTC."""

    body: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteRelease:
    """What clients may read of a note: the wording at the moment of release, never a later edit.

    `client` is a client's id, or None for every client that follows the instrument.
    """

    body: str
    by: str
    at: datetime
    client: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One note on a comparison's change (`change` is `Clause.key`, empty for the whole comparison).

    `revisions` run from the first wording to the last; `releases` are those in force; `author` is a person's id.
    """

    id: int
    instrument: str
    old: str
    new: str
    change: str
    selector: Selector | None
    revisions: tuple[Revision, ...]
    releases: tuple[NoteRelease, ...] = ()

    @property
    def body(self) -> str:
        """The latest wording."""
        return self.revisions[-1].body

    @property
    def author(self) -> str:
        """Who wrote it first."""
        return self.revisions[0].author

    @property
    def visibility(self) -> Visibility:
        """Released once anybody outside may read some wording of it."""
        return Visibility.RELEASED if self.releases else Visibility.INTERNAL
