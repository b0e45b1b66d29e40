"""The calendar desk: the lives of many works over one calendar, by topic or by a client's portfolio."""

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.law.instrument import Instrument, Shelf
from tracker.practice import access
from tracker.readingroom import life
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import CalendarPage, Lane

REACH = timedelta(days=274)  # what the lanes show: three quarters of a year on both sides
MOST_LANES = 60  # more than that is a catalogue, not a picture


class Calendar(Desk):
    """Dates of what the reader may know of. Fact and fiction stand apart."""

    def page(self, topic: str = "", client: str = "", shelf: Shelf = Shelf.REAL) -> CalendarPage:
        """The lanes and dates of one topic, or of what one client follows (for the firm only)."""
        with self.library.reading() as files:
            seen = [i for i in files.instruments.all(shelf) if self.sees_facts(i)]
            clients = tuple(files.people.clients()) if self.is_inside else ()
            texts = self.texts(files)
        chosen = next((c for c in clients if c.id == client), None)
        asked = [i for i in seen if _in_topic(i, topic) and (chosen is None or access.follows(chosen, i))]
        every = [life.lane(i, texts.get(i.slug, []), self.today) for i in asked]
        near = sorted((lane for lane in every if _is_near(lane, self.today)), key=self._nearness)
        ahead = [a for lane in every for a in life.upcoming(lane.instrument, lane.moments, self.today)]
        return CalendarPage(
            lanes=tuple(near[:MOST_LANES]),
            upcoming=tuple(sorted(ahead, key=lambda a: (a.on, a.instrument.slug))),
            topics=tuple(sorted({topic for i in seen for topic in i.topics})),
            clients=clients,
            today=self.today,
            left_out=len(every) - len(near[:MOST_LANES]),
        )

    def _nearness(self, lane: Lane) -> tuple[bool, date, str]:
        return lane.next is None, lane.next.on if lane.next else self.today, lane.instrument.slug


def _in_topic(instrument: Instrument, topic: str) -> bool:
    return not topic or topic in instrument.topics


def _is_near(lane: Lane, today: date) -> bool:
    """Whether the lane would show anything."""
    days: Iterable[date | None] = (day for m in lane.moments for day in (m.on, m.until))
    return any(day is not None and abs(day - today) <= REACH for day in days)
