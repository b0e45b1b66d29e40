"""Who asks: a program by its bearer token, or a browser by its session, which needs its CSRF token to write."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, g, request
from flask_wtf.csrf import CSRFError

from tracker.errors import NotFound
from tracker.practice import access
from tracker.practice.person import Role
from tracker.practice.token import REACHES, Scope, Token
from tracker.web import current
from tracker.web.api.problems import Problem

GUESS = 10  # what a token nobody has costs: twenty at once, then one a second
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
VISITING = frozenset({Scope.READ})


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom an operation is done: `key` is what requests are counted by; `token` is None for a browser."""

    key: tuple[str, str]
    scopes: frozenset[Scope]
    token: Token | None = None


def asker() -> Asker:
    """The asker of this request, once `identify` has run."""
    return cast(Asker, g.asker)


def identify(*, largest: int = 0) -> None:
    """Find out who asks and let `current.reader()` be them; raises Problem for nobody where nobody may.

    `largest` is how many bytes whoever keeps sources may send to this address, where that is more than to others.
    A token in the address or the body is never looked at: addresses stand in logs.
    """
    header = request.headers.get("Authorization")
    if header is not None:
        g.asker = _bearer(header)
        _widen(largest)
        return
    reader = current.reader()
    if reader.person is not None and reader.role is not Role.VISITOR:
        _widen(largest)
        _guard()
        g.asker = Asker(("person", reader.person.id), REACHES["admin"])
    elif current.threshold().settings.public_facts:
        g.asker = Asker(("address", request.remote_addr or ""), VISITING)
    else:
        raise Problem("unauthorized", "Send a token of yours: Authorization: Bearer trk_…")


def too_often(wait: int) -> Problem:
    """Whoever asked too often waits so many seconds."""
    return Problem("too-many", f"Wait {wait} seconds.", headers={"Retry-After": str(wait)})


def must_reach(scope: Scope) -> None:
    """Raise Problem where the token does not reach so far."""
    if scope not in asker().scopes:
        if asker().token is None:
            raise Problem("unauthorized")
        raise Problem("scope", f"This token may not “{scope.value}”.", {"needed": scope.value})


def _bearer(header: str) -> Asker:
    scheme, _, secret = header.partition(" ")
    if scheme.casefold() != "bearer":
        raise Problem("unauthorized", "Only bearer tokens are taken.")
    try:
        token, reader = current.threshold().bearer(secret.strip(), current.now())
    except NotFound as fault:
        # Nobody guesses 256 bits; whoever tries all the same is slowed, and nobody whose token works with them.
        wait = current_app.extensions["rates"].spend(("refused", request.remote_addr), GUESS)
        raise (too_often(wait) if wait else Problem("invalid-token")) from fault
    current.speak_for(reader)
    return Asker(("token", str(token.id)), token.scopes, token)


def _widen(largest: int) -> None:
    """Let a file in that is larger than a form, for readers who keep sources, as the page does."""
    if largest and access.writes_sources(current.reader()):
        request.max_content_length = largest


def _guard() -> None:
    """Refuse a write of a browser's session without the token of its pages: a stranger's page has none."""
    if request.method not in UNSAFE:
        return
    try:
        current_app.extensions["csrf"].protect()
    except CSRFError as fault:
        raise Problem("csrf", "Send the header X-CSRFToken with what /api/v1/me tells.") from fault
