"""What analysts bring and mend, on the wire: files, metadata, sources."""

from typing import Annotated, Any, NotRequired, Required, TypedDict

from tracker.wire.kinds import Day, Instant, Says, StageName, one_of, words
from tracker.wire.service import Quarantined

KINDS = (
    *("law", "administrative-regulation", "departmental-rule", "normative-document", "standard"),
    *("local-regulation", "framework", "proposal"),
)
OUTCOMES = ("new", "known", "quarantined")
LIST_KINDS = ("", "html", "feed", "page")  # what a person may say a list is; empty: told from the page
CADENCES = (180, 360, 720, 1440)
READINGS = Says({"minimum": 1, "maximum": 9})  # a bill is read three times; a few were read four
Evidence = Annotated[str, words(2_000, 1)]
Ids = list[Annotated[str, words(100, 1)]]


class TakenIn(TypedDict):
    """What became of a file: a version, new or known already; or put aside, with the reason."""

    outcome: Annotated[str, one_of(OUTCOMES)]
    title: str
    instrument: str | None
    version: str | None
    compared_with: str | None
    reason: str
    alerts: int
    url: str | None


class Returned(TypedDict):
    """What a redline that came back from Word gave: notes made, notes known already, whether all edits were tracked."""

    made: int
    known: int
    untracked: bool


class PutAside(TypedDict):
    """A quarantined capture as it would be read: `document` is `tracker.document/1`, or `fault` says why none."""

    capture: Quarantined
    document: dict[str, Any] | None
    problems: list[str]
    fault: str


class InstrumentNewSent(TypedDict):
    """A work nobody pulled yet, and the sentence that shows it; ids as `/authorities` and `/topics` say."""

    title_zh: Annotated[str, words(300, 1)]
    title_en: NotRequired[Annotated[str, words(300)]]
    kind: Annotated[str, one_of(KINDS)]
    authorities: NotRequired[Ids]
    topics: NotRequired[Ids]
    evidence: Evidence


class InstrumentRepairSent(TypedDict, total=False):
    """What is said of a work; what is left out stays. `evidence` is the sentence that shows it."""

    title_zh: Annotated[str, words(300, 1)]
    title_en: Annotated[str, words(300)]
    kind: Annotated[str, one_of(KINDS)]
    authorities: Ids
    topics: Ids
    aliases: list[Annotated[str, words(300, 1)]]
    evidence: Required[Evidence]


class VersionRepairSent(TypedDict, total=False):
    """What a version is; what is left out stays. Its id is made of day, stage and reading, and follows them."""

    stage: StageName
    reading: Annotated[int, READINGS] | None
    dated_on: Day
    effective_on: Day | None
    comment_deadline: Day | None
    evidence: Required[Evidence]


class BecauseSent(TypedDict):
    """The sentence that shows it."""

    evidence: Evidence


class PartingSent(TypedDict):
    """Which work a version is of; left out, one of its own title."""

    into: NotRequired[Annotated[str, words(200)]]
    evidence: Evidence


class JoiningSent(TypedDict):
    """The work that this one is the same as."""

    into: Annotated[str, words(200, 1)]
    evidence: Evidence


class Moved(TypedDict):
    """Where it stands now."""

    instrument: str
    url: str


class Repair(TypedDict):
    """A change of metadata by a person, with its evidence; `version` is null for the work itself."""

    field: str
    old: str
    new: str
    evidence: str
    by: str
    at: Instant
    version: str | None


class Doubt(TypedDict):
    """A version tracker joined to its work without being sure, and how sure it was."""

    version: str
    sure: str


class Repairs(TypedDict):
    """What was mended of a work so far, and what waits to be confirmed."""

    instrument: str
    unsure: list[Doubt]
    repairs: list[Repair]


class SourceSent(TypedDict, total=False):
    """A source to be tried or added. What is left out is told from the page.

    `row`, `link`, `title` and `date` say where the parts of a row stand, as CSS or XPath; `wanted`, `unwanted` and
    `article` are regular expressions on titles and addresses, of the kind that is matched in one pass (none that look
    ahead, behind or refer back); `further` is the address of a further page, with `{n}`.
    """

    url: Required[Annotated[str, words(500, 1)]]
    name: Annotated[str, words(200)]
    kind: Annotated[str, one_of(LIST_KINDS)]
    row: Annotated[str, words(500)]
    link: Annotated[str, words(500)]
    title: Annotated[str, words(500)]
    date: Annotated[str, words(500)]
    wanted: Annotated[str, words(500)]
    unwanted: Annotated[str, words(500)]
    article: Annotated[str, words(500)]
    further: Annotated[str, words(500)]
    authority: Annotated[str, words(100)]
    cadence_minutes: Annotated[int, Says({"enum": list(CADENCES)})]


class Announced(TypedDict):
    """Something a visit would take, and whether it is known already."""

    title: str
    address: str
    published_on: Day | None
    known: bool


class Look(TypedDict):
    """What one list of a source shows now; nothing of it is kept. `fault` says why it could not be read, if so."""

    id: str
    address: str
    kind: str
    row: str
    rows: int
    articles: int
    newest_on: Day | None
    announced: list[Announced]
    fault: str
