"""Watches: who wants to hear of what."""

from dataclasses import replace

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from tracker.diff.changes import Direction
from tracker.errors import NotFound
from tracker.practice.hours import Cadence
from tracker.practice.watch import Channel, Occasion, Watch
from tracker.store.tables import PersonRow, WatchRow


class Watches:
    """Everybody's watches."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, watch: Watch) -> Watch:
        """Keep a watch; it gets its number here. Raises NotFound for an unknown person."""
        if self._session.get(PersonRow, watch.person) is None:
            raise NotFound(f"There is no person “{watch.person}” to keep a watch for.")
        row = WatchRow(person=watch.person, removed=False, **_columns(watch))
        self._session.add(row)
        self._session.flush()
        return replace(watch, id=row.id)

    def of(self, person: str) -> list[Watch]:
        """A person's watches, oldest first, silent ones too."""
        return self._where(WatchRow.person == person)

    def ever(self, person: str) -> list[Watch]:
        """A person's watches with those they took away, which are silent, oldest first."""
        asked = select(WatchRow).where(WatchRow.person == person).order_by(WatchRow.id)
        return [_watch(row) for row in self._session.scalars(asked)]

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

    def get(self, number: int) -> Watch:
        """One watch, also one that was taken away. Raises NotFound."""
        row = self._session.get(WatchRow, number)
        if row is None:
            raise NotFound(f"There is no watch number {number}.")
        return _watch(row)

    def put(self, watch: Watch) -> None:
        """Change a watch that is there. Raises NotFound for one taken away or another person's."""
        row = self._session.get(WatchRow, watch.id)
        if row is None or row.removed or row.person != watch.person:
            raise NotFound(f"You have no watch number {watch.id}.")
        for name, value in _columns(watch).items():
            setattr(row, name, value)
        self._session.flush()

    def _where(self, *conditions: ColumnElement[bool]) -> list[Watch]:
        asked = select(WatchRow).where(WatchRow.removed.is_(False), *conditions).order_by(WatchRow.id)
        return [_watch(row) for row in self._session.scalars(asked)]


def _columns(watch: Watch) -> dict[str, object]:
    """A watch as its row keeps it, without its number and its person."""
    return {
        "instrument": watch.instrument,
        "authority": watch.authority,
        "topic": watch.topic,
        "keyword": watch.keyword,
        "direction": watch.direction,
        "channel": watch.channel,
        "active": watch.active,
        "chain": watch.chain,
        "phrase": watch.phrase,
        "provision": watch.provision,
        "affected": watch.affected,
        "occasions": " ".join(o.value for o in Occasion if o in watch.occasions),
        "days": watch.days,
        "source": watch.source,
        "cadence": watch.cadence,
        "hook": watch.hook,
    }


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
        chain=row.chain,
        phrase=row.phrase,
        provision=row.provision,
        affected=row.affected,
        occasions=frozenset(Occasion(word) for word in row.occasions.split()),
        days=row.days,
        source=row.source,
        cadence=Cadence(row.cadence),
        hook=row.hook,
    )
