"""Comparisons on the wire: the contract `tracker.comparison/1`, verdicts, notes, rulings, releases, briefings."""

from typing import Annotated, Any, NotRequired, TypedDict

from tracker.wire.kinds import (
    DeedName,
    DirectionName,
    Instant,
    PairingName,
    RelationName,
    ReviewName,
    Says,
    Severity,
    Share,
    SideName,
    SightName,
    words,
)

LONGEST_NOTE = 100_000  # characters; a long note is a few thousand
LONGEST_REASON = 4_000
LONGEST_BRIEFING = 200_000  # a memo of a hundred pages
EVERYONE = "*"  # said outright: nothing goes to every follower because a field was left out


class ComparisonLine(TypedDict):
    """A comparison in a list. `directions` counts verdicts, null for who may see none; `review` is the firm's."""

    instrument: str
    old: str
    new: str
    sight: SightName
    directions: dict[str, int] | None
    review: NotRequired[ReviewName | None]
    filed_at: NotRequired[Instant | None]
    url: str


class Quoted(TypedDict):
    """Words a note points at: exact, with context, and their offsets (characters) in the unit's text."""

    side: SideName
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class NoteShown(TypedDict):
    """A note as a client reads it: the wording released to them, with its author's name and day."""

    change: str
    body: str
    author: str
    at: Instant
    released: bool
    place: str | None
    quoted: Quoted | None


class Wording(TypedDict):
    """One wording of a note; the history only grows."""

    body: str
    author: str
    at: Instant


class Deed(TypedDict):
    """One thing done with a note."""

    deed: DeedName
    value: str
    by: str
    at: Instant


class NoteRelease(TypedDict):
    """What a client (null: every follower) may read of a note: the wording at that moment."""

    client: str | None
    body: str
    by: str
    at: Instant


class Note(TypedDict):
    """A note as the firm has it: every wording, deed, release and answer. People are named by id."""

    id: int
    instrument: str
    old: str
    new: str
    change: str
    place: str | None
    quoted: Quoted | None
    body: str
    author: str
    matter: str
    parent: int | None
    assignee: str
    labels: list[str]
    resolved: bool
    house_view: bool
    wordings: list[Wording]
    deeds: list[Deed]
    releases: list[NoteRelease]
    replies: list["Note"]
    carried_from: str | None
    url: str


class Signal(TypedDict):
    """Why a verdict is what it is: the rule, and the words it saw in both texts with their offsets in the clause."""

    rule: str
    dimension: str
    effect: DirectionName
    severity: Severity
    old: str | None
    new: str | None
    old_at: list[int] | None
    new_at: list[int] | None


class MachineVerdict(TypedDict):
    """What the machine had said where counsel says otherwise."""

    direction: DirectionName
    severity: Severity
    confidence: Share
    signals: list[Signal]


class Clause(TypedDict):
    """A changed unit with a norm of its own. Without sight no field that judges is there; `machine` is the firm's."""

    key: str
    old: str | None
    new: str | None
    relation: RelationName
    edits: list[list[str]]
    direction: NotRequired[DirectionName]
    severity: NotRequired[Severity]
    confidence: NotRequired[Share]
    dimension: NotRequired[list[str]]
    affected: NotRequired[str]
    signals: NotRequired[list[Signal]]
    by_hand: NotRequired[bool]
    nature: NotRequired[str]
    by_counsel: NotRequired[bool]
    machine: NotRequired[MachineVerdict]


class ArticleLink(TypedDict):
    """Which article became which; null on a side for one added or deleted."""

    old: str | None
    new: str | None
    relation: RelationName
    direction: NotRequired[DirectionName]
    severity: NotRequired[Severity]
    confidence: NotRequired[Share]
    similarity: NotRequired[Share]
    by_hand: NotRequired[bool]
    nature: NotRequired[str]
    link_confidence: NotRequired[Share]


class ComparedSide(TypedDict):
    """One of the two texts."""

    version: str
    title: str
    stage: str | None
    articles: int
    sha256: str
    problems: list[str]
    retrieved_at: NotRequired[Instant]


class Ripple(TypedDict):
    """A citation in another instrument's text that this change touches, and the cited place's number now."""

    instrument: str
    version: str
    within: str
    text: str
    place: str
    fate: Annotated[str, Says({"enum": ["amended", "renumbered", "repealed"]})]
    now: str | None


class Ruling(TypedDict):
    """Counsel's correction of a verdict or of a pairing, with its reason; taken back, it stays on record."""

    id: int
    change: str | None
    direction: DirectionName | None
    severity: Severity | None
    pairing: PairingName | None
    old: str | None
    new: str | None
    reason: str
    by: str
    at: Instant
    stands: bool
    fits: bool
    undone_by: str | None
    undone_at: Instant | None


class Released(TypedDict):
    """Verdicts shown to a client (null: every follower); withdrawn, the release counts no more."""

    client: str | None
    by: str
    at: Instant
    withdrawn_at: Instant | None


class Comparison(TypedDict):
    """The contract `tracker.comparison/1` as this reader may see it, with notes and what a change touches elsewhere.

    With `sight` “nothing” it is a bare redline: no field that judges is there. `review`, `rulings` and `releases` are
    the firm's.
    """

    schema: str
    engine: str
    rules: str
    sight: SightName
    instrument: dict[str, str]
    old: ComparedSide
    new: ComparedSide
    articles: list[ArticleLink]
    clauses: list[Clause]
    notes: list[dict[str, Any]]
    stamp: dict[str, Any]
    ripples: list[Ripple]
    direction: NotRequired[DirectionName]
    summary: NotRequired[dict[str, Any]]
    numbers: NotRequired[list[dict[str, Any]]]
    review: NotRequired[ReviewName | None]
    rulings: NotRequired[list[Ruling]]
    releases: NotRequired[list[Released]]


class NoteSent(TypedDict):
    """A note to write: on a change (its `key`), on a provision (`place`, as `new:7.1`), or on the whole.

    `quote` are words that stand there; `start` (characters) says which of several equal ones.
    """

    body: Annotated[str, words(LONGEST_NOTE, 1)]
    change: NotRequired[Annotated[str, words(400)]]
    place: NotRequired[Annotated[str, words(400)]]
    quote: NotRequired[Annotated[str, words(4_000)]]
    side: NotRequired[SideName]
    start: NotRequired[Annotated[int, Says({"minimum": 0, "maximum": 10_000_000})]]
    matter: NotRequired[Annotated[str, words(60)]]


class WordingSent(TypedDict):
    """Words for a note or an answer to one."""

    body: Annotated[str, words(LONGEST_NOTE, 1)]


class DeedSent(TypedDict):
    """Something to do with a note; `value` is a person's id, a label, or the closing word."""

    deed: Annotated[
        str,
        Says(
            {
                "enum": [
                    *("assigned", "labelled", "unlabelled"),
                    *("resolved", "reopened", "house-view", "not-house-view"),
                ]
            }
        ),
    ]
    value: NotRequired[Annotated[str, words(LONGEST_REASON)]]


class ReleaseSent(TypedDict):
    """To whom something is released: a client's id, or `*` for every client that follows the instrument."""

    client: Annotated[str, words(100, 1)]


class ReviewSent(TypedDict):
    """How far counsel is; `released` is reached by releasing, never said."""

    state: Annotated[str, Says({"enum": ["new", "in-review"]})]


class VerdictSent(TypedDict):
    """Counsel's verdict on a change, with its reason; severity 0 to 3, and 0 for a neutral one."""

    change: Annotated[str, words(400, 1)]
    direction: DirectionName
    severity: Severity
    reason: Annotated[str, words(LONGEST_REASON, 1)]


class PairingSent(TypedDict):
    """Counsel's word on which provisions belong together (`pair`), in part, or not; locators, null for none."""

    act: PairingName
    old: Annotated[str, words(400, 1)] | None
    new: Annotated[str, words(400, 1)] | None
    reason: Annotated[str, words(LONGEST_REASON, 1)]


class CheckSent(TypedDict):
    """That a change was checked, or is no longer."""

    change: Annotated[str, words(400, 1)]
    done: bool


class BriefingWording(TypedDict):
    """One version of a briefing, in both languages, Markdown."""

    number: int
    zh: str
    en: str
    by: str
    at: Instant


class BriefingRelease(TypedDict):
    """A version of a briefing shown to a client (null: every follower); `opened_by` is the firm's."""

    number: int
    wording: int
    client: str | None
    at: Instant
    recalled_at: Instant | None
    reason: str
    opened_by: NotRequired[list[str]]


class Briefing(TypedDict):
    """A comparison's briefing: for the firm every version and release, for a client the one it reads."""

    instrument: str
    old: str
    new: str
    wordings: list[BriefingWording]
    releases: list[BriefingRelease]
    moved: NotRequired[list[str]]


class BriefingSent(TypedDict):
    """A version of a briefing to keep; at least one language."""

    zh: Annotated[str, words(LONGEST_BRIEFING)]
    en: Annotated[str, words(LONGEST_BRIEFING)]


class RecallSent(TypedDict):
    """Why a briefing is taken back; whoever opened it is told."""

    reason: Annotated[str, words(LONGEST_REASON, 1)]


class Opinion(TypedDict):
    """What the firm's own second reader said of a change; beside the verdict, never in its place."""

    change: str
    by: str
    direction: DirectionName
    why: str


class Asked(TypedDict):
    """How many opinions came."""

    opinions: int
