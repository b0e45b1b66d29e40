"""Full-text search."""

from flask import Blueprint, render_template, request

from tracker.law.instrument import Shelf
from tracker.web import current
from tracker.web.kept import kept

bp = Blueprint("search", __name__, url_prefix="/search")


FACETS = ("authority", "stage", "year")


@bp.get("/")
@kept
def page() -> str:
    """What a phrase finds."""
    offset = max(0, request.args.get("offset", 0, type=int))
    shelf = next((one for one in Shelf if one.value == request.args.get("shelf")), None)
    chosen = {name: request.args.get(name, "") for name in FACETS}
    page = current.room().searching.find(request.args.get("q", ""), offset, shelf, chosen)
    return render_template("search/page.html", page=page, chosen=chosen)


@bp.get("/history/")
@kept
def history() -> str:
    """When a phrase entered each work, and left it."""
    shelf = Shelf.SAMPLE if request.args.get("shelf") == Shelf.SAMPLE else Shelf.REAL
    return render_template(
        "search/history.html", page=current.room().searching.history(request.args.get("q", ""), shelf)
    )
