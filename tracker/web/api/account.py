"""One's own settings: language, zone, hours, and the addresses beside one's e-mail."""

from datetime import time
from urllib.parse import urlsplit

from flask import url_for

from tracker.alerts.services import SERVICES
from tracker.practice.hours import Habits
from tracker.practice.watch import Channel
from tracker.practice.watch import Hook as Kept
from tracker.web import current
from tracker.web.api import asked
from tracker.web.api.answering import Created, must_match
from tracker.web.api.operations import Group, Match
from tracker.web.api.paging import Listing
from tracker.web.api.problems import Problem
from tracker.wire import accounts as wire

group = Group("account", "One's own settings")


@group.get("/account", wire.Account)
def account() -> wire.Account:
    """When the reader wants to hear, in which language, on whose clock."""
    desk = current.room().watches
    desk.person_id  # noqa: B018 - raises for a visitor
    person, hours = current.reader().person, desk.hours()
    assert person is not None
    return {
        "language": person.language,
        "zone": person.zone,
        "digest_at": _said(hours.digest_at) or "08:00",
        "digest_day": hours.digest_day,
        "quiet_from": _said(hours.quiet_from),
        "quiet_until": _said(hours.quiet_until),
    }


@group.put("/account", wire.Account, takes=wire.AccountSent)
def set_account() -> wire.Account:
    """Keep the reader's settings, all of them."""
    must_match(Match.MAY, account())
    sent = asked.body(wire.AccountSent)
    hours = Habits(
        time.fromisoformat(sent["digest_at"]),
        sent["digest_day"],
        time.fromisoformat(sent["quiet_from"]) if sent["quiet_from"] else None,
        time.fromisoformat(sent["quiet_until"]) if sent["quiet_until"] else None,
    )
    current.room().watches.set_hours(hours, sent["zone"], sent["language"])
    return {
        "language": sent["language"],
        "zone": sent["zone"],
        "digest_at": sent["digest_at"],
        "digest_day": sent["digest_day"],
        "quiet_from": sent["quiet_from"],
        "quiet_until": sent["quiet_until"],
    }


@group.get("/addresses", wire.Hook, listed=True)
def addresses() -> Listing[Kept]:
    """The reader's own addresses of chat groups and programs, without their keys."""
    return Listing(current.room().watches.hooks(), lambda one: (one.id,), _hook)


@group.post("/addresses", wire.Hook, takes=wire.HookSent)
def add_address() -> Created:
    """One more address; it leads to its service, or by https to a program of one's own."""
    sent = asked.body(wire.HookSent)
    channel, url, name = Channel(sent["channel"]), sent["url"].strip(), sent["name"].strip()
    if not name or not url.startswith(SERVICES[channel].home or "https://"):
        raise Problem(
            "invalid", f"An address of {channel.value} has a name and begins {SERVICES[channel].home or 'https://'}."
        )
    made = current.room().watches.add_hook(Kept(0, "", channel, name, url, sent.get("secret", "").strip()))
    return Created(_hook(made), url_for("api.addresses"))


@group.delete("/addresses/<int:number>")
def remove_address(number: int) -> None:
    """One address less; 409 while a watch sends to it."""
    current.room().watches.remove_hook(number)


def _said(at: time | None) -> str | None:
    return at.isoformat("minutes") if at else None


def _hook(one: Kept) -> wire.Hook:
    return {"id": one.id, "channel": one.channel.value, "name": one.name, "host": urlsplit(one.url).hostname or ""}
