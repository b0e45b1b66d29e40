"""The description and the routes are one: what is described is answered so, and nothing is answered undescribed."""

import re
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from tests.web.api.conftest import ASKED, READINGS, Program, filled
from tests.web.conftest import LIFTS, ROBOTS
from tracker.readingroom.pages import Standing
from tracker.web.api import site
from tracker.web.api.description import openapi, path_of
from tracker.wire.kinds import STANDINGS

DESCRIBED = openapi("http://127.0.0.1:8000")
# Two addresses that hand out the description itself.
UNDESCRIBED = {"api.openapi", "api.page"}


def test_every_route_is_described_and_every_description_is_a_route(standing: Flask) -> None:
    routed = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix(site.ROOT)))
        for rule in standing.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint not in UNDESCRIBED
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(method.upper(), path) for path, methods in DESCRIBED["paths"].items() for method in methods}
    assert routed == described
    assert len(described) > 50


def test_an_operations_name_is_its_own() -> None:
    names = [one.name for one in site.operations()]
    assert len(names) == len(set(names))


def test_every_reference_leads_somewhere() -> None:
    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            yield from (value for key, value in node.items() if key == "$ref")
            for value in node.values():
                yield from walk(value)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value)

    for reference in set(walk(DESCRIBED)):
        place: Any = DESCRIBED
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def strict(node: Any) -> Any:
    """The same schemas, in which a field nobody described is a fault."""
    if isinstance(node, dict):
        made = {key: strict(value) for key, value in node.items()}
        if made.get("type") == "object" and "properties" in made:
            made.setdefault("additionalProperties", False)
        return made
    return [strict(one) for one in node] if isinstance(node, list) else node


STRICT = strict(DESCRIBED["components"])


def fits(schema: dict[str, Any], value: Any) -> list[str]:
    validator = Draft202012Validator({**strict(schema), "components": STRICT})
    return [f"{'/'.join(map(str, fault.path))}: {fault.message[:200]}" for fault in validator.iter_errors(value)]


@pytest.mark.parametrize("who", ["administrator", "client"])
def test_every_answer_is_what_its_description_says(standing_programs: dict[str, Program], who: str) -> None:
    answered = 0
    for one in READINGS:
        described = DESCRIBED["paths"][path_of(one)]["get"]["responses"]
        for slug, old, new in (LIFTS, ROBOTS) if who == "client" else (LIFTS,):
            path = filled(one, slug=slug, old=old, new=new, version=new)
            answer = standing_programs[who].get(path, query_string=ASKED.get(one.name, {}))
            assert str(answer.status_code) in described, (one.name, answer.status_code)
            if answer.status_code == 200 and one.answers is bytes:
                assert answer.mimetype == "application/octet-stream", one.name
                assert answer.headers["Content-Disposition"].startswith("attachment"), one.name
            elif answer.status_code == 200:
                schema = described["200"]["content"]["application/json"]["schema"]
                assert fits(schema, answer.get_json()) == [], one.name
                answered += 1
            else:
                assert answer.mimetype == "application/problem+json"
                assert fits({"$ref": "#/components/schemas/Problem"}, answer.get_json()) == []
    assert answered > 15


def test_the_words_of_the_wire_are_the_houses() -> None:
    assert set(STANDINGS) == {one.value for one in Standing}


def test_the_description_is_open_and_says_nothing_of_the_library(standing: Flask) -> None:
    stranger = standing.test_client()
    described = stranger.get("/api/v1/openapi.json")
    assert described.get_json()["openapi"] == "3.1.0"
    assert stranger.get("/api/v1/openapi.json", headers={"If-None-Match": described.headers["ETag"]}).status_code == 304
    page = stranger.get("/api/v1/").get_data(as_text=True)
    assert "<script" not in page.replace('<script src="/static', "")
    for path in DESCRIBED["paths"]:
        assert path in page
    assert LIFTS[0] not in page
