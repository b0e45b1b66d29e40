"""What an editor picks out, and the periodical digest counsel edits before it goes out."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Pick:
    """A text (or, without one, a whole work) an editor pinned with a line of comment, for everybody who may know it."""

    id: int
    instrument: str
    version: str
    comment: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Contents:
    """What stood in a digest when it went out: texts (slug, id), picks by number, dates (slug, kind, day, sure)."""

    versions: tuple[tuple[str, str], ...]
    picks: tuple[int, ...]
    dates: tuple[tuple[str, str, date, bool], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One digest of a period, both days included: a draft until it was sent, then in the archive as it was."""

    id: int
    title: str
    introduction: str
    opens_on: date
    closes_on: date
    by: str
    made_at: datetime
    sent_at: datetime | None = None
    sent_by: str = ""
    contents: Contents | None = None
