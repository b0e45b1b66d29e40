"""Clients, members and invitations, for the administrator; what clients answered, for the firm."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from tracker.knowledge import topics
from tracker.practice.person import Client, Role
from tracker.web import current, filters
from tracker.web.seeking import sought
from tracker.web.words import LANGUAGES

bp = Blueprint("clients", __name__)

INVITED = (Role.CLIENT, Role.COUNSEL, Role.ANALYST, Role.ADMINISTRATOR)


@bp.get("/clients/")
def page() -> str:
    """Every client with its members, and the invitations that wait."""
    settings = current.threshold().settings
    return render_template(
        "clients/page.html",
        page=current.room().clients.page(sought()),
        seek=sought(),
        topics=topics(),
        roles=INVITED,
        base=settings.base_url.rstrip("/"),
        mail_leaves=bool(settings.mail.host),
    )


@bp.post("/clients/")
def keep() -> Response:
    """A client, new or changed: its name, what it follows, whether it sees verdicts before release."""
    form = request.form
    name = form.get("name", "").strip()[:100]
    if not name:
        raise BadRequest
    follows = frozenset(word for word in form.getlist("follows") if word)
    client = Client(form.get("id", ""), name, follows, form.get("machine") == "yes")
    current.room().clients.put(client)
    flash(filters.say("clients.kept", name=name))
    return redirect(url_for("clients.page"), 303)


@bp.post("/clients/invite/")
def invite() -> Response:
    """An account that waits for its owner, and the letter to them."""
    form = request.form
    email, name, language = (
        form.get("email", "").strip(),
        form.get("name", "").strip()[:100],
        form.get("language", "zh"),
    )
    try:
        role = Role(form.get("role", ""))
    except ValueError as fault:
        raise BadRequest from fault
    if role not in INVITED or language not in LANGUAGES or not name or "@" not in email or len(email) > 254:
        raise BadRequest
    current.room().clients.invite(email, name, role, form.get("client", ""), language)
    flash(filters.say("clients.invited", email=email))
    return redirect(url_for("clients.page"), 303)


@bp.get("/answers/")
def answers() -> str:
    """What clients answered, what nobody settled first."""
    return render_template("clients/answers.html", lines=current.room().clients.answers())


@bp.post("/answers/<int:number>/settle/")
def settle(number: int) -> Response:
    """An answer was dealt with."""
    current.room().clients.settle(number)
    return redirect(url_for("clients.answers"), 303)
