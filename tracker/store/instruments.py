"""Instruments and the events of their lives."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.law.instrument import EventKind, Instrument, Shelf, StageEvent
from tracker.law.stage import Stage
from tracker.store import codec, names, readdressing
from tracker.store.folding import fold
from tracker.store.tables import EventRow, InstrumentRow

_Names = tuple[str, ...]
_Pairs = tuple[tuple[str, str], ...]


class Instruments:
    """The catalogue."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, shelf: Shelf | None = None) -> list[Instrument]:
        """Every instrument of a shelf (None: of both), by slug."""
        asked = select(*_WORK).order_by(InstrumentRow.slug)
        if shelf is not None:
            asked = asked.where(InstrumentRow.shelf == shelf)
        events: dict[str, list[tuple[Any, ...]]] = {}
        for slug, *event in self._session.execute(_EVENTS):
            events.setdefault(slug, []).append(tuple(event))
        return [_made(tuple(row), tuple(events.get(row.slug, ()))) for row in self._session.execute(asked)]

    def some(self, slugs: Iterable[str]) -> list[Instrument]:
        """These instruments, by slug; one that is not filed is left out."""
        wanted = sorted(set(slugs))
        events: dict[str, list[tuple[Any, ...]]] = {}
        for slug, *event in self._session.execute(_EVENTS.where(EventRow.instrument.in_(wanted))):
            events.setdefault(slug, []).append(tuple(event))
        asked = select(*_WORK).where(InstrumentRow.slug.in_(wanted)).order_by(InstrumentRow.slug)
        return [_made(tuple(row), tuple(events.get(row.slug, ()))) for row in self._session.execute(asked)]

    def get(self, slug: str) -> Instrument:
        """One instrument. Raises NotFound."""
        row = self._session.execute(select(*_WORK).where(InstrumentRow.slug == slug)).first()
        if row is None:
            raise NotFound(f"There is no instrument “{slug}”.")
        events = self._session.execute(_EVENTS.where(EventRow.instrument == slug))
        return _made(tuple(row), tuple(tuple(event) for _, *event in events))

    def naming(self, slug: str) -> frozenset[str]:
        """The works (slugs) that name one among those they are linked with."""
        asked = select(InstrumentRow.slug).where(InstrumentRow.related.contains(f'"{slug}"', autoescape=True))
        return frozenset(self._session.scalars(asked))

    def is_there(self, slug: str) -> bool:
        """Whether a work of this slug is filed."""
        return self._session.get(InstrumentRow, slug) is not None

    def put(self, instrument: Instrument) -> None:
        """File an instrument as described, new or again; events that came with filed versions stay."""
        if self._stands(instrument):
            return  # a start with the catalogue of the last one writes nothing, and nothing is told anew
        self._say(instrument)
        self._session.execute(delete(EventRow).where(EventRow.instrument == instrument.slug, EventRow.filed.is_(False)))
        self._session.flush()
        for position, event in enumerate(instrument.events):
            self._session.add(_event_row(instrument.slug, position, event, filed=False))
        self._session.flush()

    def add_event(self, slug: str, event: StageEvent) -> None:
        """Add what a filed version tells of its instrument's life; one event stands once. Raises NotFound."""
        self._row(slug)
        if event in [_event(row) for row in self._events(slug)]:
            return
        last = self._session.scalar(select(func.max(EventRow.position)).where(EventRow.instrument == slug))
        self._session.add(_event_row(slug, (last or 0) + 1, event, filed=True))
        self._session.flush()

    def describe(self, instrument: Instrument) -> None:
        """Say other facts of a filed work; its events stay as they are. Raises NotFound."""
        self._row(instrument.slug)
        self._say(instrument)

    def forget_told(self, slug: str, url: str) -> None:
        """Take back what a version, fetched from an address, told of its instrument's life."""
        mine = (EventRow.instrument == slug, EventRow.filed.is_(True), EventRow.url == url)
        self._session.execute(delete(EventRow).where(*mine))
        self._session.flush()

    def join(self, slug: str, into: str) -> None:
        """Everything of one work becomes another's; the first is no more. Raises NotFound."""
        readdressing.join(self._session, slug, into)

    def part(self, slug: str, version_id: str, into: str) -> None:
        """One version becomes another work's. Raises NotFound; Conflict when notes or releases would be lost."""
        readdressing.part(self._session, slug, version_id, into)

    def _stands(self, instrument: Instrument) -> bool:
        """Whether a work is filed exactly as described."""
        row, wanted = self._session.get(InstrumentRow, instrument.slug), _row(instrument)
        columns = [column.key for column in InstrumentRow.__table__.columns]
        if row is None or any(getattr(row, name) != getattr(wanted, name) for name in columns):
            return False
        described = [_event(event) for event in self._events(instrument.slug) if not event.filed]
        return described == list(instrument.events)

    def _say(self, instrument: Instrument) -> None:
        self._session.merge(_row(instrument))
        self._session.flush()
        names.write(self._session, instrument.slug, (instrument.title_zh, *instrument.aliases))

    def _row(self, slug: str) -> InstrumentRow:
        row = self._session.get(InstrumentRow, slug)
        if row is None:
            raise NotFound(f"There is no instrument “{slug}”.")
        return row

    def _events(self, slug: str) -> list[EventRow]:
        asked = select(EventRow).where(EventRow.instrument == slug).order_by(EventRow.position, EventRow.number)
        return list(self._session.scalars(asked))


def _row(instrument: Instrument) -> InstrumentRow:
    titles = (instrument.title_zh, instrument.title_en, *instrument.aliases)
    return InstrumentRow(
        slug=instrument.slug,
        title_zh=instrument.title_zh,
        title_en=instrument.title_en,
        kind=instrument.kind,
        shelf=instrument.shelf,
        authorities=codec.encode(instrument.authorities),
        topics=codec.encode(instrument.topics),
        aliases=codec.encode(instrument.aliases),
        related=codec.encode(instrument.related),
        folded_titles=fold("\n".join(titles)),
    )


# Plain columns: most screens ask for the whole catalogue, and an object kept in step with each row costs more than it.
_WORK = (
    InstrumentRow.slug,
    InstrumentRow.title_zh,
    InstrumentRow.title_en,
    InstrumentRow.kind,
    InstrumentRow.authorities,
    InstrumentRow.topics,
    InstrumentRow.shelf,
    InstrumentRow.aliases,
    InstrumentRow.related,
)
_EVENT = (
    EventRow.kind,
    EventRow.on,
    EventRow.stage,
    EventRow.reading,
    EventRow.sure,
    EventRow.url,
    EventRow.note_zh,
    EventRow.note_en,
)
_EVENTS = select(EventRow.instrument, EventRow.filed, *_EVENT).order_by(EventRow.position, EventRow.number)

# A value is made once of the same columns, whoever asks: it is frozen, and made of nothing else.
_REMEMBERED = 1 << 14


@lru_cache(_REMEMBERED)
def _made(row: tuple[Any, ...], events: tuple[tuple[Any, ...], ...]) -> Instrument:
    slug, title_zh, title_en, kind, authorities, topics, shelf, aliases, related = row
    return Instrument(
        slug=slug,
        title_zh=title_zh,
        title_en=title_en,
        kind=kind,
        authorities=codec.decode(_Names, authorities),
        topics=codec.decode(_Names, topics),
        shelf=Shelf(shelf),
        aliases=codec.decode(_Names, aliases),
        related=codec.decode(_Pairs, related),
        events=_life(events),
    )


def _life(rows: Iterable[tuple[Any, ...]]) -> tuple[StageEvent, ...]:
    """The events described and those filed, as one life.

    A described event gives way to a filed one of the same kind and stage when only the latter knows the day for sure; a
    filed one gives way when the description already names that day.
    """
    described = [_told(row[1:]) for row in rows if not row[0]]
    filed = [_told(row[1:]) for row in rows if row[0]]
    if not filed:
        return tuple(described)
    kept = [d for d in described if (d.on and d.sure) or not any(_same_step(d, f) and f.on for f in filed)]
    news = [f for f in filed if not any(_same_step(d, f) and d.on == f.on for d in kept)]
    # Python's sort is stable: undated events stay in the order given, after the dated ones.
    return tuple(sorted([*kept, *news], key=lambda e: (e.on is None, e.on)))


def _same_step(one: StageEvent, other: StageEvent) -> bool:
    return (one.kind, one.stage, one.reading) == (other.kind, other.stage, other.reading)


def _event_row(slug: str, position: int, event: StageEvent, *, filed: bool) -> EventRow:
    return EventRow(
        instrument=slug,
        position=position,
        filed=filed,
        kind=event.kind,
        on=event.on,
        stage=event.stage,
        reading=event.reading,
        sure=event.sure,
        url=event.url,
        note_zh=event.note_zh,
        note_en=event.note_en,
    )


def _event(row: EventRow) -> StageEvent:
    return _told(tuple(getattr(row, column.key) for column in _EVENT))


def _told(said: tuple[Any, ...]) -> StageEvent:
    kind, on, stage, reading, sure, url, note_zh, note_en = said
    return StageEvent(EventKind(kind), on, Stage(stage) if stage else None, reading, sure, url, note_zh, note_en)
