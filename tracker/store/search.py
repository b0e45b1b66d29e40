"""Search: a phrase found exactly, in the texts of all versions and in all titles."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import nsmallest
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.law.instrument import Shelf
from tracker.law.stage import Stage
from tracker.practice.cards import Hit, Hits, Snippet
from tracker.store.folding import fold, places
from tracker.store.fulltext import index
from tracker.store.shelves import Shelves, Text, Work, shelves
from tracker.store.tables import TextRow, VersionRow

# A line of a result page: enough words to recognise the clause, and three places tell whether a text is worth opening.
CONTEXT = 30
SNIPPETS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: a shelf, some works (slugs), works of a body, texts of a stage or a year; None or empty: anywhere.

    With a stage or a year, no work is found by its title alone.
    """

    shelf: Shelf | None = None
    among: Collection[str] | None = None
    authority: str = ""
    stage: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """So many texts of the same bodies, stage and year."""

    count: int
    authorities: tuple[str, ...]
    stage: Stage
    year: int


class Search:
    """Looking for words."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = index(session)

    def look(self, phrase: str) -> "Looked":
        """Where a phrase stands; width, case and script are put aside, blanks cut off. Empty finds nothing."""
        folded = fold(phrase.strip())
        inside = self._index.matches(self._session, folded) if folded else set()
        return Looked(self._session, phrase, folded, shelves(self._session), frozenset(inside))

    def find(
        self,
        phrase: str,
        *,
        limit: int = 20,
        offset: int = 0,
        shelf: Shelf | None = None,
        among: Collection[str] | None = None,
    ) -> Hits:
        """Everything that holds a phrase, exactly, as `Looked.page` gives it."""
        return self.look(phrase).page(Place(shelf, among), limit=limit, offset=offset)

    def rebuild(self) -> None:
        """Write the full-text index anew from the texts."""
        asked = select(TextRow.version, TextRow.words).order_by(TextRow.version)
        self._index.rebuild(self._session, ((n, fold(words)) for n, words in self._session.execute(asked)))


@dataclass(frozen=True)
class Looked:
    """A phrase looked up once; `inside` are the texts whose words hold it, wherever they stand."""

    session: Session
    phrase: str
    folded: str
    shelves: Shelves
    inside: frozenset[int]

    def page(self, place: Place, *, limit: int = 20, offset: int = 0) -> Hits:
        """One page of the hits in a place: `limit` and `offset` cut it, `total` counts all.

        Instruments by their title come first, then versions that have it in the title, then the others; among equals
        the newest first. What lies elsewhere is neither shown nor counted.
        """
        works = sorted(self._works(place), key=lambda work: work.slug)
        titled, rest = self._texts(place)
        hits = [_work_hit(work) for work in works[offset : offset + limit]]
        skipped, wanted = max(0, offset - len(works)), limit - len(hits)
        numbers = self._newest(titled, skipped, wanted)
        skipped, wanted = max(0, skipped - len(titled)), wanted - len(numbers)
        numbers += self._newest(rest, skipped, wanted)
        total = len(works) + len(titled) + len(rest)
        return Hits(self.phrase, total, (*hits, *self._with_snippets(numbers, titled)), offset)

    def total(self, place: Place) -> int:
        """How many hits there are in a place."""
        return len(self._works(place)) + sum(map(len, self._texts(place)))

    def sorts(self, place: Place) -> list[Sort]:
        """The texts of a place whose words hold the phrase, by what they are narrowed by, counted."""
        held = self.shelves
        counts = Counter(
            (held.works[text.instrument].authorities, text.stage, text.dated_on.year)
            for text in map(held.texts.__getitem__, self._within(self.inside, place))
        )
        return [Sort(count, bodies, Stage(stage), year) for (bodies, stage, year), count in counts.items()]

    def entered(self, place: Place) -> dict[str, date]:
        """By work, in no order, the day of its first text in a place whose words hold the phrase."""
        found = self._within(self.inside, place)
        # The newest come first, so that the day of a work's oldest is the one that stays.
        return {text.instrument: text.dated_on for number, text in self.shelves.texts.items() if number in found}

    def texts_of(self, slugs: Iterable[str]) -> set[tuple[str, str]]:
        """The texts of some works, by work and version, whose words hold the phrase."""
        texts = map(self.shelves.texts.__getitem__, self.shelves.of(slugs) & self.inside)
        return {(text.instrument, text.id) for text in texts}

    def _works(self, place: Place) -> list[Work]:
        """Instruments one of whose titles holds the phrase."""
        if place.stage or place.year:
            return []
        among = None if place.among is None else frozenset(place.among)
        return [work for work in self._named if (among is None or work.slug in among) and _suits(work, place)]

    def _texts(self, place: Place) -> tuple[set[int], set[int]]:
        """The versions that have the phrase in the title, and those that have it in the text alone."""
        titled = self._within(self._entitled, place)
        return titled, self._within(self.inside, place) - titled

    # A screen counts on both shelves, shows a page and offers filters: titles are looked through once for all of it.

    @cached_property
    def _named(self) -> list[Work]:
        """Instruments one of whose titles holds the phrase, wherever they stand."""
        return [work for work in self.shelves.works.values() if self.folded and self.folded in work.entitled]

    @cached_property
    def _entitled(self) -> frozenset[int]:
        """The versions whose title holds it, wherever they stand."""
        texts = self.shelves.texts.items()
        return frozenset(number for number, text in texts if self.folded and self.folded in text.entitled)

    def _within(self, numbers: Collection[int], place: Place) -> set[int]:
        """Those of the versions that lie where one is looking."""
        held, found = self.shelves, set(numbers)
        if place.shelf is not None:
            found &= held.of_shelf[place.shelf]
        if place.among is not None:
            found &= held.of(place.among)
        if place.authority or place.stage or place.year:
            found = {number for number in found if self._is_of(held.texts[number], place)}
        return found

    def _is_of(self, text: Text, place: Place) -> bool:
        return (
            (not place.authority or place.authority in self.shelves.works[text.instrument].authorities)
            and place.stage in ("", text.stage)
            and place.year in ("", str(text.dated_on.year))
        )

    def _newest(self, numbers: set[int], skipped: int, wanted: int) -> list[int]:
        """One page of these versions, newest first."""
        if wanted <= 0 or skipped >= len(numbers):
            return []
        return list(islice(nsmallest(skipped + wanted, numbers, key=self.shelves.order.__getitem__), skipped, None))

    def _with_snippets(self, page: list[int], titled: Collection[int]) -> Iterator[Hit]:
        asked = select(VersionRow.number, VersionRow.title, TextRow.words).join(
            TextRow, TextRow.version == VersionRow.number
        )
        found = {
            n: (title, words) for n, title, words in self.session.execute(asked.where(VersionRow.number.in_(page)))
        }
        for number in page:
            title, words = found[number]
            text = self.shelves.texts[number]
            shelf = self.shelves.works[text.instrument].shelf
            yield _hit(text, shelf, title, words, self.folded, in_title=number in titled)


def _suits(work: Work, place: Place) -> bool:
    return place.shelf in (None, work.shelf) and (not place.authority or place.authority in work.authorities)


def _work_hit(work: Work) -> Hit:
    return Hit(work.slug, None, work.title, shelf=work.shelf, in_title=True)


def _hit(text: Text, shelf: Shelf, title: str, words: str, folded: str, *, in_title: bool) -> Hit:
    starts = places(words, folded)
    return Hit(
        instrument=text.instrument,
        version=text.id,
        title=title,
        shelf=shelf,
        stage=Stage(text.stage),
        dated_on=text.dated_on,
        in_title=in_title,
        occurrences=len(starts),
        snippets=tuple(_snippets(words, starts, len(folded))),
    )


def _snippets(words: str, starts: list[int], length: int) -> Iterator[Snippet]:
    """The first few places with the words around them, cut at the borders of their line."""
    for start in starts[:SNIPPETS]:
        end = start + length
        left = max(start - CONTEXT, words.rfind("\n", 0, start) + 1)
        stop = words.find("\n", end)
        right = min(end + CONTEXT, stop if stop >= 0 else len(words))
        yield Snippet(words[left:right], left, start - left, end - left)
