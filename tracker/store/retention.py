"""What may be thrown away after a while: rows nothing needs any more, never a version, a note or an audit entry.

Each question is asked first and answered by deleting second, so that a dry run counts what a real one takes.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, delete, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.practice.visit import SourceHealth
from tracker.practice.watch import Channel, DeliveryState
from tracker.store.tables import (
    CaptureRow,
    DeliveryRow,
    QuarantineRow,
    ReadingRow,
    RecognisedRow,
    ValidatorsRow,
    VersionCaptureRow,
    VisitRow,
)
from tracker.store.visits import GOOD

# SQLite takes 999 parameters in a statement where it is old.
_PART = 900

One = TypeVar("One")


class Retention:
    """What is older than an instant and may go; `apply` says whether it goes. Each gives how many there are."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def visits(self, before: datetime, health: Iterable[SourceHealth], apply: bool) -> int:
        """Visits, but of each source its last, its last good one and the first of its present state."""
        kept: set[int] = set()
        for one in health:
            mine = select(func.max(VisitRow.number)).where(VisitRow.source == one.source)
            since = mine.where(VisitRow.started_at == one.since)
            for asked in (mine, mine.where(VisitRow.state.in_(GOOD)), since):
                kept.add(self._session.scalar(asked) or 0)
        return self._take(VisitRow.number, and_(VisitRow.ended_at < before, VisitRow.number.not_in(kept)), apply)

    def deliveries(self, before: datetime, apply: bool) -> int:
        """Letters that were delivered; what was told to whom stands in the alerts, and is told once all the same."""
        gone = and_(
            DeliveryRow.state == DeliveryState.DELIVERED,
            DeliveryRow.channel != Channel.PAGE,
            DeliveryRow.delivered_at < before,
        )
        return self._take(DeliveryRow.id, gone, apply)

    def quarantine(self, before: datetime, apply: bool) -> int:
        """What a person settled, with the pages recognised of it."""
        numbers = self._numbers(QuarantineRow.id, and_(QuarantineRow.settled != "", QuarantineRow.settled_at < before))
        if apply:
            for some in _parts(numbers):
                self._session.execute(delete(ReadingRow).where(ReadingRow.quarantined.in_(some)))
                self._session.execute(delete(QuarantineRow).where(QuarantineRow.id.in_(some)))
            left = exists().where(QuarantineRow.sha256 == RecognisedRow.sha256)
            read = exists().where(
                CaptureRow.sha256 == RecognisedRow.sha256, VersionCaptureRow.capture == CaptureRow.number
            )
            self._session.execute(delete(RecognisedRow).where(~left, ~read))
        return len(numbers)

    def captures(self, before: datetime, apply: bool) -> int:
        """Captures not met since: those nothing was read from, and of one address that gave one version again and again
        all but the first and the newest. What a source would be asked by, and what is in quarantine, stays.
        """
        aside = exists().where(QuarantineRow.sha256 == CaptureRow.sha256, QuarantineRow.url == CaptureRow.url)
        known = exists().where(ValidatorsRow.sha256 == CaptureRow.sha256)
        old = self._numbers(CaptureRow.number, and_(CaptureRow.last_seen_at < before, ~known))
        loose = set(self._numbers(CaptureRow.number, ~aside))
        linked, ends = self._linked()
        numbers = [n for n in old if (n not in ends if n in linked else n in loose)]
        if apply:
            for some in _parts(numbers):
                self._session.execute(delete(VersionCaptureRow).where(VersionCaptureRow.capture.in_(some)))
                self._session.execute(delete(CaptureRow).where(CaptureRow.number.in_(some)))
        return len(numbers)

    def _linked(self) -> tuple[set[int], set[int]]:
        """The captures versions were read from, and those of them that are, for some version, their address's ends."""
        asked = (
            select(VersionCaptureRow.version, CaptureRow.url, CaptureRow.number)
            .join(CaptureRow, CaptureRow.number == VersionCaptureRow.capture)
            .order_by(CaptureRow.number)
        )
        places: dict[tuple[int, str], list[int]] = {}
        for version, url, number in self._session.execute(asked):
            places.setdefault((version, url), []).append(number)
        linked = {number for numbers in places.values() for number in numbers}
        return linked, {end for numbers in places.values() for end in (numbers[0], numbers[-1])}

    def named(self, digests: Iterable[str]) -> frozenset[str]:
        """Those of the digests whose bytes something still speaks of."""
        found: set[str] = set()
        for some in _parts(list(digests)):
            for column in (CaptureRow.sha256, QuarantineRow.sha256, ValidatorsRow.sha256):
                found.update(self._session.scalars(select(column).where(column.in_(some))))
        return frozenset(found)

    def _take(self, key: InstrumentedAttribute[int], gone: ColumnElement[bool], apply: bool) -> int:
        numbers = self._numbers(key, gone)
        if apply:
            for some in _parts(numbers):
                self._session.execute(delete(key.class_).where(key.in_(some)))
        return len(numbers)

    def _numbers(self, key: InstrumentedAttribute[int], gone: ColumnElement[bool]) -> list[int]:
        return list(self._session.scalars(select(key).where(gone)))


def _parts(things: list[One]) -> list[list[One]]:
    return [things[start : start + _PART] for start in range(0, len(things), _PART)]
