"""The first page, the catalogue, one instrument, one of its versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.diff.changes import Direction
from tracker.law.instrument import Instrument, Shelf, Version
from tracker.law.stage import Stage
from tracker.practice.cards import VersionCard
from tracker.practice.moments import Moment, Standing, Upcoming
from tracker.practice.visit import SourceState
from tracker.readingroom.facets import Choice
from tracker.readingroom.pages.comparing import ComparisonLine, NoteView


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """An instrument in the catalogue: where it stands, since when, how many texts we hold, its next date."""

    instrument: Instrument
    standing: Standing
    stage: Stage | None
    reading: int | None
    since: date | None
    versions: int
    next: Upcoming | None = None

    @property
    def key(self) -> tuple[int, str]:
        """Where it stands in the catalogue: the newest stage first, then by slug."""
        return -self.since.toordinal() if self.since else 0, self.instrument.slug


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """A page of the catalogue as narrowed, and what the filters still offer.

    `found` counts all that is narrowed to, `total` the whole shelf, `other_shelf` the other one.
    """

    lines: tuple[InstrumentLine, ...]
    facets: Mapping[str, tuple[Choice, ...]]
    found: int
    total: int
    shelf: Shelf
    other_shelf: int


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """One instrument: its life, versions (newest first), comparisons, released notes, dates ahead, linked works.

    `notes` are those released: to this client, or, inside the firm, to anybody. `waiting` is for the firm only.
    """

    instrument: Instrument
    standing: Standing
    stage: Moment | None
    moments: tuple[Moment, ...]
    versions: tuple[VersionCard, ...]
    comparisons: tuple[ComparisonLine, ...]
    notes: tuple[NoteView, ...]
    upcoming: tuple[Upcoming, ...]
    related: tuple[tuple[Instrument, str], ...]
    reads_text: bool
    document_number: str = ""
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One text to read. `captures` and when it was seen are for the firm only; `official_url` is a fact."""

    instrument: Instrument
    version: Version
    versions: tuple[VersionCard, ...]
    comparisons: tuple[ComparisonLine, ...]
    official_url: str = ""
    shows_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A version that came in, with the filed comparison that leads to it from the text nearest before it, if any."""

    instrument: Instrument
    version: VersionCard
    comparison: ComparisonLine | None = None
    standing: Standing = Standing.DRAFT
    closes_on: date | None = None


@dataclass(frozen=True, slots=True)
class SourcesSummary:
    """How many sources are in which state, and when one was last visited."""

    states: Mapping[SourceState, int]
    last_visit_at: datetime | None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What is new: arrivals newest first, the sample shelf apart, windows closing, texts taking effect.

    `directions` adds up the judged comparisons of the real arrivals; `sources` is for the firm only.
    """

    arrivals: tuple[Arrival, ...]
    samples: tuple[Arrival, ...]
    facets: Mapping[str, tuple[Choice, ...]]
    closing: tuple[Upcoming, ...]
    effective: tuple[Upcoming, ...]
    instruments: int
    today: date
    directions: Mapping[Direction, int]
    sources: SourcesSummary | None = None
