"""Lives: how many works stand how on a day, one page of them, and the dates ahead, as the database counts them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, case, func, insert, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.law.instrument import EventKind, Shelf
from tracker.law.stage import Stage
from tracker.practice.access import Reach
from tracker.practice.moments import Standing
from tracker.store import codec
from tracker.store.folding import fold
from tracker.store.fulltext import index
from tracker.store.reach import within
from tracker.store.tables import DateRow, InstrumentRow, SpellRow, StaleRow, TellingRow

_NO_STAGE = "none"  # how a filter says that no stage is known


@dataclass(frozen=True, slots=True)
class Alike:
    """So many works that stand alike and are of the same kind, bodies and topics."""

    count: int
    kind: str
    stage: str
    standing: str
    topics: tuple[str, ...]
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stood:
    """How one work stands: the last stage reached, since when, how many texts are held."""

    instrument: str
    standing: Standing
    stage: Stage | None
    reading: int | None
    since: date | None
    versions: int


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a work; `opened_on` of a window that ends on it."""

    instrument: str
    kind: EventKind
    on: date
    sure: bool
    opened_on: date | None
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class Where:
    """Which works are asked about: within a reader's reach, of a shelf (None: of both), by title and topic."""

    reach: Reach
    shelf: Shelf | None = None
    words: str = ""
    topic: str = ""


class Lives:
    """What is told of works' lives."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def are_behind(self) -> bool:
        """Whether something changed since the lives were told, as after a migration."""
        return self._session.scalar(select(StaleRow.instrument).limit(1)) is not None

    def forget(self) -> None:
        """Let every life be told anew at the end of this transaction."""
        there = select(InstrumentRow.slug).where(InstrumentRow.slug.not_in(select(StaleRow.instrument)))
        self._session.execute(insert(StaleRow).from_select(["instrument"], there))

    def count(self, where: Where) -> int:
        """How many works there are."""
        asked = select(func.count()).select_from(InstrumentRow).where(*self._works(where))
        return self._session.scalar(asked) or 0

    def alike(self, where: Where, day: date) -> tuple[Alike, ...]:
        """The works by all that a catalogue is narrowed by, counted once for every change of any work."""
        kept = _kept(self._session.scalar(select(TellingRow.mark)) or "", where, day)
        if not kept:
            kept.append(tuple(self._counted(where, day)))
        return kept[0]

    def _counted(self, where: Where, day: date) -> Iterator[Alike]:
        by = (SpellRow.kind, SpellRow.stage, SpellRow.standing, SpellRow.topics, SpellRow.authorities)
        asked = select(func.count(), *by).where(*self._on(where, day)).group_by(*by)
        for count, kind, stage, standing, topics, authorities in self._session.execute(asked):
            yield Alike(count, kind, stage or _NO_STAGE, standing, _names(topics), _names(authorities))

    def page(
        self,
        where: Where,
        day: date,
        chosen: Mapping[str, str],
        size: int,
        *,
        start: int = 0,
        after: tuple[int, str] | None = None,
    ) -> list[Stood]:
        """Works that have every value chosen (topic, authority, kind, stage, standing), the newest stage first.

        From the `start`th on, or behind the one whose `key` is `after`.
        """
        behind = [] if after is None else [tuple_(SpellRow.place, SpellRow.instrument) > after]
        asked = (
            select(
                SpellRow.instrument,
                SpellRow.standing,
                SpellRow.stage,
                SpellRow.reading,
                SpellRow.since,
                SpellRow.versions,
            )
            .where(*self._on(where, day), *_chosen(chosen), *behind)
            .order_by(SpellRow.place, SpellRow.instrument)
            .offset(start)
            .limit(size)
        )
        return [
            Stood(slug, Standing(standing), Stage(stage) if stage else None, reading, since, versions)
            for slug, standing, stage, reading, since, versions in self._session.execute(asked)
        ]

    def ahead(
        self,
        where: Where,
        today: date,
        *,
        until: date | None = None,
        closing: bool | None = None,
        among: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Dated]:
        """The dates ahead of a day, nearest first; a window counts until its last day is over.

        `closing`: only ends of windows, or only the others; `among`: of these works alone.
        """
        conditions = [*self._dates(where), _is_ahead(today)]
        if until is not None:
            conditions.append(DateRow.on <= until)
        if closing is not None:
            is_end = DateRow.kind == EventKind.COMMENT_CLOSES
            conditions.append(is_end if closing else ~is_end)
        if among is not None:
            conditions.append(DateRow.instrument.in_(sorted(among)))
        asked = (
            select(DateRow.instrument, DateRow.kind, DateRow.on, DateRow.sure, DateRow.opened_on, DateRow.stage)
            .where(*conditions)
            .order_by(DateRow.on, DateRow.instrument, DateRow.kind, DateRow.number)
            .limit(limit)
        )
        return [
            Dated(slug, EventKind(kind), on, sure, opened, Stage(stage) if stage else None)
            for slug, kind, on, sure, opened, stage in self._session.execute(asked)
            if on is not None
        ]

    def near(self, where: Where, today: date, reach: timedelta, limit: int | None = None, start: int = 0) -> list[str]:
        """The works (slugs) with a date so near to a day, before or after; whose next date comes first leads.

        No more than `limit` of them, from the `start`th on.
        """
        following = func.min(case((_is_ahead(today), DateRow.on)))
        close = select(DateRow.instrument).where(*self._near(where, today, reach))
        asked = (
            select(DateRow.instrument)
            .where(DateRow.instrument.in_(close))
            .group_by(DateRow.instrument)
            .order_by(following.is_(None), following, DateRow.instrument)
            .limit(limit)
            .offset(start)
        )
        return list(self._session.scalars(asked))

    def count_near(self, where: Where, today: date, reach: timedelta) -> int:
        """How many works have a date so near to a day."""
        asked = select(func.count(DateRow.instrument.distinct())).where(*self._near(where, today, reach))
        return self._session.scalar(asked) or 0

    def between(
        self,
        first: date,
        last: date,
        shelf: Shelf | None = None,
        *,
        undated: bool = False,
        kinds: Collection[EventKind] = (),
    ) -> list[str]:
        """The works (slugs) with a date, of these kinds if any are named, from one day to another.

        With `undated`, those withdrawn nobody knows when too.
        """
        near: ColumnElement[bool] = DateRow.on.between(first, last)
        of_shelf = DateRow.shelf.in_([shelf] if shelf else list(Shelf))
        of_kind = [DateRow.kind.in_(sorted(kinds))] if kinds else []
        asked = select(DateRow.instrument).where(of_shelf, near | DateRow.on.is_(None) if undated else near, *of_kind)
        return sorted(set(self._session.scalars(asked)))

    def titled(self, where: Where, limit: int | None) -> list[str]:
        """The works (slugs), in order, no more than so many."""
        asked = select(InstrumentRow.slug).where(*self._works(where)).order_by(InstrumentRow.slug).limit(limit)
        return list(self._session.scalars(asked))

    def topics(self, where: Where) -> list[str]:
        """Every topic some work is of, in order."""
        asked = select(InstrumentRow.topics).where(*self._works(where)).distinct()
        return sorted({topic for topics in self._session.scalars(asked) for topic in _names(topics)})

    def _on(self, where: Where, day: date) -> list[ColumnElement[bool]]:
        conditions = [SpellRow.stop > day, SpellRow.start <= day]
        if where.shelf is not None:
            conditions.insert(0, SpellRow.shelf == where.shelf)
        conditions += within(where.reach, SpellRow.instrument, SpellRow.topics)
        if where.topic:
            conditions += _chosen({"topic": where.topic})
        if where.words.strip():
            titled = select(InstrumentRow.slug).where(*self._titled(where.words))
            conditions.append(SpellRow.instrument.in_(titled))
        return conditions

    def _near(self, where: Where, today: date, reach: timedelta) -> list[ColumnElement[bool]]:
        return [DateRow.on.between(today - reach, today + reach), *self._dates(where)]

    def _dates(self, where: Where) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [DateRow.shelf.in_([where.shelf] if where.shelf else list(Shelf))]
        conditions += within(where.reach, DateRow.instrument, DateRow.topics)
        if where.topic:
            conditions.append(DateRow.topics.contains(f'"{where.topic}"', autoescape=True))
        if where.words.strip():
            conditions.append(DateRow.instrument.in_(select(InstrumentRow.slug).where(*self._titled(where.words))))
        return conditions

    def _works(self, where: Where) -> list[ColumnElement[bool]]:
        conditions = within(where.reach, InstrumentRow.slug, InstrumentRow.topics) + self._titled(where.words)
        if where.topic:
            conditions.append(InstrumentRow.topics.contains(f'"{where.topic}"', autoescape=True))
        return [InstrumentRow.shelf == where.shelf, *conditions] if where.shelf is not None else conditions

    def _titled(self, words: str) -> list[ColumnElement[bool]]:
        return [index(self._session).holds(InstrumentRow.folded_titles, fold(word)) for word in words.split()]


# Counts of the last so many questions: a firm's own, each client's, each filter of the day.
@lru_cache(256)
def _kept(mark: str, where: Where, day: date) -> list[tuple[Alike, ...]]:
    """Where the answer to a question is kept as long as nothing is told anew; empty until it is answered."""
    return []


def _chosen(chosen: Mapping[str, str]) -> list[ColumnElement[bool]]:
    lists = {"topic": SpellRow.topics, "authority": SpellRow.authorities}
    words = {"kind": SpellRow.kind, "stage": SpellRow.stage, "standing": SpellRow.standing}
    found: list[ColumnElement[bool]] = []
    for name, value in chosen.items():
        if value and name in lists:
            found.append(lists[name].contains(f'"{value}"', autoescape=True))
        elif value and name in words:
            is_none = name == "stage" and value == _NO_STAGE
            found.append(words[name].is_(None) if is_none else words[name] == value)
    return found


def _is_ahead(today: date) -> ColumnElement[bool]:
    return and_(DateRow.on >= today, or_(DateRow.on > today, DateRow.kind == EventKind.COMMENT_CLOSES))


def _names(written: str) -> tuple[str, ...]:
    return codec.decode(tuple[str, ...], written)
