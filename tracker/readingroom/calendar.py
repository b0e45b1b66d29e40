"""The calendar desk: the lives of many works over one calendar, by topic or by a client's portfolio."""

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.law.instrument import Shelf
from tracker.practice import access, life
from tracker.practice.moments import Upcoming
from tracker.practice.person import Client
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import CalendarPage, Lane
from tracker.store.library import Files
from tracker.store.lives import Where

REACH = timedelta(days=274)  # what the lanes show: three quarters of a year on both sides
LANES = 20  # a picture: more is a catalogue, and stands on further pages


class Calendar(Desk):
    """Dates of what the reader may know of. Fact and fiction stand apart."""

    def page(self, topic: str = "", client: str = "", shelf: Shelf = Shelf.REAL, start: int = 0) -> CalendarPage:
        """The lanes and dates of one topic, or of what one client follows (for the firm only).

        Lanes from the `start`th on: the work whose next date comes first leads.
        """
        with self.library.reading() as files:
            clients = self._clients(files)
            topics = files.lives.topics(Where(self.reach, shelf))
            where = self._where(clients, topic, client, shelf)
            upcoming = self._upcoming(files, where)
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

    def upcoming(self, topic: str = "", client: str = "", shelf: Shelf = Shelf.REAL) -> tuple[Upcoming, ...]:
        """The dates of such a page alone, nearest first."""
        with self.library.reading() as files:
            clients = self._clients(files) if client else ()
            return tuple(self._upcoming(files, self._where(clients, topic, client, shelf)))

    def has_lanes(self, shelf: Shelf) -> bool:
        """Whether a shelf has anything to show near today."""
        with self.library.reading() as files:
            return bool(files.lives.near(Where(self.reach, shelf), self.today, REACH, 1))

    def _clients(self, files: Files) -> tuple[Client, ...]:
        return tuple(files.people.clients()) if self.is_inside else ()

    def _where(self, clients: Iterable[Client], topic: str, client: str, shelf: Shelf) -> Where:
        """Where one looks: in all the reader may know of, or for the firm in what the client named follows."""
        chosen = next((one for one in clients if one.id == client), None)
        reach = access.followed_by(chosen) if chosen is not None else self.reach
        return Where(reach, shelf, topic=topic)

    def _upcoming(self, files: Files, where: Where) -> list[Upcoming]:
        ahead = files.lives.ahead(where, self.today)
        return self.told(self.works(files, [one.instrument for one in ahead]), ahead, self.today)

    def _nearness(self, lane: Lane) -> tuple[bool, date, str]:
        return lane.next is None, lane.next.on if lane.next else self.today, lane.instrument.slug
