"""Notes on a change: written, revised, released and taken back; forms that work without a script."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.annotations.annotation import Note, Selector
from tracker.diff.changes import Clause
from tracker.exports import places
from tracker.readingroom.pages import ComparisonPage
from tracker.web import current
from tracker.web.comparisons import PAIR, Draft, back, chosen_client, must_write, workbench_page
from tracker.web.filters import say

bp = Blueprint("notes", __name__)
CONTEXT = 24  # characters before and after a quote that tell it from its twins


@bp.post(f"/comparisons{PAIR}/notes")
def add(slug: str, old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Write a note on a change, or on the whole comparison, or on a phrase of one side; internal until released."""
    must_write()
    shown = current.room().comparisons.page(slug, old, new)
    draft = Draft(
        change=request.form.get("change", ""),
        body=request.form.get("body", "").strip(),
        exact=request.form.get("exact", "").strip(),
        side="old" if request.form.get("side") == "old" else "new",
        start=request.form.get("start", ""),
    )
    fault = wrong_with(draft, shown)
    if fault:
        return workbench_page(shown, _with_fault(draft, fault)), 400
    note = current.room().notes.add(slug, old, new, draft.change, draft.body, selector(draft, shown))
    flash(say("note.saved"))
    return back(slug, old, new, f"note-{note.id}")


@bp.post("/notes/<int:number>/revise")
def revise(number: int) -> AnyResponse:
    """Give a note a new wording; what clients read stays until it is released again."""
    body = request.form.get("body", "").strip()
    if not body:
        flash(say("note.empty"))
        return _to(current.room().notes.get(number))
    note = current.room().notes.revise(number, body)
    flash(say("note.revised"))
    return _to(note)


@bp.post("/notes/<int:number>/release")
def release(number: int) -> AnyResponse:
    """Let one client, or every follower, read the present wording."""
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


def wrong_with(draft: Draft, shown: ComparisonPage) -> str:
    """What keeps a note from being kept, as a sentence; empty if nothing does."""
    if not draft.body:
        return say("note.empty")
    clause = change_of(draft, shown)
    if draft.change and clause is None:
        return say("note.no-change")
    if draft.exact and selector(draft, shown) is None:
        unit = clause and (clause.old if draft.side == "old" else clause.new)
        grammar = shown.new.document.grammar
        place = places.cite(unit.locator, grammar, current.language()) if unit else say("note.whole")
        return say("note.no-quote", quote=draft.exact, place=place, side=say(f"bench.{draft.side}"))
    return ""


def change_of(draft: Draft, shown: ComparisonPage) -> Clause | None:
    """The change a note is on, None for the whole comparison."""
    return next((c for c in shown.comparison.clauses if c.key == draft.change), None)


def selector(draft: Draft, shown: ComparisonPage) -> Selector | None:
    """The quote's place in the clause's words; None without a quote, or where the words do not stand there.

    `start` says which of several equal phrases was meant; the words decide, the offset only chooses.
    """
    clause = change_of(draft, shown)
    unit = clause and (clause.old if draft.side == "old" else clause.new)
    if not unit or not draft.exact:
        return None
    asked = int(draft.start) if draft.start.isdecimal() else -1
    start = asked if unit.text.startswith(draft.exact, asked) and asked >= 0 else unit.text.find(draft.exact)
    if start < 0:
        return None
    end = start + len(draft.exact)
    return Selector(
        side=draft.side,
        exact=draft.exact,
        prefix=unit.text[max(0, start - CONTEXT) : start],
        suffix=unit.text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def _with_fault(draft: Draft, fault: str) -> Draft:
    return Draft(draft.change, draft.body, draft.exact, draft.side, draft.start, fault)


def _to(note: Note) -> AnyResponse:
    where = url_for("comparisons.page", slug=note.instrument, old=note.old, new=note.new, _anchor=f"note-{note.id}")
    return redirect(where, 303)
