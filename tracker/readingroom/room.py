"""The reading room: one reader's desks over one library."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tracker.practice.person import Reader
from tracker.readingroom.amendments import Amendments
from tracker.readingroom.arrivals import Arrivals
from tracker.readingroom.auditing import Auditing
from tracker.readingroom.briefings import Briefings
from tracker.readingroom.calendar import Calendar
from tracker.readingroom.clients import Clients
from tracker.readingroom.comparisons import Comparisons
from tracker.readingroom.desk import Desk
from tracker.readingroom.editions import Editions
from tracker.readingroom.feeds import Feeds
from tracker.readingroom.instruments import Instruments
from tracker.readingroom.leaving import Leaving
from tracker.readingroom.lives import Lives
from tracker.readingroom.looking import Looking
from tracker.readingroom.notes import Notes
from tracker.readingroom.operations import Operations
from tracker.readingroom.placing import Placing
from tracker.readingroom.portal import Portal
from tracker.readingroom.repeats import Repeats
from tracker.readingroom.rulings import Rulings
from tracker.readingroom.searching import Searching
from tracker.readingroom.second import Second
from tracker.readingroom.tokens import Tokens
from tracker.readingroom.translations import Translations
from tracker.readingroom.versions import Versions
from tracker.readingroom.watches import Watches
from tracker.settings import Settings
from tracker.store.library import Library as Library

OneDesk = TypeVar("OneDesk", bound=Desk)


@dataclass(frozen=True)
class ReadingRoom:
    """Everything one reader may see and do, desk by desk. `clock` gives the present instant, UTC."""

    library: Library
    reader: Reader
    settings: Settings
    clock: Callable[[], datetime]

    @property
    def arrivals(self) -> Arrivals:
        """What is new."""
        return self._at(Arrivals)

    @property
    def instruments(self) -> Instruments:
        """The catalogue and one instrument's life."""
        return self._at(Instruments)

    @property
    def versions(self) -> Versions:
        """One text to read, and its evidence."""
        return self._at(Versions)

    @property
    def lives(self) -> Lives:
        """Provisions and obligations through all versions."""
        return self._at(Lives)

    @property
    def translations(self) -> Translations:
        """A version in both languages."""
        return self._at(Translations)

    @property
    def comparisons(self) -> Comparisons:
        """Two versions compared, and the release of verdicts."""
        return self._at(Comparisons)

    @property
    def amendments(self) -> Amendments:
        """Laws that change by decision."""
        return self._at(Amendments)

    @property
    def notes(self) -> Notes:
        """Counsel's notes."""
        return self._at(Notes)

    @property
    def placing(self) -> Placing:
        """Carried notes that wait for a person."""
        return self._at(Placing)

    @property
    def rulings(self) -> Rulings:
        """What counsel puts right in comparisons."""
        return self._at(Rulings)

    @property
    def briefings(self) -> Briefings:
        """Counsel's words on a comparison."""
        return self._at(Briefings)

    @property
    def looking(self) -> Looking:
        """What was checked, and what is new since one looked."""
        return self._at(Looking)

    @property
    def second(self) -> Second:
        """The firm's own second reader."""
        return self._at(Second)

    @property
    def searching(self) -> Searching:
        """Full-text search."""
        return self._at(Searching)

    @property
    def watches(self) -> Watches:
        """The reader's own watches and alerts."""
        return self._at(Watches)

    @property
    def calendar(self) -> Calendar:
        """Dates of many works."""
        return self._at(Calendar)

    @property
    def feeds(self) -> Feeds:
        """Addresses of feeds and calendars, and what stands behind them."""
        return self._at(Feeds)

    @property
    def tokens(self) -> Tokens:
        """Tokens of the reader's programs."""
        return self._at(Tokens)

    @property
    def repeats(self) -> Repeats:
        """Requests done once and answered twice."""
        return self._at(Repeats)

    @property
    def clients(self) -> Clients:
        """Clients, their members and what they answered."""
        return self._at(Clients)

    @property
    def editions(self) -> Editions:
        """Picks and the periodical digest."""
        return self._at(Editions)

    @property
    def operations(self) -> Operations:
        """Sources, quarantine, deliveries: for the firm's people."""
        return self._at(Operations)

    @property
    def auditing(self) -> Auditing:
        """Who did what: for administrators."""
        return self._at(Auditing)

    @property
    def leaving(self) -> Leaving:
        """One account: its data handed over or erased; for administrators."""
        return self._at(Leaving)

    @property
    def portal(self) -> Portal:
        """A client's own home."""
        return self._at(Portal)

    def _at(self, desk: type[OneDesk]) -> OneDesk:
        return desk(self.library, self.reader, self.settings, self.clock)
