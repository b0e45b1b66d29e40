"""Leaving a letter's list: a GET only asks, whoever follows every link of a mail leaves nothing; a POST leaves."""

from flask import Blueprint, render_template

from tracker.web import current

bp = Blueprint("unsubscribe", __name__, url_prefix="/unsubscribe")


@bp.get("/<token>/")
def ask(token: str) -> str:
    """The question, with its button; the same page for a token nobody has."""
    return render_template("unsubscribe/page.html", token=token, left=False)


@bp.post("/<token>/")
def leave(token: str) -> str:
    """Silence the watches the letter told of (RFC 8058); the answer is the same for a token nobody has."""
    current.threshold().leave(token, current.now())
    return render_template("unsubscribe/page.html", token=token, left=True)
