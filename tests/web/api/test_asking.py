"""Who gets in, how far their token reaches, how often they may ask, and how every refusal is said."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.web.api.conftest import PAIR, Program, Programs, let_in
from tests.web.conftest import NOW, PEOPLE, Firm, Visitor
from tracker.errors import StoreError
from tracker.readingroom.threshold import Threshold
from tracker.web.api.rates import Rates
from tracker.web.api.shares import TAKEN, SharedRates
from tracker.web.app import create_app


def problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    said: dict[str, Any] = answer.get_json(force=True)
    assert answer.mimetype == "application/problem+json"
    assert (answer.status_code, said["status"]) == (status, status)
    assert said["type"].endswith(f"#problem-{kind}")
    return said


HEADERS = [None, "", "Basic Y291bnNlbDp4", "Bearer", "Bearer ", "Bearer trk_guessed", "trk_x"]


def test_nobody_gets_in_without_a_token_that_works(standing: Flask) -> None:
    for header in HEADERS:
        answer = standing.test_client().get("/api/v1/me", headers={} if header is None else {"Authorization": header})
        kind = "invalid-token" if header and header.startswith("Bearer") else "unauthorized"
        assert "trk_guessed" not in str(problem(answer, 401, kind))
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_in_the_address_is_not_looked_at(patient: Flask) -> None:
    secret = let_in(patient, "counsel").secret
    browser = patient.test_client()
    for name in ("access_token", "token", "api_key"):
        problem(browser.get(f"/api/v1/me?{name}={secret}"), 401, "unauthorized")


def test_a_token_dies_when_it_expires_and_with_its_owners_account(patient: Flask, firm: Firm) -> None:
    program = let_in(patient, "counsel")
    assert program.get("/me").status_code == 200
    patient.config["NOW"] = NOW + timedelta(days=1)
    problem(program.get("/me"), 401, "invalid-token")
    patient.config["NOW"] = NOW
    with firm.library.writing() as files:
        files.people.put(replace(PEOPLE["counsel"], active=False))
    problem(program.get("/me"), 401, "invalid-token")


def test_when_a_token_was_used_last_is_known_to_the_hour(patient: Flask, firm: Firm) -> None:
    program = let_in(patient, "counsel")
    program.get("/me")
    assert firm.room("counsel").tokens.mine()[0].used_at == NOW
    patient.config["NOW"] = NOW + timedelta(minutes=59)
    program.get("/me")
    assert firm.room("counsel").tokens.mine()[0].used_at == NOW
    patient.config["NOW"] = NOW + timedelta(minutes=60)
    program.get("/me")
    assert firm.room("counsel").tokens.mine()[0].used_at == NOW + timedelta(minutes=60)


def test_a_reading_token_writes_nothing(program: Programs, firm: Firm) -> None:
    said = problem(program("counsel", "read").post(f"{PAIR}/notes", {"body": "x"}), 403, "scope")
    assert said["needed"] == "write"
    problem(program("administrator", "write").get("/clients"), 403, "scope")
    assert program("administrator", "admin").get("/clients").status_code == 200
    problem(program("counsel", "admin").get("/clients"), 403, "forbidden")


def test_a_browsers_session_reads_and_writes_only_with_its_pages_token(patient: Flask, as_: Visitor) -> None:
    browser = as_("counsel")
    token = browser.get("/api/v1/me").get_json()["csrf_token"]
    body = {"phrase": "数据出境"}
    problem(browser.post("/api/v1/watches", json=body), 400, "csrf")
    problem(browser.post("/api/v1/watches", json=body, headers={"X-CSRFToken": "guessed"}), 400, "csrf")
    assert browser.post("/api/v1/watches", json=body, headers={"X-CSRFToken": token}).status_code == 201


def test_a_token_needs_no_csrf_token_and_a_sent_session_does_not_widen_it(patient: Flask, as_: Visitor) -> None:
    browser = as_("administrator")
    secret = let_in(patient, "client", "read").secret
    answer = browser.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.get_json()["role"] == "client"
    assert "Set-Cookie" not in answer.headers
    problem(browser.get("/api/v1/sources", headers={"Authorization": f"Bearer {secret}"}), 403, "forbidden")


def test_where_the_firm_shows_facts_to_everyone_a_stranger_reads_facts(firm: Firm) -> None:
    open_site = create_app(replace(firm.settings, public_facts=True), firm.library)
    stranger = open_site.test_client()
    assert stranger.get("/api/v1/instruments").get_json()["total"] > 3
    problem(stranger.get(f"/api/v1{PAIR}"), 404, "not-found")
    problem(stranger.get("/api/v1/watches"), 401, "unauthorized")
    problem(stranger.post("/api/v1/watches", json={"phrase": "x"}), 401, "unauthorized")


def test_whoever_asks_without_pause_is_told_to_wait(app: Flask) -> None:
    now = [0.0]
    app.extensions["rates"] = Rates(per_second=2, burst=5, clock=lambda: now[0])
    eager, other = let_in(app, "counsel"), let_in(app, "client")
    assert [eager.get("/me").status_code for _ in range(5)] == [200] * 5
    answer = eager.get("/me")
    problem(answer, 429, "too-many")
    assert answer.headers["Retry-After"] == "1"
    assert other.get("/me").status_code == 200  # each has a bucket of their own
    now[0] += 0.5
    assert eager.get("/me").status_code == 200
    assert eager.get("/me").status_code == 429


def test_whoever_guesses_tokens_is_slowed_and_nobody_else(app: Flask) -> None:
    now = [0.0]
    app.extensions["rates"] = Rates(clock=lambda: now[0])
    good, guess = let_in(app, "counsel"), {"Authorization": "Bearer trk_guessed"}
    statuses = [app.test_client().get("/api/v1/me", headers=guess).status_code for _ in range(25)]
    assert statuses == [401] * 20 + [429] * 5
    assert good.get("/me").status_code == 200


def test_a_flood_of_askers_does_not_fill_the_memory() -> None:
    rates = Rates()
    for n in range(10_050):
        rates.spend(n)
    assert len(rates._buckets) == 10_000


def test_two_processes_let_through_no_more_than_one(firm: Firm) -> None:
    """Each takes twenty at a time of one bucket in the library, and asks it no more than that."""
    now, asked = [0.0], [0]
    thresholds = [Threshold.open(firm.settings) for _ in range(2)]

    def process(threshold: Threshold) -> SharedRates:
        def take(key: str, least: int, wish: int) -> tuple[int, float]:
            asked[0] += 1
            return threshold.take(key, least, wish, NOW + timedelta(seconds=now[0]), per_second=10, burst=200)

        return SharedRates(take, clock=lambda: now[0])

    rates = [process(one) for one in thresholds]
    waits = [rates[n % 2].spend(("person", "lin")) for n in range(400)]
    assert waits.count(0) == 200
    assert set(waits) == {0, 1}
    assert asked[0] <= 200 / TAKEN + 4  # once shut, nobody asks again before its time
    assert rates[0].spend(("person", "other"), 5) == 0
    now[0] += 1.0
    assert [rates[0].spend(("person", "lin")) for _ in range(12)].count(0) == 10
    for one in thresholds:
        one.library.close()


def test_a_library_that_cannot_be_written_is_still_read() -> None:
    def take(key: str, least: int, wish: int) -> tuple[int, float]:
        raise StoreError("the disk is full")

    assert SharedRates(take).spend(("person", "lin")) == 0


REFUSALS: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/no/such/thing", {}, 404, "not-found"),
    ("GET", "/../../etc/passwd", {}, 404, "not-found"),
    ("GET", "/instruments/no-such-thing", {}, 404, "not-found"),
    ("GET", "/notes/99999999999999999999999", {}, 404, "not-found"),
    ("GET", "/notes/-1", {}, 404, "not-found"),
    ("DELETE", "/instruments", {}, 405, "method"),
    ("TRACE", "/instruments", {}, 405, "method"),
    ("GET", "/instruments?topik=data", {}, 400, "bad-request"),
    ("GET", "/instruments?limit=0", {}, 400, "bad-request"),
    ("GET", "/instruments?limit=201", {}, 400, "bad-request"),
    ("GET", "/instruments?limit=ten", {}, 400, "bad-request"),
    ("GET", "/instruments?stage=final", {}, 400, "bad-request"),
    ("GET", "/instruments?q=a&q=b", {}, 400, "bad-request"),
    ("GET", "/instruments?q=%00", {}, 400, "bad-request"),
    ("GET", "/search", {}, 400, "bad-request"),
    ("GET", "/instruments/smart-lifts/force?on=2026-02-30", {}, 400, "bad-request"),
    ("POST", "/watches", {"data": "phrase=x"}, 415, "media-type"),
    (
        "POST",
        "/watches",
        {"data": "phrase=x", "content_type": "text/plain"},
        415,
        "media-type",
    ),
    ("POST", "/watches", {"data": b"{", "content_type": "application/json"}, 400, "bad-request"),
    ("POST", "/watches", {"data": b"\xff\xfe", "content_type": "application/json"}, 400, "bad-request"),
    ("POST", "/watches", {"data": b"[" * 100_000, "content_type": "application/json"}, 400, "bad-request"),
    ("POST", "/watches", {"data": b'{"days": NaN}', "content_type": "application/json"}, 400, "bad-request"),
    ("POST", "/watches", {"data": b'{"phrase": "\\ud800"}', "content_type": "application/json"}, 422, "invalid"),
    ("POST", "/watches", {"json": []}, 422, "invalid"),
    ("POST", "/watches", {"json": {"phrase": "x" * 101}}, 422, "invalid"),
    ("POST", "/watches", {"json": {"prase": "x"}}, 422, "invalid"),
    ("POST", "/watches", {"json": {"days": True}}, 422, "invalid"),
    ("POST", "/watches", {"json": {"phrase": "x\x00"}}, 422, "invalid"),
    ("POST", "/watches", {"json": {"instrument": "no-such-thing"}}, 404, "not-found"),
    ("POST", "/watches", {"json": {"channel": "wecom", "hook": 1}}, 404, "not-found"),
    ("POST", "/watches", {"data": b" " * 1_100_000, "content_type": "application/json"}, 413, "too-large"),
    ("POST", f"{PAIR}/notes", {"json": {"body": "x", "change": "no~such"}}, 422, "invalid"),
    ("POST", f"{PAIR}/notes", {"json": {"body": "x", "place": "new"}}, 422, "invalid"),
    ("POST", f"{PAIR}/notes", {"json": {"body": " "}}, 422, "invalid"),
    ("POST", f"{PAIR}/releases", {"json": {"client": "yuanjing"}}, 422, "invalid"),
    (
        "POST",
        f"{PAIR}/pairings",
        {"json": {"act": "pair", "old": "99", "new": "1", "reason": "x"}},
        422,
        "invalid",
    ),
]


def test_every_refusal_is_a_problem(standing_programs: dict[str, Program]) -> None:
    for method, path, more, status, kind in REFUSALS:
        problem(standing_programs["counsel"].ask(method, path, **dict(more)), status, kind)


def test_a_fault_names_its_place(standing_programs: dict[str, Program]) -> None:
    counsel = standing_programs["counsel"]
    wrong = {"days": 91, "occasions": ["draft", "never"], "colour": "red"}
    errors = counsel.post("/watches", wrong).get_json(force=True)["errors"]
    assert {error["pointer"] for error in errors} == {"/days", "/occasions/1", "/colour"}
    assert counsel.get("/instruments?topik=x").get_json(force=True)["errors"][0]["parameter"] == "topik"


def test_405_names_what_the_address_does(standing_programs: dict[str, Program]) -> None:
    allowed = standing_programs["counsel"].ask("DELETE", "/watches").headers["Allow"]
    assert {"GET", "POST"} <= {one.strip() for one in allowed.split(",")}


def test_what_breaks_is_a_problem_without_its_insides(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.readingroom.watches import Watches

    def broken(_: Watches) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(Watches, "mine", broken)
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    answer = let_in(app, "counsel").get("/watches")
    assert "secret of the house" not in str(problem(answer, 500, "internal"))


def test_options_and_head_are_answered(standing_programs: dict[str, Program]) -> None:
    counsel = standing_programs["counsel"]
    whole = counsel.get("/watches")
    head = counsel.ask("HEAD", "/watches")
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", whole.headers["ETag"])
    assert counsel.ask("OPTIONS", "/watches").status_code == 200
