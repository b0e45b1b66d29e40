"""Dates ahead of many works, by topic or by a client's portfolio."""

from tracker.readingroom.pages import Upcoming
from tracker.web import current
from tracker.web.api import asked, lines
from tracker.web.api.instruments import SHELF, shelf
from tracker.web.api.operations import Group, Query
from tracker.web.api.paging import Listing
from tracker.wire import works

group = Group("dates", "Dates ahead: comment windows closing, texts taking effect")


@group.get(
    "/dates",
    works.Upcoming,
    listed=True,
    queries=(
        Query("topic", "a topic's id"),
        Query("client", "what one client follows, for the firm"),
        SHELF,
    ),
)
def dates() -> Listing[Upcoming]:
    """The dates ahead, nearest first."""
    upcoming = current.room().calendar.upcoming(asked.query("topic"), asked.query("client"), shelf())
    return Listing(upcoming, lambda one: (one.on.toordinal(), one.instrument.slug, one.kind.value), lines.upcoming)
