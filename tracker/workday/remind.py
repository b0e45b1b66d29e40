"""Filing what no new text brings: dates coming near, and the heartbeat that says all is quiet."""

from tracker.readingroom.reminding import tell_dates, tell_quiet
from tracker.workday.desk import Desk


def remind(desk: Desk) -> int:
    """File the alerts that are due by now, unsent; how many. Done twice it adds none."""
    at = desk.clock()
    with desk.library.writing() as files:
        return tell_dates(files, at) + tell_quiet(files, at)
