"""Watches: who wants to hear of what."""

from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.diff.changes import Direction
from tracker.errors import NotFound
from tracker.practice.watch import Channel, Watch
from tracker.store.tables import PersonRow, WatchRow


class Watches:
    """Everybody's watches."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, watch: Watch) -> Watch:
        """Keep a watch; it gets its number here. Raises NotFound for an unknown person."""
        if self._session.get(PersonRow, watch.person) is None:
            raise NotFound(f"There is no person “{watch.person}” to keep a watch for.")
        row = WatchRow(
            person=watch.person,
            instrument=watch.instrument,
            authority=watch.authority,
            topic=watch.topic,
            keyword=watch.keyword,
            direction=watch.direction,
            channel=watch.channel,
            active=watch.active,
            removed=False,
        )
        self._session.add(row)
        self._session.flush()
        return replace(watch, id=row.id)

    def of(self, person: str) -> list[Watch]:
        """A person's watches, oldest first, silent ones too."""
        return self._where(WatchRow.person == person)

    def all_active(self) -> list[Watch]:
        """Every watch that may make an alert, oldest first."""
        active_people = select(PersonRow.id).where(PersonRow.active)
        return self._where(WatchRow.active.is_(True), WatchRow.person.in_(active_people))

    def remove(self, number: int, person: str) -> None:
        """Take a person's own watch away; the alerts it made stay. Raises NotFound, for somebody else's watch too."""
        row = self._session.get(WatchRow, number)
        if row is None or row.removed or row.person != person:
            raise NotFound(f"You have no watch number {number}.")
        row.removed, row.active = True, False
        self._session.flush()

    def _where(self, *conditions: ColumnElement[bool]) -> list[Watch]:
        asked = select(WatchRow).where(WatchRow.removed.is_(False), *conditions).order_by(WatchRow.id)
        return [_watch(row) for row in self._session.scalars(asked)]


def _watch(row: WatchRow) -> Watch:
    return Watch(
        id=row.id,
        person=row.person,
        instrument=row.instrument,
        authority=row.authority,
        topic=row.topic,
        keyword=row.keyword,
        direction=Direction(row.direction) if row.direction else None,
        channel=Channel(row.channel),
        active=row.active,
    )
