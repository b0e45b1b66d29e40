"""Correcting on the page: a verdict overruled, provisions paired anew or parted, and taken back; without a script."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.diff.changes import Direction
from tracker.diff.repairing import Act
from tracker.errors import NotFound
from tracker.web import current
from tracker.web.comparisons import PAIR, back, must_write, workbench_page
from tracker.web.drafts import Correcting
from tracker.web.filters import say

bp = Blueprint("rulings", __name__)
SEVERITIES = ("0", "1", "2", "3")


@bp.post(f"/comparisons{PAIR}/verdict")
def overrule(slug: str, old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Put counsel's verdict, with its reason, beside the machine's."""
    must_write()
    change, direction, severity, reason = (_sent(name) for name in ("change", "direction", "severity", "reason"))
    if direction not in set(Direction) or severity not in SEVERITIES:
        return _again(slug, old, new, "ruling.needs-direction")
    if not reason:
        return _again(slug, old, new, "ruling.needs-reason")
    try:
        desk = current.room().rulings
        desk.overrule(slug, old, new, change, Direction(direction), int(severity), reason)
    except NotFound:
        return _again(slug, old, new, "ruling.unfit")
    flash(say("ruling.kept"))
    return back(slug, old, new, f"c-{change}")


@bp.post(f"/comparisons{PAIR}/pairing")
def pair(slug: str, old: str, new: str) -> AnyResponse | tuple[str, int]:
    """Say which provisions belong together, or do not."""
    must_write()
    act, before, after, reason = (_sent(name) for name in ("act", "old", "new", "reason"))
    if act not in set(Act):
        return _again(slug, old, new, "ruling.needs-act")
    if not reason:
        return _again(slug, old, new, "ruling.needs-reason")
    try:
        current.room().rulings.pair(slug, old, new, Act(act), (before or None, after or None), reason)
    except NotFound:
        return _again(slug, old, new, "ruling.unfit")
    flash(say("ruling.kept"))
    return back(slug, old, new, "rulings")


@bp.post("/rulings/<int:number>/undo")
def undo(number: int) -> AnyResponse:
    """Take a correction back; it stays on record."""
    found = current.room().rulings.undo(number)
    flash(say("ruling.undone"))
    where = url_for("comparisons.page", slug=found.instrument, old=found.old, new=found.new, _anchor="rulings")
    return redirect(where, 303)


def _sent(name: str) -> str:
    return request.form.get(name, "").strip()


def _again(slug: str, old: str, new: str, says: str) -> tuple[str, int]:
    """The page with the form as it was sent, and what was wrong with it: nothing typed is lost."""
    shown = current.room().comparisons.page(slug, old, new)
    sent = {name: value for name, value in request.form.items() if name != "csrf_token"}
    return workbench_page(shown, correcting=Correcting(_sent("change"), sent, say(says))), 400
