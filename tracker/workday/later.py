"""What is put aside because reading it takes long, with whose words: scans, and what a person could not wait for."""

from dataclasses import replace

from tracker.errors import ScannedDocument, TookTooLong
from tracker.law.stage import Stage
from tracker.practice.later import Cause, Said
from tracker.sandbox.limits import PERSONS
from tracker.workday.desk import Desk
from tracker.workday.found import Found


def cause(found: Found, fault: Exception) -> Cause | None:
    """Why a text that could not be read at once is read later; None where a person has to settle it as it is."""
    if isinstance(fault, ScannedDocument) and not found.recognised:
        return Cause.SCAN
    waited_for = found.limits is not None and found.limits.line == PERSONS
    return Cause.SLOW if isinstance(fault, TookTooLong) and waited_for else None


def told(found: Found, fault: Exception) -> str:
    """The reason as whoever brought it is told."""
    if cause(found, fault) is not Cause.SLOW:
        return str(fault)
    named = found.notice.title or "The file"
    return f"{named} takes more than a minute to read. It is read on in the background and filed when that is done."


def said(found: Found) -> Said:
    """What a person said of a file, to be kept until it is read."""
    stage = found.stage.value if found.stage else ""
    return Said(found.by, found.authority, found.instrument, stage, found.dated_on, found.accepted)


def as_said(desk: Desk, found: Found, quarantined: int) -> Found:
    """A file out of quarantine with what was said when it came in, and the pages of it that were recognised."""
    with desk.library.reading() as files:
        known = files.readings.get(quarantined)
        if known is None:
            return found
        pages = files.readings.recognised(found.capture.sha256)
    return replace(
        found,
        authority=known.said.authority or found.authority,
        instrument=known.said.instrument,
        stage=Stage(known.said.stage) if known.said.stage else None,
        dated_on=known.said.dated_on,
        by=known.said.by,
        recognised=pages,
    )
