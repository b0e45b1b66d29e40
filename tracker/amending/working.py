"""The law as it is worked on: articles, paragraphs and items as units that remember where they come from.

Every word knows whether it stood in the text in force, and where, or which operation put it there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.documents.body import Body
from tracker.documents.growth import Node
from tracker.documents.lines import place
from tracker.law.provision import Kind, Provision


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line. `at`: their offset in the text in force, -1 for new words; `by`: the operation's number."""

    text: str
    at: int = -1
    by: int = 0


class Level(StrEnum):
    """How deep a unit lies."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBITEM = "subitem"
    TABLE = "table"  # rows, kept as they are


@dataclass(slots=True, eq=False)
class Unit:
    """An article, paragraph, item or subitem.

    Attributes:
        level: how deep it lies.
        locator: its place in the text in force; empty for one an operation put in.
        label, lead: its number as printed, and what stands between it and the first word (white space, a caption).
        words: its own words, what lies below left out.
        below: the units inside it.
        by: operations that changed it, oldest first.
        pin: the number an operation gives it; an article's as a locator.
        gone: the operation that struck it out, merged it or moved it away; 0 while it stands.
        became: the unit that took its place, when it was merged into another.
        behind: the unit it was put behind, when it was put in.
        ahead: the unit it was put in front of.
        division: the chapter an operation puts it into; empty where none says.
    """

    level: Level
    locator: str = ""
    label: str = ""
    lead: str = ""
    words: list[Span] = field(default_factory=list)
    below: list["Unit"] = field(default_factory=list)
    by: list[int] = field(default_factory=list)
    pin: str = ""
    gone: int = 0
    became: "Unit | None" = None
    behind: "Unit | None" = None
    ahead: "Unit | None" = None
    division: str = ""

    @property
    def text(self) -> str:
        """Its own words."""
        return "".join(span.text for span in self.words)

    def walk(self) -> Iterator["Unit"]:
        """This unit and all below it that still stand."""
        yield self
        for unit in self.below:
            if not unit.gone:
                yield from unit.walk()

    def every(self) -> "Iterator[Unit]":
        """This unit and all below it, those struck out included."""
        yield self
        for unit in self.below:
            yield from unit.every()

    def standing(self, level: Level) -> list["Unit"]:
        """The units of a level directly below that still stand."""
        return [unit for unit in self.below if unit.level is level and not unit.gone]

    def note(self, operation: int) -> None:
        """Remember that an operation changed this unit."""
        if operation not in self.by:
            self.by.append(operation)


def article_of(provision: Provision, text: str) -> Unit:
    """An article of the text in force as a unit, its lead as printed."""
    unit = Unit(Level.ARTICLE, provision.locator, provision.label)
    first = _first_word(provision, text)
    unit.lead = text[provision.start + len(provision.label) : first] if first >= 0 else "　"
    paragraphs = [child for child in provision.children if child.kind is Kind.PARAGRAPH]
    if paragraphs:
        unit.below = [_paragraph(child, child.locator, text) for child in paragraphs]
    else:
        unit.below = [_paragraph(provision, f"{provision.locator}.1", text)]
    return unit


def _first_word(provision: Provision, text: str) -> int:
    """The offset of the article's first word behind label and caption; -1 for an article without words."""
    for node in provision.walk():
        words = (node.label if node is not provision else "") or node.text
        if words:
            return text.find(words.split("\n")[0], provision.start + len(provision.label))
    return -1


def _paragraph(provision: Provision, locator: str, text: str) -> Unit:
    unit = Unit(Level.PARAGRAPH, locator, words=_spans(provision, text))
    unit.below = [_listed(child, text) for child in provision.children]
    return unit


def _listed(provision: Provision, text: str) -> Unit:
    if provision.kind is Kind.TABLE:
        return Unit(Level.TABLE, provision.locator, words=_spans(provision, text))
    level = Level.SUBITEM if provision.kind is Kind.SUBITEM else Level.ITEM
    unit = Unit(level, provision.locator, provision.label, words=_spans(provision, text))
    unit.lead = _between(provision, text)
    unit.below = [_listed(child, text) for child in provision.children]
    return unit


def _between(provision: Provision, text: str) -> str:
    """What stands between an item's label and its words."""
    begin = provision.start + len(provision.label)
    first = text.find(provision.text, begin, max(provision.end, begin)) if provision.text else -1
    lead = text[begin:first] if first >= 0 else ""
    return lead if lead.isspace() else ""


def _spans(provision: Provision, text: str) -> list[Span]:
    if not provision.text:
        return []
    at = text.find(provision.text, provision.start, max(provision.end, provision.start))
    return [Span(provision.text, at)]


def paragraphs_of(lines: Sequence[str], by: int) -> list[Unit]:
    """The paragraphs some quoted lines are, read as the words of an article are."""
    owner = Node(Kind.ARTICLE, "1", "art_1")
    body = Body(owner)
    for line in place(list(lines)):
        body.take(line, line.text, line.start)
    body.settle()
    grown = [child for child in owner.children if child.kind is Kind.PARAGRAPH]
    found = grown if grown else [owner]
    return [_grown(node, Level.PARAGRAPH, by) for node in found]


def _grown(node: Node, level: Level, by: int) -> Unit:
    label = node.label if level is not Level.PARAGRAPH else ""
    unit = Unit(level, label=label, by=[by])
    unit.words = [Span("\n".join(node.words), by=by)] if node.words else []
    for child in node.children:
        deeper = {Kind.TABLE: Level.TABLE, Kind.SUBITEM: Level.SUBITEM}.get(child.kind, Level.ITEM)
        unit.below.append(_grown(child, deeper, by))
    return unit


def replace_words(words: Sequence[Span], start: int, end: int, new: str, by: int) -> list[Span]:
    """The words with those from one place to another replaced; what is kept knows where it stood."""
    kept_before, kept_after = _part(words, 0, start), _part(words, end, sum(len(span.text) for span in words))
    return [*kept_before, *([Span(new, by=by)] if new else []), *kept_after]


def _part(words: Sequence[Span], start: int, end: int) -> list[Span]:
    """The spans between two places of a line."""
    out, at = [], 0
    for span in words:
        begin, stop = max(start - at, 0), min(end - at, len(span.text))
        if begin < stop:
            out.append(_cut(span, begin, stop))
        at += len(span.text)
    return out


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.text[start:end], span.at + start if span.at >= 0 else -1, span.by)
