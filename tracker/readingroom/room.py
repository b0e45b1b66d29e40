"""The reading room: one reader's desks over one library."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tracker.store.library import Library as Library

from tracker.practice.person import Reader
from tracker.readingroom.comparisons import Comparisons
from tracker.readingroom.notes import Notes
from tracker.settings import Settings


@dataclass(frozen=True)
class ReadingRoom:
    """Everything one reader may see and do, desk by desk. `clock` gives the present instant, UTC."""

    library: Library
    reader: Reader
    settings: Settings
    clock: Callable[[], datetime]

    @property
    def comparisons(self) -> Comparisons:
        """Two versions compared, and the release of verdicts."""
        return Comparisons(self.library, self.reader, self.settings, self.clock)

    @property
    def notes(self) -> Notes:
        """Counsel's notes."""
        return Notes(self.library, self.reader, self.settings, self.clock)
