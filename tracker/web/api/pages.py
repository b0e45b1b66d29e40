"""The description for programs (`openapi.json`), and the page for people that is made from it, without a script."""

import json
from functools import cache

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from tracker.web import current
from tracker.web.api import problems, site
from tracker.web.api.description import openapi, path_of
from tracker.web.api.operations import Match


def register(bp: Blueprint) -> None:
    """Put both on the API's addresses. They say nothing of the library and are open to everybody."""
    bp.add_url_rule("/openapi.json", "openapi", description, methods=["GET"])
    bp.add_url_rule("/", "page", page, methods=["GET"])


def description() -> AnyResponse:
    """The OpenAPI description."""
    response = Response(_written(current.threshold().settings.base_url.rstrip("/")), mimetype="application/json")
    response.add_etag()
    return response.make_conditional(request)


def page() -> str:
    """Every operation, what it takes and answers, and every kind of problem."""
    return render_template(
        "api/page.html",
        groups=site.groups(),
        described=json.loads(_written(current.threshold().settings.base_url.rstrip("/"))),
        path_of=path_of,
        problems=problems.KINDS.values(),
        base=current.threshold().settings.base_url.rstrip("/"),
        must=Match.MUST,
    )


@cache
def _written(base: str) -> str:
    return json.dumps(openapi(base), ensure_ascii=False, indent=1) + "\n"
