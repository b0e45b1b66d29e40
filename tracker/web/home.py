"""What is new."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.practice.person import Role
from tracker.web import current
from tracker.web.kept import page as kept

bp = Blueprint("home", __name__)

FACETS = ("topic", "authority", "stage", "direction")


@bp.get("/")
def page() -> str | Response:
    """The first page; a client's is the portal."""
    if current.reader().role is Role.CLIENT:
        return redirect(url_for("portal.page"), 303)
    return kept(_drawn)


def _drawn() -> str:
    chosen = {name: request.args.get(name, "") for name in FACETS}
    room = current.room()
    return render_template(
        "home/page.html", page=room.arrivals.home(chosen), chosen=chosen, picks=room.editions.picks()
    )
