"""The whole law as it is worked on: its front, its headings and articles in order, and what stands behind them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import digit as digit_of

from tracker.amending.working import Level, Span, Unit, article_of
from tracker.law.citation import Place, parse_locator
from tracker.law.document import Document
from tracker.law.numbering import parse_numeral
from tracker.law.provision import DIVISIONS, Kind, Provision

_BRACKETS = "（）()第项.．、 \u3000"


@dataclass(slots=True, eq=False)
class Heading:
    """A part, chapter or section: its locator in the text in force, its line as printed, the operation it ends with."""

    locator: str
    words: list[Span]
    by: list[int] = field(default_factory=list)
    gone: int = 0

    @property
    def text(self) -> str:
        """Its line as printed."""
        return "".join(span.text for span in self.words)


@dataclass(slots=True, eq=False)
class Annex:
    """An annex: its locator in the text in force, its lines as printed, the operation that strikes it out."""

    locator: str
    words: list[Span]
    gone: int = 0

    @property
    def text(self) -> str:
        """Its lines as printed."""
        return "".join(span.text for span in self.words)


@dataclass(slots=True, eq=False)
class Law:
    """The law in work.

    Attributes:
        front: everything before the first heading or article.
        rows: headings and articles in the order of the text in force; articles put in stand where they were put.
        trails: lines behind an article that belong to no provision.
        tail: what stands behind the last article and before the annexes: signatures.
        annexes: the annexes as printed.
        struck: chapters struck out whole; those behind them are counted back where the decision counts anew.
        lead: what stands between an article's number and its words, as this text prints it.
    """

    base: Document
    front: str
    rows: list[Heading | Unit]
    tail: str
    trails: dict[Unit, str] = field(default_factory=dict)
    lead: str = "　"
    title: str = ""
    struck: list[Heading] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)

    @property
    def articles(self) -> list[Unit]:
        """Every article, those struck out included."""
        return [row for row in self.rows if isinstance(row, Unit)]

    def article(self, number: str) -> Unit | None:
        """The article in force with a number."""
        return next((unit for unit in self.articles if unit.locator == number), None)

    def heading(self, locator: str) -> Heading | None:
        """A chapter by its locator; a chapter is named by its number alone, whatever part it stands in."""
        return next(iter(self.headings(locator)), None)

    def headings(self, locator: str) -> list[Heading]:
        """Every heading a locator may mean: a law in parts may have several first chapters."""
        rows = [row for row in self.rows if isinstance(row, Heading)]
        exact = [row for row in rows if row.locator == locator]
        return exact or [row for row in rows if row.locator.endswith(f".{locator}")]

    def find(self, locator: str) -> list[Unit]:
        """The units in force a locator names; several where an item's number stands in more than one paragraph."""
        place = parse_locator(locator)
        article = self.article(place.article) if place else None
        if place is None or article is None or place.annex:
            return []
        return list(below(article, place))


def below(article: Unit, place: Place) -> Iterator[Unit]:
    """The units of an article a place names, by the numbers of the text in force."""
    if not place.paragraph and not place.item:
        yield article
        return
    paragraphs = in_force(article)
    if place.paragraph:
        paragraphs = [unit for n, unit in _counted(paragraphs) if n == place.paragraph]
    for paragraph in paragraphs:
        if not place.item:
            yield paragraph
            continue
        items = [i for i in paragraph.below if i.level is Level.ITEM and number_of(i.label) == place.item]
        # a decision counts by the text in force, also behind an item it has just put in at the same number
        for item in [one for one in items if one.locator] or items:
            yield from _subitems(item, place.subitem)


def in_force(article: Unit) -> list[Unit]:
    """The paragraphs of an article by which a decision counts: those in force; of a new wording, the new ones."""
    old = [unit for unit in article.below if unit.locator]
    return old or article.below


def _counted(paragraphs: list[Unit]) -> Iterator[tuple[int, Unit]]:
    """Paragraphs with the numbers a decision calls them by: those they have in the text in force."""
    for count, unit in enumerate(paragraphs, 1):
        place = parse_locator(unit.locator)
        yield (place.paragraph or 1) if place else count, unit


def _subitems(item: Unit, number: int) -> Iterator[Unit]:
    if not number:
        yield item
        return
    found = [unit for unit in item.below if unit.level is Level.SUBITEM]
    yield from found[number - 1 : number]


def number_of(label: str) -> int:
    """The number an item's label prints: （三） → 3; 0 for one that prints none."""
    bare = label.strip(_BRACKETS)
    if len(bare) == 1 and (digit := digit_of(bare, None)) is not None:
        return digit  # ⒈ and ① are one sign
    try:
        return parse_numeral(bare)
    except ValueError:
        return 0


def open_law(base: Document) -> Law:
    """A law made ready to be worked on."""
    nodes = list(_outline(base.provisions))
    if not nodes:
        return Law(base, base.text, [], "", title=base.headmatter.title)
    end = next((p.start for p in base.provisions if p.kind is Kind.ANNEX), len(base.text))
    law = Law(base, base.text[: nodes[0].start], [], "", title=base.headmatter.title)
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        stop = following.start if following else end
        if node.kind is Kind.ARTICLE:
            _take_article(law, node, stop, last=following is None)
        else:
            printed = base.text[node.start : stop].rstrip("\n")
            law.rows.append(Heading(node.locator, [Span(printed, node.start)]))
    first = law.articles[0] if law.articles else None
    law.lead = first.lead if first and first.lead.isspace() else "　"
    law.annexes = list(_annexes(base, end))
    return law


def _annexes(base: Document, begin: int) -> Iterator[Annex]:
    """The annexes from a place on; words before the first are nobody's and stand with it."""
    nodes = [p for p in base.provisions if p.kind is Kind.ANNEX]
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        start = begin if node is nodes[0] else node.start
        stop = following.start if following else len(base.text)
        yield Annex(node.locator, [Span(base.text[start:stop].strip("\n"), start)])


def _take_article(law: Law, node: Provision, stop: int, *, last: bool) -> None:
    unit = article_of(node, law.base.text)
    law.rows.append(unit)
    behind = law.base.text[node.end : stop]
    if last:
        law.tail = behind.lstrip("\n")
    elif behind.strip("\n"):
        law.trails[unit] = behind.strip("\n")


def _outline(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    """Headings and articles in reading order; an annex is no part of what decisions count."""
    for provision in provisions:
        if provision.kind is Kind.ANNEX:
            continue
        if provision.kind in DIVISIONS:
            yield provision
            yield from _outline(provision.children)
        elif provision.kind is Kind.ARTICLE:
            yield provision
