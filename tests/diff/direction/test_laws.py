"""Laws of judging direction that hold for every clause, tried on the rules' own examples and on any number."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.law.numbering import write_numeral

TABLE = Path(__file__).parents[3] / "regs" / "cn" / "drafting" / "direction.toml"
EXAMPLES = [e for rule in tomllib.loads(TABLE.read_text("utf8"))["rule"] for e in rule["examples"]]
CLAUSES = sorted({(e[side], e.get("chapeau", "")) for e in EXAMPLES for side in ("old", "new") if e[side]})
CHANGES = [e for e in EXAMPLES if e["old"] and e["new"]]
MIRROR = {"strengthened": "softened", "softened": "strengthened"}
SYNONYMS = [
    ("应当", "必须"),
    ("依照", "按照"),
    ("以及", "和"),
    ("或者", "或"),
    ("不得超过", "不超过"),
    ("不低于", "不少于"),
]
NUMBERS = st.integers(min_value=1, max_value=9_000)


@pytest.mark.parametrize(("clause", "chapeau"), CLAUSES)
def test_a_clause_against_itself_is_neutral(clause, chapeau, judge):
    verdict = judge(clause, clause, chapeau=chapeau)
    assert (verdict.direction, verdict.severity, verdict.signals) == ("neutral", 0, ())


@pytest.mark.parametrize(("one", "other"), SYNONYMS)
def test_house_style_is_neutral(one, other, judge):
    for clause, chapeau in CLAUSES:
        if one in clause:
            assert judge(clause, clause.replace(one, other), chapeau=chapeau).direction == "neutral", clause


@pytest.mark.parametrize(("clause", "chapeau"), CLAUSES)
def test_what_burdens_when_added_relieves_when_deleted(clause, chapeau, judge):
    added, deleted = judge(clause, "", chapeau=chapeau), judge("", clause, chapeau=chapeau)
    assert added.direction == MIRROR.get(deleted.direction, deleted.direction)
    assert added.severity == deleted.severity


@pytest.mark.parametrize("change", CHANGES, ids=[e["new"] for e in CHANGES])
def test_old_and_new_exchanged_turn_the_sign(change, judge):
    there = judge(change["old"], change["new"], chapeau=change.get("chapeau", ""))
    back = judge(change["new"], change["old"], chapeau=change.get("chapeau", ""))
    assert back.direction == MIRROR.get(there.direction, there.direction)


@pytest.mark.parametrize("change", EXAMPLES, ids=[e["new"] or e["old"] for e in EXAMPLES])
def test_every_verdict_names_a_rule_and_quotes_words_that_stand_there(change, judge, drafting):
    verdict = judge(change["old"], change["new"], chapeau=change.get("chapeau", ""))
    assert verdict.signals or verdict.direction == "neutral"
    for signal in verdict.signals:
        assert drafting.direction.rule(signal.rule).dimension == signal.dimension
        assert signal.old or signal.new
        for quote, text in ((signal.old, change["old"]), (signal.new, change["new"])):
            assert quote is None or text[quote.start : quote.end] == quote.text


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS, st.booleans())
def test_longer_retention_is_never_softer(judge, one, other, chinese):
    assert _change(judge, "运营者应当保存飞行日志不少于{}日。", one, other, chinese=chinese) == _sign(one, other)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS, st.booleans())
def test_a_higher_fine_is_never_softer(judge, one, other, chinese):
    assert _change(judge, "违规飞行的，由主管部门处{}元以下罚款。", one, other, chinese=chinese) == _sign(one, other)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS, st.booleans())
def test_a_longer_deadline_for_the_party_is_never_stricter(judge, one, other, chinese):
    assert _change(judge, "运营者应当在{}日内提交说明。", one, other, chinese=chinese) == _sign(other, one)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS)
def test_a_shorter_deadline_for_the_authority_is_never_stricter(judge, one, other):
    text = "主管部门应当自受理申请之日起{}个工作日内作出决定。"
    assert _change(judge, text, one, other, chinese=False) == _sign(one, other)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS)
def test_a_higher_trigger_is_never_stricter(judge, one, other):
    text = "注册用户超过{}人的平台，应当设立投诉窗口。"
    assert _change(judge, text, one, other, chinese=False) == _sign(other, one)


@settings(max_examples=40, deadline=None)
@given(NUMBERS, NUMBERS)
def test_a_wider_exemption_is_never_stricter(judge, one, other):
    assert _change(judge, "车辆不足{}辆的企业，不适用本章规定。", one, other, chinese=False) == _sign(other, one)


def test_the_same_period_in_another_unit_is_neutral(judge):
    assert judge("运营者应当在24小时内报告。", "运营者应当在1日内报告。").direction == "neutral"
    assert judge("保存期限不少于十二个月。", "保存期限不少于365日。").direction != "softened"


def test_the_order_of_members_does_not_count(judge):
    old, new = "平台应当保管日志、名单和记录。", "平台应当保管名单、记录和日志。"
    assert judge(old, new).direction == "neutral"


def test_renumbering_does_not_count(judge):
    old = "违反本办法第九条、第十二条第二款规定的，由主管部门给予警告。"
    new = "违反本办法第十一条、第十四条第三款规定的，由主管部门给予警告。"
    assert judge(old, new).direction == "neutral"


def _change(judge, text, one, other, *, chinese):
    write = write_numeral if chinese else str
    return str(judge(text.format(write(one)), text.format(write(other))).direction)


def _sign(lower, higher):
    return "neutral" if lower == higher else ("strengthened" if higher > lower else "softened")
