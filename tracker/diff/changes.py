"""The whole vocabulary of change: links between provisions, changed clauses, edits inside them, verdicts and why."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What became of a provision; one row a link, so a split or merge is several rows."""

    UNCHANGED = "unchanged"
    RENUMBERED = "renumbered"
    AMENDED = "amended"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DELETED = "deleted"


class Direction(StrEnum):
    """Whether the regulated party carries more, less, both or the same burden; `unclear` is an answer."""

    STRENGTHENED = "strengthened"
    SOFTENED = "softened"
    MIXED = "mixed"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class Nature(StrEnum):
    """What sort of change the words show; `print` and `reference` are no change of substance."""

    WORDS = "words"
    PRINT = "print"  # the same words: other width, spacing, punctuation or captions
    REFERENCE = "reference"  # the same words but for cross-references, each of which followed what it names


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of words: kept `=`, deleted `-`, inserted `+`.

    Keep and delete spell old, keep and insert spell new (white space apart).
    """

    op: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that really stand in a clause's text, with their offsets (characters) in it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for a verdict: the rule, its dimension (D1 to D15), effect, severity 1 to 3, and both quotes."""

    rule: str
    dimension: str
    effect: Direction
    severity: int
    old: Quote | None = None
    new: Quote | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement on one clause: severity 0 to 3, confidence 0 to 1, who bears it, and every signal."""

    direction: Direction
    severity: int = 0
    confidence: float = 1.0
    affected: str = ""
    dimensions: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    support: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest clause with a norm of its own: an item, a paragraph (the chapeau is one), a standard's running text.

    Attributes:
        locator: its place, `7.2(3)`; `article`: the numbered provision it belongs to, `7`.
        text: the words as printed, label left out; `chapeau`: the opening words an item hangs on, empty if none.
        heading: what the article, clause or chapter above is called, for kinds (附则, 法律责任).
    """

    locator: str
    article: str
    text: str
    chapeau: str = ""
    heading: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Link:
    """A row of `articles`: which numbered provision became which; None on the missing side.

    `sure` is the confidence of the link alone, `confidence` that of link and verdict together.
    `by_hand`: a person put the two together, or said that this one stands alone. `nature` is `print` where the same
    words are printed otherwise, `reference` where only cross-references followed what they name.
    """

    old: str | None
    new: str | None
    relation: Relation
    direction: Direction = Direction.NEUTRAL
    severity: int = 0
    confidence: float = 1.0
    similarity: float = 1.0
    by_hand: bool = False
    nature: Nature = Nature.WORDS
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Clause:
    """A row of `clauses`: a changed unit with its edits and verdict; None on the missing side."""

    old: Unit | None
    new: Unit | None
    relation: Relation
    verdict: Verdict
    edits: tuple[Edit, ...]
    by_hand: bool = False
    nature: Nature = Nature.WORDS

    @property
    def key(self) -> str:
        """Its id inside a comparison, used in permalinks and by notes: `4(4)~4(5)`, `~3`, `15~`."""
        return f"{self.old.locator if self.old else ''}~{self.new.locator if self.new else ''}"


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A row of the ledger: a deadline, amount, threshold, count, retention time, share or date that changed.

    `before` or `after` is None when it is new or gone.
    """

    old: str | None
    new: str | None
    kind: str
    before: str | None
    after: str | None
    effect: Direction


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts, as the contract names it."""

    title: str
    stage: str
    articles: int
    sha256: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions compared: all numbered provisions in `links`, changed units in `clauses`, changed numbers."""

    old: Side
    new: Side
    links: tuple[Link, ...]
    clauses: tuple[Clause, ...]
    numbers: tuple[NumberChange, ...]
    direction: Direction
    engine: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units that alignment put together, before anyone judged them; None on the missing side."""

    old: Unit | None
    new: Unit | None
    relation: Relation
    edits: tuple[Edit, ...] = ()
    by_hand: bool = False
