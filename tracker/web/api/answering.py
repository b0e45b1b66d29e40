"""From what a view returns to the response: JSON, its strong ETag, its links, and the conditions a request may name.

Packed, an answer is another representation: its bytes have an ETag of their own, strong as well, for they never differ.
(Pages hold a token of the form and are packed with noise, in `web.packing`; nothing here is a secret of a page.)
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from tracker.web.api.operations import Match, Operation
from tracker.web.api.paging import Listing, Window, address, page
from tracker.web.api.problems import Problem
from tracker.web.packing import LEVEL, SHORTEST

PACKED = "-gzip"  # behind the ETag of the words, as common servers write it


@dataclass(frozen=True, slots=True)
class Created:
    """Something that was made: as it is now, and where it stands."""

    body: Any
    location: str


def respond(operation: Operation, made: Any) -> AnyResponse:
    """The response to a view's value."""
    if isinstance(made, AnyResponse):
        return made
    if made is None:
        return Response(status=204)
    if isinstance(made, Listing):
        made = page(made)
    if isinstance(made, Window):
        return _paged(made)
    if isinstance(made, Created):
        response = _json(made.body, operation.status)
        response.headers["Location"] = made.location
        return response
    return _json(made, operation.status)


def finished(response: AnyResponse) -> AnyResponse:
    """The response as it leaves: packed where the program takes it and it is worth it, empty where nothing changed."""
    etag, weak = response.get_etag()
    if etag is None or weak or response.mimetype != "application/json":
        return response
    is_reading = request.method in ("GET", "HEAD")
    if len(response.get_data()) >= SHORTEST and request.accept_encodings.quality("gzip") > 0:
        etag += PACKED
        response.set_etag(etag)
        if not (is_reading and request.if_none_match.contains(etag)):
            response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response.make_conditional(request) if is_reading else response


def etag_of(made: Any) -> str:
    """The strong ETag of a representation: of its very bytes."""
    return _etag(_written(made))


def must_match(operation_match: Match, held: Any) -> None:
    """Hold a write to the version its writer saw; raises Problem where it is another, or none was named and must be."""
    if not request.if_match:
        if operation_match is Match.MUST:
            raise Problem("unconditional", "Read it first, and send its ETag as If-Match.")
        return
    etag = etag_of(held)
    if not any(request.if_match.is_strong(one) for one in (etag, etag + PACKED)) and not request.if_match.star_tag:
        raise Problem("changed", "Read it again: somebody changed it meanwhile.")


def _paged(window: Window) -> AnyResponse:
    onward = address(window.next) if window.next is not None else None
    response = _json({"items": list(window.items), "total": window.total, "next": onward}, 200)
    links = [f'<{address(None)}>; rel="first"'] + ([f'<{onward}>; rel="next"'] if onward else [])
    response.headers["Link"] = ", ".join(links)
    return response


def _json(made: Any, status: int) -> AnyResponse:
    data = _written(made)
    response = Response(data, status, mimetype="application/json")
    response.set_etag(_etag(data))
    return response


def _written(made: Any) -> bytes:
    return (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _etag(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]
