"""When a person wants to hear: at once or gathered, not in quiet hours, always by the person's own clock. Pure.

Every instant lies in exactly one digest's window, `(the digest before, this digest]`, over borders of days, zones and
daylight saving: `due` is a function of the instant alone, and strictly later than it for what is gathered.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


class Cadence(StrEnum):
    """How soon after an event its letter leaves."""

    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Habits:
    """A person's hours, on the clock of their own zone.

    Attributes:
        digest_at: when a gathered letter leaves; `digest_day`: on which weekday a weekly one does, Monday is 0.
        quiet_from, quiet_until: nothing leaves from the one to the other, over midnight too; None is never quiet.
    """

    digest_at: time = time(8, 0)
    digest_day: int = 0
    quiet_from: time | None = None
    quiet_until: time | None = None


def due(at: datetime, cadence: Cadence, habits: Habits, zone: ZoneInfo) -> datetime:
    """When the letter about an event of this instant leaves, UTC."""
    leaves = at if cadence is Cadence.NOW else next_digest(at, cadence, habits, zone)
    return awake(leaves, habits, zone)


def next_digest(after: datetime, cadence: Cadence, habits: Habits, zone: ZoneInfo) -> datetime:
    """The first digest strictly after an instant, UTC."""
    day = after.astimezone(zone).date() - ONE_DAY  # the day before: its digest may still be ahead where clocks jump
    while True:
        found = on_clock(day, habits.digest_at, zone)
        if found > after and (cadence is Cadence.DAILY or day.weekday() == habits.digest_day):
            return found
        day += ONE_DAY


def awake(at: datetime, habits: Habits, zone: ZoneInfo) -> datetime:
    """The instant itself, or the end of the quiet hours it falls into, UTC."""
    begin, end = habits.quiet_from, habits.quiet_until
    if begin is None or end is None or begin == end:
        return at.astimezone(UTC)
    here = at.astimezone(zone)
    clock = here.time()
    quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
    if not quiet:
        return at.astimezone(UTC)
    day = here.date() if clock < end else here.date() + ONE_DAY
    ends = on_clock(day, end, zone)
    # In the hour that is there twice, the first of the two may be over already.
    return ends if ends > at else on_clock(day, end, zone, fold=1)


def on_clock(day: date, at: time, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    """The instant a clock in this zone shows a time on a day, UTC.

    A time that daylight saving leaves out is as much later (PEP 495); of one that is there twice the first is taken.
    """
    return datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC)
