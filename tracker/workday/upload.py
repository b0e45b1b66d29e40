"""A file brought by hand: the same way in as a fetched one, with what the person says about it."""

import hashlib
import mimetypes
import re
from dataclasses import dataclass
from datetime import date

from tracker.law.instrument import Capture, Shelf
from tracker.law.stage import Stage
from tracker.practice.visit import Notice
from tracker.sandbox.limits import Limits
from tracker.workday.desk import Desk
from tracker.workday.found import Found, Taken
from tracker.workday.intake import take_in

SOURCE = "upload"
SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".doc", ".ofd", ".zip", ".rar", ".7z")
LARGEST = 64 * 1024 * 1024  # bytes; the largest official file seen had 43 MB
_NAMED = re.compile(r"(\d{4}-\d{2}-\d{2})-([a-z-]+?)(?:-\d+)?\Z")
_STAGES = {stage.slug: stage for stage in Stage} | {"final": Stage.PROMULGATED}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file by hand; empty fields let the text decide.

    Attributes:
        name: the file's name; without its ending it may be the title.
        title: what the text is called; instrument: the slug of the instrument it belongs to.
        url: the official page it comes from, if the person knows it.
        by: who brought it, a person's id.
    """

    data: bytes
    name: str
    by: str = ""
    title: str = ""
    instrument: str = ""
    stage: Stage | None = None
    dated_on: date | None = None
    authority: str = ""
    url: str = ""
    shelf: Shelf = Shelf.REAL


def take_in_file(desk: Desk, upload: Upload, limits: Limits | None = None) -> Taken:
    """Take in a file by hand: read, placed, compared, filed with its alerts; or put in quarantine with the reason.

    With `WAITED_FOR` as limits it is put aside after a minute and read on by whoever is free.

    Raises StoreError when the library cannot write.
    """
    capture = Capture(
        sha256=hashlib.sha256(upload.data).hexdigest(),
        url=upload.url,
        final_url=upload.url,
        status=200,
        media_type=mimetypes.guess_type(upload.name)[0] or "application/octet-stream",
        size=len(upload.data),
        fetched_at=desk.clock(),
        source=upload.by or SOURCE,
    )
    found = Found(
        data=upload.data,
        capture=capture,
        notice=Notice(SOURCE, upload.url, upload.title or upload.name, upload.dated_on),
        names=(upload.title or upload.name,),
        authority=upload.authority,
        shelf=upload.shelf,
        instrument=upload.instrument,
        stage=upload.stage,
        dated_on=upload.dated_on,
        by=upload.by,
        limits=limits,
    )
    return take_in(desk, found)


def named(stem: str) -> tuple[date | None, Stage | None]:
    """The day and stage a file's name says, 2023-04-11-draft; (None, None) if it says none."""
    found = _NAMED.match(stem)
    stage = _STAGES.get(found[2]) if found else None
    return (date.fromisoformat(found[1]), stage) if found and stage else (None, None)
