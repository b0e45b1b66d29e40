"""Picks, and the periodical digest: its drafts, its archive, the page and the Word file of one."""

from datetime import date, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from tracker.practice import access
from tracker.web import current, edition_docx, filters

bp = Blueprint("editions", __name__)

WEEK = timedelta(days=6)  # with the last day a week
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/editions/")
def page() -> str:
    """The archive; for counsel the drafts, and a form to begin one."""
    desk = current.room().editions
    return render_template(
        "editions/list.html",
        editions=desk.all(),
        writes=access.writes_notes(current.reader()),
        opens=desk.today - WEEK,
        closes=desk.today,
    )


@bp.post("/editions/")
def begin() -> AnyResponse:
    """A new draft."""
    made = current.room().editions.begin(*_form())
    return redirect(url_for("editions.one", number=made.id), 303)


@bp.get("/editions/<int:number>/")
def one(number: int) -> str:
    """One digest; for counsel a draft with its form."""
    found = current.room().editions.page(number)
    writes = access.writes_notes(current.reader())
    return render_template("editions/page.html", page=found, writes=writes and found.edition.sent_at is None)


@bp.get("/editions/<int:number>.docx")
def word(number: int) -> Response:
    """The same as a Word file."""
    found = current.room().editions.page(number)
    response = Response(edition_docx.written(found), content_type=WORD)
    response.headers["Content-Disposition"] = f'attachment; filename="tracker-{found.edition.closes_on}.docx"'
    return response


@bp.post("/editions/<int:number>/")
def revise(number: int) -> AnyResponse:
    """Word a draft anew."""
    current.room().editions.revise(number, *_form())
    flash(filters.say("editions.kept"))
    return redirect(url_for("editions.one", number=number), 303)


@bp.post("/editions/<int:number>/send/")
def send(number: int) -> AnyResponse:
    """Let it go out."""
    told = current.room().editions.send(number)
    flash(filters.say("editions.sent", n=told))
    return redirect(url_for("editions.one", number=number), 303)


@bp.post("/picks/")
def pin() -> AnyResponse:
    """Pin a text with a line of comment."""
    form = request.form
    comment = " ".join(form.get("comment", "").split())[:300]
    if not comment:
        raise BadRequest
    current.room().editions.pin(form.get("slug", ""), form.get("version", ""), comment)
    flash(filters.say("editions.pinned"))
    return redirect(url_for("instruments.page", slug=form.get("slug", "")), 303)


@bp.post("/picks/<int:number>/remove/")
def unpin(number: int) -> AnyResponse:
    """Take a pick down."""
    current.room().editions.unpin(number)
    flash(filters.say("editions.unpinned"))
    return redirect(url_for("home.page"), 303)


def _form() -> tuple[str, str, tuple[date, date]]:
    form = request.form
    title = form.get("title", "").strip()[:150]
    try:
        period = date.fromisoformat(form.get("opens_on", "")), date.fromisoformat(form.get("closes_on", ""))
    except ValueError as fault:
        raise BadRequest from fault
    if not title or period[0] > period[1]:
        raise BadRequest
    return title, form.get("introduction", "").strip()[:5000], period
