"""A client's own home, its answers to counsel, and what it shares for a time."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from tracker.web import current, filters
from tracker.web.naming import WORDING
from tracker.web.swimlanes import pool

bp = Blueprint("portal", __name__)

DAYS = (7, 30, 90)  # how long a shared address may answer


@bp.get("/portal/")
def page() -> str:
    """What the client must do by when, what it follows, what was released to it, the dates ahead."""
    room = current.room()
    found = room.portal.home()
    return render_template(
        "portal/page.html",
        page=found,
        briefings=room.briefings.mine(),
        pool=pool(found.lanes, found.today, WORDING),
        days=DAYS,
        base=current.threshold().settings.base_url.rstrip("/"),
    )


@bp.post("/portal/notes/<handle>/")
def answer(handle: str) -> Response:
    """Say that a released wording was read, or reply to counsel."""
    body = request.form.get("body", "").strip()
    if request.form.get("what") == "reply" and not body:
        raise BadRequest
    current.room().portal.answer(handle, body if request.form.get("what") == "reply" else "")
    flash(filters.say("portal.replied" if body else "portal.acknowledged"))
    return redirect(url_for("portal.page", _anchor=f"n-{handle}"), 303)


@bp.post("/portal/shares/")
def share() -> Response:
    """Make an address that shows one released comparison for so many days."""
    slug, old, new = (request.form.get(name, "") for name in ("slug", "old", "new"))
    try:
        days = int(request.form.get("days", ""))
    except ValueError as fault:
        raise BadRequest from fault
    current.room().portal.share(slug, old, new, days)
    flash(filters.say("portal.shared"))
    return redirect(url_for("portal.page", _anchor="shares"), 303)


@bp.post("/portal/shares/<int:number>/end/")
def end_share(number: int) -> Response:
    """Take a shared address back."""
    current.room().portal.end_share(number)
    flash(filters.say("portal.unshared"))
    return redirect(url_for("portal.page", _anchor="shares"), 303)


@bp.get("/shared/<token>/")
def shared(token: str) -> Response:
    """What a shared address shows whoever holds it; 404 once it expired, was taken back or is released no more."""
    found, reader = current.threshold().share(token, current.now())
    room = current.threshold().room(reader, current.now)
    page = room.portal.shared(found.instrument, found.old, found.new, found.expires_at)
    response = Response(render_template("shared/page.html", page=page))
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"  # the token stands in the address
    return response
