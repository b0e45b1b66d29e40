"""What the desks hand out: frozen values that hold exactly what this reader may see, nothing kept back in a field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tracker.annotations.annotation import Note, Selector, Spot
from tracker.diff.changes import Comparison, Direction, Verdict
from tracker.law.instrument import EventKind, Instrument, Shelf, Version
from tracker.law.stage import Stage
from tracker.practice.access import Release, Sight
from tracker.practice.amendment import Basis
from tracker.practice.cards import Hit, Review, VersionCard
from tracker.practice.client import Answer, Invitation, Share
from tracker.practice.edition import Edition, Pick
from tracker.practice.person import Client, Person
from tracker.practice.ruling import Ruling
from tracker.practice.standing import StandingNote
from tracker.practice.visit import Absence, Alarm, Quarantined, Repair, SourceHealth, SourceState, Visit
from tracker.practice.watch import Alert, Delivery, DeliveryState, Occasion, Watch
from tracker.readingroom.consolidation import RippleLine
from tracker.readingroom.facets import Choice
from tracker.sources.source import Shape, Source


class Standing(StrEnum):
    """Where an instrument stands on a day."""

    PLANNED = "planned"
    COMMENTS_OPEN = "comments-open"
    DRAFT = "draft"
    NOT_YET = "not-yet"  # promulgated, its effective date ahead
    PROMULGATED = "promulgated"  # promulgated, its effective date not known to us
    IN_FORCE = "in-force"
    REPEALED = "repealed"
    WITHDRAWN = "withdrawn"


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
    """A date ahead: a comment window closing (`opened_on` if known), a text taking effect, and so on."""

    instrument: Instrument
    kind: EventKind
    on: date
    days: int
    sure: bool = True
    opened_on: date | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """A comparison in a list.

    `directions` is None where the reader may not see any judgement; `review` is for the firm only.
    """

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

    `full` is the note with its history and releases, `id` its number, `replies` the answers to it, `standing` where it
    was carried to: all for the firm only. `spot` is the provision it is on, where that is no change. `about` is the
    instrument, where a list runs over several.
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
    about: Instrument | None = None
    spot: Spot | None = None
    replies: tuple["NoteView", ...] = ()
    standing: StandingNote | None = None

    @property
    def phrase(self) -> Selector | None:
        """The quoted words where they stand now: in the newer text for a carried note."""
        return self.standing.placement.selector if self.standing else self.selector

    @property
    def place(self) -> Spot | None:
        """The provision it stands on now, that of its change too; None for one on the whole, or without a place."""
        if self.standing is None:
            return self.spot or _of_change(self)
        return Spot("new", self.standing.placement.locator) if self.standing.stands else None


def _of_change(note: NoteView) -> Spot | None:
    old, _, new = note.change.partition("~")
    side = note.selector.side if note.selector else "new" if new else "old"
    locator = new if side == "new" else old
    return Spot(side, locator) if locator else None


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Everything the workbench may show this reader.

    With `sight` NOTHING the comparison is a bare redline: every verdict neutral and empty, no numbers.
    `review`, `releases`, `clients`, `names` (of people, by id) and `colleagues` (whom a note may be given to) are for
    the firm only, empty for everyone else.
    `ruled` are the changes (`Clause.key`) whose verdict is counsel's, in the comparison as the reader sees it. What the
    `machine` had said there, who `signed` it, all `rulings` and those `unfit` for these texts are for the firm only.
    `released_at` is when the verdicts were last released to this reader, or, for the firm, to anybody.
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
    colleagues: tuple[str, ...] = ()
    machine: Mapping[str, Verdict] = field(default_factory=dict)
    signed: Mapping[str, Ruling] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    unfit: tuple[Ruling, ...] = ()
    ruled: frozenset[str] = frozenset()
    filed: bool = True
    names: Mapping[str, str] = field(default_factory=dict)
    released_at: datetime | None = None
    ripples: tuple[RippleLine, ...] = ()
    amended_by: Basis | None = None

    @property
    def judged(self) -> bool:
        """Whether the reader may see verdicts at all."""
        return self.sight is not Sight.NOTHING


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


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """The catalogue as narrowed: the lines, and what the filters still offer. `samples` counts the other shelf."""

    lines: tuple[InstrumentLine, ...]
    facets: Mapping[str, tuple[Choice, ...]]
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


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source's state, with what its description says of it; `overdue`: nobody went there when somebody should."""

    health: SourceHealth
    name_zh: str
    name_en: str
    url: str = ""
    robots: str = ""
    enabled: bool = True
    cadence_minutes: int = 0
    shelf: Shelf = Shelf.REAL
    robots_zh: str = ""
    shapes: tuple[Shape, ...] = ()
    alarm: Alarm | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """What a version stands on: its captures, and when their addresses were found absent."""

    instrument: Instrument
    version: Version
    absences: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class RepairPage:
    """A work to be repaired.

    Attributes:
        unsure: ids of versions tracker joined to it without being sure, with how sure it was (0 to 1, as words).
        others: the works it could be joined with, or a version parted into.
        names: people's names by id.
    """

    instrument: Instrument
    versions: tuple[VersionCard, ...]
    unsure: Mapping[str, str]
    others: tuple[Instrument, ...]
    repairs: tuple[Repair, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source: how it is described, how it is and was, what alarmed."""

    line: SourceLine
    source: Source | None
    visits: tuple[Visit, ...]
    alarms: tuple[Alarm, ...]
    may_write: bool
    is_added: bool


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Every source's health, and the captures waiting for a person.

    `fault` says which description of this installation cannot be read, empty when all can.
    """

    sources: tuple[SourceLine, ...]
    quarantined: tuple[Quarantined, ...]
    may_settle: bool
    fault: str = ""
    unsure: tuple[tuple[VersionCard, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A search hit with its instrument."""

    instrument: Instrument
    hit: Hit


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what a phrase found on a shelf, counted over what this reader may see; `other` on the other shelf."""

    phrase: str
    total: int
    found: tuple[Found, ...]
    offset: int
    size: int
    shelf: Shelf = Shelf.REAL
    other: int = 0


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A watch of the reader, with its instrument if it names one, and what its address is called."""

    watch: Watch
    instrument: Instrument | None = None
    hook: str = ""


@dataclass(frozen=True, slots=True)
class Foretold:
    """Something of the last year that a watch would have told: on which day, of which text or which date."""

    on: date
    occasion: Occasion
    instrument: Instrument
    version: VersionCard | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert of the reader: facts, and the comparison with as much judgement as they may see now.

    `instrument` is None for news of a source or of none; `version` is None where it tells of a date.
    """

    alert: Alert
    instrument: Instrument | None = None
    version: VersionCard | None = None
    comparison: ComparisonLine | None = None


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery for the firm's eyes; `address` is where to in words, never a key."""

    delivery: Delivery
    alert: Alert
    instrument: Instrument | None
    person: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class DeliveriesPage:
    """The delivery log: its lines, how many deliveries there are of each state, and the state asked for."""

    lines: tuple[DeliveryLine, ...]
    counts: Mapping[DeliveryState, int]
    state: DeliveryState | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One followed instrument's life."""

    instrument: Instrument
    standing: Standing
    stage: Moment | None
    moments: tuple[Moment, ...]
    next: Upcoming | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing a client must do, or may: by which day (None where none is named), of which rule.

    `kind` is the official date it hangs on, None where the note itself names the day or nothing does; `note` is what
    counsel released, with its `handle`.
    """

    on: date | None
    instrument: Instrument
    kind: EventKind | None = None
    note: NoteView | None = None
    handle: str = ""


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A client's home: what must be done by when, followed works with their lives, what was released, dates ahead.

    `answers` are what the client's members said, by the handle of the wording; `handles` those of `notes`, in order.
    """

    client: Client
    lanes: tuple[Lane, ...]
    comparisons: tuple[ComparisonLine, ...]
    notes: tuple[tuple[Instrument, NoteView], ...]
    upcoming: tuple[Upcoming, ...]
    today: date
    duties: tuple[Duty, ...] = ()
    handles: tuple[str, ...] = ()
    answers: Mapping[str, tuple[tuple[str, Answer], ...]] = field(default_factory=dict)
    shares: tuple[tuple[Share, Instrument], ...] = ()


@dataclass(frozen=True, slots=True)
class SharedPage:
    """What a shared address shows: one comparison's facts, counts and released notes, as its client sees them."""

    instrument: Instrument
    line: ComparisonLine
    notes: tuple[NoteView, ...]
    upcoming: tuple[Upcoming, ...]
    expires_at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A client's answer for the firm, with names."""

    answer: Answer
    instrument: Instrument
    person: str
    client: str
    seen_by: str = ""


@dataclass(frozen=True, slots=True)
class ClientsPage:
    """The firm's clients with their members, and the invitations that wait; for the administrator."""

    clients: tuple[Client, ...]
    members: Mapping[str, tuple[Person, ...]]
    inside: tuple[Person, ...]
    invitations: tuple[tuple[Invitation, Person], ...]
    works: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Dates of many works: their lives as lanes, the dates ahead, and what the lanes can be narrowed to.

    `clients` is for the firm only; `left_out` counts works without a date near today, which have no lane.
    """

    lanes: tuple[Lane, ...]
    upcoming: tuple[Upcoming, ...]
    topics: tuple[str, ...]
    clients: tuple[Client, ...]
    today: date
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One text in a feed: its card, since when it stands so, and the counts its reader may see."""

    instrument: Instrument
    version: VersionCard
    comparison: ComparisonLine | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date for calendars: its name for ever, the date, what it is, and how often it moved."""

    uid: str
    instrument: Instrument
    kind: EventKind
    on: date
    stage: Stage | None
    sure: bool
    sequence: int = 0
    changed_at: datetime | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class PickLine:
    """A pick with its work, its text if it names one, and its editor's name."""

    pick: Pick
    instrument: Instrument
    version: VersionCard | None
    editor: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """A digest as its reader may see it: picks, final texts and drafts of its period, dates ahead of its end."""

    edition: Edition
    picks: tuple[PickLine, ...]
    finals: tuple[FeedEntry, ...]
    drafts: tuple[FeedEntry, ...]
    upcoming: tuple[Upcoming, ...]
