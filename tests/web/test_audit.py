"""The audit log on screen, and what signing in and downloading leave in it."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import LIFTS, PASSWORD, Firm, Visitor
from tracker.practice.audit import Done


def deeds(firm: Firm) -> list[tuple[str, Done, str]]:
    with firm.library.reading() as files:
        return [(e.who, e.done, e.thing) for e in files.audit.all()]


def post(page: FlaskClient, address: str, **said: str) -> None:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page.get("/sign-in/").get_data(as_text=True))
    assert found
    page.post(address, data={"csrf_token": found[1], **said})


def test_signing_in_and_being_refused_are_written_down(app: Flask, firm: Firm) -> None:
    page = app.test_client()
    for password in ("wrong", PASSWORD):
        post(page, "/sign-in/", email="counsel@firm.example", password=password)
    post(page, "/sign-out/")
    assert deeds(firm)[-3:] == [
        ("", Done.REFUSED, "person"),
        ("counsel", Done.SIGNED_IN, "person/counsel"),
        ("counsel", Done.SIGNED_OUT, "person/counsel"),
    ]


def test_a_file_taken_home_is_written_down(firm: Firm, as_: Visitor) -> None:
    address = f"/comparisons/{LIFTS[0]}/{LIFTS[1]}..{LIFTS[2]}.table.docx"
    assert as_("client").get(address).status_code == 200
    assert deeds(firm)[-1] == ("client", Done.DOWNLOADED, f"file{address}")
    assert as_("client").head(address).status_code == 200
    assert [d for _, d, _ in deeds(firm)].count(Done.DOWNLOADED) == 1


def test_the_screen_shows_the_log_and_checks_it(as_: Visitor) -> None:
    administrator = as_("administrator")
    shown = administrator.get("/audit/?verify=1&lang=zh").get_data(as_text=True)
    assert "日志链完整" in shown
    assert "没有记录" in shown
    as_("administrator").get(f"/comparisons/{LIFTS[0]}/{LIFTS[1]}..{LIFTS[2]}.table.docx")
    assert "下载" in administrator.get("/audit/?done=downloaded").get_data(as_text=True)
    assert as_("counsel").get("/audit/").status_code == 403
    assert as_("client").get("/audit/").status_code == 403
