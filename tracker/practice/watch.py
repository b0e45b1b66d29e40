"""A watch (who wants to hear of what), the event it waits for, the alert it makes and the alert's deliveries."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.diff.changes import Direction


class Channel(StrEnum):
    """How an alert travels; every alert also stands on the person's own page."""

    PAGE = "page"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Watch:
    """What a person wants to hear of; an empty criterion matches everything, several must all match.

    `authority` is an authority's id; `keyword` is looked for in the title and the changed words; `direction` asks for
    at least one clause of that direction (inside the firm, or as released).
    """

    id: int
    person: str
    instrument: str = ""
    authority: str = ""
    topic: str = ""
    keyword: str = ""
    direction: Direction | None = None
    channel: Channel = Channel.MAIL
    active: bool = True


class DeliveryState(StrEnum):
    """Where a delivery stands. A death between hand-over and record leaves it in doubt: re-sent by a person only."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    FAILED = "failed"
    IN_DOUBT = "in-doubt"


@dataclass(frozen=True, slots=True)
class Alert:
    """One person told of one event by one watch. `event` is `<slug>/<version id>`; (watch, event) stands once."""

    id: int
    watch: int
    person: str
    event: str
    instrument: str
    version: str
    compared_with: str | None
    created_at: datetime
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One hand-over of an alert through one channel; `message_id` is fixed at queueing. Instants are UTC."""

    id: int
    alert: int
    channel: Channel
    address: str
    message_id: str
    state: DeliveryState = DeliveryState.QUEUED
    attempts: int = 0
    next_at: datetime | None = None
    claimed_at: datetime | None = None
    delivered_at: datetime | None = None
    error: str = ""
