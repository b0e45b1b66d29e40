"""Lists by pages: a cursor names the last item seen, so that what comes or goes meanwhile moves nothing."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request

from tracker.web.api import asked
from tracker.web.api.problems import Problem

Item = TypeVar("Item")
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Item]):
    """Everything a reader may see of one kind; `key` orders it and is each item's own, `show` is it on the wire."""

    items: Sequence[Item]
    key: Callable[[Item], Key]
    show: Callable[[Item], Any]


@dataclass(frozen=True, slots=True)
class Window:
    """A page found elsewhere, as the search finds it: its items on the wire, how many there are, where to go on."""

    items: Sequence[Any]
    total: int
    next: Key | None


def page(listing: Listing[Any]) -> Window:
    """The page this request asks for; raises Problem for a cursor that is none of ours."""
    ordered = sorted(listing.items, key=listing.key)
    after, limit = cursor(), asked.number("limit", asked.LIMIT)
    try:
        rest = [item for item in ordered if listing.key(item) > after] if after is not None else ordered
    except TypeError as fault:
        raise _strange() from fault
    shown = rest[:limit]
    more = listing.key(shown[-1]) if len(rest) > len(shown) else None
    return Window([listing.show(item) for item in shown], len(ordered), more)


def cursor() -> Key | None:
    """The key this request goes on from; None at the beginning."""
    word = asked.query("cursor")
    if not word:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4)))
    except (ValueError, RecursionError) as fault:
        raise _strange() from fault
    if not isinstance(key, list) or not all(isinstance(one, str | int) for one in key):
        raise _strange()
    return tuple(key)


def address(key: Key | None) -> str:
    """This request's address, going on from a key; from the beginning for None."""
    args = [(name, value) for name, value in request.args.items() if name != "cursor"]
    if key is not None:
        packed = base64.urlsafe_b64encode(json.dumps(list(key), ensure_ascii=False).encode()).rstrip(b"=")
        args.append(("cursor", packed.decode("ascii")))
    return f"{request.script_root}{request.path}" + (f"?{urlencode(args)}" if args else "")


def _strange() -> Problem:
    return Problem("bad-request", "This cursor is none of ours; begin again without one.")
