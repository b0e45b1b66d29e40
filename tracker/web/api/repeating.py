"""Asking twice without doing twice: a POST that names an Idempotency-Key is done once and answered the same again."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from math import ceil

from flask import Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from tracker.errors import TrackerError
from tracker.practice.repeat import Repeat
from tracker.readingroom.repeats import LAPSES, LAPSES_READING, has_lapsed
from tracker.web import current
from tracker.web.api.operations import Operation
from tracker.web.api.problems import Problem

LONGEST = 255  # characters of a key
KEPT = ("Content-Type", "Location", "ETag")  # headers that belong to the answer
SOON = timedelta(seconds=4)  # most requests are done by then; later one waits until the try may be taken over


def once(operation: Operation, do: Callable[[], AnyResponse]) -> AnyResponse:
    """Do what is asked, or answer as it was answered before under this request's key.

    Only what succeeded is kept: a refusal did nothing, and may be asked again with the same key once mended.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return do()
    if not 0 < len(key) <= LONGEST or not key.isascii() or not key.isprintable():
        raise Problem("bad-request", f"An Idempotency-Key is 1 to {LONGEST} printable ASCII characters.")
    desk, print_ = current.room().repeats, _fingerprint()
    lapses = LAPSES_READING if operation.carries else LAPSES
    claim = desk.claim(
        key,
        print_,
        lapses=lapses,
        again=operation.again,
    )
    if isinstance(claim, Repeat):
        return _again(claim, print_, lapses)
    try:
        with desk.under(claim):
            response = do()
    except (Problem, TrackerError, HTTPException):
        desk.release(claim)
        raise
    except BaseException:
        desk.release(claim, if_untouched=True)  # something broke: what was written before it stays written
        raise
    if response.status_code >= 300:
        desk.release(claim)
    else:
        headers = {name: response.headers[name] for name in KEPT if name in response.headers}
        desk.keep(claim, response.status_code, headers, response.get_data(as_text=True))
    return response


def _again(before: Repeat, print_: str, lapses: timedelta) -> AnyResponse:
    if before.fingerprint != print_:
        raise Problem("key-reused", "A key belongs to one request; make a new one for another.")
    if before.status is None:
        raise _unanswered(before, lapses)
    response = Response(before.body, before.status)
    response.headers.update(before.headers)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _unanswered(before: Repeat, lapses: timedelta) -> Problem:
    now = current.now()
    if has_lapsed(before, now, lapses):
        said = (
            "The server died over it after it had begun to write. Look whether it was done; under this key nothing is."
        )
        return Problem("broken-off", said)
    age = now - before.asked_at
    wait = SOON / 2 if age < SOON else lapses - age
    said = "It is being done now; if the server died over it before it wrote anything, it is done when you ask again."
    return Problem("under-way", said, headers={"Retry-After": str(max(1, ceil(wait.total_seconds())))})


def _fingerprint() -> str:
    said = f"{request.method}\n{request.full_path}\n".encode() + request.get_data()
    return hashlib.sha256(said).hexdigest()
