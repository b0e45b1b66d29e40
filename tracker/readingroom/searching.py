"""The search desk: exact words in titles and texts, over what the reader may see and nothing else."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from heapq import nsmallest

from tracker.law.instrument import Shelf
from tracker.practice.cards import Hits
from tracker.practice.genealogy import genealogy
from tracker.readingroom.desk import Desk
from tracker.readingroom.facets import facets
from tracker.readingroom.pages import Found, HistoryPage, SearchPage
from tracker.store.library import Files
from tracker.store.lives import Where
from tracker.store.search import Looked, Place, Sort

PAGE = 20
WORKS = 100  # of a phrase's history on one screen
LONGEST = 200  # characters of a phrase; a longer one is a paste by mistake

#: What a hit can be sorted by: the work's authorities, the text's stage and year; a work found by title has neither.
KEYS: Mapping[str, Callable[[Sort], Iterable[str]]] = {
    "authority": lambda one: one.authorities,
    "stage": lambda one: (one.stage.value,),
    "year": lambda one: (str(one.year),),
}


class Searching(Desk):
    """Full-text search. Fact and fiction are counted apart."""

    def find(
        self, phrase: str, offset: int = 0, shelf: Shelf | None = None, chosen: Mapping[str, str] | None = None
    ) -> SearchPage:
        """One page of a phrase's hits on one shelf: the one asked, else the real one, unless only the other has any.

        `chosen` narrows them by authority, stage and year. A reader outside the firm gets hits and counts over their
        own instruments only.
        """
        phrase = phrase.strip()[:LONGEST]
        wanted = {name: value for name, value in (chosen or {}).items() if name in KEYS and value}
        with self.library.reading() as files:
            place = Place(among=None if self.reach.everything else files.lives.titled(Where(self.reach), None))
            looked = self._looked(files, phrase)
            totals = {one: looked.total(replace(place, shelf=one)) for one in Shelf}
            if shelf is None:
                shelf = Shelf.SAMPLE if totals[Shelf.SAMPLE] and not totals[Shelf.REAL] else Shelf.REAL
            place = replace(place, shelf=shelf)
            hits = self._page(looked, _narrowed(place, wanted), offset)
            works = self.works(files, [hit.instrument for hit in hits.hits])
            offered = facets(looked.sorts(place), KEYS, wanted, lambda one: one.count) if phrase else {}
        found = tuple(Found(works[hit.instrument], hit) for hit in hits.hits)
        other = sum(totals.values()) - totals[shelf]
        return SearchPage(phrase, hits.total, found, offset, PAGE, shelf, other, offered)

    def history(self, phrase: str, shelf: Shelf = Shelf.REAL) -> HistoryPage:
        """When a phrase entered each work the reader may read, and left it; the first hundred works."""
        phrase = phrase.strip()[:LONGEST]
        with self.library.reading() as files:
            looked = files.search.look(phrase)
            everywhere = self.reach.everything and self.is_inside
            mine = files.lives.titled(Where(self.reach, shelf), None) if self._reads and not everywhere else ()
            entered = looked.entered(Place(shelf, None if everywhere else mine))
            first = nsmallest(WORKS, entered, key=lambda slug: (entered[slug], slug))
            works = self.works(files, first)
            texts = self.texts(files, works)
        lines = genealogy(texts, looked.texts_of(works))
        return HistoryPage(phrase, tuple((works[one.instrument], one) for one in lines), len(entered), shelf)

    @property
    def _reads(self) -> bool:
        """Whether the reader may read the texts of what they may know of: everybody but a visitor."""
        return self.is_inside or self.reader.client is not None

    def _looked(self, files: Files, phrase: str) -> Looked:
        """Where a phrase stands; for one who may read no text, in titles alone."""
        looked = files.search.look(phrase)
        return looked if self._reads else replace(looked, inside=frozenset())

    def _page(self, looked: Looked, place: Place, offset: int) -> Hits:
        found = looked.page(place, limit=PAGE, offset=offset)
        if self._reads:
            return found
        return replace(found, hits=tuple(replace(hit, occurrences=0, snippets=()) for hit in found.hits))


def _narrowed(place: Place, wanted: Mapping[str, str]) -> Place:
    return replace(
        place, authority=wanted.get("authority", ""), stage=wanted.get("stage", ""), year=wanted.get("year", "")
    )
