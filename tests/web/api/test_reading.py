"""Reading by program: pages that hold still, answers that are not sent twice, and the judgement one may see."""

import gzip
import json
from datetime import timedelta

from sqlalchemy import event

from tests.web.api.conftest import PAIR, Program, Programs
from tests.web.conftest import INTERNAL, LIFTS, NOW, RELEASED, ROBOTS, UNDER_WATER, Firm
from tracker.law.instrument import Instrument, Shelf
from tracker.practice.watch import Watch
from tracker.web.sheets import JUDGING


def test_a_catalogue_by_pages_is_the_catalogue(standing_programs: dict[str, Program]) -> None:
    counsel = standing_programs["counsel"]
    whole = [one["slug"] for one in counsel.get("/instruments?limit=200").get_json()["items"]]
    found, address = [], "/instruments?limit=7"
    while address:
        answer = counsel.get(address)
        page = answer.get_json()
        found += [one["slug"] for one in page["items"]]
        address = (page["next"] or "").removeprefix("/api/v1")
        assert page["total"] == len(whole)
        assert ('rel="next"' in answer.headers["Link"]) is bool(address)
    assert found == whole
    assert len(whole) > 14


def test_dates_are_told_without_a_life_drawn(program: Programs, firm: Firm) -> None:
    counsel, asked = program("counsel"), list[str]()
    event.listen(firm.library._engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    assert UNDER_WATER in {one["instrument"] for one in counsel.get("/dates").get_json()["items"]}
    assert not any("FROM versions" in one for one in asked)
    followed = counsel.get("/dates?client=yuanjing&shelf=sample").get_json()["items"]
    assert {one["instrument"] for one in followed} <= {"city-telescopes"}


def test_what_comes_meanwhile_moves_no_page(program: Programs, firm: Firm) -> None:
    counsel = program("counsel")
    with firm.library.writing() as files:
        for n in range(4):
            files.watches.add(Watch(0, "counsel", phrase=str(n)))
    first = counsel.get("/watches?limit=3").get_json()
    with firm.library.writing() as files:
        files.watches.remove(first["items"][0]["id"], "counsel")
        files.watches.add(Watch(0, "counsel", phrase="late"))
    second = counsel.get(first["next"].removeprefix("/api/v1")).get_json()
    assert [one["phrase"] for one in second["items"]] == ["2", "3", "late"]


def test_an_instrument_that_comes_meanwhile_is_seen_once_or_not_at_all(program: Programs, firm: Firm) -> None:
    counsel = program("counsel")
    first = counsel.get("/instruments?limit=5").get_json()
    with firm.library.writing() as files:
        files.instruments.put(Instrument("aaa-new", "新规", "New", "law", shelf=Shelf.REAL))
    rest = counsel.get(first["next"].removeprefix("/api/v1")).get_json()
    seen = [one["slug"] for one in first["items"]]
    assert not set(seen) & {one["slug"] for one in rest["items"]}


def test_a_cursor_nobody_gave_is_a_problem(standing_programs: dict[str, Program]) -> None:
    for cursor in ("x", "!!", "WyJhIl0", "e30", "W251bGxd", "W1sxXV0", "A" * 399):
        answer = standing_programs["counsel"].get(f"/instruments?cursor={cursor}")
        assert (answer.status_code, answer.mimetype) == (400, "application/problem+json"), cursor


def test_a_search_goes_on_where_it_stopped(standing_programs: dict[str, Program]) -> None:
    counsel = standing_programs["counsel"]
    whole = counsel.get("/search?q=应当&shelf=sample&limit=200").get_json()
    found, address = [], "/search?q=应当&shelf=sample&limit=2"
    while address:
        page = counsel.get(address).get_json()
        found += page["items"]
        address = (page["next"] or "").removeprefix("/api/v1")
    assert found == whole["items"]
    assert len(found) == whole["total"] > 2
    place = found[0]["places"][0]
    assert place["text"][place["mark_start"] : place["mark_end"]] == "应当"


def test_an_answer_that_did_not_change_is_not_sent_again(standing_programs: dict[str, Program]) -> None:
    for path in ("/instruments", PAIR, f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}"):
        first = standing_programs["client"].get(path)
        etag = first.headers["ETag"]
        assert not etag.startswith("W/")
        again = standing_programs["client"].get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["Vary"] == "Authorization, Cookie, Accept-Encoding"
    other = standing_programs["counsel"].get(PAIR, headers={"If-None-Match": etag})
    assert other.status_code == 200


def test_a_packed_answer_has_an_etag_of_its_own(standing_programs: dict[str, Program]) -> None:
    counsel, packs = standing_programs["counsel"], {"Accept-Encoding": "gzip"}
    plain, packed = counsel.get(PAIR), counsel.get(PAIR, headers=packs)
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + '-gzip"'
    assert counsel.get(PAIR, headers=packs).data == packed.data
    again = counsel.get(PAIR, headers={**packs, "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert counsel.get("/me", headers=packs).headers.get("Content-Encoding") is None


def test_counsels_verdict_stands_beside_the_machines(program: Programs, firm: Firm) -> None:
    counsel = program("counsel")
    clause = counsel.get(PAIR).get_json()["clauses"][0]
    said = {"change": clause["key"], "direction": "softened", "severity": 2, "reason": "实务中从宽"}
    made = counsel.post(f"{PAIR}/verdicts", said)
    assert made.status_code == 201
    assert (made.get_json()["by"], made.get_json()["fits"]) == ("counsel", True)
    ruled = counsel.get(PAIR).get_json()["clauses"][0]
    assert (ruled["direction"], ruled["by_counsel"]) == ("softened", True)
    assert ruled["machine"]["direction"] == clause.get("machine", clause)["direction"] != "softened"
    outside = program("client").get(PAIR).get_json()  # as it was released: counsel's word of then, and no machine's
    assert outside["clauses"][0]["direction"] != "softened"
    assert "machine" not in json.dumps(outside["clauses"])


def test_without_sight_there_is_no_field_that_judges(standing_programs: dict[str, Program]) -> None:
    answer = standing_programs["client"].get("/comparisons/{}/{}..{}".format(*ROBOTS)).get_json()
    assert answer["sight"] == "nothing"
    assert answer["clauses"]

    def keys(node: object) -> set[str]:
        if isinstance(node, dict):
            return set(node) | {key for value in node.values() for key in keys(value)}
        return {key for one in node for key in keys(one)} if isinstance(node, list) else set()

    assert keys(answer) & (JUDGING - {"numbers"}) == set()
    assert "numbers" not in answer
    assert not {"review", "rulings", "releases"} & set(answer)


def test_a_life_judges_only_where_one_may_see_it(standing_programs: dict[str, Program]) -> None:
    path = f"/instruments/{ROBOTS[0]}/provisions/1"
    blind = json.dumps(standing_programs["client"].get(path).get_json()["steps"])
    assert [key for key in JUDGING if f'"{key}"' in blind] == []
    whole = standing_programs["counsel"].get(path).get_json()
    assert len(whole["steps"]) > 1
    assert all(step["words"] for step in whole["steps"] if step["places"])
    obligations = "/comparisons/{}/{}..{}/obligations"
    assert standing_programs["client"].get(obligations.format(*ROBOTS)).status_code == 404
    assert standing_programs["client"].get(obligations.format(*LIFTS)).get_json()["items"]


def test_the_words_of_a_day(standing_programs: dict[str, Program]) -> None:
    day = standing_programs["client"].get(f"/instruments/{LIFTS[0]}/force").get_json()["periods"][0]["start"]
    found = standing_programs["client"].get(f"/instruments/{LIFTS[0]}/text?on={day}").get_json()
    assert (found["version"], found["on"]) == (LIFTS[2], day)
    assert found["document"]["schema"] == "tracker.document/1"


def test_a_client_reads_the_wording_released_and_nothing_of_its_making(standing_programs: dict[str, Program]) -> None:
    notes = standing_programs["client"].get(f"{PAIR}/notes").get_json()
    assert [one["body"] for one in notes["items"]] == [RELEASED]
    assert notes["total"] == 1
    threads = standing_programs["counsel"].get(f"{PAIR}/threads").get_json()
    assert INTERNAL in json.dumps(threads, ensure_ascii=False)


def test_captures_are_for_the_firm(program: Programs) -> None:
    path = f"/instruments/{LIFTS[0]}/versions/{LIFTS[2]}/captures"
    captures = program("analyst").get(path).get_json()["captures"]
    raw = program("analyst").get(captures[0]["bytes_url"].removeprefix("/api/v1"))
    assert raw.mimetype == "application/octet-stream"
    assert len(raw.data) == captures[0]["size"]
    assert program("client").get(path).status_code == 403
    assert program("other").get(path).status_code == 404


def test_who_one_is(program: Programs) -> None:
    me = program("client", "read").get("/me").get_json()
    assert (me["id"], me["client"], me["scopes"]) == ("client", "hengtong", ["read"])
    assert me["token_expires_at"] == (NOW + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    assert "csrf_token" not in me
