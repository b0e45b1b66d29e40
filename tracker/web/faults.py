"""Which family of error is which HTTP status, said once; each answer is a clear page in the reader's language."""

import logging

from flask import Flask, g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from tracker.errors import (
    Conflict,
    DocumentError,
    NoRoom,
    NotAllowed,
    NotFiled,
    NotFound,
    SourceError,
    TrackerError,
    Unavailable,
)
from tracker.practice.person import Reader, Role
from tracker.web import current
from tracker.web.api import problems
from tracker.web.filters import say
from tracker.web.operating import route

log = logging.getLogger(__name__)

# First match wins: an error's own class before its family.
STATUSES: tuple[tuple[type[TrackerError], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Conflict, 409),
    (Unavailable, 503),
    (NoRoom, 507),
    (DocumentError, 422),
    (SourceError, 502),
    (TrackerError, 500),
)
# A database that is restarted is back within seconds.
RETRY_SECONDS = 5
EXPLAINED = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 502, 507})  # statuses with words of their own


def register(app: Flask) -> None:
    """Answer the house's errors, Flask's own, and whatever else breaks."""
    app.register_error_handler(TrackerError, known)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, unknown)


def status_of(error: TrackerError) -> int:
    """The HTTP status of one of the house's errors."""
    return next(status for family, status in STATUSES if isinstance(error, family))


def known(error: TrackerError) -> Response | tuple[str, int]:
    """One of the house's errors; a visitor who may not is shown where to sign in."""
    status = status_of(error)
    if problems.is_ours():
        return problems.known(error, status)
    if status == 403 and current.reader().role is Role.VISITOR and request.method in ("GET", "HEAD"):
        return redirect(url_for("session.form", next=request.full_path.rstrip("?")), 303)
    if status >= 500:
        log.error("%s %s: %s", request.method, route(), error)
    if status == 503:
        return away()
    if isinstance(error, NotFiled):
        return page(status, say("error.not-filed"))
    # A sentence about what was wrong with a file helps; one about what somebody may not see could tell too much.
    return page(status, str(error) if status in (409, 422) else "")


def http(error: HTTPException) -> Response | tuple[str, int]:
    """One of Flask's errors; redirects pass."""
    if error.code is None or error.code < 400:
        return Response.from_app(error, request.environ)
    if problems.is_ours():
        return problems.http(error)
    return page(error.code, "")


def unknown(error: Exception) -> Response | tuple[str, int]:
    """Anything else: logged whole, shown as a sentence."""
    if problems.is_ours():
        return problems.unknown(error)
    log.exception("%s %s", request.method, route(), exc_info=error)
    return page(InternalServerError.code or 500, "")


def page(status: int, says: str) -> tuple[str, int]:
    """The page of a status."""
    return render_template(
        "errors/page.html", status=status, key=status if status in EXPLAINED else 500, says=says
    ), status


def away() -> Response:
    """The database is away: a page that asks it nothing, and comes again by itself where nothing was sent."""
    if "reader" not in g:
        current.speak_for(Reader())  # who asks cannot be looked up now
    asks = request.method in ("GET", "HEAD")
    response = make_response(render_template("errors/away.html", again=RETRY_SECONDS if asks else 0), 503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
