"""Addresses that need no sign-in: feeds, calendars, shared comparisons.

An address goes on working when the token that asked for it is taken back. So it is told to no token that may only read.
"""

from flask import url_for

from tracker.law.instrument import Instrument
from tracker.practice.client import Share
from tracker.practice.feed import FeedAddress
from tracker.practice.feed import Scope as What
from tracker.practice.token import Scope
from tracker.web import current, feed_words
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created
from tracker.web.api.operations import Group, Who
from tracker.web.api.paging import Listing
from tracker.web.feeds import KINDS, base_url
from tracker.wire import editions as wire

group = Group("feeds", "Addresses that need no sign-in: feeds, calendars, shared comparisons")


@group.get("/feeds", wire.Feed, listed=True, scope=Scope.WRITE)
def feeds() -> Listing[FeedAddress]:
    """The reader's own addresses, oldest first."""
    return Listing(current.room().feeds.mine(), lambda one: (one.id,), _feed)


@group.post("/feeds", wire.Feed, takes=wire.FeedSent)
def make_feed() -> Created:
    """Make an address of the reader's own view; of what they may not know there is none."""
    sent = asked.body(wire.FeedSent)
    made = current.room().feeds.make(What(sent["scope"]), sent.get("value", ""))
    return Created(_feed(made), url_for("api.feeds"))


@group.delete("/feeds/<int:number>")
def revoke_feed(number: int) -> None:
    """Take an address back, at once and for good."""
    current.room().feeds.revoke(number)


@group.get("/portal/shares", wire.Share, listed=True, who=Who.CLIENTS, scope=Scope.WRITE)
def shares() -> Listing[tuple[Share, Instrument]]:
    """The shared addresses of the reader's client that answer now."""
    return Listing(current.room().portal.home().shares, lambda one: (one[0].id,), lambda one: _share(one[0]))


@group.post("/portal/shares", wire.Share, takes=wire.ShareSent, who=Who.CLIENTS)
def share() -> Created:
    """Make an address that shows one released comparison to whoever holds it, for so many days."""
    sent = asked.body(wire.ShareSent)
    made = current.room().portal.share(sent["instrument"], sent["old"], sent["new"], sent["days"])
    return Created(_share(made), url_for("api.shares"))


@group.delete("/portal/shares/<int:number>", who=Who.CLIENTS)
def end_share(number: int) -> None:
    """Take a shared address back; any member of the client may."""
    current.room().portal.end_share(number)


def _feed(one: FeedAddress) -> wire.Feed:
    where = f"{base_url()}/feeds/{one.token}"
    return {
        "id": one.id,
        "scope": one.scope.value,
        "value": one.value,
        "name": feed_words.name_of(one, current.language(), current.room()),
        "addresses": wire.FeedAddresses(**{kind: f"{where}.{kind}" for kind in KINDS}),  # type: ignore[typeddict-item]
        "made_at": lines.instant(one.made_at),
        "asked_at": lines.maybe(one.asked_at),
    }


def _share(one: Share) -> wire.Share:
    return {
        "id": one.id,
        "instrument": one.instrument,
        "old": one.old,
        "new": one.new,
        "address": f"{base_url()}/shared/{one.token}/",
        "made_at": lines.instant(one.made_at),
        "expires_at": lines.instant(one.expires_at),
    }
