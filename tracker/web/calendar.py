"""Dates of many works: their lives as swim lanes, by topic or by a client's portfolio, and the list of what comes."""

from flask import Blueprint, render_template, request

from tracker.law.instrument import Shelf
from tracker.readingroom.calendar import LANES
from tracker.web import current
from tracker.web.kept import kept
from tracker.web.naming import WORDING
from tracker.web.paging import start
from tracker.web.swimlanes import pool

bp = Blueprint("calendar", __name__, url_prefix="/calendar")


@bp.get("/")
@kept
def page() -> str:
    """The lanes, the dates ahead, and the table behind the picture."""
    args = request.args
    shelf = Shelf.SAMPLE if args.get("shelf") == Shelf.SAMPLE else Shelf.REAL
    chosen = {"topic": args.get("topic", ""), "client": args.get("client", "")}
    desk = current.room().calendar
    found = desk.page(chosen["topic"], chosen["client"], shelf, start())
    return render_template(
        "calendar/page.html",
        page=found,
        pool=pool(found.lanes, found.today, WORDING),
        chosen=chosen,
        shelf=shelf,
        size=LANES,
        other_shelf=desk.has_lanes(Shelf.REAL if shelf is Shelf.SAMPLE else Shelf.SAMPLE),
    )
