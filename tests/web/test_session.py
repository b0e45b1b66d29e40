"""Signing in and out: who gets in, who does not, and what stays in the browser."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import NOW, PASSWORD, PEOPLE, Firm, Visitor
from tracker.readingroom.threshold import ALLOWED, WINDOW, Threshold


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    return app.test_client()


def token(browser: FlaskClient, page: str = "/sign-in/") -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).get_data(as_text=True))
    assert found
    return found[1]


def sign_in(browser: FlaskClient, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
    return browser.post("/sign-in/", data={"csrf_token": token(browser), "email": email, "password": password, **more})


def test_counsel_gets_in_and_out(browser: FlaskClient) -> None:
    assert sign_in(browser, "counsel@firm.example").headers["Location"] == "/"
    assert "陈以安" in browser.get("/?lang=zh").get_data(as_text=True)
    browser.post("/sign-out/", data={"csrf_token": token(browser, "/watches/")})
    assert browser.get("/").status_code == 303


def test_an_address_is_the_same_in_any_case(browser: FlaskClient) -> None:
    assert sign_in(browser, "Counsel@Firm.EXAMPLE").status_code == 303


def test_a_wrong_password_and_an_unknown_address_look_the_same(browser: FlaskClient) -> None:
    said = []
    for email in ("counsel@firm.example", "nobody@firm.example"):
        answer = sign_in(browser, email, "wrong")
        assert answer.status_code == 403
        said.append(re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True)))
    assert said[0] == said[1]


def test_a_form_without_its_token_is_refused_in_a_clear_page(browser: FlaskClient) -> None:
    answer = browser.post("/sign-in/?lang=en", data={"email": "counsel@firm.example", "password": PASSWORD})
    assert answer.status_code == 400
    assert "incomplete" in answer.get_data(as_text=True)


@pytest.mark.parametrize("who", ["counsel", "client"])
@pytest.mark.parametrize(
    "address", ["/watches/", "/watches/1/remove/", "/alerts/1/read/", "/deliveries/1/resend/", "/sign-out/"]
)
def test_every_form_needs_its_token(app: Flask, who: str, address: str) -> None:
    browser = app.test_client()
    with browser.session_transaction() as kept:
        kept["person"] = who
    assert browser.post(address).status_code == 400


def test_the_session_is_made_anew_at_sign_in_and_the_language_stays(browser: FlaskClient) -> None:
    browser.get("/sign-in/?lang=en")
    with browser.session_transaction() as kept:
        kept["planted"] = "by a stranger"
    before = token(browser)
    sign_in(browser, "counsel@firm.example")
    with browser.session_transaction() as kept:
        assert "planted" not in kept
        assert (kept["person"], kept["language"]) == ("counsel", "en")
    assert token(browser, "/watches/") != before


def test_the_cookie_is_out_of_reach_of_scripts_and_strangers(browser: FlaskClient) -> None:
    cookie = sign_in(browser, "counsel@firm.example").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_after_sign_in_one_goes_where_one_wanted(browser: FlaskClient) -> None:
    assert browser.get("/search/?q=a").headers["Location"] == "/sign-in/?next=/search/?q%3Da"
    assert sign_in(browser, "counsel@firm.example", next="/search/?q=a").headers["Location"] == "/search/?q=a"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
)
def test_nobody_is_sent_to_a_strangers_site(browser: FlaskClient, target: str) -> None:
    assert sign_in(browser, "counsel@firm.example", next=target).headers["Location"] == "/"


def test_too_many_failures_close_the_door_for_a_quarter_of_an_hour(app: Flask, browser: FlaskClient) -> None:
    for _ in range(ALLOWED):
        assert sign_in(browser, "counsel@firm.example", "wrong").status_code == 403
    assert sign_in(browser, "counsel@firm.example").status_code == 429
    app.config["NOW"] = NOW + WINDOW + timedelta(seconds=1)
    assert sign_in(browser, "counsel@firm.example").status_code == 303


def test_a_closed_account_is_a_visitor_at_once(firm: Firm, browser: FlaskClient) -> None:
    sign_in(browser, "counsel@firm.example")
    with firm.library.writing() as files:
        files.people.put(replace(PEOPLE["counsel"], active=False))
    assert browser.get("/").status_code == 303
    assert sign_in(browser, "counsel@firm.example").status_code == 403


def test_failures_are_counted_for_every_process_and_forgotten_after_a_quarter_of_an_hour(firm: Firm) -> None:
    here, there = Threshold.open(firm.settings), Threshold.open(firm.settings)
    for n in range(ALLOWED):
        assert (here, there)[n % 2].may_try(["account lin", "address 203.0.113.7"], NOW)
    assert not here.may_try(["account lin"], NOW)
    assert not there.may_try(["account nobody", "address 203.0.113.7"], NOW)
    here.let_in(["account lin", "address 198.51.100.1"], "counsel", "password", NOW)
    assert there.may_try(["account lin"], NOW)
    later = NOW + WINDOW + timedelta(seconds=1)
    assert there.may_try(["account x", "address 203.0.113.7"], later)
    with here.library.reading() as files:
        assert files.attempts.since(["address 203.0.113.7"], NOW - WINDOW) == 1  # nothing is kept of the others
    here.library.close()
    there.library.close()


def test_who_gets_in_is_no_failure_of_their_address(firm: Firm) -> None:
    door = Threshold(firm.library, firm.settings)
    for n in range(3 * ALLOWED):
        at = NOW + timedelta(seconds=n)
        assert door.may_try(["account lin", "address 203.0.113.7"], at)
        door.let_in(["account lin", "address 203.0.113.7"], "counsel", "password", at)


def test_the_language_is_the_readers_until_they_choose_another(browser: FlaskClient) -> None:
    sign_in(browser, "admin@firm.example")
    assert '<html lang="en">' in browser.get("/").get_data(as_text=True)
    browser.get("/?lang=zh")
    assert '<html lang="zh-CN">' in browser.get("/").get_data(as_text=True)


def test_a_language_asked_for_lives_through_being_sent_on(app: Flask, as_: Visitor) -> None:
    client = as_("client")
    sent = client.get("/?lang=en")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/portal/")
    assert '<html lang="en">' in client.get("/portal/").get_data(as_text=True)
    visitor = app.test_client()
    visitor.get("/?lang=en")
    assert '<html lang="en">' in visitor.get("/sign-in/").get_data(as_text=True)


def test_a_visitors_browser_is_asked_for_its_language(browser: FlaskClient) -> None:
    assert '<html lang="en">' in browser.get("/sign-in/", headers={"Accept-Language": "en-GB"}).get_data(as_text=True)
    assert '<html lang="zh-CN">' in browser.get("/sign-in/", headers={"Accept-Language": "fr"}).get_data(as_text=True)
