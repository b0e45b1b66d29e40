"""The briefing page: a first draft in both languages, kept, released, read by the client, recalled with the reason."""

import re

from tests.web.conftest import INTERNAL, ROBOTS, Visitor
from tests.web.test_comparisons import address, post

PAGE = address(ROBOTS, "/briefing/")


def keep(as_: Visitor, zh: str = "## 要点\n\n请在**施行前**核对。") -> None:
    seen = re.search(r'name="seen" value="(\d+)"', as_("counsel").get(PAGE).text)
    assert seen
    assert post(as_("counsel"), PAGE, PAGE, zh=zh, en="Check before it takes effect.", seen=seen[1]) == 303


def test_the_first_draft_is_there_in_both_languages(as_: Visitor):
    page = as_("counsel").get(PAGE).text
    assert "对照简报" in page
    assert "From Consultation draft (2026-05-20) to Promulgated (2026-11-06)" in page
    assert "自动起草的初稿" in page


def test_a_client_reads_it_in_their_language_once_released(as_: Visitor):
    keep(as_)
    assert as_("client").get(PAGE).status_code == 404
    assert post(as_("counsel"), address(ROBOTS, "/briefing/release"), PAGE, client="yuanjing") == 400
    assert post(as_("counsel"), address(ROBOTS, "/briefing/release"), PAGE, client="hengtong") == 303
    assert "<strong>施行前</strong>" in as_("client").get(PAGE).text
    assert "Check before it takes effect." in as_("client").get(f"{PAGE}?lang=en").text
    assert as_("other").get(PAGE).status_code == 404
    assert PAGE in as_("client").get("/portal/").text
    assert "李合规 首次阅读" in as_("counsel").get(PAGE).text


def test_a_recall_tells_the_reader_why_on_the_page_and_at_home(as_: Visitor):
    keep(as_)
    post(as_("counsel"), address(ROBOTS, "/briefing/release"), PAGE, client="hengtong")
    as_("client").get(PAGE)
    number = re.search(r"/briefings/(\d+)/recall", as_("counsel").get(PAGE).text)
    assert number
    door = f"/briefings/{number[1]}/recall"
    assert post(as_("counsel"), door, PAGE, reason=" ") == 400
    assert post(as_("counsel"), door, PAGE, reason="第三条引错了") == 303
    for where in (PAGE, "/portal/"):
        told = as_("client").get(where).text
        assert "第三条引错了" in told
        assert "施行前</strong>" not in told


def test_two_counsel_at_once_both_find_their_words(as_: Visitor):
    keep(as_, "陈的文字")
    administrator = as_("administrator")
    page = administrator.get(f"{PAGE}?lang=zh").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    answer = administrator.post(PAGE, data={"csrf_token": token[1], "zh": "周的文字", "en": "", "seen": "0"})
    assert answer.status_code == 409
    assert "周的文字</textarea>" in answer.text
    assert "陈的文字" in answer.text


def test_an_unreleased_wording_is_in_no_answer_to_a_client(as_: Visitor):
    keep(as_, INTERNAL)
    for where in (PAGE, address(ROBOTS), "/portal/"):
        assert INTERNAL not in as_("client").get(where).text


def test_counsel_chooses_what_the_draft_tells(as_: Visitor):
    page = as_("counsel").get(PAGE).text
    keys = re.findall(r'name="pick" value="([^"]+)"', page)
    chosen = re.findall(r'name="pick" value="([^"]+)" checked', page)
    assert 0 < len(chosen) <= 8 < len(keys)
    one = as_("counsel").get(PAGE, query_string={"pick": ["", keys[1]]}).text
    assert one.count("- **") == 2  # one change, in Chinese and in English
    assert re.findall(r'name="pick" value="([^"]+)" checked', one) == [keys[1]]
    assert "尚未保存" in one
    none = as_("counsel").get(PAGE, query_string={"pick": ""}).text
    assert "主要变化" not in none
    keep(as_, "律师的文字")
    assert "律师的文字</textarea>" in as_("counsel").get(PAGE).text
    again = as_("counsel").get(PAGE, query_string={"pick": keys[0]}).text
    assert "对照简报" in again
    assert 'name="seen" value="1"' in again
    post(as_("counsel"), address(ROBOTS, "/briefing/release"), PAGE, client="hengtong")
    assert "<textarea" not in as_("client").get(PAGE, query_string={"pick": keys[0]}).text
