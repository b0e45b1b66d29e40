"""Watches, alerts, deliveries, feeds, and the digest an editor words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.law.instrument import Instrument
from tracker.practice.cards import VersionCard
from tracker.practice.edition import Edition, Pick
from tracker.practice.moments import Upcoming
from tracker.practice.watch import Alert, Delivery, DeliveryState, Occasion, Watch
from tracker.readingroom.pages.comparing import ComparisonLine


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A watch of the reader, with its instrument if it names one, and what its address is called."""

    watch: Watch
    instrument: Instrument | None = None
    hook: str = ""


@dataclass(frozen=True, slots=True)
class Foretold:
    """Something of the last year that a watch would have told: on which day, of which text or which date."""

    on: date
    occasion: Occasion
    instrument: Instrument
    version: VersionCard | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert of the reader: facts, and the comparison with as much judgement as they may see now.

    `instrument` is None for news of a source or of none; `version` is None where it tells of a date.
    """

    alert: Alert
    instrument: Instrument | None = None
    version: VersionCard | None = None
    comparison: ComparisonLine | None = None


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A delivery for the firm's eyes; `address` is where to in words, never a key."""

    delivery: Delivery
    alert: Alert
    instrument: Instrument | None
    person: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class DeliveriesPage:
    """The delivery log: its lines, how many deliveries there are of each state, and the state asked for."""

    lines: tuple[DeliveryLine, ...]
    counts: Mapping[DeliveryState, int]
    state: DeliveryState | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One text in a feed: its card, since when it stands so, and the counts its reader may see."""

    instrument: Instrument
    version: VersionCard
    comparison: ComparisonLine | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PickLine:
    """A pick with its work, its text if it names one, and its editor's name."""

    pick: Pick
    instrument: Instrument
    version: VersionCard | None
    editor: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """A digest as its reader may see it: picks, final texts and drafts of its period, dates ahead of its end."""

    edition: Edition
    picks: tuple[PickLine, ...]
    finals: tuple[FeedEntry, ...]
    drafts: tuple[FeedEntry, ...]
    upcoming: tuple[Upcoming, ...]
