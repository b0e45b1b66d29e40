"""What was sent, what was not, and what is in doubt."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.practice.watch import DeliveryState
from tracker.web import current, filters

bp = Blueprint("deliveries", __name__, url_prefix="/deliveries")


@bp.get("/")
def page() -> str:
    """The newest deliveries, of one state if the address asks for one (`?state=in-doubt`)."""
    desk = current.room().operations
    asked = request.args.get("state", "")
    state = DeliveryState(asked) if asked in set(DeliveryState) else None
    return render_template("deliveries/page.html", page=desk.deliveries(state), mail_leaves=desk.mail_leaves)


@bp.post("/<int:delivery>/resend/")
def resend(delivery: int) -> Response:
    """Send one again: a person's decision."""
    current.room().operations.resend(delivery)
    flash(filters.say("deliveries.resent"))
    return redirect(url_for("deliveries.page"), 303)
