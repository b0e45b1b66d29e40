"""From the invitation on: an account opened by its owner alone, the first watch, the first calendar."""

import re
from contextlib import closing
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.serving import served
from tests.web.conftest import NOW, UNDER_WATER, Firm, Visitor
from tests.web.test_portal import press
from tracker.practice.person import Role
from tracker.practice.watch import Occasion

GUEST = {"email": "sun@hengtong.example", "name": "孙合规", "role": "client", "client": "hengtong", "language": "zh"}
PASSWORD = "a lighthouse in the fog"


def invite(firm: Firm, as_: Visitor, **more: str) -> str:
    assert press(as_, "administrator", "/clients/", "/clients/invite/", **(GUEST | more)) == 303
    return firm.room("administrator").clients.page().invitations[0][0].token


def come_in(as_: Visitor, token: str, password: str = PASSWORD, again: str = PASSWORD) -> int:
    browser = as_("nobody")
    page = browser.get(f"/invited/{token}/").get_data(as_text=True)
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf
    form = {"csrf_token": csrf[1], "password": password, "again": again, "language": "en", "zone": "Europe/Berlin"}
    return browser.post(f"/invited/{token}/", data=form).status_code


def test_an_invitation_opens_an_account_once_with_a_password_its_owner_chose(firm: Firm, as_: Visitor) -> None:
    token = invite(firm, as_)
    assert come_in(as_, token) == 303
    with firm.library.reading() as files:
        person = files.people.check(GUEST["email"], PASSWORD)
    assert person is not None
    assert (person.client, person.language, person.zone) == ("hengtong", "en", "Europe/Berlin")
    assert as_("nobody").get(f"/invited/{token}/").status_code == 404


def test_a_scanner_that_gets_the_invitation_s_address_confirms_nothing(firm: Firm, as_: Visitor) -> None:
    token = invite(firm, as_)
    for method in ("get", "head", "options", "get"):
        assert getattr(as_("nobody"), method)(f"/invited/{token}/").status_code == 200
    with firm.library.reading() as files:
        assert not files.people.by_email(GUEST["email"]).active  # type: ignore[union-attr]
    assert come_in(as_, token) == 303


@pytest.mark.parametrize(("password", "again"), [("short", "short"), (PASSWORD, "a lighthouse in the frog")])
def test_a_password_too_short_or_mistyped_is_asked_again(firm: Firm, as_: Visitor, password: str, again: str) -> None:
    token = invite(firm, as_)
    assert come_in(as_, token, password, again) == 422
    assert come_in(as_, token) == 303


def test_an_invitation_ends_after_a_week_and_with_the_next_one(firm: Firm, as_: Visitor, app: Flask) -> None:
    first, second = invite(firm, as_), invite(firm, as_)
    assert as_("nobody").get(f"/invited/{first}/").status_code == 404
    app.config["NOW"] = NOW + timedelta(days=7)
    assert as_("nobody").get(f"/invited/{second}/").status_code == 404


def test_only_the_administrator_invites_and_nobody_who_is_in_already(firm: Firm, as_: Visitor) -> None:
    for who in ("counsel", "analyst", "client"):
        assert as_(who).get("/clients/").status_code == 403
        assert press(as_, who, "/watches/", "/clients/invite/", **GUEST) == 403
    assert (
        press(as_, "administrator", "/clients/", "/clients/invite/", **(GUEST | {"email": "li@hengtong.example"}))
        == 409
    )
    assert press(as_, "administrator", "/clients/", "/clients/invite/", **(GUEST | {"client": "nobody"})) == 404
    assert press(as_, "administrator", "/clients/", "/clients/invite/", **(GUEST | {"role": "visitor"})) == 400


def test_the_administrator_keeps_clients_and_what_they_follow(firm: Firm, as_: Visitor) -> None:
    form = {"name": "虚构新来公司", "follows": ["topic:algorithms", UNDER_WATER]}
    assert press(as_, "administrator", "/clients/", "/clients/", **form) == 303
    made = next(c for c in firm.room("administrator").clients.page().clients if c.name == "虚构新来公司")
    assert made.follows == {"topic:algorithms", UNDER_WATER}
    assert not made.machine_not_reviewed


@pytest.mark.browser
def test_from_the_invitation_a_new_user_is_three_buttons_away_from_alerts_and_a_calendar(
    firm: Firm, as_: Visitor, app: Flask, browser: Browser
) -> None:
    token = invite(firm, as_)
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    with served(app) as site, closing(page.context):
        page.goto(f"{site}/invited/{token}/")
        for name in ("password", "again"):
            page.fill(f"#{name}", PASSWORD)
        page.click("main button.first")
        page.check(f"#w-{UNDER_WATER}")
        page.click("form[action$='/welcome/'] button.first")
        page.click("form[action$='/welcome/calendar/'] button.first")
        address = page.input_value("#ics")
    assert address.endswith(".ics")
    with firm.library.reading() as files:
        guest = files.people.by_email(GUEST["email"])
        assert guest is not None
        (watch,) = files.watches.of(guest.id)
        assert (guest.role, watch.instrument) == (Role.CLIENT, UNDER_WATER)
        assert {Occasion.DRAFT, Occasion.COMMENT_CLOSES} <= watch.occasions
        assert address.split("/")[-1].removesuffix(".ics") == files.feeds.of(guest.id)[0].token
