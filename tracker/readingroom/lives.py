"""The lives desk: one provision, and every obligation, through all versions, as far as the reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.diff.changes import Clause, Link
from tracker.diff.fate import fates
from tracker.diff.lives import Course, courses, life
from tracker.diff.units import units_of
from tracker.errors import NotFound
from tracker.knowledge import drafting
from tracker.law.instrument import Instrument, Version
from tracker.practice.access import Sight
from tracker.practice.cards import VersionCard
from tracker.readingroom.comparisons import Comparisons
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import ComparisonPage


@dataclass(frozen=True, slots=True)
class Step:
    """What one version has of a provision, and how that came from the version before.

    Attributes:
        places: its locators there, empty where it is not there.
        links: the rows of the comparison with the version before; none for the oldest.
        clauses: the changed words of that step, where the provision stood or stands.
        sight: how much of the judgement of that step this reader sees; `compared` says whether there is one.
    """

    version: Version
    places: tuple[str, ...]
    links: tuple[Link, ...] = ()
    clauses: tuple[Clause, ...] = ()
    before: str = ""
    sight: Sight = Sight.NOTHING


@dataclass(frozen=True, slots=True)
class LifePage:
    """One provision's life, newest version first; `at` is its locator in the version asked about."""

    instrument: Instrument
    at: str
    version: VersionCard
    steps: tuple[Step, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoursesPage:
    """What became of every obligation from the first version to the last."""

    instrument: Instrument
    versions: tuple[VersionCard, ...]
    courses: tuple[Course, ...]
    machine: bool


class Lives(Desk):
    """Chains of versions."""

    def provision(self, slug: str, locator: str, version: str = "") -> LifePage:
        """The life of the provision at a locator of a version (the newest by default).

        A locator of a paragraph or item gives the life of its article. Raises NotFound for what the reader may not
        read, for a version that is not in the chain, and for a place it does not have; NotFiled for a step too dear.
        """
        instrument, cards = self._chain(slug)
        wanted = version or cards[-1].id
        at = next((n for n, card in enumerate(cards) if card.id == wanted), None)
        if at is None:
            raise NotFound(f"There is no version “{wanted}” of “{slug}” in its line of versions.")
        pages, texts = self._pages(slug, cards)
        article = _article(texts[at], locator)
        chain = [page.comparison for page in pages]
        found = life(chain, at, article).places if chain else ((article,),)
        links = life(chain, at, article).links if chain else ()
        steps = [Step(texts[0], found[0])]
        for n, page in enumerate(pages):
            steps.append(_step(page, texts[n + 1], found[n], found[n + 1], links[n]))
        places = tuple(provision.locator for provision in texts[at].document.articles)
        return LifePage(instrument, article, cards[at], tuple(reversed(steps)), places)

    def obligations(self, slug: str) -> CoursesPage:
        """Every obligation through the chain; raises NotFound where a step's judgement is not this reader's to see."""
        instrument, cards = self._chain(slug)
        pages, texts = self._pages(slug, cards)
        if not pages or any(page.sight is Sight.NOTHING for page in pages):
            raise NotFound("There is no such page here.")
        told = [
            fates(texts[n].document, texts[n + 1].document, page.comparison, drafting()) for n, page in enumerate(pages)
        ]
        machine = any(page.sight is Sight.MACHINE for page in pages)
        return CoursesPage(instrument, tuple(cards), courses(told), machine)

    def _chain(self, slug: str) -> tuple[Instrument, list[VersionCard]]:
        """The instrument's versions, oldest first, those that another took the place of left out."""
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            cards = [card for card in self.cards(files, slug) if not card.superseded]
        if not cards:
            raise NotFound(f"There is no text of “{slug}” here.")
        return instrument, cards

    def _pages(self, slug: str, cards: Sequence[VersionCard]) -> tuple[list[ComparisonPage], list[Version]]:
        """Each version beside the next, as far as this reader may see it, and the texts themselves."""
        desk = Comparisons(self.library, self.reader, self.settings, self.clock)
        pages = [desk.page(slug, old.id, new.id) for old, new in pairwise(cards)]
        if pages:
            return pages, [pages[0].old, *(page.new for page in pages)]
        with self.library.reading() as files:
            return [], [files.versions.get(slug, cards[0].id)]


def _step(
    page: ComparisonPage, version: Version, before: tuple[str, ...], here: tuple[str, ...], links: tuple[Link, ...]
) -> Step:
    clauses = tuple(clause for clause in page.comparison.clauses if _touches(clause, before, here))
    return Step(version, here, links, clauses, page.old.id, page.sight)


def _touches(clause: Clause, before: tuple[str, ...], here: tuple[str, ...]) -> bool:
    if clause.new:
        return clause.new.article in here
    return clause.old is not None and clause.old.article in before


def _article(version: Version, locator: str) -> str:
    """The numbered provision a locator belongs to. Raises NotFound."""
    document = version.document
    if any(provision.locator == locator for provision in document.articles):
        return locator
    unit = next((unit for unit in units_of(document) if unit.locator == locator), None)
    if unit is None:
        raise NotFound(f"This version has no provision {locator}.")
    return unit.article
