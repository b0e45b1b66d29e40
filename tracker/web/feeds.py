"""Addresses of feeds and calendars: made, shown and revoked by their owner; read by whoever holds the token."""

from dataclasses import replace

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from tracker.exports import calendar as ics
from tracker.exports import feeds as written
from tracker.knowledge import topics
from tracker.law.instrument import Shelf
from tracker.practice.feed import FeedAddress, Scope
from tracker.practice.person import Reader
from tracker.readingroom.room import ReadingRoom
from tracker.web import current, feed_words, filters
from tracker.web.seeking import sought

bp = Blueprint("feeds", __name__, url_prefix="/feeds")

# What each ending is sent as.
KINDS = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
    "ics": "text/calendar",
}
WRITERS = {"atom": written.atom, "rss": written.rss, "json": written.json_feed}


@bp.get("/")
def page() -> str:
    """The reader's own addresses, and a form for one more."""
    room, chosen = current.room(), request.args.get("instrument", "")
    return render_template(
        "feeds/page.html",
        addresses=[(one, feed_words.name_of(one, current.language(), room)) for one in room.feeds.mine()],
        base=base_url(),
        instruments=[one for one in room.instruments.offered(sought(), chosen) if one.shelf is Shelf.REAL],
        seek=sought(),
        topics=topics(),
        clients=room.feeds.clients(),
        chosen=chosen,
    )


@bp.post("/")
def make() -> AnyResponse:
    """One more address, for the scope the form names: `everything`, `topic:data`, `instrument:ai-law`."""
    scope, _, value = request.form.get("scope", "").partition(":")
    try:
        current.room().feeds.make(Scope(scope), value)
    except ValueError as fault:
        raise BadRequest from fault
    flash(filters.say("feeds.made"))
    return redirect(url_for("feeds.page"), 303)


@bp.post("/<int:number>/revoke/")
def revoke(number: int) -> AnyResponse:
    """Take an address back."""
    current.room().feeds.revoke(number)
    flash(filters.say("feeds.revoked"))
    return redirect(url_for("feeds.page"), 303)


@bp.get("/<token>.<any(atom,rss,json,ics):kind>")
def read(token: str, kind: str) -> Response:
    """What stands behind an address, in its owner's language; 404 for a token nobody has or one taken back."""
    address, reader = current.threshold().feed(token, current.now())
    room = current.threshold().room(reader, current.now)
    key = "feed", kind, replace(address, asked_at=None), reader, room.feeds.today
    body = current.threshold().remembered(key, lambda: _written(address, reader, kind, room), len)
    response = Response(body, content_type=f"{KINDS[kind]}; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]  # the same class comes back


def _written(address: FeedAddress, reader: Reader, kind: str, room: ReadingRoom) -> bytes:
    """What stands behind an address, in one of the forms."""
    name = feed_words.name_of(address, feed_words.language_of(reader), room)
    if kind == "ics":
        days = [feed_words.day(one, reader, base_url()) for one in room.feeds.days(address.scope, address.value)]
        return ics.calendar(name, days)
    here = f"{base_url()}/feeds/{address.token}.{kind}"
    entries = room.feeds.entries(address.scope, address.value)
    return WRITERS[kind](feed_words.feed(entries, reader, name, here, base_url(), address))


def base_url() -> str:
    """The address people use, without a slash at its end."""
    return current.threshold().settings.base_url.rstrip("/")
