"""Notes: written, answered, reworded, released and taken back; forms that work without a script."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.annotations.annotation import Deed, Note
from tracker.errors import Conflict
from tracker.web import current
from tracker.web.comparisons import PAIR, back, chosen_client, must_write, workbench_page
from tracker.web.drafts import Draft, Rewording, selector, wrong_with
from tracker.web.filters import say

bp = Blueprint("notes", __name__)

LONGEST_LABEL = 24  # characters: a label is a word or two, a sentence is a note
#: What a button does, and what the page says then.
DEEDS = {
    "assign": (Deed.ASSIGNED, "note.was-assigned"),
    "label": (Deed.LABELLED, "note.was-labelled"),
    "unlabel": (Deed.UNLABELLED, "note.was-unlabelled"),
    "resolve": (Deed.RESOLVED, "note.was-resolved"),
    "reopen": (Deed.REOPENED, "note.was-reopened"),
    "house": (Deed.HOUSE_VIEW, "note.was-housed"),
    "unhouse": (Deed.NOT_HOUSE_VIEW, "note.was-unhoused"),
}


@bp.post(f"/comparisons{PAIR}/notes")
def add(slug: str, old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Write a note on a change, a provision, a phrase of one side, or the whole; internal until released."""
    must_write()
    shown = current.room().comparisons.page(slug, old, new, with_notes=False)
    draft = Draft(
        change=request.form.get("change", ""),
        body=request.form.get("body", "").strip(),
        exact=request.form.get("exact", "").strip(),
        side="old" if request.form.get("side") == "old" else "new",
        start=request.form.get("start", ""),
        spot=request.form.get("spot", ""),
        matter=request.form.get("matter", "").strip(),
    )
    fault = wrong_with(draft, shown)
    if fault:
        return workbench_page(current.room().comparisons.page(slug, old, new), draft.with_fault(fault)), 400
    desk = current.room().notes
    quoted = selector(draft, shown)
    note = desk.add(slug, old, new, draft.change, draft.body, quoted, spot=draft.on_spot, matter=draft.matter)
    flash(say("note.saved"))
    return back(slug, old, new, f"note-{note.id}")


@bp.post("/notes/<int:number>/answer")
def answer(number: int) -> AnyResponse:
    """Answer a note, inside the firm."""
    must_write()
    body = request.form.get("body", "").strip()
    if not body:
        flash(say("note.empty"))
        return _to(current.room().notes.get(number))
    return _to(current.room().notes.answer(number, body))


@bp.post("/notes/<int:number>/revise")
def revise(number: int) -> AnyResponse | tuple[str, int]:
    """Give a note a new wording; what clients read stays until it is released again.

    Where a colleague saved first nothing is lost: both wordings stand on the page, and the writer decides.
    """
    must_write()
    body, desk = request.form.get("body", "").strip(), current.room().notes
    if not body:
        flash(say("note.empty"))
        return _to(desk.get(number))
    try:
        note = desk.revise(number, body, expected=request.form.get("seen", type=int))
    except Conflict:
        note = desk.get(number)
        shown = current.room().comparisons.page(note.instrument, note.old, note.new)
        return workbench_page(shown, rewording=Rewording(number, body, say("note.conflict"))), 409
    flash(say("note.revised"))
    return _to(note)


@bp.post("/notes/<int:number>/<any(assign, label, unlabel, resolve, reopen, house, unhouse):what>")
def act(number: int, what: str) -> AnyResponse:
    """Give a note to somebody, label it, close it with a word, open it again, make it the house view."""
    must_write()
    deed, said = DEEDS[what]
    value = request.form.get("value", "").strip()
    if deed is Deed.LABELLED:
        value = value[:LONGEST_LABEL]
    if not value and deed in (Deed.LABELLED, Deed.UNLABELLED, Deed.RESOLVED):
        flash(say("note.needs-word"))
        return _to(current.room().notes.get(number))
    note = current.room().notes.act(number, deed, value)
    flash(say(said))
    return _to(note)


@bp.post("/notes/<int:number>/release")
def release(number: int) -> AnyResponse:
    """Let one client, or every follower, read the present wording."""
    must_write()
    room = current.room()
    note = room.notes.get(number)
    client = chosen_client(room.comparisons.page(note.instrument, note.old, note.new))
    flash(say("note.was-released"))
    return _to(room.notes.release(number, client))


@bp.post("/notes/<int:number>/withdraw")
def withdraw(number: int) -> AnyResponse:
    """Take a note back."""
    note = current.room().notes.withdraw(number, request.form.get("client") or None)
    flash(say("note.withdrawn"))
    return _to(note)


def _to(note: Note) -> AnyResponse:
    where = url_for("comparisons.page", slug=note.instrument, old=note.old, new=note.new, _anchor=f"note-{note.id}")
    return redirect(where, 303)
