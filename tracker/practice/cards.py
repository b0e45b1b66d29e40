"""What a list shows of a version, a comparison or a search hit: the figures, without the text or the tree."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.diff.changes import Comparison, Direction, Relation
from tracker.law.instrument import Shelf
from tracker.law.stage import Stage


class Review(StrEnum):
    """How far counsel is with a comparison."""

    FILED = "filed"  # made when somebody of the firm asked for it: no news, nobody waits for its review
    NEW = "new"
    IN_REVIEW = "in-review"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version as a list shows it.

    Attributes:
        instrument: the slug; `id`: the version's id, `2023-04-11-draft`.
        title: as printed in the text.
        articles, problems: how many numbered provisions it has, how many oddities were met in reading.
        sha256: of the text's words, not of any file.
        url: where it was first fetched; empty for an upload.
        consolidated: made by tracker from a decision, not official.
        superseded: id of the version that counts in its place: the published text, or one made anew; empty for none.
    """

    instrument: str
    id: str
    stage: Stage
    reading: int | None
    dated_on: date
    title: str
    articles: int
    sha256: str
    problems: int
    effective_on: date | None = None
    comment_deadline: date | None = None
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    shelf: Shelf = Shelf.REAL
    url: str = ""
    note: str = ""
    consolidated: bool = False
    superseded: str = ""

    @property
    def slug(self) -> str:
        """The instrument's word in URLs."""
        return self.instrument


@dataclass(frozen=True, slots=True)
class ComparisonCard:
    """One comparison as a list shows it.

    Attributes:
        instrument: the slug; `old` and `new`: version ids.
        direction: the verdict on the whole; `directions`: how many clauses of each, all five named, in their order.
        relations: how many links of each relation that occurs, in their order.
    """

    instrument: str
    old: str
    new: str
    direction: Direction
    directions: dict[Direction, int]
    relations: dict[Relation, int]
    filed_at: datetime
    review: Review = Review.NEW
    shelf: Shelf = Shelf.REAL
    engine: str = ""
    rules: str = ""

    @property
    def slug(self) -> str:
        """The instrument's word in URLs."""
        return self.instrument

    @property
    def clauses(self) -> int:
        """How many clauses changed."""
        return sum(self.directions.values())


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A comparison as counsel had it: itself, its clauses by direction, the changes (`Clause.key`) counsel decided."""

    comparison: Comparison
    directions: dict[Direction, int]
    ruled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Snippet:
    """The words around one place where a phrase stands.

    `text` is cut from the document's text at offset `start`; the phrase itself is `text[mark_start:mark_end]`.
    """

    text: str
    start: int
    mark_start: int
    mark_end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One version, or an instrument by its title alone (`version` None), that holds a phrase.

    `in_title` says that the title has it; `occurrences` counts the places in the text, `snippets` shows the first few.
    """

    instrument: str
    version: str | None
    title: str
    shelf: Shelf = Shelf.REAL
    stage: Stage | None = None
    dated_on: date | None = None
    in_title: bool = False
    occurrences: int = 0
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what a search found: `total` counts all hits, `hits` are those from `offset` on."""

    phrase: str
    total: int
    hits: tuple[Hit, ...]
    offset: int = 0
