"""A client's own home: what to do by when, answers to counsel, and what it shares for a time."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.web.conftest import CLIENTS, INTERNAL, LIFTS, NOW, OTHERS, PEOPLE, RELEASED, REVISED, ROBOTS, Firm, Visitor
from tracker.practice.person import Person, Role


def press(as_: Visitor, who: str, page: str, address: str, **form: object) -> int:
    browser = as_(who)
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).get_data(as_text=True))
    assert token
    return browser.post(address, data={"csrf_token": token[1], **form}).status_code


def handle(firm: Firm, who: str = "client") -> str:
    return firm.room(who).portal.home().handles[0]


def test_what_must_be_done_by_when_stands_first_with_counsel_s_words(as_: Visitor) -> None:
    page = as_("client").get("/portal/").get_data(as_text=True)
    duties = page.split('class="duties"')[1].split("</ol>")[0]
    assert duties.index("2026年11月27日") < duties.index("2027年1月1日")
    assert RELEASED in duties
    assert "据陈以安发布的说明" in duties
    assert INTERNAL not in page


def test_a_member_says_it_was_read_once_and_counsel_sees_so(firm: Firm, as_: Visitor) -> None:
    for _ in range(2):
        assert press(as_, "client", "/portal/", f"/portal/notes/{handle(firm)}/", what="read") == 303
    (line,) = firm.room("counsel").clients.answers()
    assert (line.client, line.person, line.answer.body) == ("虚构恒通物业", "李合规", "")
    assert "李合规已阅知" in as_("client").get("/portal/").get_data(as_text=True)
    assert "李合规" in as_("counsel").get("/answers/").get_data(as_text=True)


def test_a_reply_reaches_counsel_who_settles_it(firm: Firm, as_: Visitor) -> None:
    assert (
        press(as_, "client", "/portal/", f"/portal/notes/{handle(firm)}/", what="reply", body="一号楼已换好。") == 303
    )
    assert press(as_, "client", "/portal/", f"/portal/notes/{handle(firm)}/", what="reply", body=" ") == 400
    page = as_("counsel").get("/answers/").get_data(as_text=True)
    assert "一号楼已换好。" in page
    (line,) = firm.room("counsel").clients.answers()
    assert press(as_, "analyst", "/answers/", f"/answers/{line.answer.id}/settle/") == 403
    assert press(as_, "counsel", "/answers/", f"/answers/{line.answer.id}/settle/") == 303
    assert "律师已处理" in as_("client").get("/portal/").get_data(as_text=True)


def test_nobody_answers_what_was_not_released_to_them_nor_reads_another_client_s_answers(
    firm: Firm, as_: Visitor
) -> None:
    assert press(as_, "other", "/portal/", f"/portal/notes/{handle(firm)}/", what="read") == 404
    press(as_, "client", "/portal/", f"/portal/notes/{handle(firm)}/", what="reply", body="只给律师看")
    for who in ("other", "early"):
        assert "只给律师看" not in as_(who).get("/portal/").get_data(as_text=True)
    with firm.library.writing() as files:
        files.people.add(
            Person("second", "sun@hengtong.example", "孙合规", Role.CLIENT, "hengtong"), "correct horse battery"
        )
    browser = as_("nobody")
    with browser.session_transaction() as session:
        session["person"] = "second"
    assert "只给律师看" in browser.get("/portal/").get_data(as_text=True)  # the same client's members read each other


def test_a_handle_is_no_number_and_tells_of_no_other_note(firm: Firm) -> None:
    assert len(firm.room("client").portal.home().handles) == 1
    assert not handle(firm).isdigit()


def share(firm: Firm, as_: Visitor, days: str = "7") -> str:
    slug, old, new = LIFTS
    assert press(as_, "client", "/portal/", "/portal/shares/", slug=slug, old=old, new=new, days=days) == 303
    return firm.room("client").portal.home().shares[-1][0].token


def test_a_shared_address_shows_what_was_released_and_nothing_else(firm: Firm, as_: Visitor) -> None:
    answer = as_("nobody").get(f"/shared/{share(firm, as_)}/")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert RELEASED in page
    assert "加严" in page
    for secret in (INTERNAL, REVISED, OTHERS, "/portal/", "虚构远镜集团", *(p.email for p in PEOPLE.values())):
        assert secret not in page
    assert (answer.headers["X-Robots-Tag"], answer.headers["Referrer-Policy"]) == ("noindex", "no-referrer")


@pytest.mark.parametrize("end", ["expired", "taken back", "release withdrawn", "maker left", "follows no more"])
def test_a_shared_address_ends(firm: Firm, as_: Visitor, app: object, end: str) -> None:
    token = share(firm, as_)
    number = firm.room("client").portal.home().shares[0][0].id
    if end == "expired":
        app.config["NOW"] = NOW + timedelta(days=7)  # type: ignore[attr-defined]
    if end == "taken back":
        assert press(as_, "other", "/portal/", f"/portal/shares/{number}/end/") == 404
        assert press(as_, "client", "/portal/", f"/portal/shares/{number}/end/") == 303
    if end == "release withdrawn":
        firm.room("counsel").comparisons.withdraw(*LIFTS, "hengtong")
    with firm.library.writing() as files:
        if end == "maker left":
            files.people.put(replace(files.people.get("client"), active=False))
        if end == "follows no more":
            files.people.put_client(replace(CLIENTS["hengtong"], follows=frozenset()))
    assert as_("nobody").get(f"/shared/{token}/").status_code == 404


def test_only_what_was_released_is_shared_and_never_for_longer_than_a_quarter(firm: Firm, as_: Visitor) -> None:
    slug, old, new = ROBOTS
    assert press(as_, "client", "/portal/", "/portal/shares/", slug=slug, old=old, new=new, days="7") == 404
    assert press(as_, "client", "/portal/", "/portal/shares/", slug=slug, old=old, new=new, days="x") == 400
    share(firm, as_, days="99999")
    assert firm.room("client").portal.home().shares[0][0].expires_at == NOW + timedelta(days=90)
