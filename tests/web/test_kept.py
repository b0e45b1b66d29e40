"""Pages are drawn once for everybody who sees the same, and never handed to anybody who sees another."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.web.conftest import CLIENTS, INTERNAL, LIFTS, NOW, PEOPLE, UNDER_WATER, Firm, Visitor
from tracker.practice.person import Person, Role

BENCH = "/comparisons/{}/{}..{}/".format(*LIFTS)
SCREENS = (
    "/",
    "/instruments/",
    f"/instruments/{LIFTS[0]}/",
    BENCH,
    "/search/?q=电梯",
    "/search/history/?q=电梯",
    "/calendar/",
)
A_FEW = 16  # statements: who asks, what marks stand, and on the workbench what this reader saw of it


def colleague(firm: Firm, **differs: Any) -> Person:
    """A second counsel, as the first unless said otherwise."""
    made = replace(PEOPLE["counsel"], id="second", email="second@firm.example", name="<宋>怀瑾", **differs)
    with firm.library.writing() as files:
        return files.people.add(made, "another long password")


def sitting(app: Flask, who: str) -> FlaskClient:
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["person"] = who
    return browser


@pytest.mark.parametrize("path", SCREENS)
def test_a_colleague_meets_the_page_another_had_drawn_with_their_own_name_and_token(
    app: Flask, firm: Firm, as_: Visitor, path: str
) -> None:
    colleague(firm)
    as_("counsel").get(path)
    first = as_("counsel").get(path).text
    asked: list[str] = []
    event.listen(firm.library._engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    browser = sitting(app, "second")
    browser.get(path)
    asked.clear()
    second = browser.get(path).text
    assert len(asked) <= A_FEW
    assert PEOPLE["counsel"].name in first
    assert "&lt;宋&gt;怀瑾" in second
    tokens = {words for page in (first, second) for words in re.findall(r'csrf_token" value="([^"]+)"', page)[:1]}
    assert len(tokens) == 2
    assert not re.search(r"(name|token)-[0-9a-f]{32}", first + second)
    assert without_reader(second) == without_reader(first)


def without_reader(page: str) -> str:
    page = page.replace("&lt;宋&gt;怀瑾", PEOPLE["counsel"].name)
    return re.sub(r'(csrf_token" value|csrf-token" content)="[^"]+"', "", page)


def test_a_form_of_a_kept_page_is_accepted(as_: Visitor) -> None:
    browser = as_("counsel")
    browser.get(BENCH)
    token = re.search(r'csrf_token" value="([^"]+)"', browser.get(BENCH).text)
    assert token
    sent = browser.post(f"{BENCH}notes", data={"csrf_token": token[1], "body": "写在留存的页上", "change": ""})
    assert sent.status_code in (302, 303)
    assert "写在留存的页上" in browser.get(BENCH).text


def test_what_one_colleague_writes_the_other_reads_at_once(app: Flask, firm: Firm, as_: Visitor) -> None:
    colleague(firm)
    readers = as_("counsel"), sitting(app, "second")
    for reader in (*readers, *readers):
        assert "晚到的一句" not in reader.get(BENCH).text
    firm.room("counsel").notes.add(*LIFTS, "", "晚到的一句")
    assert all("晚到的一句" in reader.get(BENCH).text for reader in readers)


def test_who_answered_a_note_may_reword_it_and_nobody_else(app: Flask, firm: Firm, as_: Visitor) -> None:
    colleague(firm)
    reply = firm.room("counsel").notes.add(*LIFTS, "", "第一句")
    with firm.library.writing() as files:
        mine = files.notes.add(*LIFTS, "", None, "我的回话", "second", NOW, parent=reply.id)
    offer = f"?edit={mine.id}#note-{mine.id}"
    assert offer not in as_("counsel").get(BENCH).text
    assert offer in sitting(app, "second").get(BENCH).text
    assert offer not in as_("counsel").get(BENCH).text


def test_a_client_is_never_handed_what_was_drawn_for_another_or_for_the_firm(firm: Firm, as_: Visitor) -> None:
    for path in SCREENS[1:]:
        for who in ("counsel", "client", "other", "early", "visitor", "analyst"):
            as_(who).get(path)
        assert INTERNAL not in as_("client").get(path).text
        assert PEOPLE["counsel"].name not in as_("other").get(path).text
    assert [as_(who).get(f"/instruments/{UNDER_WATER}/").status_code for who in ("counsel", "client", "other")] == [
        200,
        200,
        404,
    ]
    with firm.library.writing() as files:
        files.people.put_client(replace(CLIENTS["hengtong"], follows=frozenset({"smart-lifts"})))
    assert as_("client").get(f"/instruments/{UNDER_WATER}/").status_code == 404


def test_somebody_who_changes_their_seat_sees_another_page(app: Flask, firm: Firm) -> None:
    person = colleague(firm)
    browser = sitting(app, "second")
    assert "/review/" in browser.get("/").text
    for changed in (
        replace(person, language="en"),
        replace(person, role=Role.CLIENT, client="yuanjing"),
        replace(person, active=False),
    ):
        before = browser.get("/instruments/").text
        with firm.library.writing() as files:
            files.people.put(changed)
        assert browser.get("/instruments/").text != before


def test_a_browser_that_holds_the_page_is_told_so_and_another_session_is_not(
    app: Flask, firm: Firm, as_: Visitor
) -> None:
    colleague(firm)
    browser = as_("counsel")
    tag = browser.get("/").headers["ETag"]
    again = browser.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert sitting(app, "second").get("/", headers={"If-None-Match": tag}).status_code == 200
    assert as_("counsel").get("/", headers={"If-None-Match": tag}).status_code == 200  # a session and token of its own
    firm.room("counsel").editions.pin(LIFTS[0], "", "新钉的一行")
    assert "新钉的一行" in browser.get("/", headers={"If-None-Match": tag}).text


def test_what_is_said_once_is_said_once(as_: Visitor) -> None:
    browser = as_("counsel")
    browser.get("/calendar/")
    with browser.session_transaction() as session:
        session["_flashes"] = [("message", "只说一次")]
    assert "只说一次" in browser.get("/calendar/").text
    assert "只说一次" not in browser.get("/calendar/").text
    assert "只说一次" not in as_("analyst").get("/calendar/").text


def test_another_day_is_another_page(app: Flask, as_: Visitor) -> None:
    before = as_("counsel").get("/").text
    app.config["NOW"] = NOW.replace(day=NOW.day + 1)
    after = as_("counsel").get("/").text
    assert "22日" in before
    assert "23日" in after
