"""The screen of a consolidated text: the decision beside old and new, for the firm a form where an order failed."""

import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import CLIENTS, Firm, Visitor
from tracker.documents.reading import read
from tracker.knowledge import guide
from tracker.law.instrument import Instrument, Version
from tracker.law.stage import Stage, version_id

LAW = (
    "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过）\n第一条　灯塔由看守人看管。\n"
    "第二条　看守人应当每日点灯。\n第三条　不点灯的，由看守人的上司给予警告。\n"
)
DECISION = (
    "云岛议事会关于修改《云岛灯塔法》的决定\n（2026年1月5日云岛议事会第三次会议通过）\n"
    "云岛议事会第三次会议决定对《云岛灯塔法》作如下修改：\n"
    "一、将第二条中的“每日”修改为“每夜”。\n二、将第九条修改为：“灯塔刷白。”\n本决定自2026年3月1日起施行。\n"
)
DECIDED = "/instruments/lighthouse-decision/versions/2026-01-05-promulgated/"
MADE = "/instruments/lighthouses/versions/2026-01-05-amended-unofficial/operations/"
REASON = "密封的内部理由"


@pytest.fixture
def filed_law(firm: Firm) -> Firm:
    """The firm with a law, the decision amending it, and a client who follows both."""
    works = [
        ("lighthouses", "云岛灯塔法", "2019-05-06", LAW),
        ("lighthouse-decision", "云岛议事会关于修改《云岛灯塔法》的决定", "2026-01-05", DECISION),
    ]
    with firm.library.writing() as files:
        for slug, title, on, text in works:
            files.instruments.put(Instrument(slug, title, "", "law"))
            document = read(text.encode(), guide=guide())
            stage = Stage.PROMULGATED
            files.versions.file(Version(slug, version_id(on, stage), stage, None, date.fromisoformat(on), document))
        client = CLIENTS["hengtong"]
        files.people.put_client(replace(client, follows=client.follows | {slug for slug, *_ in works}))
    return firm


def _post(browser: FlaskClient, page: str, action: str, **fields: str) -> tuple[int, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert token is not None
    answer = browser.post(action, data={"csrf_token": token[1], **fields}, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_decision_is_applied_and_its_operations_shown(filed_law: Firm, as_: Visitor) -> None:
    browser = as_("counsel")
    status, page = _post(browser, DECIDED, f"{DECIDED}operations/", law="lighthouses")
    assert status == 200
    assert "由 tracker 依决定整理，非官方文本。" in page
    assert "<ins>夜</ins>" in page
    assert "<del>每日</del>" in page
    assert "3 项，已执行 2 项" in page
    assert "第九条 is not in the text in force." in page
    english = browser.get(f"{MADE}?lang=en").text
    assert "Consolidated by tracker from the decision, not official." in english


def test_an_answer_without_a_reason_is_sent_back_and_a_whole_one_makes_the_text_anew(
    filed_law: Firm, as_: Visitor
) -> None:
    browser = as_("counsel")
    _post(browser, DECIDED, f"{DECIDED}operations/", law="lighthouses")
    answer = {"remedy": "reads", "place": "第一条", "text": "灯塔刷白。"}
    status, page = _post(browser, MADE, f"{MADE}2", **answer)
    assert status == 409
    assert "An answer needs its reason" in page
    status, page = _post(browser, MADE, f"{MADE}2", reason=REASON, **answer)
    assert status == 200
    assert REASON in page
    assert "3 项，已执行 3 项" in page


def test_a_client_sees_the_marked_text_and_no_form_and_no_reason(filed_law: Firm, as_: Visitor) -> None:
    counsel = as_("counsel")
    _post(counsel, DECIDED, f"{DECIDED}operations/", law="lighthouses")
    _post(counsel, MADE, f"{MADE}2", remedy="nothing", place="", text="", reason=REASON)
    made = MADE.replace("unofficial", "unofficial-2")  # it says no more that something is missing
    client = as_("client")
    page = client.get(made).text
    assert "非官方文本" in page
    assert '<form class="answer"' not in page
    assert REASON not in page
    assert "非官方" in client.get("/instruments/lighthouses/").text
    assert as_("other").get(made).status_code == 404
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/account/").text)
    assert token is not None
    forbidden = client.post(f"{DECIDED}operations/", data={"csrf_token": token[1], "law": "lighthouses"})
    assert forbidden.status_code == 403
