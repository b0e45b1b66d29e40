"""Alarms: one row a trouble of a source, said again until a visit finds it mended."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.practice.visit import Alarm, SourceState
from tracker.store.tables import AlarmRow


class Alarms:
    """What was said about sources in trouble."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self) -> list[Alarm]:
        """The troubles nobody saw mended yet, the oldest first."""
        asked = select(AlarmRow).where(AlarmRow.ended_at.is_(None)).order_by(AlarmRow.number)
        return [_alarm(row) for row in self._session.scalars(asked)]

    def of(self, source: str, n: int) -> list[Alarm]:
        """The last n troubles of a source, newest first."""
        asked = select(AlarmRow).where(AlarmRow.source == source).order_by(AlarmRow.number.desc()).limit(n)
        return [_alarm(row) for row in self._session.scalars(asked)]

    def put(self, alarm: Alarm) -> None:
        """Write down how a source's open trouble stands now, or that a new one began."""
        row = self._open(alarm.source)
        if row is None:
            row = AlarmRow(source=alarm.source, since=alarm.since)
            self._session.add(row)
        row.state, row.detail, row.times = alarm.state, alarm.detail, alarm.times
        row.raised_at, row.ended_at = alarm.raised_at, alarm.ended_at
        self._session.flush()

    def _open(self, source: str) -> AlarmRow | None:
        return self._session.scalar(select(AlarmRow).where(AlarmRow.source == source, AlarmRow.ended_at.is_(None)))


def _alarm(row: AlarmRow) -> Alarm:
    return Alarm(row.source, SourceState(row.state), row.since, row.raised_at, row.times, row.detail, row.ended_at)
