"""What happened: a new version of an instrument, and what it was compared with."""

from dataclasses import dataclass
from datetime import date

from tracker.diff.changes import Comparison
from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage


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


@dataclass(frozen=True, slots=True)
class Event:
    """A new version; `old` and `comparison` are None for the first one, whose `words` are searched for keywords."""

    instrument: Instrument
    new: Text
    old: Text | None = None
    comparison: Comparison | None = None
    words: str = ""

    @property
    def key(self) -> str:
        """Its name in the outbox: `<slug>/<version id>`; a watch is told of it once."""
        return f"{self.instrument.slug}/{self.new.id}"

    @property
    def is_fiction(self) -> bool:
        """Whether it belongs to the sample shelf and must say so."""
        return self.instrument.shelf is Shelf.SAMPLE
