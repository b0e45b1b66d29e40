"""Counsel's inbox: what is theirs to answer, new comparisons, amendments, notes, captures in quarantine."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.documents import quality
from tracker.errors import DocumentError, NotAllowed, NotARegulation, NotFound
from tracker.law.document import Document
from tracker.practice import access
from tracker.readingroom.pages import NoteView
from tracker.web import current
from tracker.web.filters import say
from tracker.web.paging import start
from tracker.workday import quarantine
from tracker.workday.desk import open_desk
from tracker.workday.found import Taken

PAGE = 20  # comparisons, and captures put aside, on one screen: what one works through in a sitting

bp = Blueprint("review", __name__, url_prefix="/review")


@bp.get("/")
def page() -> str:
    """What waits for a person of the firm."""
    room = current.room()
    starts = {name: start(name) for name in ("compared", "aside")}
    comparisons, compared = room.comparisons.inbox(PAGE, starts["compared"])
    aside = room.operations.quarantine()
    return render_template(
        "review/page.html",
        starts=starts,
        size=PAGE,
        comparisons=comparisons,
        compared=compared,
        notes=[shortened(note) for note in room.notes.waiting()],
        mine=[shortened(note) for note in room.notes.mine()],
        to_place=room.placing.waiting(),
        may_write=access.writes_notes(current.reader()),
        amended=room.amendments.waiting(),
        quarantined=aside[starts["aside"] : starts["aside"] + PAGE],
        aside=len(aside),
        readings=room.operations.readings(),
        change_says=change_says,
        may_settle=access.writes_sources(current.reader()),
    )


def change_says(note: NoteView) -> str:
    """Which change of a comparison a note is on: 5(1) → 5(1), as locators; the whole comparison."""
    if not note.change:
        return say("inbox.whole")
    old, _, new = note.change.partition("~")
    return f"{old or '∅'} → {new or '∅'}"


GIST = 160  # characters of a note in a list: enough to know it again


def shortened(note: NoteView) -> NoteView:
    """A note for a list: its opening words."""
    return note if len(note.body) <= GIST else replace(note, body=note.body[:GIST] + "……")


@bp.post("/places/<int:note>/<version>/<any(accept, place, let_go):how>")
def settle(note: int, version: str, how: str) -> AnyResponse:
    """Say where a carried note stands: where it was put, on a provision named, or nowhere in the newer text."""
    desk = current.room().placing
    if how == "place":
        desk.place(note, version, request.form.get("locator", "").strip())
    elif how == "accept":
        desk.accept(note, version)
    else:
        desk.let_go(note, version)
    flash(say("placing.done"))
    return redirect(url_for("review.page", _anchor="placing"), 303)


@bp.post("/amended/<slug>/<version>")
def looked(slug: str, version: str) -> AnyResponse:
    """Say that one looked at an amendment that waits; it leaves the inbox."""
    current.room().amendments.look(slug, version)
    flash(say("amendments.looked-done"))
    return redirect(url_for("review.page", _anchor="amended"), 303)


@bp.get("/quarantine/<int:number>/")
def put_aside(number: int) -> str:
    """What was read of a quarantined capture, before a person says whether it is a regulation."""
    one = next((one for one in current.room().operations.quarantine() if one.id == number), None)
    if one is None:
        raise NotFound(f"No capture in quarantine has the number {number}.")
    document, fault = read_aside(number)
    return render_template(
        "review/put_aside.html",
        one=one,
        reading=current.room().operations.readings().get(number),
        document=document,
        problems=(*quality.judge(document).problems, *document.problems) if document else (),
        fault=fault,
        may_settle=access.writes_sources(current.reader()),
    )


def read_aside(number: int) -> tuple[Document | None, str]:
    """What can be read of a quarantined capture, or why nothing can; nothing is kept."""
    threshold = current.threshold()
    desk = open_desk(threshold.settings, library=threshold.library)
    try:
        return quarantine.look(replace(desk, clock=current.now), number), ""
    except DocumentError as error:
        return None, str(error)
    finally:
        desk.fetcher.close()  # the library stays open: it is the site's own


@bp.post("/quarantine/<int:number>/accept")
def accept(number: int) -> AnyResponse:
    """Take a quarantined capture in as a version after all; it stays open where no text can be read from it."""
    taken = taken_in(number)
    flash(say("quarantine.accepted"))
    return redirect(f"{request.script_root}/instruments/{taken.instrument}/versions/{taken.version}/", 303)


def taken_in(number: int) -> Taken:
    """What a quarantined capture was taken in as. Raises NotAllowed, NotARegulation where no text can be read."""
    person = _keeper()
    threshold = current.threshold()
    desk = open_desk(threshold.settings, library=threshold.library)
    try:
        taken = quarantine.accept(replace(desk, clock=current.now), number, person)
    finally:
        desk.fetcher.close()  # the library stays open: it is the site's own
    if not taken.version:
        raise NotARegulation(taken.reason or say("quarantine.still"))
    return taken


@bp.post("/quarantine/<int:number>/reject")
def reject(number: int) -> AnyResponse:
    """Say that a capture is no regulation; its bytes stay in the archive."""
    _keeper()
    current.room().operations.settle(number, "rejected")
    flash(say("quarantine.rejected"))
    return redirect(url_for("review.page", _anchor="quarantine"), 303)


def _keeper() -> str:
    """The id of a reader who keeps sources; NotAllowed for everyone else."""
    reader = current.reader()
    if not access.writes_sources(reader) or reader.person is None:
        raise NotAllowed("Only analysts may settle a quarantined capture.")
    return reader.person.id
