"""A client's own home: lanes, duties, answers, the calendar; and the firm's list of its clients."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.law.instrument import EventKind, Instrument
from tracker.law.stage import Stage
from tracker.practice.client import Answer, Invitation, Share
from tracker.practice.moments import Lane, Upcoming
from tracker.practice.person import Client, Person
from tracker.readingroom.pages.comparing import ComparisonLine, NoteView


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing a client must do, or may: by which day (None where none is named), of which rule.

    `kind` is the official date it hangs on, None where the note itself names the day or nothing does; `note` is what
    counsel released, with its `handle`.
    """

    on: date | None
    instrument: Instrument
    kind: EventKind | None = None
    note: NoteView | None = None
    handle: str = ""


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A client's home: what must be done by when, followed works with their lives, what was released, dates ahead.

    `answers` are what the client's members said, by the handle of the wording; `handles` those of `notes`, in order.
    """

    client: Client
    lanes: tuple[Lane, ...]
    comparisons: tuple[ComparisonLine, ...]
    notes: tuple[tuple[Instrument, NoteView], ...]
    upcoming: tuple[Upcoming, ...]
    today: date
    duties: tuple[Duty, ...] = ()
    handles: tuple[str, ...] = ()
    answers: Mapping[str, tuple[tuple[str, Answer], ...]] = field(default_factory=dict)
    shares: tuple[tuple[Share, Instrument], ...] = ()


@dataclass(frozen=True, slots=True)
class SharedPage:
    """What a shared address shows: one comparison's facts, counts and released notes, as its client sees them."""

    instrument: Instrument
    line: ComparisonLine
    notes: tuple[NoteView, ...]
    upcoming: tuple[Upcoming, ...]
    expires_at: datetime
    today: date


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A client's answer for the firm, with names."""

    answer: Answer
    instrument: Instrument
    person: str
    client: str
    seen_by: str = ""


@dataclass(frozen=True, slots=True)
class ClientsPage:
    """The firm's clients with their members, and the invitations that wait; for the administrator."""

    clients: tuple[Client, ...]
    members: Mapping[str, tuple[Person, ...]]
    inside: tuple[Person, ...]
    invitations: tuple[tuple[Invitation, Person], ...]
    works: tuple[Instrument, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Dates of many works: their lives as lanes, the dates ahead, and what the lanes can be narrowed to.

    `clients` is for the firm only; `left_out` counts works without a date near today, which have no lane.
    `near` counts those that have one; the lanes here begin with the `start`th.
    """

    lanes: tuple[Lane, ...]
    upcoming: tuple[Upcoming, ...]
    topics: tuple[str, ...]
    clients: tuple[Client, ...]
    today: date
    left_out: int = 0
    start: int = 0
    near: int = 0


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date for calendars: its name for ever, the date, what it is, and how often it moved."""

    uid: str
    instrument: Instrument
    kind: EventKind
    on: date
    stage: Stage | None
    sure: bool
    sequence: int = 0
    changed_at: datetime | None = None
    cancelled: bool = False
