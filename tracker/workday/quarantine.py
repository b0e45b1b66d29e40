"""A person settles what was put aside: accepted, it becomes a version by the usual way; rejected, its bytes stay."""

from tracker.errors import Conflict
from tracker.practice.audit import Done
from tracker.practice.visit import Notice, Quarantined
from tracker.sources.registry import sources
from tracker.workday.desk import Desk
from tracker.workday.filing import file
from tracker.workday.found import Found, Taken
from tracker.workday.intake import read_found


def accept(desk: Desk, number: int, by: str) -> Taken:
    """A person (`by`, an id) says the capture is a regulation: it is read, filed on its source's shelf, and settled.

    Raises NotFound; Conflict when it was settled before; DocumentError, leaving it open, when no text can be read.
    """
    found = _found(desk, _open(desk, number))
    taken = file(desk, found, read_found(desk, found))
    with desk.library.writing() as files:
        files.quarantine.settle(number, "accepted", by, desk.clock())
        files.audit.record(by, Done.SETTLED, f"quarantine/{number}", "accepted", desk.clock())
    return taken


def reject(desk: Desk, number: int, by: str) -> None:
    """A person says the capture is no regulation; raises NotFound, and Conflict when it was settled before."""
    with desk.library.writing() as files:
        files.quarantine.settle(number, "rejected", by, desk.clock())
        files.audit.record(by, Done.SETTLED, f"quarantine/{number}", "rejected", desk.clock())


def _open(desk: Desk, number: int) -> Quarantined:
    with desk.library.reading() as files:
        one = files.quarantine.get(number)
    if one.settled:
        raise Conflict(f"This capture was already {one.settled}.")
    return one


def _found(desk: Desk, one: Quarantined) -> Found:
    with desk.library.reading() as files:
        captures = files.captures.of(one.sha256)
    capture = next(c for c in captures if c.url == one.url)
    authority = next((s.authority for s in sources() if s.id == one.source), "")
    notice = Notice(one.source, one.url, one.title)
    data = desk.archive.read(one.sha256)
    return Found(data, capture, notice, names=(one.title,), authority=authority, shelf=one.shelf, accepted=True)
