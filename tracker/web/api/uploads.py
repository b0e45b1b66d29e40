"""Files brought by program: a text, a translation, a redline that comes back from Word. Each is read in the sandbox."""

from datetime import date
from typing import Annotated

from flask import url_for

from tracker.errors import UnreadableDocument
from tracker.law.stage import Stage
from tracker.sandbox import reading as sandbox
from tracker.sandbox.limits import WAITED_FOR
from tracker.web import current, looking, returning
from tracker.web.api import asked
from tracker.web.api.answering import Created
from tracker.web.api.comparisons import PAIR
from tracker.web.api.lives import translation
from tracker.web.api.operations import Group, Query, Who
from tracker.web.api.problems import Problem
from tracker.web.translations import LONGEST_NAME
from tracker.wire import keeping as wire
from tracker.wire.kinds import Day, StageName, words
from tracker.wire.lives import Bilingual
from tracker.workday.upload import LARGEST, Upload, named, take_in_file

group = Group("uploads", "Files brought by program, read in the sandbox")
NAME = Query("name", "the file's name: its ending says of which kind it is", Annotated[str, words(200, 1)], needed=True)


@group.post(
    "/uploads",
    wire.TakenIn,
    takes=bytes,
    queries=(
        NAME,
        Query("title", "what the text is called; else the text says"),
        Query("instrument", "the slug of the work it belongs to; else it is found by its title"),
        Query("stage", "its stage; else the name or the text says", StageName),
        Query("dated_on", "its day; else the name or the text says", Day),
        Query("url", "the official page it comes from"),
    ),
    who=Who.KEEPERS,
    status=200,
    again=True,  # a text is known by its digest
    largest=LARGEST,
)
def upload() -> wire.TakenIn:
    """Take a file in as if it were fetched: read, placed, compared, filed with its alerts; or put aside.

    The same file again is known by its digest, and nothing is done twice.
    """
    operations = current.room().operations
    operations.must_write()
    name = asked.query("name")
    said_on, said_stage = named(name.rsplit(".", 1)[0])
    if asked.query("instrument"):
        current.room().instruments.page(asked.query("instrument"))
    taken = take_in_file(
        looking.desk(),
        Upload(
            data=asked.body(bytes),
            name=name,
            by=operations.person_id,
            title=asked.query("title").strip(),
            instrument=asked.query("instrument"),
            stage=Stage(asked.query("stage")) if asked.query("stage") else said_stage,
            dated_on=date.fromisoformat(asked.query("dated_on")) if asked.query("dated_on") else said_on,
            url=asked.query("url").strip(),
        ),
        WAITED_FOR,
    )
    where = url_for("api.version", slug=taken.instrument, version=taken.version) if taken.version else None
    return {
        "outcome": taken.outcome.value,
        "title": taken.title,
        "instrument": taken.instrument or None,
        "version": taken.version or None,
        "compared_with": taken.compared_with or None,
        "reason": taken.reason,
        "alerts": taken.alerts,
        "url": where,
    }


@group.post(
    "/instruments/<slug>/versions/<version>/translation",
    Bilingual,
    takes=bytes,
    queries=(NAME, Query("translator", "who made it, or where it was printed", Annotated[str, words(LONGEST_NAME)])),
    who=Who.FIRM,
)
def add_translation(slug: str, version: str) -> Created:
    """Bring a translation of a version: a Word file, a text, a web page. The newest is shown, none is overwritten."""
    desk = current.room().translations
    desk.must_bring_translations()
    current.room().versions.read(slug, version)
    desk.add(slug, version, asked.body(bytes), asked.query("name"), asked.query("translator").strip())
    return Created(translation(slug, version), url_for("api.translation", slug=slug, version=version))


@group.post(
    f"{PAIR}/returned",
    wire.Returned,
    takes=bytes,
    queries=(NAME,),
    who=Who.COUNSEL,
    status=200,
    again=True,  # what a file says is known by its words
)
def take_back_redline(slug: str, old: str, new: str) -> wire.Returned:
    """Read a redline a colleague worked on in Word; each comment and edit not known yet becomes an internal note."""
    room = current.room()
    room.comparisons.must_write_notes()
    shown = room.comparisons.page(slug, old, new)
    try:
        marked = sandbox.read_redline(asked.body(bytes), name=asked.query("name"))
        taken = returning.taken_in(shown, marked)
    except (UnreadableDocument, returning.OtherVersions) as fault:
        raise Problem("invalid", str(fault)) from fault
    return {"made": taken.made, "known": taken.known, "untracked": taken.untracked}
