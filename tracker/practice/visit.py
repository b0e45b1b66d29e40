"""What a visit to a source found, the state a source is in, and a capture that became no version."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.law.instrument import Shelf


class SourceState(StrEnum):
    """How a source is doing; silence is never success."""

    OK = "ok"
    NOTHING_NEW = "nothing-new"
    DEGRADED = "degraded"
    BLOCKED = "blocked"
    DOWN = "down"
    GONE = "gone"
    NEVER = "never"  # not visited yet


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to one source, with its counts. Instants are UTC; `detail` is a sentence for a person."""

    source: str
    started_at: datetime
    ended_at: datetime
    state: SourceState
    detail: str = ""
    seen: int = 0
    new: int = 0
    unchanged: int = 0
    quarantined: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source's present state, since when, and its last good check."""

    source: str
    state: SourceState
    since: datetime | None = None
    last_visit_at: datetime | None = None
    last_good_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A source in trouble: since when, how often it was said, and when it was found mended (None: not yet)."""

    source: str
    state: SourceState
    since: datetime
    raised_at: datetime
    times: int
    detail: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """An address that held a text and held none at a check; `back_at` says when it was there again."""

    url: str
    status: int
    first_at: datetime
    last_at: datetime
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Backfill:
    """How far the past of one list (`source/list`) was read: its last settled page, and whether the end was reached."""

    list: str
    page: int = 0
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """A person's change of metadata: the field, what stood there and stands there now, and the sentence that shows it.

    `version` is empty for the instrument itself; `by` is a person's id.
    """

    instrument: str
    field: str
    old: str
    new: str
    evidence: str
    by: str
    at: datetime
    version: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A page entry that announced a document.

    Attributes:
        closes_on: the last day for comments as the list's own field gives it; None where the list has none.
        closing: that field's words as printed: the evidence.
        facts: what the entry of a standard says of it: number, status, issued-on, in-force-on.
    """

    source: str
    url: str
    title: str
    published_on: date | None = None
    closes_on: date | None = None
    closing: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes the next request for an address conditional, and the digest of what it answered last.

    `newest_on` is, of a list, the newest day it named: one that answers “not modified” for ever grows old all the same.
    """

    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    newest_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A capture that became no version, with its reason, kept for a person to settle.

    `settled` is empty, `accepted` or `rejected`; `shelf` is its source's: what is accepted is filed there.
    """

    id: int
    sha256: str
    source: str
    url: str
    title: str
    reason: str
    at: datetime
    settled: str = ""
    settled_by: str = ""
    settled_at: datetime | None = None
    shelf: Shelf = Shelf.REAL
