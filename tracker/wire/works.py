"""Works on the wire: instruments with their lives, versions with their texts and captures, dates."""

from typing import Any, NotRequired, TypedDict

from tracker.wire.judgement import ComparisonLine, NoteShown
from tracker.wire.kinds import Day, EventName, Instant, Sha256, ShelfName, StageName, StandingName


class InstrumentName(TypedDict):
    """An instrument by its names."""

    slug: str
    title_zh: str
    title_en: str
    shelf: ShelfName


class Upcoming(TypedDict):
    """A date ahead. `days` counts from the reader's today; `sure` is false where one unofficial place says it."""

    instrument: str
    kind: EventName
    on: Day
    days: int
    sure: bool
    opened_on: Day | None
    stage: StageName | None


class InstrumentLine(TypedDict):
    """An instrument in the catalogue. `since` is when it reached its stage, `versions` how many texts are held."""

    slug: str
    title_zh: str
    title_en: str
    kind: str
    authorities: list[str]
    topics: list[str]
    shelf: ShelfName
    standing: StandingName
    stage: StageName | None
    reading: int | None
    since: Day | None
    versions: int
    next: Upcoming | None
    url: str


class Moment(TypedDict):
    """One dated thing in an instrument's life; `on` is null where nobody knows, `until` ends a comment window."""

    kind: EventName
    on: Day | None
    until: Day | None
    stage: StageName | None
    reading: int | None
    sure: bool
    url: str
    note_zh: str
    note_en: str
    version: str | None


class VersionLine(TypedDict):
    """A version without its text. `seen_at` (first, last) are the firm's only; `sha256` is of the words, not a file."""

    instrument: str
    id: str
    stage: StageName
    reading: int | None
    dated_on: Day
    title: str
    articles: int
    problems: int
    sha256: Sha256
    effective_on: Day | None
    comment_deadline: Day | None
    consolidated: bool
    official_url: str
    first_seen_at: Instant | None
    last_seen_at: Instant | None
    url: str


class Related(TypedDict):
    """A linked work, and by which word."""

    slug: str
    title_zh: str
    title_en: str
    relation: str


class InstrumentShown(TypedDict):
    """One instrument with its life. `notes` are released ones; `waiting` counts the others, for the firm."""

    slug: str
    title_zh: str
    title_en: str
    kind: str
    authorities: list[str]
    topics: list[str]
    aliases: list[str]
    shelf: ShelfName
    standing: StandingName
    stage: StageName | None
    document_number: str
    moments: list[Moment]
    versions: list[VersionLine]
    comparisons: list[ComparisonLine]
    notes: list[NoteShown]
    upcoming: list[Upcoming]
    related: list[Related]
    waiting: NotRequired[int]


class Period(TypedDict):
    """A text in force from `start` to the day before `end`; `sure` is false where a day is a guess."""

    version: str
    start: Day
    end: Day | None
    sure: bool


class Stood(TypedDict):
    """How an instrument stood on a day: which text was in force, which was the newest out."""

    on: Day
    standing: StandingName
    stage: StageName | None
    in_force: Period | None
    newest: str | None
    periods: list[Period]


class Capture(TypedDict):
    """One fetched or uploaded file, never altered; `sha256` and `size` (bytes) are of its raw bytes."""

    sha256: Sha256
    url: str
    final_url: str
    status: int
    media_type: str
    size: int
    fetched_at: Instant
    source: str
    headers: list[list[str]]
    bytes_url: str


class Absence(TypedDict):
    """An address that held the text and held none at a check; `back_at` says when it was there again."""

    url: str
    status: int
    first_at: Instant
    last_at: Instant
    back_at: Instant | None


class EvidenceShown(TypedDict):
    """What a version was read from, for the firm."""

    instrument: str
    version: str
    captures: list[Capture]
    absences: list[Absence]


class VersionShown(TypedDict):
    """One version with its text: `document` is `tracker.document/1`, the provision tree with offsets and problems."""

    version: VersionLine
    versions: list[VersionLine]
    comparisons: list[ComparisonLine]
    document: dict[str, Any]
    evidence_url: NotRequired[str]


class Arrival(TypedDict):
    """A newest text, with the comparison that leads to it, if one is filed."""

    instrument: InstrumentName
    version: VersionLine
    standing: StandingName
    comparison: ComparisonLine | None
    closes_on: Day | None


class Place(TypedDict):
    """A phrase where it stands: `text` is cut from the version's at `start`; the phrase is between the marks."""

    text: str
    start: int
    mark_start: int
    mark_end: int


class Found(TypedDict):
    """A version, or an instrument by its title alone (`version` null), that holds a phrase."""

    instrument: InstrumentName
    version: str | None
    title: str
    stage: StageName | None
    dated_on: Day | None
    in_title: bool
    occurrences: int
    places: list[Place]
    url: str


class AuthorityName(TypedDict):
    """An issuing body by its names."""

    id: str
    zh: str
    en: str


class TopicName(TypedDict):
    """A topic by its names."""

    id: str
    zh: str
    en: str


class Facet(TypedDict):
    """How many of a search's hits one authority, stage or year has."""

    facet: str
    value: str
    count: int


class PhraseLife(TypedDict):
    """When a phrase entered a work and left it; `first`: no text before the one it entered by is known."""

    instrument: InstrumentName
    entered: VersionLine
    first: bool
    left: VersionLine | None
    texts_with: int
    texts: int
