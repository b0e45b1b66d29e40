"""One document in: bytes kept, read, placed in its chain, compared, filed with its alerts; or put aside."""

import logging

from tracker.amending.reading import laws_amended
from tracker.documents import quality
from tracker.documents.guide import Guide
from tracker.errors import DocumentError, NotARegulation, PoorlyRead, UnexpectedPage, UnreadableDocument
from tracker.knowledge import amending
from tracker.law.document import Document, Grammar
from tracker.practice.audit import Done
from tracker.sandbox.reading import read
from tracker.sources.challenge import SAYS, Landing, look
from tracker.sources.continued import joined
from tracker.sources.wrapped import unwrapped
from tracker.store.library import Files
from tracker.workday import later
from tracker.workday.desk import Desk
from tracker.workday.filing import file, remember
from tracker.workday.found import Found, Outcome, Taken
from tracker.workday.recognition import is_about

log = logging.getLogger("tracker.intake")

# A notice numbers two to four ways to send an opinion; texts so short have articles, not points.
POINTS_OF_A_NOTICE = 5


def take_in(desk: Desk, found: Found) -> Taken:
    """Read one document, compare it with its predecessor, file version, comparison and alerts in one transaction.

    What is no regulation goes to quarantine with its reason; its bytes are kept. The same text again is one version
    with two captures. Raises StoreError when the library cannot write.
    """
    try:
        document = read_found(desk, found)
    except DocumentError as fault:
        return put_aside(desk, found, fault)
    return file(desk, found, document)


def read_found(desk: Desk, found: Found) -> Document:
    """The regulation in a file, its bytes kept first; raises DocumentError with the reason when it holds none."""
    for data in (found.data, *(sheet.data for sheet in found.further)):
        desk.archive.keep(data)
    named = found.notice.title or found.capture.url or "The file"
    landing = look(found.capture.status, found.data, dict(found.capture.headers))
    if landing is not Landing.PAGE:
        raise NotARegulation(f"{named}: {SAYS[landing]}.")
    if is_about(found.notice.title) and not found.accepted:
        raise NotARegulation(f"{named}: a page about a text, not the text.")
    document = _read(found, named, desk.guide)
    if is_notice_only(document) and not found.accepted:
        raise NotARegulation(f"{named}: only {len(document.articles)} numbered points; this looks like a notice.")
    judged = quality.judge(document)
    if not judged.passes and not found.accepted:
        raise PoorlyRead(f"{named}: {judged.reason}")
    return document


def whole(found: Found, guide: Guide) -> bytes:
    """The bytes its text is read from: the page inside JSON, the pages of an article that goes on as one.

    Raises UnreadableDocument when those pages do not fit together.
    """
    if not found.further:
        return unwrapped(found.data)
    try:
        return joined([found.data, *(sheet.data for sheet in found.further)], guide.main_content)
    except UnexpectedPage as fault:
        raise UnreadableDocument(f"{found.notice.title or found.capture.url}: {fault}") from fault


def _read(found: Found, named: str, guide: Guide) -> Document:
    data = whole(found, guide)
    try:
        return read(data, name=named, guide=guide, limits=found.limits, recognised=found.recognised)
    except DocumentError:
        raise
    except Exception as fault:  # a slip of ours on one page must not stop the visit to all the others
        log.exception("%s could not be read", named)
        says = f"{named}: tracker itself stumbled over it ({type(fault).__name__}: {fault})."
        raise UnreadableDocument(says) from fault


def is_notice_only(document: Document) -> bool:
    """Whether what was read is only the numbered points of a notice: the text itself is in an attachment.

    A decision amending a law may have one point, and is the text.
    """
    few = document.grammar in (Grammar.POLICY, Grammar.STANDARD) and len(document.articles) < POINTS_OF_A_NOTICE
    return few and not laws_amended(document, amending())


def put_aside(desk: Desk, found: Found, fault: Exception) -> Taken:
    """Keep a capture in quarantine for a person: no version, no alert. A wall met twice at one place is one row.

    A scan, and a text a person could not wait for, are read on by whoever is free (`workday.later`).
    """
    cause, reason = later.cause(found, fault), later.told(found, fault)
    desk.archive.keep(found.data)
    with desk.library.writing() as files:
        for capture in found.captures:
            files.captures.keep(capture)
        if found.by:
            said = f"capture/{found.capture.sha256}"
            files.audit.record(found.by, Done.TOOK_IN, said, "put aside", found.capture.fetched_at)
        if not _waits(files, found, reason):
            number = files.quarantine.put(
                found.capture.sha256,
                found.capture.source,
                found.capture.url,
                found.notice.title,
                reason,
                found.capture.fetched_at,
                found.shelf,
            )
            if cause is not None:
                files.readings.put_off(number, cause, later.said(found), found.capture.fetched_at)
        if look(found.capture.status, found.data, dict(found.capture.headers)) is Landing.PAGE:
            remember(files, found)  # a wall says nothing of the page behind it: that is asked for again
    return Taken(Outcome.QUARANTINED, found.notice.title, reason=reason)


def _waits(files: Files, found: Found, reason: str) -> bool:
    return bool(found.capture.url) and files.quarantine.waits(found.capture.url, reason)
