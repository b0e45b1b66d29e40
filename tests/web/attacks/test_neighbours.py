"""Two clients and what lies between them: keys, marks, cursors and caches of one are nothing to the other."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from flask import Flask

from tests.web.api.conftest import ASKED, READINGS, Program, Programs, filled
from tests.web.attacks.test_doors import asked_as
from tests.web.attacks.test_walls import PLACES, forbidden
from tests.web.conftest import LIFTS, PEOPLE, Firm, Visitor
from tests.web.test_routes import words_of
from tracker.web.app import SHARED

PAGED = [one for one in READINGS if one.listed and "<" not in one.path]


def walked(program: Program, path: str, asked: dict[str, str], cursor: str = "") -> Iterator[Any]:
    """The pages of a list, an item at a time, from a cursor on."""
    for _ in range(400):
        answer = program.get(path, query_string={**asked, "limit": "1", **({"cursor": cursor} if cursor else {})})
        yield answer
        cursor = (answer.get_json() or {}).get("next") or ""
        if not cursor:
            return
    raise AssertionError(f"{path} has no end")


def test_no_page_of_a_list_holds_what_is_anothers(standing_programs: dict[str, Program]) -> None:
    """Every list turned over by ones, from its own beginning and from every cursor of the firm's."""
    turned = 0
    assert len(PAGED) > 5
    for one in PAGED:
        asked = ASKED.get(one.name, {})
        cursors = {""} | {
            (answer.get_json() or {}).get("next") or ""
            for answer in list(walked(standing_programs["counsel"], one.path, asked))[:20]
        }
        for who in ("client", "other"):
            for cursor in cursors:
                for answer in walked(standing_programs[who], one.path, asked, cursor):
                    found = [word for word in forbidden(who) if word in words_of(answer)]
                    assert found == [], (who, one.path, cursor)
                    turned += 1
                    if cursor:
                        break  # the rest is walked from the beginning
    assert turned > 60


def test_a_mark_of_anothers_answer_is_good_for_nothing(standing_programs: dict[str, Program]) -> None:
    """The ETag of what counsel read tells a client neither that it is there nor that it did not change."""
    told: Counter[int] = Counter()
    for one in READINGS:
        path, asked = filled(one), ASKED.get(one.name, {})
        firms = standing_programs["counsel"].get(path, query_string=asked)
        if not (etag := firms.headers.get("ETag")):
            continue
        for who in ("client", "other"):
            answer = standing_programs[who].get(path, query_string=asked, headers={"If-None-Match": etag})
            plain = standing_programs[who].get(path, query_string=asked)
            # 304 only of words that are theirs, too, to the letter
            assert answer.status_code == (304 if plain.data == firms.data else plain.status_code), (who, path)
            told[answer.status_code] += 1
    assert told[404] > 5
    assert told[200] > 5


def test_a_key_used_by_one_client_repeats_nothing_for_another(program: Programs, firm: Firm) -> None:
    key = {"Idempotency-Key": "the-same-key-for-both"}
    made = {}
    for who in ("client", "other"):
        mine = program(who)
        body = {"phrase": f"{who} asks"}
        answers = [mine.ask("POST", "/watches", json=body, headers=key) for _ in range(2)]
        assert [one.status_code for one in answers] == [201, 201]
        assert answers[0].data == answers[1].data
        assert f"{who} asks" in words_of(answers[0])
        made[who] = answers[0].get_json()
    assert made["client"] != made["other"]
    with firm.library.reading() as files:
        asking = {who: [one.phrase for one in files.watches.of(who) if one.phrase.endswith("asks")] for who in made}
    assert asking == {"client": ["client asks"], "other": ["other asks"]}


def test_nobody_writes_to_anothers_watch_with_its_own_mark(program: Programs) -> None:
    mine, other = program("client"), program("other")
    where = mine.post("/watches", {"phrase": "mine"}).headers["Location"].removeprefix("/api/v1")
    etag = mine.get(where).headers["ETag"]
    for method, body in (("PATCH", {"active": False}), ("DELETE", None)):
        more = {"json": body} if body else {}
        assert other.ask(method, where, headers={"If-Match": etag}, **more).status_code == 404
    assert "mine" in words_of(mine.get(where))


def readable(app: Flask) -> Iterator[tuple[str, str]]:
    """Every address that is read, with a real thing in every place."""
    parts = {**PLACES, "number": "1", "locator": "1", "client": "hengtong", "filename": "amend.css"}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        address = re.sub(r"<any\(([^),]*)[^)]*\):\w+>", lambda found: found[1].strip(), rule.rule)
        yield rule.endpoint, re.sub(r"<(?:\w+:)?(\w+)>", lambda found: parts.get(found[1], "1"), address)


def test_no_proxy_may_keep_what_one_reader_was_shown(standing: Flask, reading_as: Visitor) -> None:
    """Whatever is asked, by whom, in which language: only our scripts and the firm's mark, and no session with them."""
    kept = shared = 0
    for who in ("nobody", "client", "counsel"):
        browser = reading_as(who)
        for endpoint, address in readable(standing):
            answer = browser.get(address, query_string={"lang": "en"})
            answer.close()
            said = answer.headers.get("Cache-Control", "")
            if endpoint in SHARED and answer.status_code == 200:
                assert "Set-Cookie" not in answer.headers, (who, address)
                shared += 1
            else:
                assert re.search(r"\b(private|no-store)\b", said), (who, address, said)
                assert "public" not in said, (who, address)
                kept += answer.status_code == 200
    assert shared == 3
    assert kept > 60


def test_no_form_keeps_the_host_it_was_sent_to(app: Flask, as_: Visitor, firm: Firm) -> None:
    """An invitation asked for under a stranger's name leads to the house: its link goes out by mail."""
    app.config["WTF_CSRF_ENABLED"] = False
    strange = {"Host": "strange.example", "X-Forwarded-Host": "strange.example", "Forwarded": "host=strange.example"}
    administrator, counsel = (asked_as(as_(who), "strange.example") for who in ("administrator", "counsel"))
    form = {"email": "new@hengtong.example", "name": "新人", "role": "client", "client": "hengtong", "language": "zh"}
    assert administrator.post("/clients/invite/", data=form, headers=strange).status_code == 303
    counsel.post("/watches/", data={"phrase": "x"}, headers=strange)
    page = administrator.get("/clients/", headers=strange).get_data(as_text=True)
    assert "/invited/" in page
    assert "strange.example" not in page
    shared = counsel.get("/comparisons/{}/{}..{}.annotations.json".format(*LIFTS), headers=strange)
    assert shared.status_code == 200
    assert "strange.example" not in shared.get_data(as_text=True)


def test_names_of_people_hold_no_sign_that_turns_or_hides_words(app: Flask, as_: Visitor, firm: Firm) -> None:
    """`林\\u200b律师` and a name written backwards would pass for somebody else beside a note."""
    app.config["WTF_CSRF_ENABLED"] = False
    form = {"email": "new@hengtong.example", "role": "client", "client": "hengtong", "language": "zh"}
    form["name"] = f"\u202e{PEOPLE['counsel'].name}\u200b\u2066\u00ad"
    assert as_("administrator").post("/clients/invite/", data=form).status_code == 303
    with firm.library.reading() as files:
        made = files.people.by_email("new@hengtong.example")
    assert made
    assert made.name == PEOPLE["counsel"].name  # as it is seen


def test_no_header_names_a_person(reading_as: Visitor) -> None:
    """Some proxies say so who signed in; nobody asked us to believe them."""
    said = {"X-Forwarded-User": "counsel", "Remote-User": "counsel", "X-Remote-User": "counsel"}
    assert reading_as("nobody").get("/watches/", headers=said).status_code == 303
