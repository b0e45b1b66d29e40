"""Addresses that hand a view out: what stands behind each, for whom, before and after a release; and their end."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import feedparser
import icalendar
import pytest
from sqlalchemy import text

from tests.web.conftest import LIFTS, NOW, OTHERS, RELEASED, ROBOTS, UNDER_WATER, Firm, Visitor
from tracker.law.instrument import EventKind, StageEvent
from tracker.practice.access import Release
from tracker.practice.feed import Scope
from tracker.practice.watch import Watch

KINDS = ("atom", "rss", "json", "ics")
VERDICTS = ("加严", "放宽", "有紧有松", "Strengthened", "Softened", "未经律师")
UNREAD = ("real-lighthouses", "2026-11-01-draft", "2026-11-20-submitted-draft")


def address(firm: Firm, who: str, scope: Scope, value: str = "") -> str:
    return firm.room(who).feeds.make(scope, value).token


def body(as_: Visitor, token: str, kind: str) -> str:
    answer = as_("nobody").get(f"/feeds/{token}.{kind}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True).replace("\r\n ", "")


# Who made the address × its scope × the moment: whether facts and whether verdicts stand behind it.
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("who", "scope", "value", "released", "facts", "verdicts"),
    [
        ("counsel", Scope.EVERYTHING, "", False, True, True),
        ("analyst", Scope.EVERYTHING, "", False, True, True),
        ("client", Scope.EVERYTHING, "", False, True, False),
        ("client", Scope.EVERYTHING, "", True, True, True),
        ("client", Scope.INSTRUMENT, UNDER_WATER, False, True, False),
        ("client", Scope.INSTRUMENT, UNDER_WATER, True, True, True),
        ("client", Scope.TOPIC, "algorithms", False, True, False),
        ("other", Scope.EVERYTHING, "", True, False, False),
        ("counsel", Scope.CLIENT, "hengtong", False, True, False),  # the client's view, never the firm's
        ("counsel", Scope.CLIENT, "hengtong", True, True, True),
        ("counsel", Scope.CLIENT, "yuanjing", True, False, False),
    ],
)
def test_who_reads_what_before_and_after_a_release(
    firm: Firm, as_: Visitor, kind: str, who: str, scope: Scope, value: str, released: bool, facts: bool, verdicts: bool
) -> None:
    if released:
        with firm.library.writing() as files:
            files.releases.add(Release(*UNREAD, "hengtong", "counsel", NOW))
    said = body(as_, address(firm, who, scope, value), kind)
    assert ("云岛灯塔" in said) is facts
    assert any(word in said for word in VERDICTS) is (verdicts and kind != "ics")
    for secret in ("密箱", RELEASED, OTHERS, "虚构远镜集团"):
        assert secret not in said or (secret == "虚构远镜集团" and value == "yuanjing")


def test_a_feed_of_what_one_watches_follows_the_watches(firm: Firm, as_: Visitor) -> None:
    token = address(firm, "client", Scope.WATCHED)
    assert "云岛灯塔" not in body(as_, token, "atom")
    with firm.library.writing() as files:
        watch = files.watches.add(Watch(0, "client", instrument=UNREAD[0]))
        files.watches.add(Watch(0, "other", instrument=LIFTS[0]))
    assert "云岛灯塔" in body(as_, token, "atom")
    assert "电梯" not in body(as_, token, "atom")
    with firm.library.writing() as files:
        files.watches.put(replace(watch, active=False))
    assert "云岛灯塔" not in body(as_, token, "json")


def test_machine_verdicts_are_marked_so_in_a_feed_too(firm: Firm, as_: Visitor) -> None:
    said = body(as_, address(firm, "early", Scope.INSTRUMENT, LIFTS[0]), "atom")
    assert "加严" in said
    assert "未经律师审阅" in said


def test_fiction_stands_in_no_feed_or_calendar_of_facts_and_is_marked_in_its_own(firm: Firm, as_: Visitor) -> None:
    for kind in KINDS:
        assert "冷链" not in body(as_, address(firm, "counsel", Scope.EVERYTHING), kind)
        sample = body(as_, address(firm, "counsel", Scope.SAMPLE), kind)
        assert "冷链" in sample
        assert sample.count("虚构示例") >= sample.count("冷链")


def test_every_feed_of_the_firm_reads_without_fault(firm: Firm, as_: Visitor) -> None:
    token = address(firm, "administrator", Scope.EVERYTHING)
    for kind in ("atom", "rss"):
        found = feedparser.parse(body(as_, token, kind))
        assert found.bozo == 0
        assert found.entries[0].title.endswith("Consultation draft → Submitted draft")
        assert found.entries[0].link == f"{firm.settings.base_url}/comparisons/{UNREAD[0]}/{UNREAD[1]}..{UNREAD[2]}/"
    assert json.loads(body(as_, token, "json"))["items"]


def dates(firm: Firm, as_: Visitor, token: str) -> dict[str, icalendar.Event]:
    found = icalendar.Calendar.from_ical(as_("nobody").get(f"/feeds/{token}.ics").data)
    return {str(event["UID"]): event for event in found.walk("VEVENT")}


def test_a_date_that_moves_keeps_its_uid_and_counts_up_and_one_withdrawn_is_cancelled(firm: Firm, as_: Visitor) -> None:
    token = address(firm, "client", Scope.INSTRUMENT, UNDER_WATER)
    name = f"{UNDER_WATER}.comment-closes.1@tracker"
    first = dates(firm, as_, token)[name]
    assert (first["SEQUENCE"], first.start.date().isoformat()) == (0, "2026-11-27")
    _say_it_closes(firm, 30)
    moved = dates(firm, as_, token)[name]
    assert (moved["SEQUENCE"], moved.start.date().isoformat(), moved["STATUS"]) == (1, "2026-11-30", "CONFIRMED")
    assert dates(firm, as_, token)[name]["SEQUENCE"] == 1  # read again, nothing changed
    _say_it_closes(firm, None)
    gone = dates(firm, as_, token)[name]
    assert (gone["SEQUENCE"], gone["STATUS"]) == (2, "CANCELLED")


def _say_it_closes(firm: Firm, day: int | None) -> None:
    with firm.library.writing() as files:
        work = files.instruments.get(UNDER_WATER)
        others = tuple(e for e in work.events if e.kind is not EventKind.COMMENT_CLOSES)
        closes = (StageEvent(EventKind.COMMENT_CLOSES, date(2026, 11, day)),) if day else ()
        files.instruments.put(replace(work, events=others + closes))
        files.versions._session.execute(
            text("UPDATE versions SET comment_deadline = NULL WHERE instrument = :slug"), {"slug": UNDER_WATER}
        )


def test_an_address_revoked_answers_nobody(firm: Firm, as_: Visitor) -> None:
    made = firm.room("client").feeds.make(Scope.EVERYTHING, "")
    firm.room("client").feeds.revoke(made.id)
    statuses = [as_("client").get(f"/feeds/{made.token}.{kind}").status_code for kind in KINDS]
    assert statuses == [404] * 4
    assert as_("nobody").get("/feeds/guessed.atom").status_code == 404


def test_an_address_ends_with_its_owner_s_account_and_with_what_they_follow(firm: Firm, as_: Visitor) -> None:
    token = address(firm, "client", Scope.INSTRUMENT, UNDER_WATER)
    with firm.library.writing() as files:
        client = files.people.client("hengtong")
        files.people.put_client(replace(client, follows=frozenset()))
    assert as_("nobody").get(f"/feeds/{token}.atom").status_code == 404
    with firm.library.writing() as files:
        files.people.put_client(client)
        files.people.put(replace(files.people.get("client"), active=False))
    assert as_("nobody").get(f"/feeds/{token}.atom").status_code == 404


def test_nobody_makes_an_address_of_what_they_may_not_see(firm: Firm, as_: Visitor) -> None:
    browser = as_("client")
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/feeds/").get_data(as_text=True))
    assert token
    for scope in (
        "client:hengtong",
        "client:yuanjing",
        f"instrument:{'city-telescopes'}",
        "topic:standards-of-nothing",
    ):
        assert browser.post("/feeds/", data={"csrf_token": token[1], "scope": scope}).status_code == 404
    assert browser.post("/feeds/", data={"csrf_token": token[1], "scope": "all"}).status_code == 400
    assert browser.post("/feeds/", data={"csrf_token": token[1], "scope": "everything"}).status_code == 303
    assert "webcal://" in browser.get("/feeds/").get_data(as_text=True)
    mine = firm.room("client").feeds.mine()
    assert len(mine) == 1
    assert as_("other").post(f"/feeds/{mine[0].id}/revoke/", data={"csrf_token": token[1]}).status_code in (400, 404)
    assert firm.room("client").feeds.mine() == mine


def test_a_reader_that_asks_again_is_told_nothing_changed(firm: Firm, as_: Visitor) -> None:
    token = address(firm, "client", Scope.EVERYTHING)
    first = as_("nobody").get(f"/feeds/{token}.atom")
    again = as_("nobody").get(f"/feeds/{token}.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert (first.headers["X-Robots-Tag"], first.headers["Cache-Control"]) == ("noindex", "private, no-cache")
    assert timedelta(0) == NOW - firm.room("client").feeds.mine()[0].asked_at  # type: ignore[operator]


def test_tokens_are_long_and_never_twice(firm: Firm) -> None:
    tokens = {firm.room("client").feeds.make(Scope.EVERYTHING, "").token for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)


def test_the_calendar_page_shows_lanes_dates_and_the_table_behind(firm: Firm, as_: Visitor) -> None:
    page = as_("client").get("/calendar/").get_data(as_text=True)
    assert "云岛灯塔" in page
    assert '<details class="behind">' in page
    assert "冷链" not in page
    assert "冷链" in as_("client").get("/calendar/?shelf=sample").get_data(as_text=True)
    mine = as_("counsel").get("/calendar/?shelf=sample&client=yuanjing").get_data(as_text=True)
    lanes = mine.split('class="sheet lanes"')[1]
    assert "city-telescopes" in lanes
    assert ROBOTS[0] not in lanes
