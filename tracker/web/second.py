"""Asking the firm's own second reader about a comparison; its opinions then stand beside the verdicts."""

from flask import Blueprint, flash
from werkzeug.wrappers import Response as AnyResponse

from tracker.errors import SecondOpinionFailed
from tracker.web import current
from tracker.web.comparisons import PAIR, back
from tracker.web.filters import say

bp = Blueprint("second", __name__, url_prefix="/comparisons")


@bp.post(f"{PAIR}/second")
def ask(slug: str, old: str, new: str) -> AnyResponse:
    """Ask now; the page says how many opinions came, or what went wrong, and nothing else changes."""
    try:
        flash(say("second.came", n=current.room().second.ask(slug, old, new)))
    except SecondOpinionFailed as fault:
        flash(say("second.failed", says=str(fault)))
    return back(slug, old, new)
