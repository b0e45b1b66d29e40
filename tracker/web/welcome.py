"""Coming in by invitation, and the first minute: what to be told of, and a calendar.

A GET of the invitation's address shows a form and changes nothing: a scanner that follows the links of a mail lets
nobody in and uses nothing up.
"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker.practice.feed import Scope
from tracker.practice.watch import DATES, TEXTS, Channel, Watch
from tracker.web import account, current, filters, session
from tracker.web.words import LANGUAGES

bp = Blueprint("welcome", __name__)

SHORTEST = 12  # characters of a password (NIST SP 800-63B asks for eight at least, and for no mixture)
LEAD = 14  # days before a date: two weeks, to still write a comment


@bp.get("/invited/<token>/")
def ask(token: str) -> str:
    """The form of an invitation; 404 for one that is over."""
    person, client = current.threshold().invited(token, current.now())
    return render_template(
        "welcome/invited.html", token=token, guest=person, client=client, fault="", zones=account.zones()
    )


@bp.post("/invited/<token>/")
def accept(token: str) -> Response | tuple[str, int]:
    """Open the account with its owner's own password, and let them in."""
    person, client = current.threshold().invited(token, current.now())
    form = request.form
    password, language, zone = form.get("password", ""), form.get("language", ""), form.get("zone", "")
    fault = _fault(password, form.get("again", ""))
    if fault or language not in LANGUAGES or zone not in account.zones():
        shown = render_template(
            "welcome/invited.html",
            token=token,
            guest=person,
            client=client,
            fault=fault or "choice",
            zones=account.zones(),
        )
        return shown, 422
    person = current.threshold().accept(token, password, language, zone, current.now())
    session.begin(person.id, language)
    return redirect(url_for("welcome.page"), 303)


@bp.get("/welcome/")
def page() -> str:
    """The first minute: what one may follow, and one's calendar."""
    room = current.room()
    return render_template(
        "welcome/page.html",
        works=room.instruments.offered()[:60],
        watched={line.instrument.slug for line in room.watches.mine() if line.instrument},
        address=next((one for one in room.feeds.mine() if one.scope is Scope.EVERYTHING), None),
        base=current.threshold().settings.base_url.rstrip("/"),
    )


@bp.post("/welcome/")
def watch() -> Response:
    """Watch the works ticked, for texts and dates, by mail; those watched already stay as they are."""
    desk = current.room().watches
    watched = {line.instrument.slug for line in desk.mine() if line.instrument}
    chosen = [slug for slug in request.form.getlist("work") if slug not in watched]
    for slug in chosen:
        desk.add(Watch(0, "", instrument=slug, channel=Channel.MAIL, occasions=TEXTS | DATES, days=LEAD))
    flash(filters.say("welcome.watching", n=len(chosen)))
    return redirect(url_for("welcome.page"), 303)


@bp.post("/welcome/calendar/")
def calendar() -> Response:
    """Make the address of one's own calendar, once."""
    desk = current.room().feeds
    if not any(one.scope is Scope.EVERYTHING for one in desk.mine()):
        desk.make(Scope.EVERYTHING, "")
    return redirect(url_for("welcome.page", _anchor="calendar"), 303)


def _fault(password: str, again: str) -> str:
    if len(password) < SHORTEST:
        return "short"
    return "" if password == again else "differ"
