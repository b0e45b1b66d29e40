"""A redline a colleague worked on in Word, uploaded by counsel: comments and edits become internal notes."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.exports.test_redline_reading import commented, insert_after, reworked, strike
from tests.web.conftest import INTERNAL, LIFTS, ROBOTS, Firm, Visitor

PAGE = "/comparisons/{}/{}..{}".format(*LIFTS)


def upload(browser: FlaskClient, data: bytes, page: str = PAGE, name: str = "redline.docx") -> TestResponse:
    return browser.post(f"{page}/returned", data={"file": (BytesIO(data), name)}, follow_redirects=True)


@pytest.fixture
def counsel(as_: Visitor) -> FlaskClient:
    as_("counsel").application.config["WTF_CSRF_ENABLED"] = False
    return as_("counsel")


@pytest.fixture
def sent(counsel: FlaskClient) -> bytes:
    return counsel.get(f"{PAGE}.redline.docx").data


def bodies(firm: Firm) -> list[str]:
    return [note.body for note in firm.room("counsel").notes.of(*LIFTS)]


def test_comments_and_edits_become_internal_notes_at_their_place(counsel: FlaskClient, sent: bytes, firm: Firm):
    clause = next(c for c in firm.room("counsel").comparisons.page(*LIFTS).comparison.clauses if c.old and c.new)
    words = max((edit.text for edit in clause.edits if edit.op == "="), key=len)[:8]
    before = len(bodies(firm))

    def work(body: object) -> None:
        insert_after(body, words, "（韩）")  # type: ignore[arg-type]

    answer = upload(counsel, commented(reworked(sent, work), words, "请核对适用范围。"))
    assert "读入 2 条批注" in answer.text
    made = bodies(firm)[before:]
    assert any(body.startswith("请核对适用范围。\n\n— 韩律师，Word，2031-09-03") for body in made)
    assert any("建议在此处增加“（韩）”" in body for body in made)
    notes = firm.room("counsel").notes.of(*LIFTS)[before:]
    assert not any(note.released for note in notes)
    assert all(note.change or note.spot for note in notes)


def test_the_same_file_twice_says_nothing_twice(counsel: FlaskClient, sent: bytes, firm: Firm):
    data = reworked(sent, lambda body: strike(body, "电梯"))
    upload(counsel, data)
    before = bodies(firm)
    assert "读入 0 条批注" in upload(counsel, data).text
    assert bodies(firm) == before


def test_our_own_comments_come_back_as_what_they_are(counsel: FlaskClient, sent: bytes, firm: Firm):
    before = bodies(firm)
    assert any(INTERNAL in body for body in before)
    known = len(firm.room("counsel").notes.of(*LIFTS)) + sum(
        len(note.replies) for note in firm.room("counsel").notes.of(*LIFTS)
    )
    assert f"读入 0 条批注；{known} 条本来就有" in upload(counsel, sent).text
    assert bodies(firm) == before


def test_a_redline_of_other_texts_is_refused_and_nothing_is_written(counsel: FlaskClient, sent: bytes, firm: Firm):
    answer = upload(counsel, sent, "/comparisons/{}/{}..{}".format(*ROBOTS))
    assert answer.status_code == 422
    assert "不是由这两个文本导出的" in answer.text


@pytest.mark.parametrize("data", [b"", b"nothing of the kind"])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(counsel: FlaskClient, data: bytes, firm: Firm):
    before = bodies(firm)
    answer = upload(counsel, data)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert bodies(firm) == before


def test_text_changed_without_tracking_is_said(counsel: FlaskClient, sent: bytes):
    def work(body: object) -> None:
        text = next(t for t in body.iter("{*}t") if t.text and "电梯" in t.text)  # type: ignore[attr-defined]
        text.text = text.text.replace("电梯", "扶梯", 1)

    assert "未留痕迹" in upload(counsel, reworked(sent, work)).text


@pytest.mark.parametrize("who", ["client", "analyst"])
def test_only_counsel_brings_a_file_back(as_: Visitor, sent: bytes, who: str):
    assert upload(as_(who), sent).status_code == 403
    assert 'enctype="multipart/form-data"' not in as_(who).get(f"{PAGE}/export/").text
