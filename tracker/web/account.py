"""A person's own settings: language, time zone, hours, and the addresses beside their e-mail."""

from datetime import time
from zoneinfo import available_timezones

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from tracker.alerts.services import SERVICES
from tracker.practice.hours import Habits
from tracker.practice.watch import HOOKED, Channel, Hook
from tracker.web import current, filters
from tracker.web.words import LANGUAGES, word

bp = Blueprint("account", __name__, url_prefix="/account")

# Where clients of Chinese law sit most; every other zone of the world stands behind them.
NEAR = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo", "Europe/London", "Europe/Berlin")
FAR = ("America/New_York", "America/Los_Angeles", "UTC")


def zones() -> list[str]:
    """Every time zone, the nearest first."""
    first = (*NEAR, *FAR)
    return [*first, *sorted(zone for zone in available_timezones() if "/" in zone and zone not in first)]


@bp.get("/")
def page() -> str:
    """The settings of the reader."""
    desk = current.room().watches
    return render_template(
        "account/page.html",
        hours=desk.hours(),
        hooks=desk.hooks(),
        zones=zones(),
        channels=[channel for channel in Channel if channel in HOOKED],
        homes={channel: service.home for channel, service in SERVICES.items()},
    )


@bp.post("/")
def save() -> Response:
    """Keep language, zone and hours; the language holds from the next page on."""
    form = request.form
    language = form.get("language", "")
    if language not in LANGUAGES:
        raise BadRequest
    current.room().watches.set_hours(_hours(), form.get("zone", ""), language)
    session["language"] = language
    flash(word(language, "account.saved"))
    return redirect(url_for("account.page"), 303)


@bp.post("/addresses/")
def add_hook() -> Response:
    """One more address."""
    current.room().watches.add_hook(hook())
    flash(filters.say("account.hook-added"))
    return redirect(url_for("account.page", _anchor="addresses"), 303)


@bp.post("/addresses/<int:number>/remove/")
def remove_hook(number: int) -> Response:
    """One address less."""
    current.room().watches.remove_hook(number)
    flash(filters.say("account.hook-removed"))
    return redirect(url_for("account.page", _anchor="addresses"), 303)


def hook() -> Hook:
    """The address the form describes; raises BadRequest for one that does not lead to its service."""
    form = request.form
    try:
        channel = Channel(form.get("channel", ""))
    except ValueError as fault:
        raise BadRequest from fault
    url, name = form.get("url", "").strip(), form.get("name", "").strip()[:100]
    home = SERVICES[channel].home if channel in HOOKED else None
    if home is None or not name or len(url) > 1000 or not url.startswith(home or "https://"):
        raise BadRequest
    return Hook(0, "", channel, name, url, form.get("secret", "").strip()[:200])


def _hours() -> Habits:
    form = request.form
    try:
        day = int(form.get("digest_day", "0"))
        digest_at = _clock(form.get("digest_at", "")) or time(8, 0)
        hours = Habits(digest_at, day, _clock(form.get("quiet_from", "")), _clock(form.get("quiet_until", "")))
    except ValueError as fault:
        raise BadRequest from fault
    if not 0 <= day <= 6:
        raise BadRequest
    return hours


def _clock(words: str) -> time | None:
    return time.fromisoformat(words).replace(second=0, microsecond=0, tzinfo=None) if words else None
