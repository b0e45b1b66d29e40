"""Asking twice without doing twice: a POST that names an Idempotency-Key is done once and answered the same again."""

import hashlib
from collections.abc import Callable

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from tracker.practice.repeat import Repeat
from tracker.web import current
from tracker.web.api.problems import Problem

LONGEST = 255  # characters of a key
KEPT = ("Content-Type", "Location", "ETag")  # headers that belong to the answer


def once(do: Callable[[], AnyResponse]) -> AnyResponse:
    """Do what is asked, or answer as it was answered before under this request's key.

    Only what succeeded is kept: a refusal did nothing, and may be asked again with the same key once mended.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return do()
    if not 0 < len(key) <= LONGEST or not key.isascii() or not key.isprintable():
        raise Problem("bad-request", f"An Idempotency-Key is 1 to {LONGEST} printable ASCII characters.")
    desk, print_ = current.room().repeats, _fingerprint()
    before = desk.claim(key, print_)
    if before is not None:
        return _again(before, print_)
    try:
        response = do()
    except BaseException:
        desk.release(key)
        raise
    if response.status_code >= 300:
        desk.release(key)
    else:
        headers = {name: response.headers[name] for name in KEPT if name in response.headers}
        desk.keep(key, response.status_code, headers, response.get_data(as_text=True))
    return response


def _again(before: Repeat, print_: str) -> AnyResponse:
    if before.fingerprint != print_:
        raise Problem("key-reused", "A key belongs to one request; make a new one for another.")
    if before.status is None:
        said = "It is being done now, or the process died over it: look whether it was done before you ask anew."
        raise Problem("under-way", said, headers={"Retry-After": "2"})
    response = Response(before.body, before.status)
    response.headers.update(before.headers)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _fingerprint() -> str:
    said = f"{request.method}\n{request.full_path}\n".encode() + request.get_data()
    return hashlib.sha256(said).hexdigest()
