"""The OpenAPI 3.1 description, made from the operations themselves."""

import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from tracker.exports.files import FORMS
from tracker.web.api import problems, site
from tracker.web.api.asked import FILE, queries_of, shape_of
from tracker.web.api.operations import Match, Operation, Query, Who
from tracker.web.api.rates import BURST, PER_SECOND
from tracker.wire.schema import Schema, components, schema_of

PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string", "description": "which kind: an address that explains it"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "description": "every fault with its place: a JSON Pointer into the body, or a parameter's name",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string"},
                    "parameter": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
        "needed": {"type": "string", "description": "the scope that was missing"},
    },
    "required": ["type", "title", "status", "instance"],
}
PLACES: Mapping[str, tuple[str, Schema]] = {
    "slug": ("an instrument's word", {"type": "string", "minLength": 1}),
    "old": ("the older version's id, 2023-04-11-draft", {"type": "string", "minLength": 1}),
    "new": ("the newer version's id", {"type": "string", "minLength": 1}),
    "version": ("a version's id, 2023-04-11-draft", {"type": "string", "minLength": 1}),
    "sha256": ("of the raw bytes, in hex", {"type": "string", "pattern": "^[0-9a-f]{64}$"}),
    "number": ("its number", {"type": "integer", "minimum": 0, "maximum": 2_147_483_647}),
    "client": ("a client's id, or * for every follower", {"type": "string", "minLength": 1}),
    "locator": ("a provision's place, 7, 7.2(3), 附件1:3", {"type": "string", "minLength": 1}),
    "name": ("a source's id", {"type": "string", "minLength": 1}),
    "person": ("a person's id", {"type": "string", "minLength": 1}),
    "form": ("of which kind", {"type": "string", "enum": [*FORMS, "memo.md", "annotations.json"]}),
    "handle": ("a released wording's handle, as /portal tells it", {"type": "string", "minLength": 1}),
}
LEAD = (
    "Everything the screens show and do, under the same permissions: what a reader may not see does not exist for "
    f"them. Up to {PER_SECOND:.0f} requests a second, {BURST} at once; a write counts five. Lists come in pages with "
    "Link headers and opaque cursors; every answer has a strong ETag; errors are application/problem+json."
)
BYTES: Schema = {"type": "string", "format": "binary", "minLength": 1}
KEY: Schema = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x20-\\x7e]+$"}
# What may go wrong, by what an operation takes.
ALWAYS = (400, 401, 403, 429)


def openapi(base: str) -> dict[str, Any]:
    """The description, for a site at an address."""
    known = list(site.operations())
    paths: dict[str, dict[str, Any]] = {}
    for one in known:
        paths.setdefault(path_of(one), {})[one.method.lower()] = _operation(one)
    types = [kind for one in known for kind in (one.answers, one.takes) if kind not in (None, bytes)]
    return {
        "openapi": "3.1.0",
        "info": {"title": "tracker", "version": _version(), "description": LEAD, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": base + site.ROOT}],
        "tags": [{"name": group.name, "description": group.says} for group in site.groups()],
        "security": [{"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "schemas": {**components(types), "Problem": PROBLEM},
            "responses": {
                str(status): _problem(status) for status in sorted({k.status for k in problems.KINDS.values()})
            },
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token made at /account/tokens/ or by `tracker user token add`.",
                },
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-session" if base.startswith("https:") else "session",
                    "description": "A browser's session; to write it sends X-CSRFToken as /me tells.",
                },
            },
        },
    }


def path_of(operation: Operation) -> str:
    """An operation's path as OpenAPI writes it."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", operation.path)


def _version() -> str:
    try:
        return version("tracker")
    except PackageNotFoundError:
        return "0"


def _operation(one: Operation) -> dict[str, Any]:
    says = one.says if one.who is Who.EVERYBODY else f"{one.says} For {one.who.value}."
    made: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.says.partition(". ")[0].rstrip("."),
        "description": f"{says} Scope: {one.scope.value}.",
        "tags": [one.group],
        "parameters": [*_places(one), *(_query(query) for query in queries_of(one)), *_headers(one)],
        "responses": _responses(one),
    }
    if one.takes is not None:
        content = {FILE: {"schema": BYTES}} if one.carries else {"application/json": {"schema": schema_of(one.takes)}}
        made["requestBody"] = {"required": True, "content": content}
    return made


def _places(one: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "description": PLACES[name][0], "schema": PLACES[name][1]}
        for name in re.findall(r"<(?:\w+:)?(\w+)>", one.path)
    ]


def _query(one: Query) -> dict[str, Any]:
    needed = {"required": True} if one.needed else {}
    return {"name": one.name, "in": "query", "description": one.says, "schema": shape_of(one), **needed}


def _headers(one: Operation) -> list[dict[str, Any]]:
    words: list[tuple[str, str, bool]] = []
    if one.method == "GET" and one.answers is not bytes:
        words.append(("If-None-Match", "an ETag seen before: 304 where nothing changed", False))
    if one.match is not Match.NO:
        words.append(("If-Match", "the ETag of the version you saw", one.match is Match.MUST))
    if one.method == "POST":
        words.append(("Idempotency-Key", "asked again with the same key it is answered the same, done once", False))
    return [
        {
            "name": name,
            "in": "header",
            "description": says,
            "required": needed,
            "schema": KEY if name == "Idempotency-Key" else {"type": "string"},
        }
        for name, says, needed in words
    ]


def _responses(one: Operation) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done." if one.answers is None else "As described."}
    if one.answers is bytes:
        good["content"] = {FILE: {"schema": {}}}
    elif one.answers is not None:
        good["content"] = {"application/json": {"schema": _answer(one)}}
        good["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "strong"}}
    if one.listed:
        good["headers"]["Link"] = {"schema": {"type": "string"}, "description": "rel=first and rel=next"}
    if one.status == 201:
        good.setdefault("headers", {})["Location"] = {"schema": {"type": "string"}, "description": "where it stands"}
    found = {str(one.status): good}
    if one.method == "GET" and one.answers is not bytes:
        found["304"] = {"description": "Nothing changed."}
    return found | {str(status): {"$ref": f"#/components/responses/{status}"} for status in _faults(one)}


def _answer(one: Operation) -> Schema:
    if not one.listed:
        return schema_of(one.answers)
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": schema_of(one.answers)},
            "total": {"type": "integer", "description": "how many there are for this reader"},
            "next": {"type": ["string", "null"], "description": "the next page's address"},
        },
        "required": ["items", "next", "total"],
    }


def _faults(one: Operation) -> list[int]:
    found = {*ALWAYS, 404, *one.faults}
    if one.method != "GET":
        found |= {409, 413}
    if one.takes is not None:
        found |= {415, 422}
    if one.method == "POST" or one.answers is bytes:
        found |= {422}
    if one.match is not Match.NO:
        found |= {412}
    if one.match is Match.MUST:
        found |= {428}
    return sorted(found)


def _problem(status: int) -> dict[str, Any]:
    kinds = [kind for kind in problems.KINDS.values() if kind.status == status]
    says = "; or: ".join(kind.title for kind in kinds)
    found: dict[str, Any] = {
        "description": f"{says}.",
        "content": {problems.MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == 429:
        found["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds"}}
    return found
