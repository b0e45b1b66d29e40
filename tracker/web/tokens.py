"""Tokens for a person's programs: made, shown once, taken back."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from tracker.practice import access
from tracker.practice.token import REACHES, Token
from tracker.web import current, filters

bp = Blueprint("tokens", __name__, url_prefix="/account/tokens")

DAYS = (7, 30, 90, 365)  # how long a token may work; a quarter is offered first
OFFERED = 90


@bp.get("/")
def page() -> str:
    """The reader's tokens, and a form for one more."""
    return _page()


@bp.post("/")
def make() -> Response:
    """One more token. Its secret stands on this one page and in no session, log or database."""
    name, reach = request.form.get("name", "").strip(), request.form.get("reach", "")
    days = request.form.get("days", type=int)
    if not name or reach not in REACHES or days not in DAYS:
        raise BadRequest
    token, secret = current.room().tokens.make(name, reach, days)
    response = Response(_page(token, secret))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/<int:number>/revoke/")
def revoke(number: int) -> AnyResponse:
    """Take a token back."""
    current.room().tokens.revoke(number)
    flash(filters.say("tokens.revoked"))
    return redirect(url_for("tokens.page"), 303)


def _page(made: Token | None = None, secret: str = "") -> str:
    governs = access.governs(current.reader())
    return render_template(
        "tokens/page.html",
        tokens=current.room().tokens.mine(),
        made=made,
        secret=secret,
        now=current.now(),
        days=DAYS,
        offered=OFFERED,
        reaches=[reach for reach in REACHES if reach != "admin" or governs],
        base=current.threshold().settings.base_url.rstrip("/"),
    )
