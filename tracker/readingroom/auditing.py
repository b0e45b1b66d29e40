"""The audit desk: who did what to which thing; for administrators."""

from dataclasses import dataclass, field

from tracker.errors import NotAllowed
from tracker.practice import access
from tracker.practice.audit import Done, Entry, flaws
from tracker.readingroom.desk import Desk
from tracker.store.library import Files

SHOWN = 100  # entries a page


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log, newest first, with everybody's name.

    `older` is the number to go on before, if any; `total` counts what the filters leave.
    """

    entries: tuple[Entry, ...]
    names: dict[str, str] = field(default_factory=dict)
    older: int | None = None
    last: Entry | None = None
    total: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the chain holds: how many entries, the seal of the last, and what is wrong, a sentence each."""

    entries: int
    seal: str
    wrong: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


class Auditing(Desk):
    """The log of deeds."""

    def page(self, *, before: int | None = None, who: str = "", done: str = "", shown: int = SHOWN) -> AuditPage:
        """Entries before a number, of one person or one deed where asked. Raises NotAllowed, see `verify`."""
        self._must_govern()
        with self.library.reading() as files:
            entries = files.audit.latest(shown + 1, before=before, who=who, done=done)
            older = entries[shown - 1].number if len(entries) > shown else None
            total = files.audit.count(who=who, done=done)
            return AuditPage(tuple(entries[:shown]), self.names(files), older, files.audit.last(), total)

    def verify(self, expected: tuple[int, str] | None = None) -> Verdict:
        """Read the whole log and check every seal, and a number with its seal noted elsewhere.

        Raises NotAllowed unless the reader governs accounts.
        """
        self._must_govern()
        with self.library.reading() as files:
            return verified(files, expected)

    def downloaded(self, thing: str) -> None:
        """Write down that the reader took something home."""
        with self.library.writing() as files:
            self.record(files, Done.DOWNLOADED, thing)

    def _must_govern(self) -> None:
        if not access.governs(self.reader):
            raise NotAllowed("The audit log is the administrator's.")


def verified(files: Files, expected: tuple[int, str] | None = None) -> Verdict:
    """The whole log checked; `expected` is a number and its seal noted elsewhere, by which a cut end is found."""
    wrong = list(flaws(files.audit.all()))
    last = files.audit.last()
    if expected is not None:
        known = files.audit.get(expected[0])
        if known is None:
            wrong.append(f"entry {expected[0]} is missing: the end of the log was cut off")
        elif known.seal != expected[1]:
            wrong.append(f"entry {expected[0]} bears another seal than was noted")
    return Verdict(last.number if last else 0, last.seal if last else "", tuple(wrong))
