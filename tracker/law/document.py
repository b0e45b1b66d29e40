"""What reading a file gives: the provision tree, the headmatter with its evidence, and the problems met."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.law.provision import Provision, numbered, walk
from tracker.law.stage import Stage


class Grammar(StrEnum):
    """How a text numbers its provisions."""

    ARTICLES = "articles"  # 第七条
    STANDARD = "standard"  # 5.1.2
    POLICY = "policy"  # 一、（一）1.
    ENGLISH = "english"  # Article 5


@dataclass(frozen=True, slots=True)
class Problem:
    """An oddity in a text: `where` is a locator, a line or a page; `what` a code; `says` a sentence for the reader."""

    what: str
    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence a fact was read from, and its offset (characters) in the document's text."""

    quote: str
    start: int


@dataclass(frozen=True, slots=True)
class Headmatter:
    """The facts about a text that stand in it; None or empty where it does not say.

    `evidence` maps a field's name to the sentence it was read from.
    """

    title: str = ""
    stage: Stage | None = None
    reading: int | None = None
    authorities: tuple[str, ...] = ()
    document_number: str = ""
    promulgated_on: date | None = None
    effective_on: date | None = None
    comment_deadline: date | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    comment_opened_on: date | None = None
    based_on: tuple[str, ...] = ()  # titles as printed, without 《》
    repeals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read.

    Attributes:
        text: the words as read, one line a paragraph; all offsets point into it.
        sha256: hex digest of `text`'s UTF-8 bytes: the same words from two hosts have the same digest.
        furniture: lines that belong to no provision: page numbers, share buttons, the title lines, signatures.
    """

    grammar: Grammar
    headmatter: Headmatter
    provisions: tuple[Provision, ...]
    problems: tuple[Problem, ...]
    text: str
    sha256: str
    furniture: tuple[str, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Every node, in reading order."""
        return walk(self.provisions)

    @property
    def articles(self) -> list[Provision]:
        """The numbered provisions a comparison lists."""
        return numbered(self.provisions)

    def find(self, locator: str) -> Provision | None:
        """The provision at a locator; `7.1` finds a single-paragraph article's words too."""
        nodes = {p.locator: p for p in self.walk()}
        return nodes.get(locator) or (nodes.get(locator[:-2]) if locator.endswith(".1") else None)
