"""Where an instrument stands on a day, and the dated things in its life."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.law.instrument import EventKind, Instrument
from tracker.law.stage import Stage


class Standing(StrEnum):
    """Where an instrument stands on a day."""

    PLANNED = "planned"
    COMMENTS_OPEN = "comments-open"
    DRAFT = "draft"
    NOT_YET = "not-yet"  # promulgated, its effective date ahead
    PROMULGATED = "promulgated"  # promulgated, its effective date not known to us
    IN_FORCE = "in-force"
    REPEALED = "repealed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing in an instrument's life, from the catalogue or read from a text.

    `until` is the end of a period (a comment window); `on` is None where nobody knows; `version` is the id of the text
    that appeared then, empty if we hold none; `sure` is False where only one unofficial place gives the date.
    """

    kind: EventKind
    on: date | None
    until: date | None = None
    stage: Stage | None = None
    reading: int | None = None
    sure: bool = True
    url: str = ""
    note_zh: str = ""
    note_en: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A date ahead: a comment window closing (`opened_on` if known), a text taking effect, and so on."""

    instrument: Instrument
    kind: EventKind
    on: date
    days: int
    sure: bool = True
    opened_on: date | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One instrument's life."""

    instrument: Instrument
    standing: Standing
    stage: Moment | None
    moments: tuple[Moment, ...]
    next: Upcoming | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days, from `start` to the day before `stop`, over which a work stands alike."""

    start: date
    stop: date
    standing: Standing
    stage: Moment | None
