"""A person settles what was put aside: accepted, it becomes a version by the usual way; rejected, its bytes stay."""

from dataclasses import replace

from tracker.errors import Conflict, NotFound, TookTooLong
from tracker.law.document import Document
from tracker.law.instrument import Capture
from tracker.practice.audit import Done
from tracker.practice.later import Cause
from tracker.practice.visit import Notice, Quarantined
from tracker.sandbox.limits import WAITED_FOR
from tracker.sources.continued import further
from tracker.sources.registry import installed
from tracker.workday import later
from tracker.workday.desk import Desk
from tracker.workday.filing import file
from tracker.workday.found import Found, Outcome, Sheet, Taken
from tracker.workday.intake import read_found


def accept(desk: Desk, number: int, by: str) -> Taken:
    """A person (`by`, an id) says the capture is a regulation: it is read, filed on its source's shelf, and settled.

    One that a person cannot wait for is read on by whoever is free, and taken in then. Raises NotFound; Conflict when
    it was settled before; DocumentError, leaving it open, when no text can be read.
    """
    found = _found(desk, _open(desk, number))
    try:
        taken = file(desk, found, read_found(desk, found))
    except TookTooLong as fault:
        with desk.library.writing() as files:
            files.readings.put_off(number, Cause.SLOW, replace(later.said(found), by=by), desk.clock())
        return Taken(Outcome.QUARANTINED, found.notice.title, reason=later.told(found, fault))
    with desk.library.writing() as files:
        files.quarantine.settle(number, "accepted", by, desk.clock())
        files.audit.record(by, Done.SETTLED, f"quarantine/{number}", "accepted", desk.clock())
    return taken


def look(desk: Desk, number: int) -> Document:
    """What would be taken in if a person accepted the capture; nothing is kept.

    Raises NotFound; Conflict when it was settled before; DocumentError when no text can be read.
    """
    return read_found(desk, _found(desk, _open(desk, number)))


def reject(desk: Desk, number: int, by: str) -> None:
    """A person says the capture is no regulation; raises NotFound, and Conflict when it was settled before."""
    with desk.library.writing() as files:
        files.quarantine.settle(number, "rejected", by, desk.clock())
        files.audit.record(by, Done.SETTLED, f"quarantine/{number}", "rejected", desk.clock())


def found_again(desk: Desk, number: int) -> Found:
    """A capture out of quarantine as intake took it; raises NotFound, Conflict as `look`."""
    return _found(desk, _open(desk, number))


def _open(desk: Desk, number: int) -> Quarantined:
    with desk.library.reading() as files:
        one = files.quarantine.get(number)
    if one.settled:
        raise Conflict(f"This capture was already {one.settled}.")
    return one


def _found(desk: Desk, one: Quarantined) -> Found:
    with desk.library.reading() as files:
        captures = files.captures.of(one.sha256)
        announced = files.visits.notice(one.url)
    capture = next((c for c in captures if c.url == one.url), None)
    if capture is None:
        raise NotFound(f"The bytes of “{one.title}” are not in this library any more; take the file in again.")
    authority = next((s.authority for s in installed(desk.settings.data) if s.id == one.source), "")
    notice = Notice(one.source, one.url, one.title, announced.published_on if announced else None)
    data = desk.archive.read(one.sha256)
    found = Found(data, capture, notice, names=(one.title,), authority=authority, shelf=one.shelf, accepted=True)
    return later.as_said(desk, replace(found, further=_further(desk, data, capture), limits=WAITED_FOR), one.id)


def _further(desk: Desk, data: bytes, first: Capture) -> tuple[Sheet, ...]:
    """The pages it goes on at, as they were fetched with it."""
    with desk.library.reading() as files:
        kept = [files.captures.latest(url) for url in further(data, first.final_url)]
    return tuple(Sheet(desk.archive.read(page.sha256), page) for page in kept if page)
