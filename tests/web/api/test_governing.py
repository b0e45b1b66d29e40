"""Digests, addresses, accounts and the audit log by program, under the permissions of the screens."""

import zipfile
from io import BytesIO

from flask import Flask

from tests.web.api.conftest import PAIR, Programs
from tests.web.api.test_asking import problem
from tests.web.conftest import LIFTS, UNDER_WATER

DRAFT = {"title": "十一月", "introduction": "本月要点", "opens_on": "2026-11-01", "closes_on": "2026-11-20"}


def test_a_digest_is_drafted_worded_anew_and_goes_out(program: Programs) -> None:
    counsel, client = program("counsel"), program("client")
    pick = counsel.post("/picks", {"instrument": UNDER_WATER, "comment": "值得一读\n"}).get_json()
    assert (pick["comment"], client.get("/picks").get_json()["total"]) == ("值得一读", 1)
    problem(program("other").post("/picks", {"instrument": UNDER_WATER, "comment": "x"}), 403, "forbidden")
    assert program("other").get("/picks").get_json()["total"] == 0  # it does not follow that work
    made = counsel.post("/editions", DRAFT)
    path = made.headers["Location"].removeprefix("/api/v1")
    problem(client.get(path), 404, "not-found")
    problem(counsel.ask("PATCH", path, json=DRAFT), 428, "unconditional")
    seen = {"If-Match": counsel.get(path).headers["ETag"]}
    assert counsel.ask("PATCH", path, json={**DRAFT, "title": "本月"}, headers=seen).get_json()["title"] == "本月"
    problem(counsel.ask("PATCH", path, json=DRAFT, headers=seen), 412, "changed")
    wrong = {**DRAFT, "opens_on": "2026-12-01"}
    problem(counsel.post("/editions", wrong), 422, "invalid")
    problem(client.post(f"{path}/sending"), 403, "forbidden")
    key = {"Idempotency-Key": "november"}
    assert counsel.post(f"{path}/sending", headers=key).get_json() == counsel.post(f"{path}/sending", headers=key).json
    problem(counsel.post(f"{path}/sending"), 409, "conflict")
    assert client.get(path).get_json()["title"] == "本月"
    assert client.get(f"{path}/file").data.startswith(b"PK")
    assert counsel.ask("DELETE", f"/picks/{pick['id']}").status_code == 204


def test_an_address_that_needs_no_sign_in_is_told_to_no_token_that_only_reads(
    program: Programs, patient: Flask
) -> None:
    client, stranger = program("client"), patient.test_client()
    problem(program("client", "read").get("/feeds"), 403, "scope")
    made = client.post("/feeds", {"scope": "instrument", "value": LIFTS[0]}).get_json()
    where = made["addresses"]["atom"].partition("/feeds/")[2]
    assert stranger.get(f"/feeds/{where}").status_code == 200
    problem(client.post("/feeds", {"scope": "instrument", "value": "city-telescopes"}), 404, "not-found")
    problem(client.post("/feeds", {"scope": "client", "value": "yuanjing"}), 404, "not-found")
    problem(program("other").ask("DELETE", f"/feeds/{made['id']}"), 404, "not-found")
    assert client.ask("DELETE", f"/feeds/{made['id']}").status_code == 204
    assert stranger.get(f"/feeds/{where}").status_code == 404
    pair = dict(zip(("instrument", "old", "new"), LIFTS, strict=True))
    shared = client.post("/portal/shares", {**pair, "days": 30}).get_json()
    token = shared["address"].partition("/shared/")[2]
    assert stranger.get(f"/shared/{token}").status_code == 200
    problem(program("other").post("/portal/shares", {**pair, "days": 30}), 404, "not-found")
    problem(program("other").ask("DELETE", f"/portal/shares/{shared['id']}"), 404, "not-found")
    assert client.ask("DELETE", f"/portal/shares/{shared['id']}").status_code == 204
    assert client.get("/portal/shares").get_json()["total"] == 0


def test_ones_own_settings(program: Programs) -> None:
    client = program("client")
    mine = {**client.get("/account").get_json(), "language": "en", "quiet_from": "22:00", "quiet_until": "07:30"}
    assert client.ask("PUT", "/account", json=mine).get_json() == mine == client.get("/account").get_json()
    problem(client.ask("PUT", "/account", json={**mine, "zone": "Moon/Crater"}), 404, "not-found")
    problem(client.ask("PUT", "/account", json={**mine, "digest_at": "25:00"}), 422, "invalid")
    hook = {"channel": "webhook", "name": "合规系统", "url": "https://h.example/key-7", "secret": "s"}
    made = client.post("/addresses", hook)
    assert made.get_json()["host"] == "h.example"
    assert "key-7" not in made.get_data(as_text=True)
    problem(client.post("/addresses", {**hook, "url": "http://h.example/"}), 422, "invalid")
    problem(program("other").ask("DELETE", f"/addresses/{made.get_json()['id']}"), 404, "not-found")
    assert client.ask("DELETE", f"/addresses/{made.get_json()['id']}").status_code == 204


def test_accounts_are_the_administrators_and_their_tokens_that_govern(program: Programs, patient: Flask) -> None:
    admin = program("administrator", "admin")
    problem(program("administrator").post("/clients", {}), 403, "scope")
    problem(program("counsel", "admin").get("/clients/hengtong"), 403, "forbidden")
    said = {"name": "虚构新客户", "follows": [LIFTS[0]], "machine_not_reviewed": False}
    made = admin.post("/clients", said)
    path = made.headers["Location"].removeprefix("/api/v1")
    seen = {"If-Match": admin.get(path).headers["ETag"]}
    changed = admin.ask("PUT", path, json={**said, "follows": []}, headers=seen).get_json()
    assert (changed["name"], changed["follows"]) == ("虚构新客户", [])
    problem(admin.ask("PUT", path, json=said, headers=seen), 412, "changed")
    problem(admin.ask("PUT", "/clients/nobody", json=said), 404, "not-found")
    whom = {"email": "neu@client.example", "name": "新人", "role": "client", "client": made.get_json()["id"]}
    problem(admin.post("/invitations", {**whom, "client": "nobody", "language": "zh"}), 404, "not-found")
    problem(admin.post("/invitations", {**whom, "email": "a\tb@c", "language": "zh"}), 422, "invalid")
    invited = admin.post("/invitations", {**whom, "language": "zh"}).get_json()
    token = invited["address"].partition("/invited/")[2]
    assert patient.test_client().get(f"/invited/{token}").status_code == 200
    problem(admin.post("/invitations", {**whom, "email": "li@hengtong.example", "language": "zh"}), 409, "conflict")


def test_an_account_is_closed_handed_over_and_erased(program: Programs) -> None:
    admin, early = program("administrator", "admin"), program("early")
    assert admin.ask("PATCH", "/people/early", json={"active": False}).get_json()["person"]["active"] is False
    problem(early.get("/me"), 401, "invalid-token")
    problem(admin.ask("PATCH", "/people/administrator", json={"active": False}), 409, "conflict")
    with zipfile.ZipFile(BytesIO(admin.get("/people/early/data").data)) as file:
        assert file.namelist()
    problem(admin.post("/people/early/erasure", {"email": "wang@yuanjing.example"}), 409, "conflict")
    erased = admin.post("/people/early/erasure", {"email": "zhao@zaozhi.example"})
    assert erased.get_json()["name"]
    assert admin.get("/people/early").get_json()["erased"] is True
    problem(admin.get("/people/nobody"), 404, "not-found")


def test_the_log_is_read_and_its_chain_checked(program: Programs) -> None:
    admin = program("administrator", "admin")
    for _ in range(3):
        program("counsel").post("/watches", {"phrase": "甲"})
    page = admin.get("/audit?who=counsel&done=made&limit=2").get_json()
    assert (page["total"], [one["thing"].partition("/")[0] for one in page["items"]]) == (3, ["watch", "watch"])
    rest = admin.get(page["next"].removeprefix("/api/v1")).get_json()
    assert [one["number"] for one in (*page["items"], *rest["items"])] == sorted(
        (one["number"] for one in (*page["items"], *rest["items"])), reverse=True
    )
    assert rest["next"] is None
    newest = page["items"][0]
    noted = f"number={newest['number']}&seal={newest['seal']}"
    assert admin.get(f"/audit/check?{noted}").get_json()["holds"] is True
    problem(admin.get(f"/audit/check?number={newest['number']}"), 400, "bad-request")
    problem(program("administrator").get("/audit"), 403, "scope")
    problem(program("counsel", "admin").get("/audit/check"), 403, "forbidden")
    told = admin.get(f"/audit/check?number={newest['number']}&seal={'0' * 64}").get_json()
    assert (told["holds"], str(newest["number"]) in told["wrong"][0]) == (False, True)
    assert admin.get(f"/audit/check?number=9999&seal={newest['seal']}").get_json()["holds"] is False  # its end cut off


def test_lives_facets_and_the_history_of_a_phrase(program: Programs) -> None:
    counsel = program("counsel")
    found = counsel.get(f"/instruments/{LIFTS[0]}/obligations").get_json()["items"]
    assert {one["outcome"] for one in found}
    problem(program("client").get("/instruments/city-telescopes/obligations"), 404, "not-found")
    history = counsel.get("/search/history?q=应当&shelf=sample").get_json()
    assert history["items"][0]["entered"]["id"]
    facets = counsel.get("/search/facets?q=应当&shelf=sample").get_json()["items"]
    assert {"authority", "stage", "year"} >= {one["facet"] for one in facets} > set()
    year = next(one for one in facets if one["facet"] == "year")
    narrowed = counsel.get(f"/search?q=应当&shelf=sample&year={year['value']}").get_json()
    assert narrowed["total"] == year["count"]


def test_the_firms_second_reader_is_asked_by_counsel(program: Programs) -> None:
    problem(program("counsel").post(f"{PAIR}/opinions"), 404, "not-found")  # this firm has none
    assert program("counsel").get(f"{PAIR}/opinions").get_json()["total"] == 0
    problem(program("client").get(f"{PAIR}/opinions"), 403, "forbidden")
    problem(program("analyst").post(f"{PAIR}/opinions"), 403, "forbidden")
