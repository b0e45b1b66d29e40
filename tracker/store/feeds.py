"""Addresses of feeds and calendars, and the dates calendars were told."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.practice.feed import FeedAddress, Scope
from tracker.store.tables import DayRow, FeedRow

TOKEN_BYTES = 32  # as many bits as the key that signs sessions: nobody guesses one
# When an address was asked last is known to the day: calendars ask every few minutes, and each asking would be a write.
LOOKED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KnownDay:
    """What calendars were told of a date: the day, how often it changed, when that was seen, whether it is gone."""

    on: date
    sequence: int
    changed_at: datetime
    gone: bool = False


class Feeds:
    """Everybody's addresses."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, person: str, scope: Scope, value: str, at: datetime) -> FeedAddress:
        """A new address with a token nobody can guess."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        row = FeedRow(person=person, scope=scope, value=value, token=token, made_at=at, asked_at=None, revoked_at=None)
        self._session.add(row)
        self._session.flush()
        return _address(row)

    def of(self, person: str) -> list[FeedAddress]:
        """A person's addresses in force, oldest first."""
        asked = select(FeedRow).where(FeedRow.person == person, FeedRow.revoked_at.is_(None)).order_by(FeedRow.id)
        return [_address(row) for row in self._session.scalars(asked)]

    def by_token(self, token: str) -> FeedAddress:
        """The address in force a token opens. Raises NotFound, for one revoked too."""
        row = self._session.scalar(select(FeedRow).where(FeedRow.token == token, FeedRow.revoked_at.is_(None)))
        if row is None:
            raise NotFound("This address is not in use.")
        return _address(row)

    def revoke(self, number: int, person: str, at: datetime) -> None:
        """Take a person's own address back. Raises NotFound."""
        row = self._session.get(FeedRow, number)
        if row is None or row.person != person or row.revoked_at is not None:
            raise NotFound("You have no such address.")
        row.revoked_at = at
        self._session.flush()

    def asked(self, number: int, at: datetime) -> None:
        """Note that somebody read it, once a day."""
        row = self._session.get(FeedRow, number)
        if row is not None and is_asked_anew(_address(row), at):
            row.asked_at = at
            self._session.flush()

    def known(self, instruments: Collection[str]) -> dict[str, KnownDay]:
        """What calendars were told of the dates of these works, by name."""
        return {row.uid: KnownDay(row.on, row.sequence, row.changed_at, row.gone) for row in self._days(instruments)}

    def works_known(self, since: date) -> list[str]:
        """The works (slugs) of which calendars were told a date on a day or later."""
        asked = select(DayRow.instrument).where(DayRow.on >= since).distinct()
        return sorted(self._session.scalars(asked))

    def tell(self, days: Mapping[str, date], instruments: Collection[str], at: datetime) -> None:
        """Note the dates of these works as they are: a new one begins at 0, one that moved or went counts one up."""
        rows = {row.uid: row for row in self._days(instruments)}
        for uid, on in days.items():
            if uid not in rows:
                slug = uid.partition(".")[0]
                self._session.add(DayRow(uid=uid, instrument=slug, on=on, sequence=0, changed_at=at, gone=False))
            elif (rows[uid].on, rows[uid].gone) != (on, False):
                _change(rows[uid], on, at, gone=False)
        for uid, row in rows.items():
            if uid not in days and not row.gone:
                _change(row, row.on, at, gone=True)
        self._session.flush()

    def _days(self, instruments: Collection[str]) -> list[DayRow]:
        asked = select(DayRow).where(DayRow.instrument.in_(sorted(set(instruments)))).order_by(DayRow.uid)
        return list(self._session.scalars(asked))


def is_asked_anew(address: FeedAddress, at: datetime) -> bool:
    """Whether that somebody reads it is to be noted: once a day."""
    return address.asked_at is None or at - address.asked_at >= LOOKED


def _change(row: DayRow, on: date, at: datetime, *, gone: bool) -> None:
    row.on, row.gone, row.sequence, row.changed_at = on, gone, row.sequence + 1, at


def _address(row: FeedRow) -> FeedAddress:
    return FeedAddress(
        row.id, row.person, Scope(row.scope), row.value, row.token, row.made_at, row.asked_at, row.revoked_at
    )
