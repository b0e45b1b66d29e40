"""The desk at the door: what is new, which comment windows close, what takes effect."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tracker.diff.changes import Direction
from tracker.law.instrument import Instrument, Shelf
from tracker.practice import life
from tracker.practice.cards import VersionCard
from tracker.practice.visit import SourceHealth
from tracker.readingroom.desk import Desk
from tracker.readingroom.facets import facets, narrowed
from tracker.readingroom.lines import lines_of_works
from tracker.readingroom.pages import Arrival, ComparisonLine, HomePage, SourcesSummary
from tracker.store.library import Files
from tracker.store.lives import Where

SHOWN = 40  # arrivals on the first page: what a lawyer scans in one sitting
LOOKED_THROUGH = 200  # newest arrivals the filters count over: a year of a busy catalogue
AHEAD = 8  # dates beside them

KEYS = {
    "topic": lambda arrival: arrival.instrument.topics,
    "authority": lambda arrival: arrival.instrument.authorities,
    "stage": lambda arrival: (arrival.version.stage.value,),
    "direction": lambda arrival: _directions(arrival),
}


def _directions(arrival: Arrival) -> tuple[str, ...]:
    if arrival.comparison is None or arrival.comparison.directions is None:
        return ()
    return tuple(direction.value for direction, count in arrival.comparison.directions.items() if count)


class Arrivals(Desk):
    """What a reader finds when they come in."""

    def home(self, chosen: Mapping[str, str]) -> HomePage:
        """The first page, narrowed to the topic, authority, stage and direction chosen."""
        known = Where(self.reach, Shelf.REAL)
        with self.library.reading() as files:
            arrivals = self._arrivals(files)
            closing = files.lives.ahead(known, self.today, closing=True, limit=AHEAD)
            effective = files.lives.ahead(known, self.today, closing=False, limit=AHEAD)
            works = self.works(files, [one.instrument for one in (*closing, *effective)])
            count = files.lives.count(known)
            health = files.visits.health() if self.is_inside else None
        fact = [a for a in arrivals if a.instrument.shelf is Shelf.REAL]
        fiction = [a for a in arrivals if a.instrument.shelf is Shelf.SAMPLE]
        shown = narrowed(fact, KEYS, chosen)
        return HomePage(
            arrivals=tuple(shown)[:SHOWN],
            samples=tuple(narrowed(fiction, KEYS, chosen))[:SHOWN],
            facets=facets(fact or fiction, KEYS, chosen),
            closing=tuple(self.told(works, closing, self.today)),
            effective=tuple(self.told(works, effective, self.today)),
            instruments=count,
            today=self.today,
            directions=added_up(a.comparison for a in shown),
            sources=summary(health) if health is not None else None,
        )

    def _arrivals(self, files: Files) -> list[Arrival]:
        """The newest text of every instrument the reader may know of, newest first."""
        works = self.works(files, newest := files.versions.newest_works(self.reach, LOOKED_THROUGH))
        texts = self.texts(files, works)
        lines = lines_of_works(self, files, works, texts)
        return [self._arrival(works[slug], texts[slug], lines.get(slug, ())) for slug in newest]

    def _arrival(
        self, instrument: Instrument, texts: Sequence[VersionCard], lines: Iterable[ComparisonLine]
    ) -> Arrival:
        card = [text for text in texts if not text.superseded][-1]
        moments = life.moments(instrument, texts)
        mine = next((m for m in moments if m.version == card.id), None)
        leading = [line for line in lines if line.new.id == card.id]
        return Arrival(
            instrument=instrument,
            version=card,
            comparison=max(leading, key=lambda line: line.old.dated_on, default=None),
            standing=life.standing(moments, self.today),
            closes_on=mine.until if mine and mine.until and mine.until >= self.today else None,
        )


def added_up(lines: Iterable[ComparisonLine | None]) -> dict[Direction, int]:
    """The clauses of several comparisons by direction, those the reader may see."""
    total: Counter[Direction] = Counter()
    for line in lines:
        if line is not None and line.directions is not None:
            total.update(line.directions)
    return {direction: total[direction] for direction in Direction}


def summary(health: Iterable[SourceHealth]) -> SourcesSummary:
    """The sources' states in numbers."""
    health = list(health)
    states = Counter(one.state for one in health)
    visits = [one.last_visit_at for one in health if one.last_visit_at]
    return SourcesSummary(dict(sorted(states.items())), max(visits, default=None))
