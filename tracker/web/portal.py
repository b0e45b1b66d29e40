"""A client's own home."""

from flask import Blueprint, render_template

from tracker.web import current
from tracker.web.naming import WORDING
from tracker.web.swimlanes import pool

bp = Blueprint("portal", __name__, url_prefix="/portal")


@bp.get("/")
def page() -> str:
    """What the client follows, what was released to them, the dates ahead."""
    room = current.room()
    found, briefings = room.portal.home(), room.briefings.mine()
    return render_template(
        "portal/page.html", page=found, briefings=briefings, pool=pool(found.lanes, found.today, WORDING)
    )
