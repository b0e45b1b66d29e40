"""Filing alerts into the outbox, thousands at once: each watch and event once, each gathered letter opened once."""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.practice.hours import Cadence
from tracker.practice.watch import Channel, Delivery, DeliveryState, Filing
from tracker.store.tables import AlertRow, DeliveryRow

# SQLite takes at most 32,766 places in one statement; a delivery fills thirteen.
AT_ONCE = 2000

_Letter = tuple[str, str, str, Cadence, datetime]  # person, channel, address, cadence, when due
_Key = tuple[str, str]  # Message-ID and token
One = TypeVar("One")


def file_alerts(session: Session, filings: Sequence[Filing], at: datetime) -> list[int]:
    """File what was not filed before, unsent; the numbers of the alerts made, in the order given."""
    once = {(f.watch, f.event): f for f in filings}
    told = _told(session, {f.event for f in filings})
    fresh = [filing for key, filing in once.items() if key not in told]
    numbers: list[int] = []
    for part in _parts(fresh):
        made = session.scalars(
            insert(AlertRow).returning(AlertRow.id, sort_by_parameter_order=True), [_alert(f, at) for f in part]
        ).all()
        numbers += made
    open_letters = _open_letters(session, {f.person for f in fresh})
    rows = [row for n, f in zip(numbers, fresh, strict=True) for row in _deliveries(n, f, at, open_letters)]
    for chunk in _parts(rows):
        session.execute(insert(DeliveryRow), chunk)
    return numbers


def _parts(things: Sequence[One]) -> Iterator[Sequence[One]]:
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))


def _told(session: Session, events: Iterable[str]) -> set[tuple[int, str]]:
    """Which watches were told of these events before."""
    found: set[tuple[int, str]] = set()
    for part in _parts(sorted(events)):
        asked = select(AlertRow.watch, AlertRow.event).where(AlertRow.event.in_(part))
        found |= {(row.watch, row.event) for row in session.execute(asked)}
    return found


def _open_letters(session: Session, people: Iterable[str]) -> dict[_Letter, _Key]:
    """The gathered letters that may still take an alert: queued, and never yet in anybody's hands."""
    asked = (
        select(AlertRow.person, DeliveryRow)
        .join(AlertRow, AlertRow.id == DeliveryRow.alert)
        .where(DeliveryRow.state == DeliveryState.QUEUED, DeliveryRow.attempts == 0, DeliveryRow.cadence != Cadence.NOW)
    )
    wanted = set(people)
    return {
        (person, row.channel, row.address, Cadence(row.cadence), row.next_at): (row.message_id, row.token)
        for person, row in session.execute(asked)
        if person in wanted and row.next_at is not None
    }


def _alert(filing: Filing, at: datetime) -> dict[str, object]:
    return {
        "watch": filing.watch,
        "person": filing.person,
        "event": filing.event,
        "instrument": filing.instrument,
        "version": filing.version,
        "compared_with": filing.compared_with,
        "created_at": at,
        "read_at": None,
        "occasion": filing.occasion,
        "due_on": filing.due_on,
        "facts": json.dumps(dict(filing.facts), ensure_ascii=False, sort_keys=True),
    }


def _deliveries(alert: int, filing: Filing, at: datetime, open_letters: dict[_Letter, _Key]) -> list[dict[str, object]]:
    """An alert's deliveries; a channel and address twice is once, and shares a gathered letter that is open."""
    once = {(d.channel, d.address): d for d in filing.deliveries}
    return [_delivery(alert, filing.person, delivery, at, open_letters) for delivery in once.values()]


def _delivery(
    alert: int, person: str, delivery: Delivery, at: datetime, open_letters: dict[_Letter, _Key]
) -> dict[str, object]:
    on_page, next_at = delivery.channel is Channel.PAGE, delivery.next_at or at
    key = (delivery.message_id or f"<{secrets.token_hex(16)}@tracker>", secrets.token_urlsafe(24))
    if delivery.cadence is not Cadence.NOW and not on_page:
        letter = (person, str(delivery.channel), delivery.address, delivery.cadence, next_at)
        key = open_letters.setdefault(letter, key)
    return {
        "alert": alert,
        "channel": delivery.channel,
        "address": delivery.address,
        "message_id": key[0],
        "token": key[1],
        "state": DeliveryState.DELIVERED if on_page else DeliveryState.QUEUED,
        "attempts": 0,
        "next_at": None if on_page else next_at,
        "claimed_at": None,
        "delivered_at": at if on_page else None,
        "error": "",
        "cadence": delivery.cadence,
    }
