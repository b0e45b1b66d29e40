"""Writing by program: a lost answer asked again does nothing twice, and nobody overwrites what they did not see."""

import threading
from datetime import timedelta
from itertools import product
from typing import Any

from flask import Flask

from tests.web.api.conftest import PAIR, Program, Programs, note_of
from tests.web.api.test_asking import problem
from tests.web.conftest import LIFTS, NOW, Firm
from tracker.practice.watch import Occasion


def test_a_post_asked_twice_with_a_key_is_done_once(program: Programs, firm: Firm) -> None:
    counsel = program("counsel")
    body, key = {"body": "请看第三条"}, {"Idempotency-Key": "matter-7/note-1"}
    first = counsel.post(f"{PAIR}/notes", body, headers=key)
    again = counsel.post(f"{PAIR}/notes", body, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["ETag"] == first.headers["ETag"]
    assert (again.headers["Idempotency-Replayed"], "Idempotency-Replayed" in first.headers) == ("true", False)
    assert sum(view.body == body["body"] for view in firm.room("counsel").notes.of(*LIFTS)) == 1


def test_a_key_belongs_to_one_request_and_one_person(program: Programs) -> None:
    key = {"Idempotency-Key": "k"}
    assert program("counsel").post("/watches", {"phrase": "甲"}, headers=key).status_code == 201
    problem(program("counsel").post("/watches", {"phrase": "乙"}, headers=key), 422, "key-reused")
    problem(program("counsel").post("/watches/preview", {"phrase": "甲"}, headers=key), 422, "key-reused")
    other = program("client").post("/watches", {"phrase": "乙"}, headers=key)
    assert (other.status_code, other.get_json()["phrase"]) == (201, "乙")


def test_a_refusal_leaves_its_key_free(program: Programs) -> None:
    key = {"Idempotency-Key": "k"}
    problem(program("counsel").post("/watches", {"instrument": "nowhere"}, headers=key), 404, "not-found")
    assert program("counsel").post("/watches", {"instrument": LIFTS[0]}, headers=key).status_code == 201


def test_a_key_is_short_and_plain(standing_programs: dict[str, Program]) -> None:
    for key in ("", "x" * 256, "ключ", "a\tb"):
        sent = {"Idempotency-Key": key.encode().decode("latin-1")}
        problem(standing_programs["counsel"].post("/watches", {}, headers=sent), 400, "bad-request")


def test_ten_at_once_with_one_key_do_it_once(program: Programs, firm: Firm) -> None:
    programs = [program("counsel") for _ in range(10)]
    answers: list[int] = []

    def ask(n: int) -> None:
        answer = programs[n].post("/watches", {"phrase": "同一"}, headers={"Idempotency-Key": "k"})
        answers.append(answer.status_code)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) <= {201, 409}
    assert 201 in answers
    assert sum(line.watch.phrase == "同一" for line in firm.room("counsel").watches.mine()) == 1


def test_nobody_rewords_a_note_they_did_not_see(program: Programs, firm: Firm) -> None:
    counsel, note = program("counsel"), f"/notes/{note_of(firm)}"
    problem(counsel.ask("PATCH", note, json={"body": "x"}), 428, "unconditional")
    seen = counsel.get(note).headers["ETag"]
    done = counsel.ask("PATCH", note, json={"body": "新的说法"}, headers={"If-Match": seen})
    assert (done.status_code, done.get_json()["body"]) == (200, "新的说法")
    problem(counsel.ask("PATCH", note, json={"body": "y"}, headers={"If-Match": seen}), 412, "changed")
    assert counsel.get(note).headers["ETag"] == done.headers["ETag"]
    packed = counsel.get(note, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert packed.endswith('-gzip"')
    again = counsel.ask("PATCH", note, json={"body": "z"}, headers={"If-Match": packed})
    assert [one["body"] for one in again.get_json()["wordings"]][-2:] == ["新的说法", "z"]


def test_two_who_saw_the_same_note_do_not_both_win(program: Programs, firm: Firm) -> None:
    number = note_of(firm)
    seen = program("counsel").get(f"/notes/{number}").headers["ETag"]
    answers: list[int] = []

    def reword(words: str) -> None:
        asking = program_of[words]
        answer = asking.ask("PATCH", f"/notes/{number}", json={"body": words}, headers={"If-Match": seen})
        answers.append(answer.status_code)

    program_of = {words: program("counsel") for words in "甲乙丙丁"}
    threads = [threading.Thread(target=reword, args=(words,)) for words in program_of]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers)[0] == 200
    assert set(sorted(answers)[1:]) <= {409, 412}


def test_a_note_lives_by_program_as_on_the_page(program: Programs, firm: Firm) -> None:
    counsel = program("counsel")
    clause = counsel.get(PAIR).get_json()["clauses"][0]
    words = next(text for op, text in clause["edits"] if op in "=+")[:4]
    made = counsel.post(f"{PAIR}/notes", {"body": "要点", "change": clause["key"], "quote": words, "side": "new"})
    note = made.get_json()
    assert made.headers["Location"] == note["url"]
    assert note["quoted"]["exact"] == words
    path = note["url"].removeprefix("/api/v1")
    assert counsel.post(f"{path}/replies", {"body": "同意"}).get_json()["parent"] == note["id"]
    assert counsel.post(f"{path}/deeds", {"deed": "labelled", "value": "重点"}).get_json()["labels"] == ["重点"]
    problem(counsel.post(f"{path}/deeds", {"deed": "resolved"}), 422, "invalid")
    assert program("client").get(f"{PAIR}/notes").get_json()["total"] == 1
    assert counsel.post(f"{path}/releases", {"client": "hengtong"}).get_json()["releases"][0]["client"] == "hengtong"
    assert program("client").get(f"{PAIR}/notes").get_json()["total"] == 2
    assert counsel.ask("DELETE", f"{path}/releases/hengtong").status_code == 204
    assert program("client").get(f"{PAIR}/notes").get_json()["total"] == 1


def test_verdicts_are_released_and_withdrawn(program: Programs) -> None:
    counsel, client = program("counsel"), program("client")
    released = counsel.post(f"{PAIR}/releases", {"client": "*"})
    assert released.get_json()["releases"][-1]["client"] is None
    assert counsel.ask("DELETE", f"{PAIR}/releases/*").status_code == 204
    assert counsel.ask("DELETE", f"{PAIR}/releases/hengtong").status_code == 204
    assert client.get(PAIR).get_json()["sight"] == "nothing"
    assert counsel.ask("PUT", f"{PAIR}/review", json={"state": "in-review"}).get_json()["review"] == "in-review"
    problem(counsel.ask("PUT", f"{PAIR}/review", json={"state": "released"}), 422, "invalid")


def test_a_ruling_is_taken_back_and_stays_on_record(program: Programs) -> None:
    counsel = program("counsel")
    made = counsel.get(f"{PAIR}/rulings").get_json()["items"][0]
    assert counsel.ask("DELETE", f"/rulings/{made['id']}").status_code == 204
    again = counsel.get(f"{PAIR}/rulings").get_json()["items"][0]
    assert (again["stands"], again["undone_by"]) == (False, "counsel")


def test_a_briefing_is_written_released_read_and_recalled(program: Programs, patient: Flask) -> None:
    counsel, client = program("counsel"), program("client")
    held = counsel.get(f"{PAIR}/briefing")
    body = {"zh": "新简报", "en": ""}
    problem(counsel.ask("PUT", f"{PAIR}/briefing", json=body), 428, "unconditional")
    kept = counsel.ask("PUT", f"{PAIR}/briefing", json=body, headers={"If-Match": held.headers["ETag"]})
    assert kept.get_json()["wordings"][-1]["zh"] == "新简报"
    problem(
        counsel.ask("PUT", f"{PAIR}/briefing", json=body, headers={"If-Match": held.headers["ETag"]}), 412, "changed"
    )
    released = counsel.post(f"{PAIR}/briefing/releases", {"client": "hengtong"}).get_json()["releases"][-1]
    read = client.get(f"{PAIR}/briefing").get_json()
    assert [one["zh"] for one in read["wordings"]] == ["新简报"]
    assert (read["wordings"][0]["by"], read["releases"][0]["client"], read["releases"][0]["number"]) == ("", None, 1)
    assert counsel.get(f"{PAIR}/briefing").get_json()["releases"][-1]["opened_by"] == ["client"]
    patient.config["NOW"] = NOW + timedelta(minutes=1)
    recall = f"/briefing-releases/{released['number']}/recall"
    assert counsel.post(recall, {"reason": "写错了"}).status_code == 200
    after = client.get(f"{PAIR}/briefing").get_json()
    assert after["releases"][-1]["reason"] == "写错了"


def test_a_watch_lives_by_program(program: Programs) -> None:
    client = program("client")
    made = client.post("/watches", {"instrument": LIFTS[0], "occasions": ["final", "in-force"], "days": 14}).get_json()
    path = f"/watches/{made['id']}"
    held = client.get(path)
    assert made["occasions"] == [Occasion.FINAL, Occasion.IN_FORCE]
    paused = client.ask("PATCH", path, json={"active": False}, headers={"If-Match": held.headers["ETag"]})
    assert paused.get_json()["active"] is False
    problem(
        client.ask("PATCH", path, json={"active": True}, headers={"If-Match": held.headers["ETag"]}), 412, "changed"
    )
    foretold = client.post("/watches/preview", {"instrument": LIFTS[0]}).get_json()
    assert foretold
    assert foretold[0]["instrument"] == LIFTS[0]
    problem(program("other").get(path), 404, "not-found")
    problem(program("other").ask("DELETE", path), 404, "not-found")
    assert client.post(f"{path}/test").status_code == 204
    assert client.ask("DELETE", path).status_code == 204
    problem(client.get(path), 404, "not-found")


def test_alerts_are_read(program: Programs) -> None:
    client = program("client")
    alert = client.get("/alerts?unread=true").get_json()["items"][0]
    assert client.post(f"/alerts/{alert['id']}/read").status_code == 204
    assert client.get("/alerts?unread=true").get_json()["total"] == 0
    problem(program("other").post(f"/alerts/{alert['id']}/read"), 404, "not-found")


def test_a_client_answers_counsel(program: Programs) -> None:
    client = program("client")
    handle = client.get("/portal").get_json()["notes"][0]["handle"]
    assert client.post(f"/portal/notes/{handle}/answers", {"body": "已收到"}).status_code == 204
    assert client.get("/portal").get_json()["answers"][0]["body"] == "已收到"
    problem(program("other").post(f"/portal/notes/{handle}/answers", {"body": "x"}), 404, "not-found")
    problem(program("counsel").post(f"/portal/notes/{handle}/answers", {"body": "x"}), 403, "forbidden")


def test_an_analyst_settles_what_waits(program: Programs, firm: Firm) -> None:
    analyst = program("analyst")
    number = analyst.get("/quarantine").get_json()["items"][0]["id"]
    problem(program("counsel").post(f"/quarantine/{number}/settlement", {"how": "rejected"}), 403, "forbidden")
    assert analyst.post(f"/quarantine/{number}/settlement", {"how": "rejected"}).get_json()["how"] == "rejected"
    assert analyst.get("/quarantine").get_json()["total"] == 0
    problem(analyst.post(f"/quarantine/{number}/settlement", {"how": "rejected"}), 409, "conflict")


def test_a_check_and_a_delivery(program: Programs) -> None:
    counsel = program("counsel")
    key = counsel.get(PAIR).get_json()["clauses"][0]["key"]
    assert counsel.post(f"{PAIR}/checks", {"change": key, "done": True}).status_code == 204
    problem(counsel.post(f"{PAIR}/checks", {"change": "no~such", "done": True}), 404, "not-found")
    delivery = counsel.get("/deliveries?state=queued").get_json()["items"][0]
    problem(counsel.post(f"/deliveries/{delivery['id']}/resend"), 409, "conflict")


WRITES: list[tuple[str, str, Any]] = [
    ("POST", f"{PAIR}/notes", {"body": "x"}),
    ("POST", f"{PAIR}/verdicts", {"change": "1~1", "direction": "softened", "severity": 1, "reason": "x"}),
    ("POST", f"{PAIR}/releases", {"client": "*"}),
    ("DELETE", f"{PAIR}/releases/*", None),
    ("PUT", f"{PAIR}/review", {"state": "in-review"}),
    ("POST", f"{PAIR}/briefing/releases", {"client": "*"}),
    ("POST", "/notes/1/releases", {"client": "*"}),
    ("POST", "/notes/1/replies", {"body": "x"}),
    ("DELETE", "/rulings/1", None),
]


def test_only_counsel_writes(standing_programs: dict[str, Program]) -> None:
    for who, (method, path, body) in product(("client", "other", "analyst"), WRITES):
        answer = standing_programs[who].ask(method, path, **({"json": body} if body else {}))
        assert answer.status_code in (403, 404), (method, path, answer.status_code)
        assert answer.mimetype == "application/problem+json"
