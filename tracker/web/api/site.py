"""The API's addresses, made from the declarations; and one request's way through them."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, cast

from flask import Blueprint, Flask, current_app, request
from werkzeug.wrappers import Response as AnyResponse

from tracker.web import current
from tracker.web.api import asked, asking, problems, repeating
from tracker.web.api.answering import finished, respond
from tracker.web.api.operations import Group, Operation
from tracker.web.api.problems import Problem
from tracker.web.api.rates import BURST, PER_SECOND, WRITING, Rates
from tracker.web.api.shares import SharedRates

RESOURCES = (
    *("me", "instruments", "versions", "comparisons", "notes", "rulings", "releases", "briefings", "search", "dates"),
    *("watches", "alerts", "portal", "inbox", "amendments", "lives", "sources", "quarantine", "deliveries", "clients"),
    *("people", "account", "feeds", "editions", "uploads", "repairs", "adding", "files", "second", "audit"),
)
ROOT = "/api/v1"


def groups() -> tuple[Group, ...]:
    """Every resource's operations, in the order the description has them."""
    return tuple(cast(Group, import_module(f"tracker.web.api.{name}").group) for name in RESOURCES)


def operations() -> Iterator[Operation]:
    """Every operation."""
    return (operation for group in groups() for operation in group.operations)


def register(app: Flask) -> None:
    """Put the API on the site."""
    from tracker.web.api import pages

    bp = Blueprint("api", __name__, url_prefix=ROOT)
    for operation in operations():
        bp.add_url_rule(operation.path, operation.name, _way(operation), methods=[operation.method])
    pages.register(bp)
    bp.register_error_handler(Problem, problems.answer)
    app.extensions["rates"] = SharedRates(_take)
    app.extensions["csrf"].exempt(bp)  # a session's writes are guarded in `asking`; a token needs no guard
    app.register_blueprint(bp)


def _way(operation: Operation) -> Callable[..., AnyResponse]:
    def answer(**place: Any) -> AnyResponse:
        asking.identify(largest=operation.largest)
        _spend()
        asking.must_reach(operation.scope)
        asked.read(operation)

        def do() -> AnyResponse:
            return respond(operation, operation.view(**place))

        response = finished(repeating.once(operation, do) if operation.method == "POST" else do())
        response.headers["Vary"] = "Authorization, Cookie, Accept-Encoding"
        return response

    return answer


def _spend() -> None:
    rates = cast(Rates | SharedRates, current_app.extensions["rates"])
    wait = rates.spend(asking.asker().key, WRITING if request.method in asking.UNSAFE else 1)
    if wait:
        raise asking.too_often(wait)


def _take(key: str, least: int, wish: int) -> tuple[int, float]:
    return current.threshold().take(key, least, wish, current.now(), per_second=PER_SECOND, burst=BURST)
