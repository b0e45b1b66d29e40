"""What happened: a new version and what it was compared with, a date coming near, a source that changed its state."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.diff.changes import Comparison
from tracker.law.instrument import Instrument, Shelf
from tracker.law.ripple import Ripple
from tracker.law.stage import Stage
from tracker.practice.visit import SourceState
from tracker.practice.watch import Occasion, occasion_of


@dataclass(frozen=True, slots=True)
class Text:
    """The facts about one version that a letter may tell anyone who follows the instrument."""

    id: str
    title: str
    stage: Stage
    reading: int | None
    dated_on: date
    effective_on: date | None = None
    comment_deadline: date | None = None
    url: str = ""
    consolidated: bool = False  # made from the decision by tracker, not official


@dataclass(frozen=True, slots=True)
class Touch:
    """A citation in another instrument that a new version touches: whose, where, of which place, what became of it."""

    title_zh: str
    title_en: str
    within: str
    ripple: Ripple


@dataclass(frozen=True, slots=True)
class Event:
    """A new version; `old` and `comparison` are None for the first one.

    `words` is its whole text, searched for phrases, and for the keywords of a first version; `linked` holds the slugs
    of works linked with its instrument, in either direction. `touches` are citations the letter's reader may know of.
    """

    instrument: Instrument
    new: Text
    old: Text | None = None
    comparison: Comparison | None = None
    words: str = ""
    linked: frozenset[str] = frozenset()
    touches: tuple[Touch, ...] = ()

    @property
    def occasion(self) -> Occasion:
        """What its appearing is to a watch."""
        return occasion_of(self.new.stage)

    @property
    def key(self) -> str:
        """Its name in the outbox: `<slug>/<version id>`; a watch is told of it once."""
        return f"{self.instrument.slug}/{self.new.id}"

    @property
    def is_fiction(self) -> bool:
        """Whether it belongs to the sample shelf and must say so."""
        return self.instrument.shelf is Shelf.SAMPLE


@dataclass(frozen=True, slots=True)
class Coming:
    """A dated thing of an instrument: a comment window closing, a text taking effect, a withdrawal.

    `on` is None for a withdrawal nobody dates; `today` is the day in China on which it is looked at.
    """

    instrument: Instrument
    occasion: Occasion
    on: date | None
    today: date
    linked: frozenset[str] = frozenset()
    sure: bool = True

    @property
    def key(self) -> str:
        """Its name, to which the outbox adds the lead: a date moved is another event, and is told again."""
        return f"{self.instrument.slug}@{self.occasion.value}/{self.on.isoformat() if self.on else 'undated'}"

    @property
    def days(self) -> int:
        """How many days ahead it lies, negative when it is over."""
        return (self.on - self.today).days if self.on else 0


@dataclass(frozen=True, slots=True)
class SourceNews:
    """A source went from well to trouble, from one trouble to another, or back, as a visit found."""

    source: str
    now: SourceState
    at: datetime
    detail: str = ""

    @property
    def key(self) -> str:
        """Its name in the outbox."""
        return f"source:{self.source}/{self.at:%Y-%m-%dT%H:%M:%S}"
