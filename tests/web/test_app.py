"""The application: its headers, its secret, its clear pages when something is wrong."""

import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.web.conftest import Firm, Visitor
from tracker.errors import (
    Conflict,
    DeliveryFailed,
    FetchFailed,
    NotAllowed,
    NotFound,
    ScannedDocument,
    StoreError,
    TrackerError,
)
from tracker.settings import Settings
from tracker.web.app import HEADERS, create_app
from tracker.web.faults import status_of
from tracker.web.secret import session_secret


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/healthz", "/no/such/page", "/static/tracker.css"])
def test_every_answer_bears_the_headers(reading_as: Visitor, address: str) -> None:
    with reading_as("counsel").get(address) as answer:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value


def test_the_policy_is_the_strict_one() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_pages_are_private_and_stylesheets_are_kept_by_their_digest(reading_as: Visitor) -> None:
    browser = reading_as("counsel")
    assert "private" in browser.get("/").headers["Cache-Control"]
    with browser.get("/static/tracker.css?v=1") as answer:
        assert "max-age" in answer.headers["Cache-Control"]


def test_the_site_is_awake_while_its_library_answers(firm: Firm, app: Flask) -> None:
    assert app.test_client().get("/healthz").get_data() == b"ok\n"


def test_the_secret_is_made_once_kept_and_its_owners_alone(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data", "sqlite://")
    made = session_secret(settings)
    assert len(made) == 64
    assert session_secret(settings) == made
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret"]


def test_a_secret_of_the_environment_is_used_and_not_written(tmp_path: Path) -> None:
    assert session_secret(Settings(tmp_path / "data", "sqlite://", secret="given")) == "given"
    assert not (tmp_path / "data").exists()


def test_behind_https_the_cookie_is_secure(firm: Firm) -> None:
    site = create_app(replace(firm.settings, base_url="https://tracker.example"), firm.library)
    assert site.config["SESSION_COOKIE_SECURE"]


def test_without_a_library_the_site_opens_the_one_its_settings_name(tmp_path: Path) -> None:
    site = create_app(Settings(tmp_path, f"sqlite:///{tmp_path / 'new.sqlite3'}"))
    assert site.test_client().get("/healthz").status_code == 200
    assert (tmp_path / "new.sqlite3").exists()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("x"), 404),
        (NotAllowed("x"), 403),
        (Conflict("x"), 409),
        (StoreError("x"), 500),
        (ScannedDocument("x"), 422),
        (FetchFailed("x", temporary=True), 502),
        (DeliveryFailed("x", permanent=True), 500),
        (TrackerError("x"), 500),
    ],
)
def test_every_family_of_errors_has_its_status(error: TrackerError, status: int) -> None:
    assert status_of(error) == status


def test_what_breaks_is_a_clear_page_in_the_readers_language(app: Flask, as_: Visitor) -> None:
    def broken() -> str:
        raise ZeroDivisionError("a secret of the inside")

    app.add_url_rule("/broken/", "broken", broken)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for language, title in (("zh", "出错了"), ("en", "Something broke")):
        answer = as_("counsel").get(f"/broken/?lang={language}")
        assert answer.status_code == 500
        assert title in answer.get_data(as_text=True)
        assert "secret of the inside" not in answer.get_data(as_text=True)


def test_a_conflict_says_what_it_is_about(app: Flask, as_: Visitor) -> None:
    def late() -> str:
        raise Conflict("Somebody settled this capture a moment ago.")

    app.add_url_rule("/late/", "late", late)
    answer = as_("counsel").get("/late/")
    assert answer.status_code == 409
    assert "a moment ago" in answer.get_data(as_text=True)


def test_what_may_not_be_seen_looks_as_what_never_was(reading_as: Visitor) -> None:
    pages = []
    for slug in ("genai-measures", "never-was-one"):
        body = reading_as("client").get(f"/instruments/{slug}/").get_data(as_text=True).replace(slug, "")
        pages.append(re.sub(r'name="csrf_token" value="[^"]*"', "", body))
    assert pages[0] == pages[1]
