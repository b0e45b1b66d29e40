"""`tracker audit` as an operator types it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from tests.databases import Databases
from tests.store.conftest import driven
from tracker.cli import main
from tracker.practice.audit import Done
from tracker.store.library import Library

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def address(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library with three deeds in its log; the environment names it."""
    url = databases.new(tmp_path)
    library = Library.open(url)
    with library.writing() as files:
        for done in (Done.SIGNED_IN, Done.RELEASED, Done.RECALLED):
            files.audit.record("a1b2", done, "note/7", "", AT)
    library.close()
    monkeypatch.setenv("TRACKER_DATABASE", url)
    return url


def past_the_library(url: str, *deeds: str) -> None:
    """What somebody with the keys of the database could do."""
    engine = create_engine(driven(url))
    with engine.begin() as connection:
        sqlite = engine.dialect.name == "sqlite"
        guards = ("audit_refuses_update", "audit_refuses_delete") if sqlite else ("audit_stands ON audit",)
        for guard in guards:
            connection.execute(text(f"DROP TRIGGER {guard}"))
        for deed in deeds:
            connection.execute(text(deed))
    engine.dispose()


def test_a_whole_log_is_shown_and_holds(address: str) -> None:
    shown = CliRunner().invoke(main, ["audit"])
    assert [line.split()[-2:] for line in shown.output.splitlines()] == [
        ["signed-in", "note/7"],
        ["released", "note/7"],
        ["recalled", "note/7"],
    ]
    checked = CliRunner().invoke(main, ["audit", "--verify"])
    assert (checked.exit_code, "the chain holds: 3 entries" in checked.output) == (0, True)
    noted = checked.output.split()[-1]
    assert CliRunner().invoke(main, ["audit", "--expect", noted]).exit_code == 0


def test_a_changed_entry_is_found(address: str) -> None:
    past_the_library(address, "UPDATE audit SET who = 'c3d4' WHERE number = 2")
    checked = CliRunner().invoke(main, ["audit", "--verify"])
    assert checked.exit_code == 1
    assert "entry 2 says something else" in checked.output


def test_a_cut_end_is_found_by_the_seal_noted_elsewhere(address: str) -> None:
    noted = CliRunner().invoke(main, ["audit", "--verify"]).output.split()[-1]
    past_the_library(address, "DELETE FROM audit WHERE number = 3")
    assert CliRunner().invoke(main, ["audit", "--verify"]).exit_code == 0
    checked = CliRunner().invoke(main, ["audit", "--expect", noted])
    assert checked.exit_code == 1
    assert "cut off" in checked.output
