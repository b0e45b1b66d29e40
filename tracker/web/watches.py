"""What a person wants to hear of, and what they were told."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from tracker.diff.changes import Direction
from tracker.knowledge import authorities, topics
from tracker.law.instrument import Shelf
from tracker.practice.watch import Channel, Watch
from tracker.web import current, filters

bp = Blueprint("watches", __name__)


@bp.get("/watches/")
def page() -> str:
    """The reader's watches, and a form for one more."""
    room = current.room()
    lines = room.instruments.catalogue({}).lines + room.instruments.catalogue({}, shelf=Shelf.SAMPLE).lines
    return render_template(
        "watches/page.html",
        watches=room.watches.mine(),
        instruments=[line.instrument for line in lines],
        authorities={shelf: authorities(shelf) for shelf in Shelf},
        topics=topics(),
        chosen=request.args.get("instrument", ""),
        mail_leaves=room.watches.mail_leaves,
    )


@bp.post("/watches/")
def add() -> Response:
    """One more watch."""
    current.room().watches.add(wanted())
    flash(filters.say("watches.added"))
    return redirect(url_for("watches.page"), 303)


@bp.post("/watches/<int:watch>/remove/")
def remove(watch: int) -> Response:
    """One watch less."""
    current.room().watches.remove(watch)
    flash(filters.say("watches.removed"))
    return redirect(url_for("watches.page"), 303)


@bp.get("/alerts/")
def alerts() -> str:
    """What the reader was told."""
    return render_template("watches/alerts.html", alerts=current.room().watches.alerts())


@bp.post("/alerts/<int:alert>/read/")
def read(alert: int) -> Response:
    """The reader saw an alert."""
    current.room().watches.mark_read(alert)
    return redirect(url_for("watches.alerts"), 303)


def wanted() -> Watch:
    """The watch the form describes; raises BadRequest for a value no form of ours offers."""
    form = request.form
    try:
        direction = Direction(form["direction"]) if form.get("direction") else None
        channel = Channel(form.get("channel", Channel.PAGE))
    except ValueError as fault:
        raise BadRequest from fault
    return Watch(
        id=0,
        person="",
        instrument=form.get("instrument", ""),
        authority=form.get("authority", ""),
        topic=form.get("topic", ""),
        keyword=form.get("keyword", "").strip()[:100],
        direction=direction,
        channel=channel,
    )
