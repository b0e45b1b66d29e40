"""The doctor finds each fault of an installation, and nothing in one that is well."""

import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from tests.databases import Databases
from tests.store.conftest import driven
from tracker.cli import main
from tracker.law.instrument import Capture
from tracker.practice.person import Person, Role
from tracker.practice.visit import SourceState, Visit
from tracker.practice.watch import Channel, Delivery, Filing, Watch
from tracker.settings import Mailbox, Settings
from tracker.sources.archive import Archive
from tracker.store.library import Library
from tracker.workday import lease
from tracker.workday.doctor import Finding, examine

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def settings(databases: Databases, tmp_path: Path) -> Settings:
    """A small firm: one capture, one letter queued an hour ago and due in an hour."""
    found = Settings(tmp_path / "data", databases.new(tmp_path / "data"))
    library = Library.open(found.database)
    digest = Archive(found.captures).keep("第一条".encode())
    with library.writing() as files:
        files.captures.keep(Capture(digest, "https://a.example/1", "", 200, "text/plain", 9, NOW, "cac", ()))
        files.people.add(Person("p", "lin@firm.example", "林", Role.COUNSEL), "correct horse")
        watch = files.watches.add(Watch(0, "p", ""))
        letter = Delivery(0, 0, Channel.MAIL, "lin@firm.example", "", next_at=NOW + timedelta(hours=1))
        files.outbox.file([Filing(watch.id, "p", "seas/a", "", "a", None, (letter,))], NOW)
    library.close()
    return found


@pytest.fixture
def raw(settings: Settings) -> Iterator[object]:
    """Past the library, as a fault would be."""
    engine = create_engine(driven(settings.database))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def found(settings: Settings, now: datetime = NOW) -> dict[str, tuple[Finding, str]]:
    return {one.what: (one.how, one.says) for one in examine(settings, lambda: now)}


def wrong(settings: Settings, now: datetime = NOW) -> set[str]:
    return {what for what, (how, _) in found(settings, now).items() if how is Finding.WRONG}


def test_a_healthy_installation_has_nothing_wrong(settings: Settings) -> None:
    here = datetime.now(UTC)
    said = found(settings, here if settings.database.startswith("postgresql") else NOW)
    assert {what for what, (how, _) in said.items() if how is Finding.WRONG} in (set(), {"deliveries"})
    assert said["scheduler"][0] is Finding.WORTH_A_LOOK
    assert said["captures"] == (Finding.WELL, "all 1 have their digests")


def test_a_damaged_and_a_lost_capture_are_found_by_their_digest(settings: Settings) -> None:
    path = next(p for p in settings.captures.rglob("*") if p.is_file())
    path.chmod(0o644)
    path.write_bytes("第二条".encode())
    assert "damaged" in found(settings)["captures"][1]
    path.unlink()
    assert found(settings)["captures"] == (
        Finding.WRONG,
        f"No capture {path.name[:12]}… is kept in {settings.captures}.",
    )


def test_letters_nobody_sends_are_found(settings: Settings) -> None:
    assert "deliveries" not in wrong(settings, NOW)
    assert "deliveries" in wrong(settings, NOW + timedelta(hours=2))


def test_a_mail_server_that_is_away_is_found_and_one_that_answers_is_well(settings: Settings) -> None:
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    at = replace(settings, mail=Mailbox("127.0.0.1", port))
    assert "mail" in wrong(at)
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        assert found(at)["mail"][0] is Finding.WELL
    finally:
        server.stop()


def test_a_clock_that_was_set_back_is_found(settings: Settings) -> None:
    library = Library.open(settings.database)
    later = NOW + timedelta(days=2)
    with library.writing() as files:
        files.visits.record(Visit("cac", later, later, SourceState.OK))
    library.close()
    assert "clock" in wrong(settings)


def test_a_scheduler_at_work_is_seen_and_a_dead_one_is_not(settings: Settings) -> None:
    with lease.hold(settings.data):
        assert found(settings)["scheduler"] == (Finding.WELL, f"at work (process {os.getpid()})")
    (settings.data / lease.NAME).write_text("4194305")  # above the highest number Linux gives
    assert found(settings)["scheduler"][0] is Finding.WORTH_A_LOOK


def test_a_library_of_an_older_tracker_is_told_apart_and_left_as_it_is(settings: Settings, raw) -> None:
    raw.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    said = found(settings)
    assert "stands at migration 0007" in said["database"][1]
    assert "captures" not in said
    assert raw.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0007"


def test_no_library_is_made_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATA", str(tmp_path))
    monkeypatch.delenv("TRACKER_DATABASE", raising=False)
    ran = CliRunner().invoke(main, ["doctor"])
    assert ran.exit_code == 1
    assert "There is no library" in ran.output
    assert list(tmp_path.iterdir()) == []


def test_the_exit_code_tells(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATA", str(settings.data))
    monkeypatch.setenv("TRACKER_DATABASE", settings.database)
    ran = CliRunner().invoke(main, ["doctor", "--quick"])
    assert "ok     database" in ran.output
    next(p for p in settings.captures.rglob("*") if p.is_file()).unlink()
    assert CliRunner().invoke(main, ["doctor", "--quick"]).exit_code == 1
