"""What a person wants to hear of, and what they were told."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from tracker.diff.changes import Direction
from tracker.knowledge import authorities, topics
from tracker.law.instrument import Shelf
from tracker.practice.hours import Cadence
from tracker.practice.watch import CHOSEN, TEXTS, Channel, Occasion, Watch
from tracker.readingroom.pages import Foretold
from tracker.readingroom.watches import INSIDE_ONLY
from tracker.web import current, filters
from tracker.web.seeking import sought

bp = Blueprint("watches", __name__)

AFFECTED = ("provider", "regulator", "state", "individual")  # who a verdict may be borne by
LONGEST_LEAD = 90  # days: comment windows last a month or two
FIRST = Watch(0, "")  # what the empty form stands for


@bp.get("/watches/")
def page() -> str:
    """The reader's watches, and a form for one more, filled in as the address asks (`?instrument=`, `?phrase=`)."""
    args = request.args
    asked = Watch(
        0,
        "",
        instrument=args.get("instrument", ""),
        phrase=args.get("phrase", "").strip()[:100],
        provision=args.get("provision", "").strip()[:100],
        topic=args.get("topic", ""),
        occasions=frozenset({Occasion.EDITION}) if args.get("on") == "edition" else TEXTS,
    )
    return _page(asked)


@bp.post("/watches/")
def add() -> Response:
    """One more watch."""
    current.room().watches.add(wanted())
    flash(filters.say("watches.added"))
    return redirect(url_for("watches.page"), 303)


@bp.post("/watches/preview/")
def preview() -> str:
    """What the form's watch would have told in the last year; nothing is kept."""
    asked = wanted()
    return _page(asked, current.room().watches.preview(asked))


@bp.post("/watches/<int:watch>/remove/")
def remove(watch: int) -> Response:
    """One watch less."""
    current.room().watches.remove(watch)
    flash(filters.say("watches.removed"))
    return redirect(url_for("watches.page"), 303)


@bp.post("/watches/<int:watch>/pause/")
def pause(watch: int) -> Response:
    """Silence a watch, or let it speak again."""
    current.room().watches.pause(watch, request.form.get("active") == "yes")
    return redirect(url_for("watches.page"), 303)


@bp.post("/watches/<int:watch>/test/")
def test(watch: int) -> Response:
    """Send a test by a watch's channel."""
    current.room().watches.try_out(watch)
    flash(filters.say("watches.tested"))
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


def _page(asked: Watch, found: tuple[Foretold, ...] | None = None) -> str:
    room = current.room()
    inside = room.watches.is_inside
    return render_template(
        "watches/page.html",
        watches=room.watches.mine(),
        instruments=room.instruments.offered(sought(), asked.instrument),
        seek=sought(),
        authorities={shelf: authorities(shelf) for shelf in Shelf},
        topics=topics(),
        asked=asked,
        found=found,
        hooks=room.watches.hooks(),
        sources=room.operations.sources().sources if inside else (),
        occasions=[o for o in Occasion if o in CHOSEN and (inside or o not in INSIDE_ONLY)],
        affected=AFFECTED,
        cadences=list(Cadence),
        mail_leaves=room.watches.mail_leaves,
        longest_lead=LONGEST_LEAD,
    )


def wanted() -> Watch:
    """The watch the form describes; raises BadRequest for a value no form of ours offers."""
    form = request.form
    try:
        channel, hook = _where(form.get("where", Channel.PAGE.value))
        return Watch(
            id=0,
            person="",
            instrument=form.get("instrument", ""),
            authority=form.get("authority", ""),
            topic=form.get("topic", ""),
            keyword=form.get("keyword", "").strip()[:100],
            direction=Direction(form["direction"]) if form.get("direction") else None,
            channel=channel,
            chain=form.get("chain") == "yes",
            phrase=form.get("phrase", "").strip()[:100],
            provision=" ".join(form.get("provision", "").replace("、", " ").replace(",", " ").split())[:100],
            affected=form["affected"] if form.get("affected") in AFFECTED else "",
            occasions=frozenset(Occasion(value) for value in form.getlist("on")) & CHOSEN or TEXTS,
            days=min(max(int(form.get("days") or FIRST.days), 0), LONGEST_LEAD),
            source=form.get("source", ""),
            cadence=Cadence(form.get("cadence", Cadence.NOW.value)),
            hook=hook,
        )
    except ValueError as fault:
        raise BadRequest from fault


def _where(value: str) -> tuple[Channel, int | None]:
    """A channel, and for those that need one the number of the address: `mail`, `wecom:3`."""
    channel, _, number = value.partition(":")
    return Channel(channel), int(number) if number else None
