"""How long what nobody needs is kept: what would go, and its going, each kind by a setting of its own.

Never goes: a version, its words and verdicts, a note, an entry of the audit log, an alert, the first and the newest
capture a version was read from at an address, and whatever waits for a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.practice.audit import OPERATOR, Done
from tracker.store.library import Files
from tracker.workday.desk import Desk

AT_ONCE = 200  # captures looked up while nobody else writes


@dataclass(frozen=True, slots=True)
class Outlived:
    """How many of one kind are older than their time; `days` None: that kind is kept for ever."""

    kind: str
    days: int | None
    count: int = 0


def retain(desk: Desk, *, apply: bool) -> Iterator[Outlived]:
    """What outlived its time, kind by kind, in one transaction each; with `apply` it goes, and that is written down.

    Raises StoreError when the library cannot be written.
    """
    now = desk.clock()
    for kind, days in desk.settings.keeping.days.items():
        if days is None:
            yield Outlived(kind, None)
            continue
        before = now - timedelta(days=days)
        with desk.library.writing() if apply else desk.library.reading() as files:
            count = _rows(files, kind, before, apply)
            if apply and count:
                files.audit.record(OPERATOR, Done.PRUNED, kind, f"{count}", now)
        yield Outlived(kind, days, count)
        if kind == "captures":
            yield Outlived("bytes", days, _bytes(desk, before, apply))


def _rows(files: Files, kind: str, before: datetime, apply: bool) -> int:
    match kind:
        case "visits":
            return files.retention.visits(before, files.visits.health(), apply)
        case "letters":
            return files.retention.deliveries(before, apply)
        case "quarantine":
            return files.retention.quarantine(before, apply)
        case _:
            return files.retention.captures(before, apply)


def _bytes(desk: Desk, before: datetime, apply: bool) -> int:
    """Bytes that lie longer than that and that nothing speaks of: pages of lists, and what rows went of.

    Whoever meets bytes again touches them, and files them with the pen: so with the pen in hand what is old and unnamed
    is nobody's, and cannot become somebody's meanwhile.
    """
    gone = 0
    for some in _parts(sorted(desk.archive.older(before))):
        if not apply:
            with desk.library.reading() as files:
                gone += len(set(some) - files.retention.named(some))
            continue
        with desk.library.writing() as files:
            for digest in set(some) - files.retention.named(some):
                if desk.archive.is_older(digest, before):
                    desk.archive.forget(digest)
                    gone += 1
    return gone


def _parts(digests: Sequence[str]) -> Iterator[Sequence[str]]:
    return (digests[start : start + AT_ONCE] for start in range(0, len(digests), AT_ONCE))
