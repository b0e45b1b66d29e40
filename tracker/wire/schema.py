"""The JSON Schema (2020-12) of the wire's types, made from the types themselves."""

from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Annotated, Any, NotRequired, Required, Union, get_args, get_origin, get_type_hints, is_typeddict

from tracker.wire.kinds import Says

Schema = dict[str, Any]
ROOT = "#/components/schemas/"
PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Any: {},
    object: {},
}


def components(types: Iterable[type]) -> dict[str, Schema]:
    """The schema of every named type and of all they are made of, by name. Raises TypeError for what has none."""
    found: dict[str, Schema] = {}
    for one in types:
        _gather(one, found)
    return dict(sorted(found.items()))


def schema_of(kind: Any) -> Schema:
    """The schema of one type; a named one is referred to. Raises TypeError for a type that JSON has not."""
    if is_typeddict(kind):
        return {"$ref": ROOT + kind.__name__}
    if kind in PLAIN:
        return dict(PLAIN[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        said = {key: value for says in inner[1:] if isinstance(says, Says) for key, value in says.keywords.items()}
        return schema_of(inner[0]) | said
    if origin in (Required, NotRequired):
        return schema_of(inner[0])
    if origin is list:
        return {"type": "array", "items": schema_of(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    if origin in (Union, UnionType):
        return _either([schema_of(one) for one in inner])
    raise TypeError(f"{kind!r} has no shape in JSON.")


def _either(several: list[Schema]) -> Schema:
    """A value or null as one schema with two types, as people write it; anything else as alternatives."""
    null = {"type": "null"}
    rest = [one for one in several if one != null]
    if len(rest) == 1 and null in several and isinstance(rest[0].get("type"), str):
        only = {**rest[0], "type": [rest[0]["type"], "null"]}
        if "enum" in only:
            only["enum"] = [*only["enum"], None]
        return only
    return {"anyOf": several}


def _gather(kind: Any, found: dict[str, Schema]) -> None:
    if is_typeddict(kind):
        if kind.__name__ not in found:
            found[kind.__name__] = {}
            found[kind.__name__] = _object(kind, found)
        return
    for inner in get_args(kind):
        if not isinstance(inner, Says):
            _gather(inner, found)


def _object(kind: Any, found: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    for hint in hints.values():
        _gather(hint, found)
    made: Schema = {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {name: schema_of(hint) for name, hint in hints.items()},
        "required": sorted(kind.__required_keys__),
    }
    if kind.__name__.endswith("Sent"):
        made["additionalProperties"] = False  # a misspelt field is told, not dropped
    return made
