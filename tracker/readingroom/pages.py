"""What the desks hand out: frozen values that hold exactly what this reader may see, nothing kept back in a field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.annotations.annotation import Note, Selector
from tracker.diff.changes import Comparison, Direction
from tracker.law.instrument import Capture, EventKind, Instrument, Version
from tracker.law.stage import Stage
from tracker.practice.access import Release, Sight
from tracker.practice.cards import Review, VersionCard
from tracker.practice.person import Client


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing in an instrument's life, from the catalogue or read from a text.

    `until` is the end of a period (a comment window); `on` is None where nobody knows; `version` is the id of the text
    that appeared then, empty if we hold none; `sure` is False where only one unofficial place gives the date.
    """

    kind: EventKind
    on: date | None
    until: date | None = None
    stage: Stage | None = None
    reading: int | None = None
    sure: bool = True
    url: str = ""
    note_zh: str = ""
    note_en: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A date ahead of one instrument: a comment window closing (`opened_on` if known), a text taking effect, a transition ending."""

    instrument: Instrument
    kind: EventKind
    on: date
    days: int
    sure: bool = True
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """A comparison in a list. `directions` is None where the reader may not see any judgement; `review` is for the firm only."""

    instrument: str
    old: VersionCard
    new: VersionCard
    sight: Sight
    directions: Mapping[Direction, int] | None = None
    review: Review | None = None
    filed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as this reader may see it: for a client only the released wording, its author's name and date.

    `full` is the note with its history and releases, and `id` its number: both for the firm only.
    """

    change: str
    body: str
    author: str
    at: datetime
    selector: Selector | None = None
    released: bool = False
    old: str = ""
    new: str = ""
    id: int | None = None
    full: Note | None = None


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Everything the workbench may show this reader.

    With `sight` NOTHING the comparison is a bare redline: every verdict neutral and empty, no numbers.
    `review`, `releases` and `clients` are for the firm only, empty for everyone else.
    """

    instrument: Instrument
    old: Version
    new: Version
    comparison: Comparison
    sight: Sight
    notes: tuple[NoteView, ...]
    versions: tuple[VersionCard, ...]
    may_write: bool = False
    review: Review | None = None
    releases: tuple[Release, ...] = ()
    clients: tuple[Client, ...] = ()
    filed: bool = True

    @property
    def judged(self) -> bool:
        """Whether the reader may see verdicts at all."""
        return self.sight is not Sight.NOTHING


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An instrument in the catalogue: the stage it stands at, since when, how many texts we hold, its next date."""

    instrument: Instrument
    stage: Stage | None
    reading: int | None
    since: date | None
    versions: int
    next: Upcoming | None = None


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """One instrument: its life, versions (newest first), comparisons, released notes, dates ahead, linked works."""

    instrument: Instrument
    moments: tuple[Moment, ...]
    versions: tuple[VersionCard, ...]
    comparisons: tuple[ComparisonLine, ...]
    notes: tuple[NoteView, ...]
    upcoming: tuple[Upcoming, ...]
    related: tuple[tuple[Instrument, str], ...]
    reads_text: bool
    waiting: int | None = None  # notes not released; for the firm only


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One text to read. `captures` and when it was seen are for the firm only; `official_url` is a fact."""

    instrument: Instrument
    version: Version
    versions: tuple[VersionCard, ...]
    comparisons: tuple[ComparisonLine, ...]
    official_url: str = ""
    captures: tuple[Capture, ...] = ()
    shows_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A version that came in, with the newest comparison that leads to it, if any."""

    instrument: Instrument
    version: VersionCard
    comparison: ComparisonLine | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What is new: arrivals newest first, windows closing, texts taking effect, and for the firm the sources' state."""

    arrivals: tuple[Arrival, ...]
    samples: tuple[Arrival, ...]
    closing: tuple[Upcoming, ...]
    effective: tuple[Upcoming, ...]
    instruments: int
    directions: Mapping[Direction, int] | None = None
