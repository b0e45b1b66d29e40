"""What a request asks, checked against its operation's declaration: parameters of the address, and the body."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from flask import g, request

from tracker.web.api.checking import faults
from tracker.web.api.operations import Operation, Query
from tracker.web.api.problems import Problem
from tracker.wire.kinds import Says, words
from tracker.wire.schema import Schema, components, schema_of

Sent = TypeVar("Sent")
LIMIT, MOST = 50, 200  # items a page: a screenful, and what one answer of a few hundred kilobytes holds
LONGEST = Says({"maxLength": 400})  # characters of a parameter
PAGED = (
    Query("limit", f"items a page, {LIMIT} if left out", int),
    Query("cursor", "where to go on, from the page before; opaque"),
)
FILE = "application/octet-stream"
SHAPES: dict[Any, Schema] = {
    int: {"type": "integer", "minimum": 1, "maximum": MOST},
    str: {"type": "string", **words(400).keywords},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request's parameters, those that were sent, and its body."""

    query: Mapping[str, Any]
    body: Any = None


def read(operation: Operation) -> None:
    """Read and check this request; raises Problem with every fault and its place."""
    g.asked = Asked(_queries(operation), _body(operation))


def query(name: str, default: str = "") -> str:
    """A parameter of the address as words."""
    return cast(str, g.asked.query.get(name, default))


def number(name: str, default: int) -> int:
    """A parameter that is a number."""
    return cast(int, g.asked.query.get(name, default))


def flag(name: str) -> bool:
    """A parameter that is true or false; false where it was left out."""
    return cast(bool, g.asked.query.get(name, False))


def day(name: str) -> date | None:
    """A parameter that is a day; None where it was left out."""
    found = g.asked.query.get(name)
    return date.fromisoformat(found) if found else None


def body(kind: type[Sent]) -> Sent:
    """The body, which fits the operation's declaration."""
    return cast(Sent, g.asked.body)


def shape_of(one: Query) -> Schema:
    """The schema of a parameter."""
    return SHAPES.get(one.kind) or schema_of(one.kind)


def queries_of(operation: Operation) -> tuple[Query, ...]:
    """An operation's parameters, those of paging among them."""
    return operation.queries + (PAGED if operation.listed else ())


def _queries(operation: Operation) -> dict[str, Any]:
    declared = {one.name: one for one in queries_of(operation)}
    found: dict[str, Any] = {}
    wrong = [_fault(name, "is not known here") for name in request.args if name not in declared]
    for name, one in declared.items():
        values = request.args.getlist(name)
        if len(values) > 1:
            wrong.append(_fault(name, "was sent more than once"))
        elif values:
            value = _plain(values[0], shape_of(one))
            wrong += [_fault(name, what) for _, what in faults(value, shape_of(one), {})]
            found[name] = value
        elif one.needed:
            wrong.append(_fault(name, "is missing"))
    if wrong:
        raise Problem("bad-request", "The address says something that cannot be.", {"errors": wrong})
    return found


def _plain(value: str, shape: Schema) -> Any:
    if shape.get("type") == "integer" and value.isascii() and value.lstrip("-").isdigit() and len(value) < 12:
        return int(value)
    if shape.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def _fault(name: str, what: str) -> dict[str, str]:
    return {"parameter": name, "detail": what}


def _body(operation: Operation) -> Any:
    if operation.takes is None:
        return None
    if operation.carries:
        return _file()
    if request.mimetype != "application/json":
        raise Problem("media-type", "The body is JSON: Content-Type: application/json.")
    try:
        value = json.loads(request.get_data(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise Problem("bad-request", "The body is no JSON.") from fault
    known = _known(operation.takes)
    wrong = [{"pointer": at, "detail": what} for at, what in faults(value, schema_of(operation.takes), known)]
    if wrong:
        raise Problem("invalid", "The body does not fit.", {"errors": wrong[:20]})
    return value


def _file() -> bytes:
    if request.mimetype != FILE:
        raise Problem("media-type", f"The body is the file itself: Content-Type: {FILE}.")
    data = request.get_data()
    if not data:
        raise Problem("invalid", "The file is empty.", {"errors": [{"pointer": "", "detail": "is empty"}]})
    return data


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON.")


@cache
def _known(kind: Any) -> dict[str, Schema]:
    return components([kind])
