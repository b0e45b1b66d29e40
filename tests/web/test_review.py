"""The review desk: what waits for a person, and what settling it does."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import INTERNAL, LIFTS, NOW, ROBOTS, Firm, Visitor
from tracker.law.instrument import Capture, Shelf
from tracker.sources.archive import Archive


def send(browser: FlaskClient, where: str) -> tuple[int, str]:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/review/").text)
    token = found[1] if found else ""
    answer = browser.post(where, data={"csrf_token": token})
    return answer.status_code, answer.location or answer.text


def test_counsel_finds_new_comparisons_unreleased_notes_and_the_quarantine(as_: Visitor):
    page = as_("counsel").get("/review/").text
    assert f"/comparisons/{ROBOTS[0]}/{ROBOTS[1]}..{ROBOTS[2]}/" in page
    assert f'href="/comparisons/{LIFTS[0]}/{LIFTS[1]}..{LIFTS[2]}/"' not in page
    assert INTERNAL in page
    assert "一张人机验证的页面。" in page
    assert "虚构示例" in page


def test_what_waits_stands_on_pages_and_all_of_it_is_reached(as_: Visitor, firm: Firm, monkeypatch: pytest.MonkeyPatch):
    whole = [(work.slug, line.old.id, line.new.id) for work, line in firm.room("counsel").comparisons.waiting()]
    desk = firm.room("counsel").comparisons
    pages = [desk.inbox(1, start) for start in range(len(whole))]
    assert [(work.slug, line.old.id, line.new.id) for found, _ in pages for work, line in found] == whole
    assert {count for _, count in pages} == {len(whole)}
    monkeypatch.setattr("tracker.web.review.PAGE", 1)
    links = [f"/comparisons/{slug}/{old}..{new}/" for slug, old, new in whole]
    for start, link in enumerate(links):
        page = as_("counsel").get(f"/review/?compared={start}").text
        assert [other for other in links if f'href="{other}"' in page] == [link]
    assert "compared=1#new" in as_("counsel").get("/review/").text


def test_counsel_sees_the_quarantine_and_only_analysts_and_administrators_settle_it(as_: Visitor):
    assert "/accept" not in as_("counsel").get("/review/").text
    assert "/accept" in as_("analyst").get("/review/").text
    assert "/accept" in as_("administrator").get("/review/").text
    assert send(as_("counsel"), "/review/quarantine/1/reject")[0] == 403
    assert send(as_("counsel"), "/review/quarantine/1/accept")[0] == 403


@pytest.mark.parametrize("who", ["client", "early", "other"])
def test_the_desk_is_the_firms_own(as_: Visitor, who: str):
    answer = as_(who).get("/review/")
    assert answer.status_code == 403
    assert INTERNAL not in answer.text


def test_a_visitor_is_asked_to_sign_in(as_: Visitor):
    assert as_("visitor").get("/review/").status_code == 303


def test_a_rejected_capture_leaves_the_list_and_says_who_settled_it(as_: Visitor, firm: Firm):
    assert send(as_("analyst"), "/review/quarantine/1/reject") == (303, "/review/#quarantine")
    assert "一张人机验证的页面。" not in as_("analyst").get("/review/").text
    with firm.library.reading() as files:
        assert files.quarantine.get(1).settled_by == "analyst"


def test_settling_twice_says_that_somebody_was_faster(as_: Visitor):
    analyst = as_("analyst")
    assert send(analyst, "/review/quarantine/1/reject")[0] == 303
    assert send(analyst, "/review/quarantine/1/reject")[0] == 409


def test_an_accepted_capture_becomes_a_version_and_is_gone_from_the_list(as_: Visitor, firm: Firm):
    """云岛港口引航管理办法（征求意见稿）

    第一条　引航员应当持证上岗。
    第二条　引航员可以拒绝在大雾中引航。
    """
    text = (
        "<html><head><meta charset='utf-8'><title>云岛港口引航管理办法（征求意见稿）</title></head><body>"
        "<h1>云岛港口引航管理办法（征求意见稿）</h1><p>2026年11月12日</p>"
        "<p>第一条　引航员应当持证上岗。</p><p>第二条　引航员可以拒绝在大雾中引航。</p>"
        "<p>第三条　本办法自2027年1月1日起施行。</p></body></html>"
    ).encode()
    number = put_aside(firm, text, "云岛港口引航管理办法（征求意见稿）")
    status, place = send(as_("analyst"), f"/review/quarantine/{number}/accept")
    assert status == 303, place
    assert "/versions/" in place
    assert as_("counsel").get(place).status_code == 200
    assert "隔离的文件 <small>1" in as_("analyst").get("/review/").text


def test_a_capture_without_a_text_stays_with_a_clear_sentence(as_: Visitor, firm: Firm):
    number = put_aside(firm, b"<html><body>404</body></html>", "空页")
    status, _ = send(as_("analyst"), f"/review/quarantine/{number}/accept")
    assert status == 422
    with firm.library.reading() as files:
        assert files.quarantine.get(number).settled == ""


def test_fiction_put_aside_is_marked_and_accepted_onto_its_own_shelf(as_: Visitor, firm: Firm):
    title = "虚构港口引航管理办法（征求意见稿）"
    articles = "".join(f"<p>第{n}条　引航员应当持证上岗之{n}。</p>" for n in "一二三")
    page = f"<html><head><meta charset='utf-8'></head><body><h1>{title}</h1>{articles}</body></html>"
    number = put_aside(firm, page.encode(), title, Shelf.SAMPLE)
    listed = as_("analyst").get("/review/").text
    assert "虚构示例" in listed[listed.index(title) : listed.index(title) + 200]
    status, place = send(as_("analyst"), f"/review/quarantine/{number}/accept")
    assert status == 303, place
    with firm.library.reading() as files:
        assert files.instruments.get(place.split("/")[2]).shelf is Shelf.SAMPLE


def test_what_was_read_is_seen_before_it_is_accepted(as_: Visitor, firm: Firm):
    title = "云岛港口引航管理办法"
    articles = "".join(f"<p>第{n}条　引航员应当持证上岗之{n}。</p>" for n in "一二六")
    page = f"<html><head><meta charset='utf-8'></head><body><h1>{title}</h1>{articles}</body></html>"
    number = put_aside(firm, page.encode(), title)
    seen = as_("counsel").get(f"/review/quarantine/{number}/")
    assert seen.status_code == 200
    assert "引航员应当持证上岗之六。" in seen.text
    assert "共6条，缺3条。" in seen.text
    assert "第二条之后直接是第六条，其间缺第三条–第五条。" in seen.text
    assert "/accept" not in seen.text
    assert "/accept" in as_("analyst").get(f"/review/quarantine/{number}/").text
    english = as_("analyst").get(f"/review/quarantine/{number}/?lang=en", follow_redirects=True).text
    assert "3 of 6 articles are missing." in english
    assert as_("client").get(f"/review/quarantine/{number}/").status_code == 403
    assert as_("counsel").get("/review/quarantine/999/").status_code == 404
    with firm.library.reading() as files:
        assert files.quarantine.get(number).settled == ""


def test_a_capture_without_a_text_is_shown_as_one(as_: Visitor, firm: Firm):
    number = put_aside(firm, b"<html><body>404</body></html>", "空页")
    seen = as_("counsel").get(f"/review/quarantine/{number}/")
    assert seen.status_code == 200
    assert "从这个文件读不出法规文本。" in seen.text


def put_aside(firm: Firm, data: bytes, title: str, shelf: Shelf = Shelf.REAL) -> int:
    url = "https://www.cac.gov.cn/put-aside.htm"
    sha256 = Archive(firm.settings.captures).keep(data)
    with firm.library.writing() as files:
        files.captures.keep(Capture(sha256, url, url, 200, "text/html", len(data), NOW, "cac"))
        return files.quarantine.put(sha256, "cac", url, title, "先放一边。", NOW, shelf)
