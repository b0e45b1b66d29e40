"""The catalogue, and one instrument's life."""

from datetime import date

from flask import Blueprint, render_template, request

from tracker.law.instrument import Shelf
from tracker.readingroom.instruments import PAGE
from tracker.web import current
from tracker.web.kept import kept
from tracker.web.naming import WORDING
from tracker.web.paging import start
from tracker.web.timeline import rows, timeline

bp = Blueprint("instruments", __name__, url_prefix="/instruments")

FACETS = ("topic", "authority", "kind", "stage", "standing")


@bp.get("/")
@kept
def catalogue() -> str:
    """The catalogue, narrowed; fiction stands on a shelf of its own."""
    chosen = {name: request.args.get(name, "") for name in FACETS}
    words = request.args.get("q", "").strip()[:100]
    shelf = Shelf.SAMPLE if request.args.get("shelf") == Shelf.SAMPLE else Shelf.REAL
    first = start()
    page = current.room().instruments.catalogue(chosen, words=words, shelf=shelf, size=PAGE, start=first)
    return render_template(
        "instruments/catalogue.html",
        page=page,
        start=first,
        size=PAGE,
        chosen=chosen,
        words=words,
    )


@bp.get("/<slug>/")
@kept
def page(slug: str) -> str:
    """One instrument with its time picture, and as it stood on a day (`?on=2025-01-01`)."""
    desk = current.room().instruments
    found = desk.page(slug)
    spans, stood = desk.stood(slug, asked_day())
    text = desk.text_on(slug, stood.on) if found.reads_text and stood.force else None
    picture = timeline(found.moments, desk.today, WORDING)
    life = picture.rows if picture else rows(found.moments, desk.today, WORDING)
    return render_template(
        "instruments/page.html",
        page=found,
        picture=picture,
        life=life,
        today=desk.today,
        periods=spans,
        stood=stood,
        text=text,
    )


@bp.get("/<slug>/text-on/")
def text_on(slug: str) -> str:
    """The words in force on a day (`?on=2025-01-01`), with what of them had not begun."""
    text = current.room().instruments.text_on(slug, asked_day())
    return render_template("instruments/text_on.html", text=text, waiting=text.waiting)


def asked_day() -> date | None:
    """The day the address asks about; None for none, or for something that is no day."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return None
