"""Kept pages: a screen drawn once for everybody who would see the same, and drawn anew where anything of it changed.

A page is drawn for a *seat*: role, client with all it follows, language and zone, but nobody's name, id or form token.
The view itself meets no more of the reader than that, so that what it draws is everybody's of that seat; the seat
stands in the key together with the address, the language and the day, and the library's memory sees to the rest. Name
and token are put in as the page goes out.
"""

import hashlib
import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, g, request, session
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from tracker.practice.person import Reader
from tracker.web import current

Asked = ParamSpec("Asked")

# Words nobody writes and nobody is told: made anew by every process, never sent.
_NAME, _TOKEN = (f"{what}-{secrets.token_hex(16)}" for what in ("name", "token"))
SEAT = "seat"  # the id of whoever sits there: no person has it, and it is none


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is kept: its bytes with places for name and token, their digest, and who sees another one."""

    body: bytes
    digest: bytes
    apart: frozenset[str]


def kept(view: Callable[Asked, str]) -> Callable[Asked, str | Response]:
    """A view whose page is kept; it may draw on the library, the address, the seat, the language and the day."""

    @wraps(view)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> str | Response:
        return page(lambda: view(*args, **kwargs))

    return answer


def page(draw: Callable[[], str], *beside: Hashable) -> str | Response:
    """The page `draw` gives for this address and seat; `beside` is what else it is drawn of."""
    if request.method not in ("GET", "HEAD") or "_flashes" in session:
        return draw()  # what is said once belongs to one page
    reader = current.reader()
    found = _page(draw, _seat(reader), beside)
    if reader.person and reader.person.id in found.apart:
        found = _page(draw, reader, beside)
    return _sent(found, reader)


def is_another_for(*people: str) -> None:
    """Say, while a page is drawn, for whom it looks otherwise than for the others of their seat, by id."""
    if "apart" in g:
        g.apart.update(people)


def _seat(reader: Reader) -> Reader:
    if reader.person is None:
        return reader
    return replace(reader, person=replace(reader.person, id=SEAT, email="", name=_NAME))


def _page(draw: Callable[[], str], seat: Reader, beside: Hashable) -> Page:
    today = current.threshold().room(seat, current.now).calendar.today
    key = (request.endpoint, request.script_root, request.full_path, seat, current.language(), today, beside)
    return current.threshold().remembered(key, lambda: _drawn(draw, seat), lambda made: len(made.body))


def _drawn(draw: Callable[[], str], seat: Reader) -> Page:
    """The page as this seat sees it, whoever asks."""
    reader, token = current.reader(), g.get("csrf_token")
    current.speak_for(seat)
    g.csrf_token, g.apart = _TOKEN, set[str]()
    try:
        body = draw().encode()
        return Page(body, hashlib.blake2b(body, digest_size=16).digest(), frozenset(g.apart))
    finally:
        current.speak_for(reader)
        g.pop("apart")
        g.pop("csrf_token")
        if token is not None:
            g.csrf_token = token


def _sent(found: Page, reader: Reader) -> Response:
    # The name comes last: somebody chose it, and nothing in it is a place.
    fills = {_TOKEN: _token(found), _NAME: str(escape(reader.person.name)) if reader.person else ""}
    body = found.body
    for place, words in fills.items():
        body = body.replace(place.encode(), words.encode())
    response = Response(body, mimetype="text/html")
    # The browser's own copy holds this session's token and this reader's name: another session's is another page.
    whose = f"{session.get('csrf_token')} {fills[_NAME]}".encode()
    response.set_etag(hashlib.blake2b(found.digest + whose, digest_size=16).hexdigest())
    conditional: Any = response.make_conditional(request)
    return conditional  # type: ignore[no-any-return]  # the same class comes back


def _token(found: Page) -> str:
    return generate_csrf() if _TOKEN.encode() in found.body else ""
