"""`tracker evaluate` as it is typed, on a pair of our own fiction."""

import json
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracker.cli import main

OLD = "云岛灯塔管理办法\n第一条　看守人可以在雾天每隔十分钟敲一次铜钟。\n第二条　船只不得在灯塔下抛锚。\n"
NEW = "云岛灯塔管理办法\n第一条　看守人应当在雾天每隔十分钟敲一次铜钟。\n第二条　船只不得在灯塔下抛锚。\n"
ROWS = """pair: {{slug: lighthouse, old: old.txt, new: new.txt}}
articles:
- {{old: '1', new: '1', relation: amended, direction: {direction}}}
- {{old: '2', new: '2', relation: unchanged, direction: neutral}}
clauses:
- {{old: '1', new: '1', relation: amended, direction: {direction}, why: '可以 -> 应当'}}
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "lighthouse"
    folder.mkdir(parents=True)
    (folder / "old.txt").write_text(OLD, encoding="utf8")
    (folder / "new.txt").write_text(NEW, encoding="utf8")
    return folder.parent


def reading(folder: Path, direction: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lighthouse.yaml").write_text(ROWS.format(direction=direction), encoding="utf8")
    return folder


def evaluate(*arguments: object) -> str:
    out = CliRunner().invoke(main, ["evaluate", *map(str, arguments)], env={"TRACKER_CORPUS": None})
    assert out.exit_code == 0, out.output
    return out.output


def test_every_figure_of_a_pair_and_of_the_mean(tmp_path: Path, corpus: Path) -> None:
    gold = reading(tmp_path / "gold", "strengthened")
    figures = json.loads(evaluate(gold, "--corpus", corpus, "--json"))["pairs"]
    assert figures["lighthouse"]["link_f1"] == figures["MEAN"]["clause_direction_kappa"] == 1


def test_v_lists_every_miss_with_the_annotators_reason(tmp_path: Path, corpus: Path) -> None:
    gold = reading(tmp_path / "gold", "softened")
    assert "clause 1~1: softened / strengthened  [可以 -> 应当]" in evaluate(gold, "--corpus", corpus, "-v")


def test_two_readings_are_joined_and_their_agreement_is_told(tmp_path: Path, corpus: Path) -> None:
    reading(tmp_path / "gold" / "first", "strengthened")
    reading(tmp_path / "gold" / "second", "mixed")
    output = evaluate(tmp_path / "gold", "--corpus", corpus)
    assert output.startswith("The two readings against each other")
    found = json.loads(evaluate(tmp_path / "gold", "--corpus", corpus, "--json"))
    assert found["readers"]["lighthouse"]["clause_f1"] == 1
    assert found["readers"]["lighthouse"]["clause_direction_kappa"] == 0
    assert found["pairs"]["lighthouse"]["directions"] == 1  # the other is disputed


def test_texts_may_lie_in_the_archive_of_the_law_collection(tmp_path: Path, corpus: Path) -> None:
    packed = tmp_path / "packed"
    packed.mkdir()
    with tarfile.open(packed / "lawrefbook.tar.xz", "w:xz") as tar:
        for name in ("old.txt", "new.txt"):
            tar.add(corpus / "lighthouse" / name, arcname=name)
    assert "lighthouse" in evaluate(reading(tmp_path / "gold", "strengthened"), "--corpus", packed)


def test_what_is_missing_is_told_in_a_sentence(tmp_path: Path, corpus: Path) -> None:
    gold = reading(tmp_path / "gold", "strengthened")
    for arguments, says in (
        ([gold], "--corpus"),
        ([gold, "--corpus", corpus, "--only", "harbour"], "lighthouse"),
        ([gold, "--corpus", tmp_path], "lawrefbook"),
    ):
        out = CliRunner().invoke(main, ["evaluate", *map(str, arguments)], env={"TRACKER_CORPUS": None})
        assert out.exit_code == 2
        assert says in out.output
    (gold / "lighthouse.yaml").write_text("pair: [", encoding="utf8")
    out = CliRunner().invoke(main, ["evaluate", str(gold), "--corpus", str(corpus)])
    assert out.exit_code == 2
    assert "is not a reading of a pair" in out.output
