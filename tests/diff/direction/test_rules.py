"""The rules of regs/cn/drafting/direction.toml: every rule's own examples hold, and every rule has some."""

import tomllib
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[3] / "regs" / "cn" / "drafting" / "direction.toml"
RULES = tomllib.loads(TABLE.read_text("utf8"))["rule"]
EXAMPLES = [(rule["id"], example) for rule in RULES for example in rule["examples"]]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r}-{e['expected']}" for r, e in EXAMPLES])
def test_an_example_gets_the_direction_written_beside_it(rule, example, judge):
    verdict = judge(
        example["old"], example["new"], chapeau=example.get("chapeau", ""), heading=example.get("heading", "")
    )
    assert verdict.direction == example["expected"], verdict.signals


def test_every_direction_stands_among_the_examples():
    assert {e["expected"] for _, e in EXAMPLES} >= {"strengthened", "softened", "mixed", "neutral"}


def test_every_rule_explains_itself_in_both_languages():
    for rule in RULES:
        assert rule["zh"].endswith("。")
        assert rule["en"].endswith(".")
        assert rule["dimension"] in {f"D{n}" for n in range(1, 16)}


def test_every_rule_is_shown_on_two_clauses_at_least():
    assert [rule["id"] for rule in RULES if len({e["old"] + e["new"] for e in rule["examples"]}) < 2] == []
