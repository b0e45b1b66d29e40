"""What stands in the cells of the table of old and new provisions."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import settings as options

from tests.exports.conftest import Pair, drawn
from tracker.diff.units import units_of
from tracker.exports.fates import Fate
from tracker.exports.stamp import Marking, Remark, Stamp, TextStamp
from tracker.exports.table.cells import Cell, Line, Row, Table, headed, in_words
from tracker.exports.table.layout import lay_out
from tracker.exports.words import Voice

AT = datetime(2031, 9, 2, 9, 30, tzinfo=UTC)
SIGNS = {Fate.KEPT: "{}", Fate.GONE: "[-{}-]", Fate.CAME: "{{+{}+}}", Fate.MOVED: "<{}>", Fate.ELSEWHERE: "~{}~"}


def stamp(marking: Marking) -> Stamp:
    text = TextStamp("2031-03-01-draft", "征求意见稿", date(2031, 3, 1))
    return Stamp("《云岛灯塔管理办法》", marking, text, text)


def laid(pair: Pair, **wanted: object) -> Table:
    return lay_out(pair.comparison, pair.old, pair.new, **wanted)  # type: ignore[arg-type]


def said(cell: Cell) -> str:
    return cell.marker or "¶".join(shown(line) for line in cell.lines)


def shown(line: Line) -> str:
    return "".join(headed(line)) + "".join(SIGNS[s.fate].format(s.text) for s in line.stretches) + line.remark


def provisions(table: Table) -> list[Row]:
    return [row for row in table.rows if row.heading is None]


def test_an_article_stands_beside_the_one_it_became(lights: Pair):
    rows = {said(row.new): said(row.old) for row in provisions(laid(lights))}
    assert rows["第三条　看守人应当在{+十日+}内报告灯油短少。"] == "第二条　看守人应当在[-三日-]内报告灯油短少。"


def test_an_empty_cell_says_why(lights: Pair):
    rows = [(said(row.old), said(row.new)) for row in provisions(laid(lights))]
    assert ("（新增）", "（三）{+点燃引航灯。+}") in rows
    assert ("第四条　[-雾笛每年检修一次，结果张贴于码头。-]", "（删除）") in rows
    assert ("第六条", "（移至第二条）") in [(old.strip("　"), new) for old, new in rows]


def test_what_moved_stands_where_it_arrived_and_is_marked_on_both_sides(lights: Pair):
    row = next(row for row in provisions(laid(lights)) if said(row.new).startswith("第二条"))
    assert said(row.old) == "第六条　<邮差登塔投递，可以免费借宿一夜，自带被褥，次日涨潮之前离岛。>"
    assert [in_words(nature) for nature in row.natures] == ["移动"]


def test_chapters_open_rows_of_their_own(lights: Pair):
    headings = [row.heading for row in laid(lights).rows if row.heading]
    assert ("第二章　看守", "") in headings or ("第二章　看守", "第二章　看守与值更") in headings
    assert not [row for row in laid(lights, everything=False).rows if row.heading]


def test_the_third_column_says_what_became_of_it_which_way_and_why(lights: Pair):
    table = laid(lights, voice=Voice(rule=lambda rule: f"规则：{rule}"))
    row = next(row for row in provisions(table) if said(row.new).startswith("第三条"))
    assert in_words(row.natures[0]).startswith("修改 · 放宽 ★")
    assert row.natures[0].reasons[0].startswith("规则：")


def test_the_fourth_column_holds_the_notes_of_the_change(lights: Pair):
    note, whole = (Remark(key, "放宽。", "陈以安", AT, internal=True) for key in ("2~3", ""))
    table = laid(lights, remarks=[note, whole])
    assert [row.opinions for row in table.rows if row.opinions] == [(note,)]
    assert table.loose == (whole,)


@pytest.mark.parametrize(("columns", "keys"), [(2, 2), (3, 3), (4, 4)])
def test_two_three_or_four_columns(lights: Pair, columns: int, keys: int):
    table = laid(lights, columns=columns)
    assert table.columns == ("old-text", "new-text", "nature", "opinion")[:keys]


def test_without_the_fourth_column_no_note_is_in_the_table(lights: Pair):
    table = laid(lights, columns=3, remarks=[Remark("2~3", "放宽。", "陈以安", AT, internal=True)])
    assert not table.loose
    assert not [row for row in table.rows if row.opinions]


def test_a_bare_redline_has_no_column_and_no_word_that_judges(lights: Pair):
    table = laid(lights, columns=4, stamp=stamp(Marking.REDLINE))
    assert "nature" not in table.columns
    assert {nature.direction for row in table.rows for nature in row.natures} == {""}
    assert not [nature for row in table.rows for nature in row.natures if nature.reasons or nature.severity]
    assert not table.warnings


def test_a_privileged_table_warns_first(lights: Pair):
    assert laid(lights, stamp=stamp(Marking.PRIVILEGED)).warnings == (
        "内部资料 · 律师工作成果，受保密特权保护，不得外传",
    )


def test_only_the_changes_when_they_are_asked_for(lights: Pair):
    table = laid(lights, everything=False)
    assert not [row for row in table.rows if said(row.old).startswith("第一条")]
    assert len(table.rows) < len(laid(lights).rows)


@given(drawn())
@options(max_examples=25)
def test_every_provision_of_both_texts_stands_in_the_table_with_all_its_words(pair: Pair):
    rows = provisions(laid(pair))
    for side, document in (("old", pair.old), ("new", pair.new)):
        lines = [line for row in rows for line in getattr(row, side).lines if line.stretches]
        spelled = {line.locator: "".join(s.text for s in line.stretches) for line in lines}
        assert spelled == {unit.locator: unit.text for unit in units_of(document)}
    fresh = Counter(line.locator for row in rows for line in row.new.lines)
    assert set(fresh.values()) <= {1}  # no provision of the new text stands twice
    assert all(row.old.lines or row.old.marker for row in rows)
    assert all(row.new.lines or row.new.marker for row in rows)
