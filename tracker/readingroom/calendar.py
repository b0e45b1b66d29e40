"""The calendar desk: the lives of many works over one calendar, by topic or by a client's portfolio."""

from dataclasses import replace
from datetime import date, timedelta

from tracker.law.instrument import Shelf
from tracker.practice import access, life
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import CalendarPage, Lane
from tracker.store.lives import Where

REACH = timedelta(days=274)  # what the lanes show: three quarters of a year on both sides
LANES = 20  # a picture: more is a catalogue, and stands on further pages


class Calendar(Desk):
    """Dates of what the reader may know of. Fact and fiction stand apart."""

    def page(self, topic: str = "", client: str = "", shelf: Shelf = Shelf.REAL, start: int = 0) -> CalendarPage:
        """The lanes and dates of one topic, or of what one client follows (for the firm only).

        Lanes from the `start`th on: the work whose next date comes first leads.
        """
        where = Where(self.reach, shelf)
        with self.library.reading() as files:
            clients = tuple(files.people.clients()) if self.is_inside else ()
            topics = files.lives.topics(where)
            chosen = next((c for c in clients if c.id == client), None)
            if chosen is not None:
                where = Where(access.followed_by(chosen), shelf)
            where = replace(where, topic=topic)
            ahead = files.lives.ahead(where, self.today)
            upcoming = self.told(self.works(files, [one.instrument for one in ahead]), ahead, self.today)
            shown = self.works(files, files.lives.near(where, self.today, REACH, LANES, start))
            texts = self.texts(files, shown)
            near, count = files.lives.count_near(where, self.today, REACH), files.lives.count(where)
        lanes = [life.lane(one, texts.get(one.slug, []), self.today) for one in shown.values()]
        return CalendarPage(
            lanes=tuple(sorted(lanes, key=self._nearness)),
            upcoming=tuple(upcoming),
            topics=tuple(topics),
            clients=clients,
            today=self.today,
            left_out=count - near,
            start=start,
            near=near,
        )

    def has_lanes(self, shelf: Shelf) -> bool:
        """Whether a shelf has anything to show near today."""
        with self.library.reading() as files:
            return bool(files.lives.near(Where(self.reach, shelf), self.today, REACH, 1))

    def _nearness(self, lane: Lane) -> tuple[bool, date, str]:
        return lane.next is None, lane.next.on if lane.next else self.today, lane.instrument.slug
