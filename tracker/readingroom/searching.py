"""The search desk: exact words in titles and texts, over what the reader may see and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.law.instrument import Instrument, Shelf
from tracker.practice import access
from tracker.practice.cards import Hit
from tracker.readingroom.desk import EVERY, Desk
from tracker.readingroom.pages import Found, SearchPage
from tracker.store.library import Files

PAGE = 20
LONGEST = 200  # characters of a phrase; a longer one is a paste by mistake


class Searching(Desk):
    """Full-text search. Fact and fiction are counted apart."""

    def find(self, phrase: str, offset: int = 0, shelf: Shelf | None = None) -> SearchPage:
        """One page of a phrase's hits on one shelf: the one asked, else the real one, unless only the other has any.

        A reader outside the firm gets hits and counts over their own instruments only.
        """
        phrase = phrase.strip()[:LONGEST]
        with self.library.reading() as files:
            instruments = {i.slug: i for i in files.instruments.all() if self.sees_facts(i)}
            totals = {one: self._hits(files, phrase, one, instruments, 0, 0)[0] for one in Shelf}
            if shelf is None:
                shelf = Shelf.SAMPLE if totals[Shelf.SAMPLE] and not totals[Shelf.REAL] else Shelf.REAL
            total, hits = self._hits(files, phrase, shelf, instruments, PAGE, offset)
        found = tuple(Found(instruments[hit.instrument], hit) for hit in hits)
        other = sum(totals.values()) - total
        return SearchPage(phrase, total, found, offset, PAGE, shelf, other)

    def _hits(
        self, files: Files, phrase: str, shelf: Shelf, instruments: Mapping[str, Instrument], limit: int, offset: int
    ) -> tuple[int, Sequence[Hit]]:
        """How many hits this reader has on a shelf, and one page of them."""
        if self.is_inside:
            found = files.search.find(phrase, limit=limit, offset=offset, shelf=shelf)
            return found.total, found.hits
        every = files.search.find(phrase, limit=EVERY, offset=0, shelf=shelf).hits
        allowed = [seen for hit in every if (seen := self._seen(hit, instruments))]
        return len(allowed), allowed[offset : offset + limit]

    def _seen(self, hit: Hit, instruments: Mapping[str, Instrument]) -> Hit | None:
        """The hit as the reader may see it: whole, by its title alone, or not at all."""
        instrument = instruments.get(hit.instrument)
        if instrument is None:
            return None
        if access.sees_text(self.reader, instrument):
            return hit
        return replace(hit, occurrences=0, snippets=()) if hit.in_title else None
