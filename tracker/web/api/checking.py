"""Whether a value is what a schema says: what is wrong with it, each with its place, in words for a programmer."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tracker.wire.schema import ROOT, Schema

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
Fault = tuple[str, str]  # a JSON Pointer, and what is wrong there


def faults(value: Any, schema: Schema, known: Mapping[str, Schema], at: str = "") -> Iterator[Fault]:
    """Everything wrong with a value; nothing where it fits. `known` are the schemas referred to, by name."""
    if "$ref" in schema:
        yield from faults(value, known[schema["$ref"].removeprefix(ROOT)], known, at)
        return
    if "anyOf" in schema:
        if not any(not list(faults(value, one, known, at)) for one in schema["anyOf"]):
            yield at, "is none of what may stand here"
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield at, f"must be {' or '.join(kinds)}"
        return
    yield from _limits(value, schema, at)
    if isinstance(value, list) and "items" in schema:
        for n, item in enumerate(value):
            yield from faults(item, schema["items"], known, f"{at}/{n}")
    if isinstance(value, dict):
        yield from _fields(value, schema, known, at)


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, TYPES[kind])


def _limits(value: Any, schema: Schema, at: str) -> Iterator[Fault]:
    if "enum" in schema and value not in schema["enum"]:
        yield at, f"must be one of {', '.join(str(one) for one in schema['enum'])}"
    if isinstance(value, str):
        yield from _words(value, schema, at)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < schema.get("minimum", value):
            yield at, f"must be at least {schema['minimum']}"
        if value > schema.get("maximum", value):
            yield at, f"must be at most {schema['maximum']}"


def _words(value: str, schema: Schema, at: str) -> Iterator[Fault]:
    if len(value) < schema.get("minLength", 0):
        yield at, f"must have at least {schema['minLength']} characters"
    if len(value) > schema.get("maxLength", len(value)):
        yield at, f"must have at most {schema['maxLength']} characters"
    if "pattern" in schema and not re.search(schema["pattern"].removesuffix("$") + r"\Z", value):
        yield at, "holds characters that may not stand here"
    if schema.get("format") == "date" and not _is_day(value):
        yield at, "must be a day, as 2027-01-31"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _fields(value: Mapping[str, Any], schema: Schema, known: Mapping[str, Schema], at: str) -> Iterator[Fault]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}/{name}", "is missing"
    others = schema.get("additionalProperties", True)
    for name, inner in value.items():
        place = f"{at}/{name.replace('~', '~0').replace('/', '~1')}"
        if name in schema.get("properties", {}):
            yield from faults(inner, schema["properties"][name], known, place)
        elif others is False:
            yield place, "is not known here"
        elif isinstance(others, dict):
            yield from faults(inner, others, known, place)
