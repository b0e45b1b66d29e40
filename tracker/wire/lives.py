"""Lives on the wire: one provision through all versions, the words of a day, obligations, both languages, answers."""

from typing import Any, TypedDict

from tracker.wire.judgement import ArticleLink, Clause
from tracker.wire.kinds import Day, DirectionName, Instant, SightName
from tracker.wire.works import InstrumentName


class LifeStep(TypedDict):
    """What one version has of a provision, and how it came from the version before; without sight nothing judges."""

    version: str
    dated_on: Day
    places: list[str]
    words: list[str]
    sight: SightName
    links: list[ArticleLink]
    clauses: list[Clause]


class ProvisionLife(TypedDict):
    """One provision through all versions, newest first; `locator` is its place in `version`."""

    instrument: str
    locator: str
    version: str
    steps: list[LifeStep]


class PartOn(TypedDict):
    """Provisions that start on a day of their own; `on` is null where nobody says which."""

    places: list[str]
    on: Day | None
    says: str


class TextOnDay(TypedDict):
    """The words in force on a day: `document` is `tracker.document/1`, `waiting` its articles not in force yet."""

    instrument: str
    on: Day
    version: str
    decision: str | None
    parts: list[PartOn]
    waiting: list[str]
    document: dict[str, Any]


class Obligation(TypedDict):
    """What became of one duty, prohibition, permission, right or sanction; quotes with offsets in their clauses."""

    old: str | None
    new: str | None
    sort: str
    was: str | None
    addressee: str
    fate: str
    effect: DirectionName
    rules: list[str]
    words_from: str | None
    words_to: str | None
    old_at: list[int] | None
    new_at: list[int] | None


class CourseNorm(TypedDict):
    """A norm as it stands in one version: its clause, and its words with their offsets there."""

    version: str
    locator: str
    sort: str
    addressee: str
    text: str
    start: int
    end: int


class Course(TypedDict):
    """One obligation through all versions: its words where it stands, its fate at each step, what they come to.

    `machine`: the verdicts of some step were not released yet.
    """

    outcome: str
    machine: bool
    fates: list[str | None]
    norms: list[CourseNorm]


class BilingualLine(TypedDict):
    """A clause with its translation; `exact` is false where the English stands for the whole article."""

    locator: str
    number: str
    label: str
    chinese: str
    english: str
    standing: str
    exact: bool


class Bilingual(TypedDict):
    """A version beside a translation, its own or an earlier version's; the Chinese text decides."""

    instrument: str
    version: str
    rendered: str | None
    translator: str
    lines: list[BilingualLine]


class ClientAnswer(TypedDict):
    """What a client's member answered to a released wording; an empty body says that it was read."""

    id: int
    instrument: InstrumentName
    old: str
    new: str
    client: str
    person: str
    quote: str
    body: str
    at: Instant
    seen_at: Instant | None
    seen_by: str
