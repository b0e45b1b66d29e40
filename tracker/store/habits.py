"""The hours at which people want to hear."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.practice.hours import Habits as Hours
from tracker.store.tables import HabitsRow


class Habits:
    """Everybody's hours; who said nothing has the common ones."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person: str) -> Hours:
        """A person's hours."""
        row = self._session.get(HabitsRow, person)
        return _hours(row) if row else Hours()

    def all(self) -> dict[str, Hours]:
        """The hours of everybody who said something, by person."""
        return {row.person: _hours(row) for row in self._session.scalars(select(HabitsRow))}

    def put(self, person: str, hours: Hours) -> None:
        """Keep a person's hours."""
        self._session.merge(
            HabitsRow(
                person=person,
                digest_at=hours.digest_at,
                digest_day=hours.digest_day,
                quiet_from=hours.quiet_from,
                quiet_until=hours.quiet_until,
            )
        )
        self._session.flush()


def _hours(row: HabitsRow) -> Hours:
    return Hours(row.digest_at, row.digest_day, row.quiet_from, row.quiet_until)
