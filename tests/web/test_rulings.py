"""Correcting on the page, with forms alone: both verdicts stand there, nothing typed is lost, clients see no reason."""

import re

from tests.web.conftest import ROBOTS, Visitor
from tests.web.test_comparisons import address, body, post

WHY = "口径统一而已"


def first_key(page: str) -> str:
    found = re.search(r'data-key="([^"]+)"[^>]*data-tags="softened', page)
    assert found
    return found[1]


def overrule(as_: Visitor, **more: str) -> int:
    counsel = as_("counsel")
    key = first_key(body(counsel, ROBOTS))
    fields = {"change": key, "direction": "strengthened", "severity": "3", "reason": WHY} | more
    return post(counsel, address(ROBOTS, "/verdict"), address(ROBOTS), **fields)


def test_both_verdicts_stand_side_by_side_signed_and_dated(as_: Visitor):
    assert overrule(as_) == 303
    page = body(as_("counsel"), ROBOTS)
    found = re.search(r'<div class="ruled">.*?</div>', page, re.DOTALL)
    assert found
    assert "加严" in found[0]
    assert "陈以安" in found[0]
    assert WHY in found[0]
    assert "机器：" in page
    assert "律师更正 1 处" in page


def test_the_form_is_there_without_a_script(as_: Visitor):
    counsel = as_("counsel")
    key = first_key(body(counsel, ROBOTS))
    page = body(counsel, ROBOTS, f"?rule={key}")
    assert f'action="{address(ROBOTS, "/verdict")}"' in page.split("<template")[0]
    assert f'action="{address(ROBOTS, "/pairing")}"' in page.split("<template")[0]


def test_a_correction_without_its_reason_comes_back_as_it_was_typed(as_: Visitor):
    counsel = as_("counsel")
    where = address(ROBOTS)
    key = first_key(body(counsel, ROBOTS))
    token = re.search(r'name="csrf_token" value="([^"]+)"', counsel.get(where).text)
    assert token
    sent = {"csrf_token": token[1], "change": key, "direction": "mixed", "severity": "2", "reason": " "}
    answer = counsel.post(address(ROBOTS, "/verdict"), data=sent)
    assert answer.status_code == 400
    assert "更正要写明理由" in answer.text
    assert re.search(r'value="mixed" required checked', answer.text)


def test_a_place_that_is_not_there_is_told_in_words(as_: Visitor):
    counsel = as_("counsel")
    sent = {"change": "", "act": "pair", "old": "99", "new": "1", "reason": WHY}
    assert post(counsel, address(ROBOTS, "/pairing"), address(ROBOTS), **sent) == 400
    assert "律师更正" not in body(counsel, ROBOTS)


def test_provisions_are_taken_apart_and_the_correction_taken_back(as_: Visitor):
    counsel = as_("counsel")
    before = body(counsel, ROBOTS)
    sent = {"change": "", "act": "part", "old": "1", "new": "1", "reason": WHY}
    assert post(counsel, address(ROBOTS, "/pairing"), address(ROBOTS), **sent) == 303
    page = body(counsel, ROBOTS)
    assert "旧 1 与新 1 不对应" in page
    number = re.search(r"/rulings/(\d+)/undo", page)
    assert number
    assert post(counsel, f"/rulings/{number[1]}/undo", address(ROBOTS)) == 303
    after = body(counsel, ROBOTS)
    assert "撤回" in after
    assert re.findall(r'data-key="[^"]+"', after) == re.findall(r'data-key="[^"]+"', before)


def test_a_client_sees_counsels_verdict_only_after_release_and_never_why(as_: Visitor):
    overrule(as_)
    for ending in ("/", ".json", ".md"):
        assert WHY not in as_("client").get(address(ROBOTS, ending)).text
    post(as_("counsel"), address(ROBOTS, "/release"), address(ROBOTS), client="hengtong")
    page = body(as_("client"), ROBOTS)
    assert "律师判断" in page
    for ending in ("/", ".json", ".md"):
        assert WHY not in as_("client").get(address(ROBOTS, ending)).text
    assert "机器：" not in page
    assert "put-right" not in page


def test_only_counsel_corrects(as_: Visitor):
    for who in ("client", "analyst"):
        sent = {"change": "1~1", "direction": "mixed", "severity": "1", "reason": "x"}
        assert post(as_(who), address(ROBOTS, "/verdict"), address(ROBOTS), **sent) == 403
        assert "data-rule" not in body(as_(who), ROBOTS)
