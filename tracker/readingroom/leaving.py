"""The desk of accounts: one person's data handed over or erased, an account closed and opened; for administrators."""

from dataclasses import dataclass, replace
from datetime import datetime

from tracker.errors import Conflict, NotAllowed
from tracker.exports.personal import archive
from tracker.practice import access
from tracker.practice.audit import Done
from tracker.practice.person import Person
from tracker.readingroom.desk import Desk
from tracker.store.library import Files, Library


@dataclass(frozen=True, slots=True)
class Account:
    """One person, as the administrator sees the account; `records` counts what names them, by kind."""

    person: Person
    records: dict[str, int]
    is_erased: bool


class Leaving(Desk):
    """Accounts, one at a time."""

    def account(self, person: str) -> Account:
        """An account. Raises NotFound; NotAllowed unless the reader governs accounts."""
        self._must_govern()
        with self.library.reading() as files:
            found = files.people.get(person)
            records = {kind: len(rows) for kind, rows in files.leaving.gathered(person).items()}
        return Account(found, records, found.email.endswith("@erased.invalid"))

    def switch(self, person: str, active: bool) -> None:
        """Close an account, or open it again; nobody closes their own. Raises NotFound, Conflict."""
        self._must_govern()
        if person == self.person_id and not active:
            raise Conflict("Nobody closes their own account.")
        with self.library.writing() as files:
            files.people.put(replace(files.people.get(person), active=active))
            self.record(files, Done.CHANGED, "person", person, detail="opened" if active else "closed")

    def export(self, person: str) -> bytes:
        """Everything that names a person, as a zip. Raises NotFound."""
        self._must_govern()
        return hand_over(self.library, person, self.person_id, self.clock())

    def erase(self, person: str, email: str) -> str:
        """Erase a person; `email`, theirs, says that no other is meant. The pseudonym they stand under from now on.

        Raises NotFound; Conflict for another's e-mail, for oneself, and for the last administrator.
        """
        self._must_govern()
        if person == self.person_id:
            raise Conflict("Nobody erases themselves; another administrator does.")
        with self.library.writing() as files:
            if files.people.get(person).email.casefold() != email.strip().casefold():
                raise Conflict("This is not that person's e-mail address.")
            return take_away(files, person, self.person_id, self.clock())

    def _must_govern(self) -> None:
        if not access.governs(self.reader):
            raise NotAllowed("Accounts are the administrator's.")


def hand_over(library: Library, person: str, by: str, at: datetime) -> bytes:
    """Everything that names a person, as a zip; that it was handed over is written down. Raises NotFound."""
    with library.writing() as files:
        made = archive(files.leaving.gathered(person))
        files.audit.record(by, Done.EXPORTED, f"person/{person}", "", at)
    return made


def take_away(files: Files, person: str, by: str, at: datetime) -> str:
    """Erase a person, and write down that it was done; raises as the store does."""
    pseudonym = files.leaving.erase(person)
    files.audit.record(by, Done.ERASED, f"person/{person}", "", at)
    return pseudonym
