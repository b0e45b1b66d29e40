"""What went wrong, as RFC 9457 says it: every error of the API is an `application/problem+json`, with no exception."""

import json
import logging
from dataclasses import dataclass, field
from typing import Any

from flask import Response, g, request
from werkzeug.exceptions import HTTPException

from tracker.errors import DocumentError, NotFiled, TrackerError
from tracker.practice.person import Role
from tracker.web import current

log = logging.getLogger(__name__)

PREFIX = "/api/"
MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its word, its status, its title."""

    word: str
    status: int
    title: str


KINDS = {
    kind.word: kind
    for kind in (
        Kind("bad-request", 400, "The request cannot be understood"),
        Kind("csrf", 400, "A browser's session needs its token to write"),
        Kind("unauthorized", 401, "Sign in first"),
        Kind("invalid-token", 401, "This token is not in use"),
        Kind("forbidden", 403, "This is not yours to see or do"),
        Kind("scope", 403, "This token reaches not so far"),
        Kind("not-found", 404, "There is nothing here for you"),
        Kind("not-filed", 404, "Nobody made this comparison yet"),
        Kind("method", 405, "This address does not do that"),
        Kind("conflict", 409, "Somebody else was faster"),
        Kind("under-way", 409, "This request is under way, or was broken off"),
        Kind("broken-off", 409, "The server died over this request after it had begun"),
        Kind("changed", 412, "It was changed since you saw it"),
        Kind("too-large", 413, "The request is too large"),
        Kind("media-type", 415, "Send JSON, or the bytes of a file where a file is taken"),
        Kind("invalid", 422, "The request says something that cannot be"),
        Kind("key-reused", 422, "This key was used for another request"),
        Kind("unconditional", 428, "Say which version you saw"),
        Kind("too-many", 429, "Too many requests"),
        Kind("internal", 500, "Something broke here"),
        Kind("upstream", 502, "An official site did not answer as expected"),
        Kind("unavailable", 503, "The library does not answer for a moment"),
        Kind("no-room", 507, "The disk is full; nothing of this was kept"),
    )
}
#: Which kind a bare HTTP status is.
OF_STATUS = {status: word for word, status in reversed([(k.word, k.status) for k in KINDS.values()])}


@dataclass
class Problem(Exception):
    """A problem to answer with: its kind, a sentence, what else belongs to it, and headers."""

    kind: str
    detail: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def is_ours() -> bool:
    """Whether this request is the API's, known address or not."""
    return request.path.startswith(PREFIX)


def answer(problem: Problem) -> Response:
    """A problem as a response."""
    kind = KINDS[problem.kind]
    body: dict[str, Any] = {
        "type": f"{request.script_root}{PREFIX}v1/#problem-{kind.word}",
        "title": kind.title,
        "status": kind.status,
        **({"detail": problem.detail} if problem.detail else {}),
        "instance": request.path,
        **problem.more,
    }
    response = Response(json.dumps(body, ensure_ascii=False) + "\n", kind.status, problem.headers, MEDIA)
    if kind.status == 401:
        error = ', error="invalid_token"' if problem.kind == "invalid-token" else ""
        response.headers["WWW-Authenticate"] = f'Bearer realm="tracker"{error}'
    return response


def known(error: TrackerError, status: int) -> Response:
    """One of the house's errors; its sentence is told only where the page would tell it too."""
    if status >= 500:
        log.error("%s %s: %s", request.method, request.path, error)
    if status == 403 and "reader" in g and current.reader().role is Role.VISITOR:
        return answer(Problem("unauthorized"))
    if isinstance(error, NotFiled):
        return answer(Problem("not-filed", "The firm's people make it by opening it once."))
    if status == 503:
        return answer(Problem("unavailable", headers={"Retry-After": "5"}))
    return answer(Problem(OF_STATUS[status], str(error) if status == 409 or isinstance(error, DocumentError) else ""))


def http(error: HTTPException) -> Response:
    """One of Flask's errors, with the headers that belong to it (`Allow` among them)."""
    word = OF_STATUS.get(error.code or 500, "bad-request" if (error.code or 500) < 500 else "internal")
    response = answer(Problem(word))
    for name, value in error.get_headers(request.environ):
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def unknown(error: Exception) -> Response:
    """Anything else: logged whole, told as a sentence."""
    log.exception("%s %s", request.method, request.path, exc_info=error)
    return answer(Problem("internal"))
