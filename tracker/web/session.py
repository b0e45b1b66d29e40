"""Signing in and out."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from tracker.web import current

bp = Blueprint("session", __name__)


@bp.get("/sign-in/")
def form() -> str:
    """The sign-in page."""
    return render_template("session/sign_in.html", email="", fault="", next=request.args.get("next", ""))


@bp.post("/sign-in/")
def sign_in() -> AnyResponse | tuple[str, int]:
    """Let somebody in, with a session of their own; a wrong password and an unknown address look the same."""
    email, target = request.form.get("email", "").strip(), request.form.get("next", "")
    keys, at = _counted(email), current.now()
    if not current.threshold().may_try(keys, at):
        return _refused(email, target, "blocked", 429)
    person = current.threshold().admit(email, request.form.get("password", ""))
    if person is None:
        current.threshold().refuse("password", at)
        return _refused(email, target, "wrong", 403)
    current.threshold().let_in(keys, person.id, "password", at)
    begin(person.id)
    return redirect(inside(target) or url_for("home.page"), 303)


@bp.post("/sign-out/")
def sign_out() -> AnyResponse:
    """End every session of whoever leaves, on this machine and others; the language chosen stays.

    What the browser kept of our pages goes, too: whoever sits there next finds nothing by going back.
    """
    leaving = current.person()
    if leaving:
        current.threshold().let_out(leaving.id, current.now())
    begin(None)
    answer = redirect(url_for("session.form"), 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _counted(email: str) -> tuple[str, ...]:
    """What failures are counted by: the account, and the address they come from.

    An address of this machine is a proxy's and so everybody's: were it counted, ten slips of strangers would close the
    door to the whole firm. TRACKER_PROXIES lets the address behind it be known.
    """
    account, address = f"account {email.casefold()}", request.remote_addr or ""
    return (account,) if _is_here(address) else (account, f"address {address}")


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return True  # a socket of this machine has no address


def inside(target: str) -> str:
    """The path if it leads to a page of ours, else empty: nobody is sent to a stranger's site."""
    parts = urlsplit(target)
    good = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return target if good and not any(ord(c) < 32 or c == "\\" for c in target) else ""


def begin(person: str | None, language: str = "") -> None:
    """A session from nothing, so that nothing planted before sign-in lives on; the language chosen stays."""
    chosen = language or session.get("language")
    session.clear()
    g.pop("csrf_token", None)
    if chosen:
        session["language"] = chosen
    if person:
        session["person"], session["mark"] = person, current.threshold().mark(person)
        session["begun"] = int(current.now().timestamp())
        session.permanent = True


def _refused(email: str, target: str, fault: str, status: int) -> tuple[str, int]:
    return render_template("session/sign_in.html", email=email, fault=fault, next=target), status
