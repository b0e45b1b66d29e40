"""Frozen values ⇄ JSON without loss: a Document, a Comparison, and whatever they are made of.

Reading and writing follow the dataclasses themselves, so that a field added to a value is kept from that day on. A
field that equals its default is left out, and one that is missing gets its default: old rows stay readable.
"""

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

V = TypeVar("V")
_Step = Callable[[Any], Any]

_PLAIN = (str, int, float, bool)


def encode(value: Any) -> str:
    """A value (dataclass, or a tuple or dict of such) as compact JSON; the same value gives the same bytes."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def decode(kind: Callable[..., V], text: str) -> V:
    """The value of a type (`Document`, `tuple[str, ...]`) that `encode` wrote."""
    value: V = _reader(kind)(json.loads(text))
    return value


def _is_record(kind: Any) -> bool:
    return is_dataclass(kind)


def _plain(value: Any) -> Any:
    """Any value by what it is: for the top level, where no annotation says."""
    kind: Any = type(value)
    if _is_record(kind):
        return _writer(kind)(value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(v) for v in value)
    return value.isoformat() if isinstance(value, date) else value


@cache
def _writer(kind: Any) -> _Step:
    """How a value of a type becomes something JSON knows."""
    if _is_record(kind):
        return _dataclass_writer(kind)
    inner = _inner(kind)
    origin = get_origin(inner)
    step = _collection_writer(inner, origin) if origin in (tuple, dict, frozenset) else _scalar_writer(inner)
    return step if inner is kind else _optional(step)


@cache
def _reader(kind: Any) -> _Step:
    """How what JSON gave becomes a value of a type."""
    if _is_record(kind):
        return _dataclass_reader(kind)
    inner = _inner(kind)
    origin = get_origin(inner)
    step = _collection_reader(inner, origin) if origin in (tuple, dict, frozenset) else _scalar_reader(inner)
    return step if inner is kind else _optional(step)


def _inner(kind: Any) -> Any:
    """The type inside `X | None`; any other type itself."""
    if get_origin(kind) in (Union, types.UnionType):
        members = [m for m in get_args(kind) if m is not type(None)]
        if len(members) == 1:
            return members[0]
    return kind


def _optional(step: _Step) -> _Step:
    return lambda value: None if value is None else step(value)


def _scalar_writer(kind: Any) -> _Step:
    if _is_record(kind):
        return _writer(kind)
    if kind in _PLAIN or issubclass(kind, StrEnum):
        return lambda value: value
    if kind in (date, datetime):
        return lambda value: value.isoformat()
    raise TypeError(f"the codec does not know {kind!r}")


def _scalar_reader(kind: Any) -> _Step:
    if _is_record(kind):
        return _reader(kind)
    if kind in (str, int, bool):
        return lambda value: value
    if kind is float or issubclass(kind, StrEnum):
        step: _Step = kind
        return step
    if kind in (date, datetime):
        parse: _Step = kind.fromisoformat
        return parse
    raise TypeError(f"the codec does not know {kind!r}")


def _collection_writer(kind: Any, origin: Any) -> _Step:
    arguments = get_args(kind)
    if origin is dict:
        one = _writer(arguments[1])
        return lambda value: {str(k): one(v) for k, v in value.items()}
    if origin is frozenset:
        one = _writer(arguments[0])
        return lambda value: sorted(one(v) for v in value)
    if arguments[-1] is Ellipsis:
        one = _writer(arguments[0])
        return lambda value: [one(v) for v in value]
    steps = tuple(_writer(a) for a in arguments)
    return lambda value: [step(v) for step, v in zip(steps, value, strict=True)]


def _collection_reader(kind: Any, origin: Any) -> _Step:
    arguments = get_args(kind)
    if origin is dict:
        key, one = _reader(arguments[0]), _reader(arguments[1])
        return lambda value: {key(k): one(v) for k, v in value.items()}
    if origin is frozenset:
        one = _reader(arguments[0])
        return lambda value: frozenset(one(v) for v in value)
    if arguments[-1] is Ellipsis:
        one = _reader(arguments[0])
        return lambda value: tuple([one(v) for v in value])
    steps = tuple(_reader(a) for a in arguments)
    return lambda value: tuple(step(v) for step, v in zip(steps, value, strict=True))


def _default(field: "Field[Any]") -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _dataclass_writer(kind: Any) -> _Step:
    """Field by field; the steps are found at first use, because a Provision holds Provisions."""
    steps: list[tuple[str, Any, _Step]] = []

    def write(value: Any) -> dict[str, Any]:
        if not steps:
            hints = get_type_hints(kind)
            steps.extend((f.name, _default(f), _writer(hints[f.name])) for f in fields(kind))
        out = {}
        for name, default, step in steps:
            held = getattr(value, name)
            if default is MISSING or held != default:
                out[name] = step(held)
        return out

    return write


def _dataclass_reader(kind: Any) -> _Step:
    """By name; an unknown name is left alone, so that older code reads what newer code wrote."""
    steps: dict[str, _Step] = {}

    def read(value: dict[str, Any]) -> Any:
        if not steps:
            hints = get_type_hints(kind)
            steps.update((f.name, _reader(hints[f.name])) for f in fields(kind))
        return kind(**{name: steps[name](held) for name, held in value.items() if name in steps})

    return read
