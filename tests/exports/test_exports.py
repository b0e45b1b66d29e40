"""A comparison told to programs and to people."""

import json
from datetime import UTC, date, datetime

import pytest

from tracker import knowledge
from tracker.diff.changes import Comparison, Direction, Relation
from tracker.diff.comparison import compare
from tracker.diff.fate import fates
from tracker.diff.units import units_of
from tracker.documents.reading import read
from tracker.exports import contract, markdown, text
from tracker.exports.stamp import Marking, Remark, Stamp, TextStamp
from tracker.exports.words import Voice

OLD = """云岛灯塔管理办法（征求意见稿）
第一条　为了规范灯塔的养护，制定本办法。
第二条　看守人应当在三日内报告灯油短少。
第三条　任何船只不得在灯塔周围三百米内抛锚。
第四条　雾笛每年检修一次，结果张贴于码头。
"""
NEW = """云岛灯塔管理办法
第一条　为了规范灯塔的养护，制定本办法。
第二条　看守人应当在十日内报告灯油短少。
第三条　邮差登塔投递，可以免费借宿一夜，自带被褥。
第四条　任何船只不得在灯塔周围三百米内抛锚。
"""


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(read(OLD.encode()), read(NEW.encode()), knowledge.drafting())


def test_the_contract_has_its_keys_in_order(comparison: Comparison) -> None:
    out = contract.as_dict(comparison)
    assert out["schema"] == "tracker.comparison/1"
    wanted = ["schema", "engine", "rules", "old", "new", "direction", "summary", "articles", "clauses", "numbers"]
    assert list(out) == wanted
    assert list(out["articles"][0]) == [
        "old", "new", "relation", "direction", "severity", "confidence", "similarity",
        "by_hand", "nature", "link_confidence",
    ]  # fmt: skip
    assert list(out["old"]) == ["title", "stage", "articles", "sha256", "problems"]


def test_every_article_has_a_row_and_only_changed_clauses_do(comparison: Comparison) -> None:
    out = contract.as_dict(comparison)
    assert [(r["old"], r["new"], r["relation"]) for r in out["articles"]] == [
        ("1", "1", "unchanged"),
        ("2", "2", "amended"),
        (None, "3", "added"),
        ("3", "4", "renumbered"),
        ("4", None, "deleted"),
    ]
    assert [(r["old"], r["new"]) for r in out["clauses"]] == [("2", "2"), (None, "3"), ("4", None)]
    assert out["clauses"][0]["edits"] == [
        ["=", "看守人应当在"],
        ["-", "三日"],
        ["+", "十日"],
        ["=", "内报告灯油短少。"],
    ]


def test_the_summary_counts_clauses_by_direction_and_articles_by_relation(comparison: Comparison) -> None:
    counted = contract.as_dict(comparison)["summary"]
    assert list(counted["directions"]) == [d.value for d in Direction]
    assert sum(counted["directions"].values()) == len(comparison.clauses)
    assert counted["relations"] == {"unchanged": 1, "renumbered": 1, "amended": 1, "added": 1, "deleted": 1}


def test_quotes_stand_in_the_clause_at_their_offsets(comparison: Comparison) -> None:
    quotes = 0
    for clause in comparison.clauses:
        for signal in clause.verdict.signals:
            for quote, unit in ((signal.old, clause.old), (signal.new, clause.new)):
                if quote and unit:
                    quotes += 1
                    assert unit.text[quote.start : quote.end] == quote.text
    assert quotes


def test_the_json_is_the_dictionary_and_the_same_bytes_again(comparison: Comparison) -> None:
    written = contract.dumps(comparison)
    assert json.loads(written) == contract.as_dict(comparison)
    again = compare(read(OLD.encode()), read(NEW.encode()), knowledge.drafting())
    assert contract.dumps(again) == written


def test_the_terminal_shows_what_became_of_each_article_word_by_word(comparison: Comparison) -> None:
    page = text.render(comparison)
    assert "云岛灯塔管理办法（征求意见稿）" in page
    assert "看守人应当在[-三日-]{+十日+}内报告灯油短少。" in page
    assert "— → 3  新增" in page
    assert "4 → —  删除" in page
    assert "3 → 4" in page.split("未变或仅序号变化")[1]
    assert "\x1b" not in page


def test_the_terminal_speaks_english_and_the_law_stays_as_it_is(comparison: Comparison) -> None:
    page = text.render(comparison, language="en")
    assert "2 → 2  amended" in page
    assert "no person has reviewed" in page
    assert "[-三日-]{+十日+}" in page


def test_colours_never_stand_alone(comparison: Comparison) -> None:
    """Deletion is red and struck through, insertion blue and underlined."""
    page = text.render(comparison, colour=True)
    assert "\x1b[31;9m三日\x1b[0m\x1b[34;4m十日\x1b[0m" in page


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_asked_but_for_a_closing_sign(comparison: Comparison, width: int) -> None:
    assert max(text.columns(line) for line in text.render(comparison, width=width).splitlines()[5:]) <= width + 2


def test_two_equal_texts_say_so() -> None:
    same = compare(read(OLD.encode()), read(OLD.encode()), knowledge.drafting())
    assert "两个文本内容相同。" in text.render(same)
    assert {x.relation for x in same.links} == {Relation.UNCHANGED}


def test_markdown_shows_the_table_and_the_redline(comparison: Comparison) -> None:
    page = markdown.render(comparison)
    assert "| 2 | 2 | 修改 |" in page
    assert "看守人应当在<del>三日</del><ins>十日</ins>内报告灯油短少。" in page
    assert "| — | 3 | 新增 |" in page


WHEN = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def stamp(marking: Marking, *, fiction: bool = False, released_on: date | None = None) -> Stamp:
    old = TextStamp("2031-03-01-draft", "征求意见稿", date(2031, 3, 1), WHEN)
    new = TextStamp("2031-09-01-promulgated", "公布", date(2031, 9, 1))
    return Stamp("《云岛灯塔管理办法》", marking, old, new, fiction=fiction, released_on=released_on)


def test_markdown_without_a_library_still_names_both_digests_engine_and_rules(comparison: Comparison) -> None:
    foot = markdown.render(comparison).rpartition("---")[2]
    assert f"SHA-256 `{comparison.old.sha256}`" in foot
    assert f"SHA-256 `{comparison.new.sha256}`" in foot
    assert f"引擎 {comparison.engine} · 规则 {comparison.rules}" in foot


def test_a_privileged_sheet_says_so_before_anything_else_and_at_its_foot(comparison: Comparison) -> None:
    page = markdown.render(comparison, stamp=stamp(Marking.PRIVILEGED))
    assert page.startswith("> **内部资料 · 律师工作成果")
    assert "内部资料" in page.rpartition("---")[2]
    assert "`2031-03-01-draft` · SHA-256" in page
    assert "取得于 2026-11-22T09:30+00:00" in page


def test_a_released_sheet_says_when_counsel_released_it(comparison: Comparison) -> None:
    released = stamp(Marking.RELEASED, released_on=date(2031, 9, 2))
    assert "released by counsel on 2031-09-02" in markdown.render(comparison, language="en", stamp=released)
    assert "未经人工复核" not in markdown.render(comparison, stamp=released)


def test_a_redline_sheet_holds_no_word_that_judges(comparison: Comparison) -> None:
    page = markdown.render(comparison, stamp=stamp(Marking.REDLINE))
    assert "<del>三日</del>" in page
    for word in ("加严", "放宽", "中性", "程度", "依据", "数字变化", "rule"):
        assert word not in page.replace("规则", ""), word


def test_notes_stand_at_their_change_and_a_tag_in_them_means_nothing(comparison: Comparison) -> None:
    key = comparison.clauses[0].key
    notes = [
        Remark(key, "**核对**台账\n<script>", "陈以安", WHEN, internal=True, quoted="十日"),
        Remark("", "总的看偏宽", "陈以安", WHEN, internal=False),
    ]
    page = markdown.render(comparison, stamp=stamp(Marking.PRIVILEGED), remarks=notes)
    assert page.index("总的看偏宽") < page.index("| 旧 | 新 |")
    change = page[page.index("## 2 → 2") : page.index("## — → 3")]
    assert "> **内部批注（客户不可见）** · 陈以安 · 2026-11-22\n>\n> “十日”\n>\n> **核对**台账\n> \\<script>" in change


def test_a_voice_names_places_rules_and_kinds_in_the_readers_words(comparison: Comparison) -> None:
    voice = Voice(lambda locator: f"第{locator}条", lambda rule: f"规则{rule}的说明", lambda kind: f"种类{kind}")
    page = markdown.render(comparison, voice=voice)
    assert "## 第2条 → 第2条 · 修改" in page
    assert "的说明: 放宽" in page
    assert "种类deadline, 三日 → 十日, 放宽" in page


def test_markdown_signs_in_a_text_mean_nothing() -> None:
    assert markdown.escaped("GB_1 *甲* <b>") == r"GB\_1 \*甲\* \<b\>"


STANDARD = """云岛灯塔雾笛技术要求
1 范围
本文件规定了雾笛的要求。
2 术语和定义
Q/YD 1—2020界定的以及下列术语和定义适用于本文件。
2.1 雾笛
有雾时发声的器具。
3 要求
雾笛应每年检修一次。
"""


def test_the_lead_in_to_a_standards_terms_is_no_clause_of_the_contract() -> None:
    """GB/T 1.1—2020, 8.7: the words before the terms are fixed; their change is shown, but it is no norm's change."""
    changed = STANDARD.replace("Q/YD 1—2020", "Q/YD 2—2024").replace("有雾时", "有雾或者下雪时")
    found = compare(read(STANDARD.encode()), read(changed.encode()), knowledge.drafting())
    out = contract.as_dict(found)
    assert [c.key for c in found.clauses] == ["2~2", "2.1~2.1"]
    assert [(r["old"], r["new"]) for r in out["clauses"]] == [("2.1", "2.1")]
    assert sum(out["summary"]["directions"].values()) == 1


def test_the_fate_of_each_obligation_is_told_where_it_is_given(comparison: Comparison) -> None:
    destinies = fates(read(OLD.encode()), read(NEW.encode()), comparison, knowledge.drafting())
    out = contract.as_dict(comparison, destinies)
    assert list(contract.as_dict(comparison)) == [key for key in out if key != "obligations"]
    assert [(r["old"], r["new"], r["sort"], r["fate"]) for r in out["obligations"]] == [
        ("2", "2", "duty", "softened"),
        (None, "3", "permission", "new"),
        ("3", "4", "prohibition", "kept"),
    ]
    assert out["summary"]["obligations"] == {
        "kept": 1, "strengthened": 0, "softened": 1, "mixed": 0, "unclear": 0, "dropped": 0, "new": 1
    }  # fmt: skip
    units = {u.locator: u.text for u in units_of(read(OLD.encode()))}
    for row in out["obligations"]:
        if row["old"]:
            assert units[row["old"]][slice(*row["old_at"])] == row["from"]
    for language, said in (("zh", "放宽 · 被监管方 · 义务"), ("en", "softened · provider · duty")):
        assert said in text.render(comparison, destinies=destinies, language=language)
        assert said.replace("放宽", "**放宽**").replace("softened", "**softened**") in markdown.render(
            comparison, destinies=destinies, language=language
        )


def test_a_bare_redline_tells_no_fate(comparison: Comparison) -> None:
    destinies = fates(read(OLD.encode()), read(NEW.encode()), comparison, knowledge.drafting())
    told = markdown.render(comparison, destinies=destinies, stamp=stamp(Marking.REDLINE))
    assert "义务与权利的去向" not in told
