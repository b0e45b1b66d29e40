"""Full-text search."""

from flask import Blueprint, render_template, request

from tracker.law.instrument import Shelf
from tracker.web import current

bp = Blueprint("search", __name__, url_prefix="/search")


@bp.get("/")
def page() -> str:
    """What a phrase finds."""
    offset = max(0, request.args.get("offset", 0, type=int))
    shelf = next((one for one in Shelf if one.value == request.args.get("shelf")), None)
    page = current.room().searching.find(request.args.get("q", ""), offset, shelf)
    return render_template("search/page.html", page=page)
