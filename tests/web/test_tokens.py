"""Tokens for programs: made on a page that shows the secret once, and taken back there."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from tests.web.conftest import NOW, PEOPLE, Firm, Visitor
from tracker.cli import main
from tracker.errors import Conflict, NotAllowed, NotFound
from tracker.practice.person import Role
from tracker.readingroom.threshold import Threshold
from tracker.readingroom.tokens import MOST


@pytest.fixture
def forms(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


def made(body: str) -> str:
    found = re.search(r'id="secret"[^>]*value="(trk_[\w-]+)"', body)
    assert found
    return found[1]


@pytest.mark.usefixtures("forms")
def test_a_secret_is_shown_once_and_kept_nowhere(as_: Visitor, firm: Firm) -> None:
    browser = as_("client")
    answer = browser.post("/account/tokens/", data={"name": "合规台账", "reach": "read", "days": "90"})
    secret = made(answer.get_data(as_text=True))
    assert answer.headers["Cache-Control"] == "no-store"
    assert secret not in str(answer.headers.getlist("Set-Cookie"))
    again = browser.get("/account/tokens/").get_data(as_text=True)
    assert "合规台账" in again
    assert secret not in again
    assert _let_in(firm, secret) == ("合规台账", Role.CLIENT)


def _let_in(firm: Firm, secret: str) -> tuple[str, Role]:
    token, reader = Threshold(firm.library, firm.settings).bearer(secret, NOW)
    return token.name, reader.role


@pytest.mark.usefixtures("forms")
def test_a_token_taken_back_lets_nobody_in(as_: Visitor, firm: Firm) -> None:
    browser = as_("counsel")
    page = browser.post("/account/tokens/", data={"name": "x", "reach": "write", "days": "7"}).get_data(as_text=True)
    number = firm.room("counsel").tokens.mine()[0].id
    assert as_("client").post(f"/account/tokens/{number}/revoke/").status_code == 404
    assert browser.post(f"/account/tokens/{number}/revoke/").status_code == 303
    with pytest.raises(NotFound):
        _let_in(firm, made(page))


@pytest.mark.usefixtures("forms")
@pytest.mark.parametrize(
    "form",
    [
        {"name": "", "reach": "read", "days": "90"},
        {"name": "x", "reach": "everything", "days": "90"},
        {"name": "x", "reach": "read", "days": "3650"},
        {"name": "x", "reach": "read", "days": "soon"},
    ],
)
def test_what_no_form_offers_makes_no_token(as_: Visitor, firm: Firm, form: dict[str, str]) -> None:
    assert as_("counsel").post("/account/tokens/", data=form).status_code == 400
    assert firm.room("counsel").tokens.mine() == ()


def test_only_an_administrators_token_governs(firm: Firm) -> None:
    for who in ("client", "counsel", "analyst"):
        with pytest.raises(NotAllowed):
            firm.room(who).tokens.make("x", "admin", 7)
    token, _ = firm.room("administrator").tokens.make("x", "admin", 7)
    assert (token.reach, token.expires_at) == ("admin", NOW + timedelta(days=7))


def test_nobody_makes_tokens_without_end(firm: Firm) -> None:
    desk = firm.room("counsel").tokens
    for n in range(MOST):
        desk.make(str(n), "read", 1)
    with pytest.raises(Conflict):
        desk.make("one more", "read", 1)


def test_the_command_line_makes_lists_and_takes_back(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATABASE", firm.settings.database)
    run, mail = CliRunner(), PEOPLE["counsel"].email
    secret = run.invoke(main, ["user", "token", "add", mail, "nightly", "--reach", "write"]).output.strip()
    assert secret.startswith("trk_")
    listed = run.invoke(main, ["user", "token", "list", mail]).output
    assert "nightly (write)" in listed
    assert secret not in listed
    number = listed.partition(":")[0]
    assert "taken back" in run.invoke(main, ["user", "token", "revoke", mail, number]).output
    assert run.invoke(main, ["user", "token", "list", mail]).output == ""
    refused = run.invoke(main, ["user", "token", "add", mail, "x", "--reach", "admin"])
    assert refused.exit_code == 2
    assert "administrator" in refused.output
