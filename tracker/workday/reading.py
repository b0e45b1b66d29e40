"""Reading on what was put aside: a scan page by page, a slow text with a visit's patience; broken off, it goes on.

A scan is read for a person, who compares it with the pictures and takes it in; a text somebody uploaded is filed.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace

from tracker.errors import DocumentError, Interrupted, NotFound, StoreError, Unavailable
from tracker.practice.audit import Done
from tracker.practice.later import Cause, Later, ReadingState
from tracker.sandbox import programs, reading
from tracker.sandbox.limits import PATIENT
from tracker.workday.desk import Desk
from tracker.workday.filing import file
from tracker.workday.found import Found
from tracker.workday.intake import read_found, whole
from tracker.workday.quarantine import found_again

log = logging.getLogger("tracker.reading")

# A page takes about 9 s. Finding the scan in its file again costs some tenths a page of it: that is shared by so many,
# and a death costs no more than these.
PAGES_AT_ONCE = 4


def waiting(desk: Desk, *states: ReadingState) -> Iterator[int]:
    """The numbers of what is in these states, that this machine can read."""
    with desk.library.reading() as files:
        known = files.readings.all()
    for number, one in sorted(known.items()):
        if one.state in states and (one.cause is not Cause.SCAN or programs.can_recognise()):
            yield number


def read_on(desk: Desk, quarantined: int) -> None:
    """Read one capture put aside, and say what came of it. Doing it twice does no harm.

    Raises Interrupted where tracker stops meanwhile, Unavailable where the library or the captures are away: it waits
    on then. NotFound where there is no such reading.
    """
    one = _begin(desk, quarantined)
    if one is None:
        return
    try:
        accepted = one.cause is Cause.SCAN or one.said.accepted  # a scan waits for a person all the same
        found = replace(found_again(desk, quarantined), limits=PATIENT, accepted=accepted)
        if one.cause is Cause.SCAN:
            _recognise(desk, one, found)
        else:
            _file(desk, one, found)
    except (Unavailable, Interrupted):
        _turn(desk, one, ReadingState.WAITING)
        raise
    except (DocumentError, StoreError) as fault:
        if desk.fetcher.is_closed:  # its reader was ended because we are: that is no fault of the text
            _turn(desk, one, ReadingState.WAITING)
            raise Interrupted("tracker is stopping; the reading goes on at the next start.") from fault
        _turn(desk, one, ReadingState.FAILED, str(fault))


def _begin(desk: Desk, quarantined: int) -> Later | None:
    """The reading, under way now; None where a person settled the capture meanwhile, or it was read."""
    with desk.library.writing() as files:
        one = files.readings.get(quarantined)
        if one is None:
            raise NotFound(f"Nothing with the number {quarantined} waits to be read.")
        if files.quarantine.get(quarantined).settled or one.state in (ReadingState.READ, ReadingState.FAILED):
            return None
        files.readings.turn(quarantined, ReadingState.UNDER_WAY, desk.clock())
    return one


def _recognise(desk: Desk, one: Later, found: Found) -> None:
    data, named, digest = whole(found, desk.guide), found.notice.title or "The scan", found.capture.sha256
    words = found.recognised
    while True:
        pages, some = reading.recognise(data, name=named, first=len(words), most=PAGES_AT_ONCE)
        with desk.library.writing() as files:
            files.readings.add_pages(one.quarantined, digest, len(words), some, pages)
        words += some
        log.info("%s: %d of %d pages recognised", named, len(words), pages)
        if len(words) >= pages or not some:
            break
        if desk.fetcher.is_closed:
            raise Interrupted("tracker is stopping; the recognition goes on at the next start.")
    document = read_found(desk, replace(found, recognised=words))
    says = next((problem.says for problem in document.problems if problem.what == "ocr"), "")
    _turn(desk, one, ReadingState.READ, says)


def _file(desk: Desk, one: Later, found: Found) -> None:
    taken = file(desk, found, read_found(desk, found))
    at = desk.clock()
    with desk.library.writing() as files:
        files.readings.turn(one.quarantined, ReadingState.READ, at, f"{taken.instrument}/{taken.version}")
        if not files.quarantine.get(one.quarantined).settled:
            files.quarantine.settle(one.quarantined, "accepted", one.said.by, at)
            files.audit.record(one.said.by, Done.SETTLED, f"quarantine/{one.quarantined}", "read later", at)


def _turn(desk: Desk, one: Later, state: ReadingState, says: str = "") -> None:
    with desk.library.writing() as files:
        files.readings.turn(one.quarantined, state, desk.clock(), says)
