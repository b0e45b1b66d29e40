"""Walls: every address of the API and every form of the screens, as everybody, with what is somebody else's.

`tests/web/test_routes.py` walks the pages; this walks the API and whatever writes, and asks for two clients at once.
"""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import MetaData, select

from tests.web.api.conftest import ASKED, READINGS, WRITINGS, Program, filled, let_in
from tests.web.conftest import (
    BRIEFED,
    CLIENTS,
    INTERNAL,
    LIFTS,
    OTHERS,
    PEOPLE,
    RELEASED,
    REVISED,
    TELESCOPES,
    Filed,
    Firm,
    _browser,
    _site,
)
from tests.web.test_routes import words_of
from tracker.web.api.rates import Rates
from tracker.wire.schema import components, schema_of

# What each client may never read: the firm's words, the other clients', and who they are.
TOLD = {"client": [OTHERS], "other": [RELEASED, BRIEFED], "early": [OTHERS, RELEASED, BRIEFED]}


def forbidden(who: str) -> list[str]:
    names = [client.name for id_, client in CLIENTS.items() if id_ != PEOPLE[who].client]
    ids = [f'"{id_}"' for id_ in CLIENTS if id_ != PEOPLE[who].client]
    people = [one.email for one in PEOPLE.values() if one.id != who] + [
        "林知远",
        "周平",
        '"analyst"',
        '"administrator"',
    ]
    return [INTERNAL, REVISED, "塔台内网机", *names, *ids, *people, *TOLD[who]]


def test_no_answer_of_the_api_to_a_client_holds_a_word_that_is_not_theirs(
    standing_programs: dict[str, Program],
) -> None:
    opened = 0
    for who, one, (slug, old, new) in product(("client", "other"), READINGS, (LIFTS, TELESCOPES)):
        for number in ("1", "2"):
            path = filled(one, slug=slug, old=old, new=new, version=new, number=number)
            answer = standing_programs[who].get(path, query_string=ASKED.get(one.name, {}))
            body = words_of(answer)
            found = [word for word in forbidden(who) if word in body]
            assert found == [], (who, path)
            opened += answer.status_code == 200
            if "<int:number>" not in one.path:
                break
    assert opened > 40


def test_two_clients_at_once_never_get_each_others_answer(
    standing: Flask, standing_programs: dict[str, Program]
) -> None:
    paths = ["/me", "/portal", "/alerts", "/watches", "/instruments?shelf=sample", "/search?q=应当", "/dates"]
    secrets = {who: standing_programs[who].secret for who in ("client", "other", "counsel")}
    alone = {(who, path): standing_programs[who].get(path).data for who in secrets for path in paths}
    pages = ["/instruments/?shelf=sample", "/alerts/", "/watches/"]
    alone |= {(who, page): _plain(_browser(standing, who).get(page).data) for who in secrets for page in pages}
    wrong: list[tuple[str, str]] = []

    def ask(who: str) -> None:
        program, browser = Program(standing.test_client(), secrets[who]), _browser(standing, who)
        wrong.extend((who, path) for path in paths if program.get(path).data != alone[who, path])
        wrong.extend((who, page) for page in pages if _plain(browser.get(page).data) != alone[who, page])

    threads = [threading.Thread(target=ask, args=(who,)) for who in (*secrets, *secrets)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def _plain(page: bytes) -> bytes:
    """A page without what is made anew for every answer: the CSRF tokens."""
    return re.sub(rb'(name="csrf_token" value=|csrf-token" content=)"[^"]*"', b"", page)


# A client's own, or what merely counts their own doing.
THEIRS = {"watches", "hooks", "habits", "feeds", "api_tokens", "api_repeats", "alerts", "deliveries", "looks"}
ALWAYS = {"audit", "audit_log", "marks", "calendar_days", "alembic_version"}
#: Whose writing may touch which tables, and nothing else, whatever they send wherever.
MAY_TOUCH = {
    "visitor": set[str](),
    "other": THEIRS | {"shares", "answers", "people"},
    "analyst": THEIRS | {"people", "translations", "picks", "editions", "quarantine", "captures"},
}
LEFT_OUT = {"session.sign_out", "session.sign_in"}
JUDGEMENT = {
    *("notes", "note_revisions", "revisions", "note_releases", "acts", "places", "releases", "rulings", "verdicts"),
    *("snapshots", "briefings", "briefing_releases", "checks", "clients", "follows"),
}
FORM = {
    "client": "*",
    "body": "x",
    "change": "1~1",
    "direction": "softened",
    "severity": "1",
    "reason": "x",
    "zh": "x",
    "en": "x",
    "done": "1",
    "what": "reply",
    "law": "smart-lifts",
    "act": "pair",
    "old": "1",
    "new": "2",
    "value": "x",
    "locator": "1",
    "slug": "smart-lifts",
    "days": "30",
    "title": "x",
    "instrument": "smart-lifts",
    "name": "x",
    "email": "evil@evil.example",
    "role": "administrator",
    "follows": "smart-lifts",
    "reach": "admin",
    "language": "zh",
    "zone": "UTC",
    "scope": "everything",
    "comment": "x",
    "remedy": "nothing",
    "place": "1",
    "text": "x",
    "version": LIFTS[2],
    "evidence": "x",
    "into": "city-telescopes",
    "field": "title",
    "active": "yes",
    "channel": "webhook",
    "url": "https://evil.example/",
    "password": "x" * 20,
    "opens_on": "2026-11-01",
    "closes_on": "2026-11-20",
    "introduction": "x",
    "how": "on",
    "seen": "3",
    "id": "hengtong",
    "shelf": "real",
}
PLACES = {
    "slug": LIFTS[0],
    "old": LIFTS[1],
    "new": LIFTS[2],
    "version_id": LIFTS[2],
    "version": LIFTS[2],
    "name": "cac",
    "person": "client",
    "token": "A" * 32,
    "handle": "guessed",
    "how": "on",
    "kind": "ics",
    "form": "docx",
    "sha256": "0" * 64,
}


def _rules(app: Flask) -> Iterator[tuple[str, str]]:
    """Every form of the screens: its endpoint and address, with a real thing of somebody else's in every place."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and not rule.endpoint.startswith("api."):
            choices = re.findall(r"<any\(([^)]*)\):\w+>", rule.rule)
            address = re.sub(r"<any\(([^),]*)[^)]*\):\w+>", lambda found: found.group(1).strip(), rule.rule)
            address = re.sub(r"<int:\w+>", "1", address)
            filled_ = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: PLACES[found.group(1)], address)
            for word in choices[0].split(",") if choices else [""]:
                first = choices[0].split(",")[0].strip() if choices else ""
                yield rule.endpoint, filled_.replace(f"/{first}", f"/{word.strip()}") if first else filled_


def _rows(firm: Firm) -> dict[str, set[str]]:
    """Everything kept, by table."""
    engine, found = firm.library._engine, MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        return {
            name: {json.dumps([str(v) for v in row], ensure_ascii=False) for row in connection.execute(select(table))}
            for name, table in found.tables.items()
        }


def _touched(before: dict[str, set[str]], after: dict[str, set[str]]) -> set[str]:
    return {name for name in after if before[name] != after[name]} - ALWAYS


@pytest.fixture
def firm_and_site(filed: Filed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Firm, Flask]]:
    firm = filed.opened(tmp_path_factory.mktemp("walls"))
    app = _site(firm)
    app.config["WTF_CSRF_ENABLED"] = False  # as if the attacker had everything but the right
    app.extensions["rates"] = Rates(1e9, 10**9)
    yield firm, app
    firm.library.close()


@pytest.mark.parametrize("who", list(MAY_TOUCH))
def test_no_form_lets_anybody_touch_what_is_not_theirs(firm_and_site: tuple[Firm, Flask], who: str) -> None:
    firm, app = firm_and_site
    before, browser = _rows(firm), _browser(app, who)
    sent = 0
    for endpoint, address in _rules(app):
        if endpoint in LEFT_OUT or (who == "analyst" and endpoint.startswith("repair.")):
            continue  # an analyst joins and parts works, with all that hangs on them
        answer = browser.post(address, data=FORM)
        assert answer.status_code < 500, (endpoint, address)
        sent += 1
    assert sent > 50
    touched = _touched(before, _rows(firm))
    assert touched <= MAY_TOUCH[who], touched - MAY_TOUCH[who]
    assert not touched & JUDGEMENT
    after = firm.room(who if who != "visitor" else "client").library
    with after.reading() as files:
        kept = {person.id: person for person in files.people.all()}
    assert {one: kept[one].role for one in PEOPLE} == {one: PEOPLE[one].role for one in PEOPLE}
    assert all(kept[one].active for one in PEOPLE)


def sample(kind: Any) -> Any:
    """A body that fits a type of the wire."""
    known = components([kind])

    def make(schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            schema = known[schema["$ref"].rpartition("/")[2]]
        if "anyOf" in schema:
            return make(schema["anyOf"][0])
        if "enum" in schema:
            return schema["enum"][0]
        kind_ = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        plain = {"string": "1", "integer": 1, "boolean": True, "array": [], "number": 1, "null": None}
        return {n: make(s) for n, s in schema["properties"].items()} if kind_ == "object" else plain[kind_]

    return make(schema_of(kind))


@pytest.mark.parametrize("who", ["other", pytest.param("analyst", marks=pytest.mark.endurance)])
def test_no_call_of_the_api_lets_anybody_touch_what_is_not_theirs(firm_and_site: tuple[Firm, Flask], who: str) -> None:
    firm, app = firm_and_site
    program = let_in(app, who, "write")
    before = _rows(firm)
    for one, number in product(WRITINGS, ("1", "2")):
        if who == "analyst" and one.group == "repairs":
            continue  # an analyst adds, joins and parts works, with all that hangs on them
        path = filled(one, number=number)
        sent = {"data": b"x", "content_type": "application/octet-stream", "query_string": {"name": "x.txt"}}
        body = sent if one.carries else {"json": sample(one.takes)} if one.takes else {}
        held = program.get(path).headers.get("ETag") if one.match.value != "no" else None
        answer = program.ask(one.method, path, headers={"If-Match": held} if held else {}, **body)
        assert answer.status_code < 500, one.name
    touched = _touched(before, _rows(firm))
    assert touched <= MAY_TOUCH[who], touched - MAY_TOUCH[who]


def test_a_client_who_stops_following_sees_nothing_more_at_once(firm_and_site: tuple[Firm, Flask]) -> None:
    firm, app = firm_and_site
    program, pair = let_in(app, "client", "read"), "/comparisons/{}/{}..{}".format(*LIFTS)
    etag = program.get(pair).headers["ETag"]
    with firm.library.writing() as files:
        files.people.put_client(replace(CLIENTS["hengtong"], follows=frozenset()))
    for path in (pair, f"/instruments/{LIFTS[0]}", f"{pair}/notes", f"{pair}/briefing"):
        assert program.get(path, headers={"If-None-Match": etag}).status_code == 404
    assert program.get("/alerts").get_json()["total"] == 0
    assert program.get("/search?q=电梯").get_json()["total"] == 0
