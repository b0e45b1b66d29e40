"""A watch (who wants to hear of what), the event it waits for, the alert it makes and the alert's deliveries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tracker.diff.changes import Direction
from tracker.law.stage import Stage
from tracker.practice.hours import Cadence


class Channel(StrEnum):
    """How an alert travels; every alert also stands on the person's own page."""

    PAGE = "page"
    MAIL = "mail"
    WEBHOOK = "webhook"
    WECOM = "wecom"
    FEISHU = "feishu"
    DINGTALK = "dingtalk"
    SLACK = "slack"


HOOKED = frozenset(Channel) - {Channel.PAGE, Channel.MAIL}  # those that need an address the person entered


class Occasion(StrEnum):
    """What a watch waits for."""

    DRAFT = "draft"  # a text that is not yet law appeared
    FINAL = "final"  # promulgated, amended or revised
    WITHDRAWN = "withdrawn"  # taken back, or repealed
    COMMENT_CLOSES = "comment-closes"  # in so many days
    IN_FORCE = "in-force"  # in so many days
    SOURCE = "source"  # a source fell silent, or speaks again
    QUIET = "quiet"  # all sources were checked and nothing was told: silence is no proof of it
    EDITION = "edition"  # counsel's digest went out
    BRIEFING = "briefing"  # a briefing was released to the reader's client, or recalled
    ANSWER = "answer"  # a client read or answered what counsel released
    TEST = "test"  # somebody pressed the button


TEXTS = frozenset({Occasion.DRAFT, Occasion.FINAL, Occasion.WITHDRAWN})
DATES = frozenset({Occasion.COMMENT_CLOSES, Occasion.IN_FORCE})
BETWEEN = frozenset({Occasion.BRIEFING, Occasion.ANSWER})  # what passes between the firm and a client
CHOSEN = frozenset(Occasion) - {Occasion.TEST}


def occasion_of(stage: Stage) -> Occasion:
    """What the appearing of a text of this stage is."""
    if stage is Stage.REPEALED:
        return Occasion.WITHDRAWN
    return Occasion.FINAL if stage.in_force_text else Occasion.DRAFT


@dataclass(frozen=True, slots=True)
class Hook:
    """An address of a chat group or a program that a person entered; `secret` signs what is sent there."""

    id: int
    person: str
    channel: Channel
    name: str
    url: str = field(repr=False)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Watch:
    """What a person wants to hear of; an empty criterion matches everything, several must all match.

    Attributes:
        instrument: a slug; with `chain` the works linked with it count too.
        authority: an authority's id; `topic`: a topic's.
        keyword: looked for in the title and the changed words; `phrase`: a saved search, anywhere in title and text.
        provision: numbers of articles or clauses of that instrument's newest text, `7 12`; carried on as it changes.
        direction: at least one clause of that direction (inside the firm, or as released), which `affected` bears
            (provider, regulator, state, individual; empty is anybody).
        occasions: what it waits for; `days`: how long before a date; `source`: which source, empty for every one.
        cadence: at once or gathered; `hook`: which of the person's addresses, for channels that need one.
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
    chain: bool = False
    phrase: str = ""
    provision: str = ""
    affected: str = ""
    occasions: frozenset[Occasion] = TEXTS
    days: int = 7
    source: str = ""
    cadence: Cadence = Cadence.NOW
    hook: int | None = None

    @property
    def asks_verdict(self) -> bool:
        """Whether its coming alone would tell a judgement."""
        return self.direction is not None or bool(self.affected)

    @property
    def provisions(self) -> frozenset[str]:
        """The numbers of `provision`."""
        return frozenset(self.provision.split())


class DeliveryState(StrEnum):
    """Where a delivery stands. A death between hand-over and record leaves it in doubt: re-sent by a person only."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    FAILED = "failed"
    IN_DOUBT = "in-doubt"


@dataclass(frozen=True, slots=True)
class Alert:
    """One person told of one event by one watch; (watch, event) stands once.

    Attributes:
        event: its name: `<slug>/<version id>`, `<slug>@in-force/2027-01-01`, `source:cac/41`, `quiet/2026-11-22`.
        instrument, version: empty where it is about a source or about nothing at all.
        due_on: the date ahead it tells of.
        facts: what the letter says of a moment that is over when it leaves (a source's state, how many were checked).
    """

    id: int
    watch: int
    person: str
    event: str
    instrument: str
    version: str
    compared_with: str | None
    created_at: datetime
    read_at: datetime | None = None
    occasion: Occasion = Occasion.FINAL
    due_on: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One hand-over of an alert through one channel; `message_id` is fixed at queueing. Instants are UTC.

    Deliveries that share a `message_id` are one letter: a digest. `token` stands in the letter's address for leaving.
    """

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
    cadence: Cadence = Cadence.NOW
    token: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Filing:
    """One alert to be filed with its deliveries, before it has a number."""

    watch: int
    person: str
    event: str
    instrument: str
    version: str
    compared_with: str | None
    deliveries: tuple[Delivery, ...]
    occasion: Occasion = Occasion.FINAL
    due_on: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
