"""The desk at the door: what is new, which comment windows close, what takes effect."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

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
from tracker.store.versions import Newest

SHOWN = 40  # arrivals on the first page: what a lawyer scans in one sitting
LOOKED_THROUGH = 200  # newest arrivals the filters count over: a year of a busy catalogue
AHEAD = 8  # dates beside them


@dataclass(frozen=True, slots=True)
class Newly:
    """The newest text of a work and the comparison that leads to it: what the filters count."""

    newest: Newest
    comparison: ComparisonLine | None


KEYS: Mapping[str, Callable[[Newly], Iterable[str]]] = {
    "topic": lambda one: one.newest.topics,
    "authority": lambda one: one.newest.authorities,
    "stage": lambda one: (one.newest.stage.value,),
    "direction": lambda one: _directions(one.comparison),
}


def _directions(line: ComparisonLine | None) -> tuple[str, ...]:
    if line is None or line.directions is None:
        return ()
    return tuple(direction.value for direction, count in line.directions.items() if count)


class Arrivals(Desk):
    """What a reader finds when they come in."""

    def home(self, chosen: Mapping[str, str]) -> HomePage:
        """The first page, narrowed to the topic, authority, stage and direction chosen."""
        known = Where(self.reach, Shelf.REAL)
        with self.library.reading() as files:
            newly = self._newly(files)
            fact = [one for one in newly if one.newest.shelf is Shelf.REAL]
            fiction = [one for one in newly if one.newest.shelf is Shelf.SAMPLE]
            shown = narrowed(fact, KEYS, chosen)
            samples = narrowed(fiction, KEYS, chosen)[:SHOWN]
            arrivals = self._arrivals(files, [*shown[:SHOWN], *samples])
            closing = files.lives.ahead(known, self.today, closing=True, limit=AHEAD)
            effective = files.lives.ahead(known, self.today, closing=False, limit=AHEAD)
            works = self.works(files, [one.instrument for one in (*closing, *effective)])
            count = files.lives.count(known)
            health = files.visits.health() if self.is_inside else None
        return HomePage(
            arrivals=tuple(one for one in arrivals if one.instrument.shelf is Shelf.REAL),
            samples=tuple(one for one in arrivals if one.instrument.shelf is Shelf.SAMPLE),
            facets=facets(fact or fiction, KEYS, chosen),
            closing=tuple(self.told(works, closing, self.today)),
            effective=tuple(self.told(works, effective, self.today)),
            instruments=count,
            today=self.today,
            directions=added_up(one.comparison for one in shown),
            sources=summary(health) if health is not None else None,
        )

    def _newly(self, files: Files) -> list[Newly]:
        """The newest text of every instrument the reader may know of, newest first, with the comparison to it.

        Most works have one text and nothing to compare: only the others are read whole.
        """
        newest = files.versions.newest_works(self.reach, LOOKED_THROUGH)
        works = self.works(files, files.comparisons.works_among([one.instrument for one in newest]))
        lines = lines_of_works(self, files, works, self.texts(files, works))
        return [Newly(one, _leading(one, lines.get(one.instrument, ()))) for one in newest]

    def _arrivals(self, files: Files, shown: Sequence[Newly]) -> list[Arrival]:
        """What is shown of works: their whole lives are told for these alone."""
        works = self.works(files, [one.newest.instrument for one in shown])
        texts = self.texts(files, works)
        return [
            self._arrival(works[slug], texts[slug], one) for one in shown if (slug := one.newest.instrument) in works
        ]

    def _arrival(self, instrument: Instrument, texts: Sequence[VersionCard], newly: Newly) -> Arrival:
        card = next(text for text in texts if text.id == newly.newest.version)
        moments = life.moments(instrument, texts)
        mine = next((m for m in moments if m.version == card.id), None)
        return Arrival(
            instrument=instrument,
            version=card,
            comparison=newly.comparison,
            standing=life.standing(moments, self.today),
            closes_on=mine.until if mine and mine.until and mine.until >= self.today else None,
        )


def _leading(newest: Newest, lines: Iterable[ComparisonLine]) -> ComparisonLine | None:
    leading = [line for line in lines if line.new.id == newest.version]
    return max(leading, key=lambda line: line.old.dated_on, default=None)


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
