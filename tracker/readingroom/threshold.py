"""The threshold: who comes in, as which reader, to a reading room over which library."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from tracker.errors import NotFound
from tracker.practice.person import Person, Reader
from tracker.readingroom.room import ReadingRoom
from tracker.settings import Settings
from tracker.store.library import Library


@dataclass(frozen=True)
class Threshold:
    """Opens reading rooms; knows passwords' door, hands out no secret."""

    library: Library
    settings: Settings

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """The threshold of the library the settings name, its database brought up to date."""
        return cls(Library.open(settings.database), settings)

    def admit(self, email: str, password: str) -> Person | None:
        """The active person whose address and password these are, else None."""
        with self.library.reading() as files:
            person = files.people.check(email, password)
        return person if person and person.active else None

    def reader(self, person_id: str | None) -> Reader:
        """The reader a session speaks for; a visitor if the account is gone or closed."""
        if not person_id:
            return Reader()
        with self.library.reading() as files:
            try:
                person = files.people.get(person_id)
                client = files.people.client(person.client) if person.client else None
            except NotFound:
                return Reader()
        return Reader(person, client) if person.active else Reader()

    def leave(self, token: str) -> int:
        """Silence the watches a letter told of, by the token in its address for leaving; how many still spoke.

        Whoever holds the letter may do so (RFC 8058), and nothing else; the owner lets them speak again.
        """
        with self.library.writing() as files:
            watches = [files.watches.get(number) for number in files.outbox.watches_of(token)]
            speaking = [watch for watch in watches if watch.active]
            for watch in speaking:
                files.watches.put(replace(watch, active=False))
        return len(speaking)

    def room(self, reader: Reader, clock: Callable[[], datetime]) -> ReadingRoom:
        """The reading room of one reader."""
        return ReadingRoom(self.library, reader, self.settings, clock)

    def awake(self) -> None:
        """Ask the library one small thing; raises StoreError if it does not answer."""
        with self.library.reading() as files:
            files.people.clients()
