"""How the sources are: silence is an alarm."""

from flask import Blueprint, render_template

from tracker.web import current

bp = Blueprint("sources", __name__, url_prefix="/sources")


@bp.get("/")
def page() -> str:
    """Every source's state, and what waits in quarantine."""
    return render_template("sources/page.html", page=current.room().operations.sources())
