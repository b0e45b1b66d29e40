"""What counsel put right comes out as annotated pairs, and `tracker evaluate` measures the machine by them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.web.conftest import ROBOTS, Firm
from tracker.cli import main
from tracker.diff.changes import Direction


@pytest.fixture
def at_home(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> Firm:
    monkeypatch.setenv("TRACKER_DATABASE", firm.settings.database)
    monkeypatch.setenv("TRACKER_DATA", str(firm.settings.data))
    return firm


def test_examples_are_measured_by_evaluate(at_home: Firm, tmp_path: Path) -> None:
    room = at_home.room("counsel")
    clauses = room.comparisons.page(*ROBOTS).comparison.clauses
    clause = next(c for c in clauses if c.verdict.direction is Direction.SOFTENED)
    room.rulings.overrule(*ROBOTS, clause.key, Direction.STRENGTHENED, 3, "义务没有变轻")
    out = tmp_path / "examples"
    said = CliRunner().invoke(main, ["examples", str(out)])
    assert said.exit_code == 0, said.output
    assert "2 corrected" in said.output  # the firm came with one
    assert "义务没有变轻" not in "".join(f.read_text(encoding="utf-8") for f in out.rglob("*") if f.is_file())
    made = CliRunner().invoke(main, ["evaluate", str(out), "--corpus", str(out / "texts"), "--json"])
    assert made.exit_code == 0, made.output
    (figures,) = [pair for name, pair in json.loads(made.output)["pairs"].items() if name.startswith(ROBOTS[0])]
    assert figures["clause_harmful_flips"] == 1.0
