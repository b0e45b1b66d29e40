"""The search desk: exact words in titles and texts, over what the reader may see and nothing else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage
from tracker.practice import access
from tracker.practice.cards import Hit
from tracker.practice.genealogy import genealogy
from tracker.readingroom.desk import EVERY, Desk
from tracker.readingroom.facets import facets, narrowed
from tracker.readingroom.pages import Found, HistoryPage, SearchPage
from tracker.store.library import Files

PAGE = 20
WORKS = 100  # of a phrase's history on one screen
LONGEST = 200  # characters of a phrase; a longer one is a paste by mistake


Facet = Callable[[tuple[Instrument, Stage | None, date | None]], Iterable[str]]

#: What a hit can be sorted by: the work's authorities, the text's stage and year; a work found by title has neither.
KEYS: Mapping[str, Facet] = {
    "authority": lambda one: one[0].authorities,
    "stage": lambda one: (one[1].value,) if one[1] else (),
    "year": lambda one: (str(one[2].year),) if one[2] else (),
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
        if not wanted.get("year", "0").isdecimal():
            wanted["year"] = "0"  # no text is of such a year
        with self.library.reading() as files:
            instruments = {i.slug: i for i in files.instruments.all() if self.sees_facts(i)}
            totals = {one: self._hits(files, phrase, one, instruments, {}, 0, 0)[0] for one in Shelf}
            if shelf is None:
                shelf = Shelf.SAMPLE if totals[Shelf.SAMPLE] and not totals[Shelf.REAL] else Shelf.REAL
            total, hits = self._hits(files, phrase, shelf, instruments, wanted, PAGE, offset)
            offered = facets(self._sorted_by(files, phrase, shelf, instruments), KEYS, wanted) if phrase else {}
        found = tuple(Found(instruments[hit.instrument], hit) for hit in hits)
        other = sum(totals.values()) - totals[shelf]
        return SearchPage(phrase, total, found, offset, PAGE, shelf, other, offered)

    def history(self, phrase: str, shelf: Shelf = Shelf.REAL) -> HistoryPage:
        """When a phrase entered each work the reader may read, and left it; the first hundred works."""
        phrase = phrase.strip()[:LONGEST]
        with self.library.reading() as files:
            works = {i.slug: i for i in files.instruments.all(shelf) if access.sees_text(self.reader, i)}
            holding = {(one.instrument, one.version) for one in files.search.holding(phrase, shelf=shelf)}
            asked = {slug for slug, _ in holding} & works.keys()
            lines = genealogy({slug: self.cards(files, slug) for slug in sorted(asked)}, holding)
        return HistoryPage(phrase, tuple((works[one.instrument], one) for one in lines[:WORKS]), len(lines), shelf)

    def _hits(
        self,
        files: Files,
        phrase: str,
        shelf: Shelf,
        instruments: Mapping[str, Instrument],
        wanted: Mapping[str, str],
        limit: int,
        offset: int,
    ) -> tuple[int, Sequence[Hit]]:
        """How many hits this reader has on a shelf, and one page of them."""
        if self.is_inside:
            body, said = wanted.get("authority"), {k: v for k, v in wanted.items() if k != "authority"}
            among = [slug for slug, i in instruments.items() if body in i.authorities] if body else None
            found = files.search.find(phrase, limit=limit, offset=offset, shelf=shelf, among=among, **said)
            return found.total, found.hits
        allowed = self._allowed(files, phrase, shelf, instruments)
        keys = {name: _of_hit(instruments, key) for name, key in KEYS.items()}
        narrow = narrowed(allowed, keys, wanted)
        return len(narrow), narrow[offset : offset + limit]

    def _allowed(self, files: Files, phrase: str, shelf: Shelf, instruments: Mapping[str, Instrument]) -> list[Hit]:
        """Every hit a reader outside the firm may have."""
        every = files.search.find(phrase, limit=EVERY, offset=0, shelf=shelf).hits
        return [seen for hit in every if (seen := self._seen(hit, instruments))]

    def _sorted_by(
        self, files: Files, phrase: str, shelf: Shelf, instruments: Mapping[str, Instrument]
    ) -> list[tuple[Instrument, Stage | None, date | None]]:
        """What the facets count: the texts a phrase stands in, as far as this reader may know."""
        if self.is_inside:
            held = files.search.holding(phrase, shelf=shelf)
            return [(instruments[one.instrument], one.stage, one.dated_on) for one in held]
        hits = self._allowed(files, phrase, shelf, instruments)
        return [(instruments[hit.instrument], hit.stage, hit.dated_on) for hit in hits]

    def _seen(self, hit: Hit, instruments: Mapping[str, Instrument]) -> Hit | None:
        """The hit as the reader may see it: whole, by its title alone, or not at all."""
        instrument = instruments.get(hit.instrument)
        if instrument is None:
            return None
        if access.sees_text(self.reader, instrument):
            return hit
        return replace(hit, occurrences=0, snippets=()) if hit.in_title else None


def _of_hit(instruments: Mapping[str, Instrument], key: Facet) -> Callable[[Hit], Iterable[str]]:
    return lambda hit: key((instruments[hit.instrument], hit.stage, hit.dated_on))
