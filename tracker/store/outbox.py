"""The outbox: alerts filed with their version, claimed once, sent, recorded; a doubt is settled by a person.

queued ── claim ──> claimed ── delivered ──> delivered
  ^                  │  │ └─── failed (for good) ──> failed ───┐
  └─ failed (for now)┘  └───── doubt_claimed ──> in-doubt ──┐  │
  └──────────────────────────── resend, by a person ────────┴──┘
"""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.practice.hours import Cadence
from tracker.practice.watch import Alert, Channel, Delivery, DeliveryState, Filing, Occasion
from tracker.store.queueing import file_alerts
from tracker.store.tables import AlertRow, DeliveryRow

# Who handed over may still say so after others began to doubt it: what really happened beats a doubt.
_UNDECIDED = (DeliveryState.CLAIMED, DeliveryState.IN_DOUBT)


# Nothing is set longer ahead: a failed letter is tried again within four hours, a gathered one leaves within a week and
# quiet hours. What lies beyond was dated by a clock that ran ahead, and would wait until the right one comes there.
TRIED_AGAIN, GATHERED = timedelta(hours=4), timedelta(days=8)


class Outbox:
    """What is to be told, and what was."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def file(self, filings: Sequence[Filing], at: datetime) -> list[int]:
        """File alerts with their deliveries, unsent; the numbers of those whose watch was not told of the event before.

        Of each delivery the channel, address, cadence and message_id count (an empty message_id is made here; next_at
        defaults to now). One to the person's own page is delivered by standing there. A channel and address twice is
        once. What is gathered joins the person's letter of that hour while nobody has taken it out yet.
        """
        return file_alerts(self._session, filings, at)

    def told_of_dates(self, since: date) -> set[tuple[str, str]]:
        """Who was told of which dates that lie on or after a day, as (person, event)."""
        asked = select(AlertRow.person, AlertRow.event).where(AlertRow.due_on >= since)
        return {(row.person, row.event) for row in self._session.execute(asked)}

    def told_between(self, after: datetime, until: datetime) -> set[str]:
        """The people to whom anything was told in a window, heartbeats and tests left out."""
        silent = (Occasion.QUIET, Occasion.TEST)
        asked = select(AlertRow.person).where(
            AlertRow.created_at > after, AlertRow.created_at <= until, AlertRow.occasion.not_in(silent)
        )
        return set(self._session.scalars(asked))

    def claim(self, now: datetime, limit: int, *, without: Collection[Channel] = ()) -> list[tuple[Delivery, Alert]]:
        """Take up to `limit` letters that are due, the longest due first; nobody else gets the same ones.

        A letter is every delivery that shares its Message-ID: a digest comes whole. `without` names channels that are
        left where they are. A clock that went back holds nothing up.
        """
        due = (
            select(DeliveryRow.message_id)
            .join(AlertRow, AlertRow.id == DeliveryRow.alert)
            .where(DeliveryRow.state == DeliveryState.QUEUED, _is_due(now))
            .where(DeliveryRow.channel.not_in(without))
            .group_by(DeliveryRow.message_id)
            .order_by(func.min(DeliveryRow.next_at), func.min(DeliveryRow.id))
            .limit(limit)
        )
        numbers = self._session.scalars(
            update(DeliveryRow)
            # The state is asked again: whoever was faster between the look and the grip has it.
            .where(DeliveryRow.message_id.in_(due), DeliveryRow.state == DeliveryState.QUEUED)
            .values(state=DeliveryState.CLAIMED, claimed_at=now, attempts=DeliveryRow.attempts + 1)
            .returning(DeliveryRow.id)
            .execution_options(synchronize_session=False)
        ).all()
        return self._with_alerts(numbers)

    def delivered(self, number: int, at: datetime) -> None:
        """The other side took it. Raises Conflict unless it was claimed (or in doubt); NotFound."""
        row = self._undecided(number)
        row.state, row.delivered_at, row.next_at, row.error = DeliveryState.DELIVERED, at, None, ""
        self._session.flush()

    def failed(self, number: int, error: str, permanent: bool, next_at: datetime | None) -> None:
        """The other side surely did not take it: for good, or to be tried again at `next_at`.

        Raises Conflict unless it was claimed (or in doubt); NotFound.
        """
        if not permanent and next_at is None:
            raise ValueError("what failed for now needs a moment for the next try")
        row = self._undecided(number)
        row.state = DeliveryState.FAILED if permanent else DeliveryState.QUEUED
        row.next_at, row.error, row.claimed_at = None if permanent else next_at, error, None
        self._session.flush()

    def put_back(self, number: int, next_at: datetime, error: str) -> None:
        """It was claimed and not even tried (no mail server, a stop asked for): queued again, no attempt counted."""
        self.failed(number, error, False, next_at)
        row = self._row(number)
        row.attempts = max(0, row.attempts - 1)
        self._session.flush()

    def doubt_claimed(self, before: datetime) -> int:
        """Deliveries claimed before this instant and never recorded are in doubt from now on; how many there were."""
        doubted = self._session.scalars(
            update(DeliveryRow)
            .where(DeliveryRow.state == DeliveryState.CLAIMED, DeliveryRow.claimed_at < before)
            .values(state=DeliveryState.IN_DOUBT)
            .returning(DeliveryRow.id)
            .execution_options(synchronize_session=False)
        ).all()
        self._session.expire_all()
        return len(doubted)

    def resend(self, number: int, at: datetime) -> None:
        """A person asks to send a letter again that is in doubt or failed: due at once, under the same message_id.

        Raises Conflict for one that is queued, under way or delivered; NotFound.
        """
        row = self._row(number)
        if row.state not in (DeliveryState.IN_DOUBT, DeliveryState.FAILED):
            raise Conflict(f"This delivery is {row.state}; only one in doubt or failed can be sent again.")
        same = select(DeliveryRow).where(DeliveryRow.message_id == row.message_id, DeliveryRow.state == row.state)
        for one in self._session.scalars(same).all():
            one.state, one.next_at, one.claimed_at, one.error = DeliveryState.QUEUED, at, None, ""
        self._session.flush()

    def watches_of(self, token: str) -> list[int]:
        """The watches that a letter told of, by the token in its address for leaving; empty for a token nobody has."""
        if not token:
            return []
        asked = (
            select(AlertRow.watch)
            .join(DeliveryRow, DeliveryRow.alert == AlertRow.id)
            .where(DeliveryRow.token == token)
            .distinct()
            .order_by(AlertRow.watch)
        )
        return list(self._session.scalars(asked))

    def alert(self, number: int) -> Alert:
        """One alert. Raises NotFound."""
        return _alert(self._alert_row(number))

    def alerts_of(self, person: str) -> list[Alert]:
        """A person's alerts, newest first."""
        asked = select(AlertRow).where(AlertRow.person == person).order_by(AlertRow.id.desc())
        return [_alert(row) for row in self._session.scalars(asked)]

    def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries there are of each state."""
        asked = select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
        found = {DeliveryState(state): n for state, n in self._session.execute(asked)}
        return {state: found.get(state, 0) for state in DeliveryState}

    def deliveries(self, n: int, *, state: DeliveryState | None = None, person: str = "") -> list[Delivery]:
        """The n deliveries queued last, newest first; of one state, or to one person, if asked."""
        asked = select(DeliveryRow).order_by(DeliveryRow.id.desc()).limit(n)
        if state is not None:
            asked = asked.where(DeliveryRow.state == state)
        if person:
            asked = asked.join(AlertRow, AlertRow.id == DeliveryRow.alert).where(AlertRow.person == person)
        return [_delivery(row) for row in self._session.scalars(asked)]

    def delivery(self, number: int) -> Delivery:
        """One delivery. Raises NotFound."""
        return _delivery(self._row(number))

    def mark_read(self, alert: int, at: datetime) -> None:
        """The person opened it; the first time counts. Raises NotFound."""
        row = self._alert_row(alert)
        row.read_at = row.read_at or at
        self._session.flush()

    def _with_alerts(self, numbers: Sequence[int]) -> list[tuple[Delivery, Alert]]:
        asked = (
            select(DeliveryRow, AlertRow)
            .join(AlertRow, AlertRow.id == DeliveryRow.alert)
            .where(DeliveryRow.id.in_(numbers))
            .order_by(DeliveryRow.next_at, DeliveryRow.id)
            .execution_options(populate_existing=True)
        )
        return [(_delivery(delivery), _alert(alert)) for delivery, alert in self._session.execute(asked)]

    def _alert_row(self, number: int) -> AlertRow:
        row = self._session.get(AlertRow, number)
        if row is None:
            raise NotFound(f"There is no alert number {number}.")
        return row

    def _row(self, number: int) -> DeliveryRow:
        row = self._session.get(DeliveryRow, number)
        if row is None:
            raise NotFound(f"There is no delivery number {number}.")
        return row

    def _undecided(self, number: int) -> DeliveryRow:
        row = self._row(number)
        if row.state not in _UNDECIDED:
            raise Conflict(f"This delivery is {row.state}; only one that was claimed can be recorded.")
        return row


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Its moment came, was the moment of the event itself, or was set by a clock that has gone back since."""
    untried = DeliveryRow.attempts == 0
    return or_(
        DeliveryRow.next_at <= now,
        and_(untried, DeliveryRow.next_at <= AlertRow.created_at),
        and_(untried, DeliveryRow.next_at > now + GATHERED),
        and_(~untried, DeliveryRow.next_at > now + TRIED_AGAIN),
    )


def _alert(row: AlertRow) -> Alert:
    return Alert(
        id=row.id,
        watch=row.watch,
        person=row.person,
        event=row.event,
        instrument=row.instrument,
        version=row.version,
        compared_with=row.compared_with,
        created_at=row.created_at,
        read_at=row.read_at,
        occasion=Occasion(row.occasion),
        due_on=row.due_on,
        facts=json.loads(row.facts),
    )


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        alert=row.alert,
        channel=Channel(row.channel),
        address=row.address,
        message_id=row.message_id,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        next_at=row.next_at,
        claimed_at=row.claimed_at,
        delivered_at=row.delivered_at,
        error=row.error,
        cadence=Cadence(row.cadence),
        token=row.token,
    )
