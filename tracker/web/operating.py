"""What stands over the screens: whether the process lives and can work, what it measures, which request is which.

`/healthz` answers as long as the database does; `/readyz` says whether people can be sent here; `/metrics` counts.
"""

import hmac
import logging
import re
import secrets
from time import perf_counter
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, g, request

from tracker.logs import REQUEST
from tracker.measures import REGISTRY, REQUESTS
from tracker.web import current

bp = Blueprint("operating", __name__)
log = logging.getLogger("tracker.requests")

# What a proxy may call a request; anything else could write lines of its own into a log.
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LOOPBACK = ("127.0.0.1", "::1")


@bp.get("/healthz")
def health() -> Response:
    """The process lives and its database answers."""
    current.threshold().awake()
    return _plain("ok\n", 200)


@bp.get("/readyz")
def ready() -> Response:
    """Whether people can be sent here: else 503 and what is missing, a word a line."""
    missing = current.threshold().missing()
    return _plain("".join(f"{word}\n" for word in missing) or "ready\n", 503 if missing else 200)


@bp.get("/metrics")
def metrics() -> Response:
    """Counts and times in the Prometheus text form; for whoever has the token, or a program on this machine."""
    if not _may_count():
        abort(404)
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    counted = generate_latest(current.threshold().counted()) + generate_latest(REGISTRY)
    return Response(counted, content_type=CONTENT_TYPE_LATEST)


def register(app: Flask) -> None:
    """Name and measure every request."""
    app.before_request(_begin)
    app.after_request(_end)
    app.teardown_request(_forget)


def route() -> str:
    """Where a request went, without what stands in its address: that may be a token."""
    return request.url_rule.rule if request.url_rule else "unknown"


def _may_count() -> bool:
    settings = current.threshold().settings
    if settings.metrics_token:
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(sent.encode(), settings.metrics_token.encode())
    # Behind a proxy everybody comes from this machine: then only a token tells who asks.
    served_here = urlsplit(settings.base_url).hostname in (*_LOOPBACK, "localhost")
    return served_here and request.remote_addr in _LOOPBACK and "X-Forwarded-For" not in request.headers


def _begin() -> None:
    sent = request.headers.get("X-Request-ID", "")
    g.began, g.request_id = perf_counter(), sent if _ID.fullmatch(sent) else secrets.token_hex(8)
    REQUEST.set(g.request_id)


def _end(response: Response) -> Response:
    if "began" not in g:
        return response
    took = perf_counter() - g.began
    response.headers["X-Request-ID"] = g.request_id
    REQUESTS.labels(_method(), route(), str(response.status_code)).observe(took)
    reader = g.get("reader")
    told = {
        "method": _method(),
        "route": route(),
        "status": response.status_code,
        "ms": round(took * 1000, 1),
        "person": reader.person.id if reader and reader.person else "",
    }
    log.info("%s %s %d", _method(), route(), response.status_code, extra={"told": told})
    return response


def _method() -> str:
    """Only methods that exist: a stranger's words would make a series of measures each."""
    return request.method if request.method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") else "OTHER"


def _forget(_fault: BaseException | None) -> None:
    REQUEST.set("")


def _plain(words: str, status: int) -> Response:
    return Response(words, status, mimetype="text/plain")
