"""Days on a line: the scale from ordinal days to percent of a picture's width, and the ticks of months and years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Months between two ticks; the first that gives at most nine is taken, more would crowd a phone in landscape.
STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
MOST = 9
LEAST = 120.0  # days a picture spans at least: a shorter life would be all ticks and no shape


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of days, ordinals, and where each stands."""

    first: float
    last: float

    def at(self, day: float) -> float:
        """The place of a day in percent of the width, two decimals; outside the stretch at its border."""
        share = (day - self.first) / (self.last - self.first)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A first of a month on the scale; `starts_year` is drawn stronger, `names_year` writes the year."""

    x: float
    on: date
    starts_year: bool
    names_year: bool


def scale_of(days: Iterable[float]) -> Scale:
    """A scale that holds the days, with a margin for the marks at both ends."""
    days = sorted(days)
    first, last = days[0], days[-1]
    short = max(0.0, LEAST - (last - first)) / 2
    margin = max(last - first, LEAST) * 0.05
    return Scale(first - short - margin, last + short + margin)


def ticks(span: Scale) -> tuple[Tick, ...]:
    """The firsts of months inside a scale, evenly stepped."""
    months = (span.last - span.first) / 30.44
    step = next((step for step in STEPS if months / step <= MOST), STEPS[-1])
    firsts = list(_firsts(span, step))
    return tuple(
        Tick(span.at(day.toordinal()), day, day.month == 1, n == 0 or day.month == 1) for n, day in enumerate(firsts)
    )


def _firsts(span: Scale, step: int) -> Iterable[date]:
    opened = date.fromordinal(int(span.first))
    # Counted in months since year 0, so that a step of 12 falls on Januaries and one of 3 on quarters.
    count = -(-(opened.year * 12 + opened.month - 1) // step) * step
    while True:
        year, month = divmod(count, 12)
        day = date(year, month + 1, 1)
        if day.toordinal() > span.last:
            return
        if day.toordinal() >= span.first:
            yield day
        count += step
