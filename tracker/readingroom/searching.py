"""The search desk: exact words in titles and texts, over what the reader may see and nothing else."""

from dataclasses import replace

from tracker.law.instrument import Instrument
from tracker.practice import access
from tracker.practice.cards import Hit
from tracker.readingroom.desk import EVERY, Desk
from tracker.readingroom.pages import Found, SearchPage

PAGE = 20
LONGEST = 200  # characters of a phrase; a longer one is a paste by mistake


class Searching(Desk):
    """Full-text search."""

    def find(self, phrase: str, offset: int = 0) -> SearchPage:
        """One page of the hits of a phrase; a reader outside gets counts over their own instruments only."""
        phrase = phrase.strip()[:LONGEST]
        if not phrase:
            return SearchPage("", 0, (), 0, PAGE)
        with self.library.reading() as files:
            instruments = {i.slug: i for i in files.instruments.all() if self.sees_facts(i)}
            if self.is_inside:
                hits = files.search.find(phrase, limit=PAGE, offset=offset)
                found = [Found(instruments[hit.instrument], hit) for hit in hits.hits if hit.instrument in instruments]
                return SearchPage(phrase, hits.total, tuple(found), offset, PAGE)
            everything = files.search.find(phrase, limit=EVERY, offset=0).hits
        allowed = [Found(instruments[h.instrument], h) for hit in everything if (h := self._seen(hit, instruments))]
        return SearchPage(phrase, len(allowed), tuple(allowed[offset : offset + PAGE]), offset, PAGE)

    def _seen(self, hit: Hit, instruments: dict[str, Instrument]) -> Hit | None:
        """The hit as the reader may see it: whole, by its title alone, or not at all."""
        instrument = instruments.get(hit.instrument)
        if instrument is None:
            return None
        if access.sees_text(self.reader, instrument):
            return hit
        return replace(hit, occurrences=0, snippets=()) if hit.in_title else None
