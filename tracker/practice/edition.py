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
class Edition:
    """One digest of a period, both days included: a draft until it was sent, then in the archive as it was worded."""

    id: int
    title: str
    introduction: str
    opens_on: date
    closes_on: date
    by: str
    made_at: datetime
    sent_at: datetime | None = None
    sent_by: str = ""
