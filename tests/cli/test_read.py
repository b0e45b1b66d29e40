"""`tracker read` as it is typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import main

TEXT = """云岛灯塔管理办法（征求意见稿）
第一条　制定本办法。
第二条　看守人应当：
（一）点灯；
（二）敲钟。
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf8")
    return str(path)


def test_it_shows_the_facts_and_the_provisions(file: str) -> None:
    out = CliRunner().invoke(main, ["read", file])
    assert out.exit_code == 0
    assert "title: 云岛灯塔管理办法（征求意见稿）" in out.output
    assert "stage: consultation-draft" in out.output
    assert "articles: 2" in out.output
    assert "（二） 敲钟。" in out.output


def test_it_gives_the_tree_to_programs(file: str) -> None:
    tree = json.loads(CliRunner().invoke(main, ["read", file, "--format", "json"]).output)
    assert tree["schema"] == "tracker.document/1"
    assert tree["headmatter"]["stage"] == "consultation-draft"
    assert tree["articles"] == 2
    locators = [node["locator"] for node in tree["provisions"]]
    assert locators[-2:] == ["1", "2"]


def test_references_are_given_with_what_they_resolve_to(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(
        f"{TEXT}第三条　违反本办法第二条第二项、第九条规定的，依照《云岛海法》第七条处罚。\n", encoding="utf8"
    )
    tree = json.loads(CliRunner().invoke(main, ["read", str(path), "--format", "json"]).output)
    told = [(r["within"], r["scope"], r["instrument"], r["locators"], r["targets"]) for r in tree["references"]]
    assert ("3", "external", "云岛海法", ["7"], []) in told
    assert any(within == "3" and "2(2)" in targets for within, _, _, _, targets in told)
    assert "第九条" in tree["stale_references"][0]["says"]


def test_an_unreadable_file_is_one_sentence(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    out = CliRunner().invoke(main, ["read", str(empty)])
    assert out.exit_code == 2
    assert out.stderr == "tracker: empty.txt is empty.\n"
