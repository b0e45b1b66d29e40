"""Signing in through the firm's identity provider: out with an errand, back with an address it vouches for."""

from dataclasses import asdict

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from tracker.practice.audit import Done
from tracker.settings import Provider
from tracker.web import current
from tracker.web.session import begin, inside
from tracker.workday.identity import Errand, errand, vouched, way_out

bp = Blueprint("oidc", __name__, url_prefix="/sign-in/provider")


@bp.get("/")
def leave() -> AnyResponse:
    """Send the browser to the provider; its errand waits in its own session."""
    sent = errand()
    session["errand"] = asdict(sent) | {"next": inside(request.args.get("next", ""))}
    return redirect(way_out(_provider(), sent, _back()), 303)


@bp.get("/back/")
def come_back() -> AnyResponse | tuple[str, int]:
    """Let in whom the provider vouches for and the firm has an account of; an errand is good once."""
    waiting = session.pop("errand", None) or {"state": "-", "nonce": "-", "verifier": "-", "next": ""}
    target = waiting.pop("next")
    email = vouched(_provider(), Errand(**waiting), request.args, _back(), current.now())
    person = current.threshold().known(email)
    if person is None:
        current.threshold().signed(Done.REFUSED, "", "provider", current.now())
        return render_template("session/sign_in.html", email="", fault="unknown", next=target), 403
    current.threshold().signed(Done.SIGNED_IN, person.id, "provider", current.now())
    begin(person.id)
    return redirect(target or url_for("home.page"), 303)


def _provider() -> Provider:
    provider = current.threshold().settings.provider
    if not provider.issuer:
        raise NotFound
    return provider


def _back() -> str:
    """Where the provider sends the browser back to: the address people use, as it was registered there."""
    return f"{current.threshold().settings.base_url.rstrip('/')}{url_for('oidc.come_back')}"
