"""`tracker amend` as it is typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli import main

BASE = (
    "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过）\n"
    "第一条　制定本法。\n第二条　看守人应当在三日内报告灯油短少。\n"
)
DECISION = (
    "云岛议事会关于修改《云岛灯塔法》的决定\n（2026年1月5日云岛议事会第三次会议通过）\n"
    "一、将第二条中的“三日”修改为“十日”。\n{more}本决定自2026年3月1日起施行。\n"
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    base, decision = tmp_path / "base.txt", tmp_path / "decision.txt"
    base.write_text(BASE, encoding="utf8")
    decision.write_text(DECISION.format(more=""), encoding="utf8")
    return str(base), str(decision)


def tracker(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_text_comes_out_and_what_was_done_is_said_beside_it(files: tuple[str, str]) -> None:
    out = tracker("amend", *files)
    assert out.exit_code == 0, out.stderr
    assert "第二条　看守人应当在十日内报告灯油短少。" in out.stdout
    assert "非官方文本" in out.stdout
    assert "2 项修改已执行，0 项未执行" in out.stderr


def test_an_order_that_cannot_be_carried_out_is_named_and_exits_1(files: tuple[str, str], tmp_path: Path) -> None:
    decision = tmp_path / "decision.txt"
    decision.write_text(DECISION.format(more="二、删去第九条。\n"), encoding="utf8")
    out = tracker("amend", *files, "--language", "en")
    assert out.exit_code == 1
    assert "十日" in out.stdout
    assert "第九条 is not in the text in force" in out.stderr


def test_json_carries_operations_text_and_verdicts(files: tuple[str, str]) -> None:
    made = json.loads(tracker("amend", *files, "--format", "json").stdout)
    assert made["schema"] == "tracker.consolidation/1"
    assert (made["official"], made["complete"]) == (False, True)
    assert made["operations"][0]["words"] == [["三日", "十日"]]
    assert made["operations"][0]["places"] == ["2"]
    assert made["comparison"]["summary"]["directions"]["softened"] == 1


def test_the_report_lists_differences_from_the_official_text(files: tuple[str, str], tmp_path: Path) -> None:
    official, report = tmp_path / "official.txt", tmp_path / "report.md"
    official.write_text(BASE.replace("三日", "十五日"), encoding="utf8")
    out = tracker("amend", *files, "--official", str(official), "--format", "md", "-o", str(report))
    assert (out.exit_code, out.stdout) == (0, "")
    assert "十五日内" in report.read_text(encoding="utf8").split("与官方公布文本的差异")[1]


def test_a_file_that_is_no_decision_is_one_sentence(files: tuple[str, str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("今天天气很好。", encoding="utf8")
    out = tracker("amend", files[0], str(bad))
    assert out.exit_code == 2
    assert out.stderr.startswith("tracker: bad.txt")
