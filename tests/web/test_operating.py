"""What a proxy, Prometheus and whoever gathers logs may ask, and what none of them is told."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, text

from tests.store.conftest import driven
from tests.web.conftest import CLIENTS, NOW, PEOPLE, Firm, Visitor
from tracker.logs import Json
from tracker.web.app import create_app


def served(firm: Firm, **said: object) -> Flask:
    """The firm's site under other settings."""
    made = create_app(replace(firm.settings, **said), firm.library)  # type: ignore[arg-type]
    made.config.update(NOW=NOW, TESTING=True)
    return made


@pytest.fixture
def database(firm: Firm) -> Iterator[Connection]:
    engine = create_engine(driven(firm.settings.database))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def test_a_site_that_can_work_says_so(as_: Visitor) -> None:
    answer = as_("visitor").get("/readyz")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "ready\n")
    assert as_("visitor").get("/healthz").get_data(as_text=True) == "ok\n"


def test_a_site_whose_database_is_of_another_version_is_alive_and_not_ready(as_: Visitor, database: Connection) -> None:
    database.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    answer = as_("visitor").get("/readyz")
    assert (answer.status_code, answer.get_data(as_text=True)) == (503, "migrations\n")
    assert as_("visitor").get("/healthz").status_code == 200


def test_a_full_disk_is_told_before_anything_is_lost(as_: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.readingroom.threshold.LEAST_FREE", 1 << 62)
    assert as_("visitor").get("/readyz").get_data(as_text=True) == "disk\n"


def test_the_measures_count_what_the_library_holds_and_name_nobody(as_: Visitor, firm: Firm) -> None:
    as_("counsel").get("/instruments/")
    said = as_("visitor").get("/metrics").get_data(as_text=True)
    assert 'tracker_http_request_seconds_count{method="GET",route="/instruments/",status="200"} ' in said
    assert 'tracker_deliveries{state="' in said
    with firm.library.reading() as files:
        assert f"tracker_versions {len(files.versions.latest(1000))}.0" in said
    names = [w for p in PEOPLE.values() for w in (p.email, p.name)] + [c.name for c in CLIENTS.values()]
    assert [name for name in (*names, *CLIENTS) if name in said] == []


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({"base_url": "https://tracker.firm.example"}, {}, 404),
        ({}, {"X-Forwarded-For": "203.0.113.7"}, 404),
        ({"metrics_token": "geheim"}, {}, 404),
        ({"metrics_token": "geheim"}, {"Authorization": "Bearer geheim"}, 200),
        ({"metrics_token": "geheim"}, {"Authorization": "Bearer geheiß"}, 404),
        ({"metrics_token": "geheim", "base_url": "https://t.example"}, {"Authorization": "Bearer geheim"}, 200),
    ],
)
def test_behind_a_proxy_only_a_token_opens_the_measures(
    firm: Firm, settings: dict[str, str], headers: dict[str, str], status: int
) -> None:
    assert served(firm, **settings).test_client().get("/metrics", headers=headers).status_code == status


def test_a_request_keeps_the_id_its_proxy_gave_it_and_no_strangers_words(as_: Visitor) -> None:
    page = as_("visitor")
    assert page.get("/healthz", headers={"X-Request-ID": "abc-12345678"}).headers["X-Request-ID"] == "abc-12345678"
    assert len(page.get("/healthz", headers={"X-Request-ID": "a b}{"}).headers["X-Request-ID"]) == 16


def test_a_line_of_the_log_holds_ids_and_no_address_of_a_feed(as_: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tracker.requests"):
        as_("counsel").get("/instruments/", headers={"X-Request-ID": "abc-12345678"})
        as_("visitor").get("/feeds/s3cret-t0ken.ics")
    lines = [json.loads(Json().format(one)) for one in caplog.records if one.name == "tracker.requests"]
    assert {k: lines[0][k] for k in ("route", "status", "person")} == {
        "route": "/instruments/",
        "status": 200,
        "person": "counsel",
    }
    assert lines[1]["status"] == 404
    assert "s3cret-t0ken" not in json.dumps(lines)


def test_the_data_folder_is_made_where_it_is_missing(firm: Firm, tmp_path: Path) -> None:
    assert served(firm, data=tmp_path / "new").test_client().get("/readyz").status_code == 200
