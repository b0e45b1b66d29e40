"""What the smallest clauses of a text are."""

import pytest

from tracker.diff.changes import Unit
from tracker.diff.units import places, units, units_of, words
from tracker.documents.reading import read
from tracker.law.provision import is_numbered


def found(text: str) -> list[tuple[str, str, str]]:
    return [(u.locator, u.article, u.text) for u in units_of(read(text.encode()))]


def test_an_article_of_one_paragraph_is_one_unit() -> None:
    assert found("云岛灯塔管理办法\n第一条　制定本办法。\n第二条　点灯。") == [
        ("1", "1", "制定本办法。"),
        ("2", "2", "点灯。"),
    ]


def test_items_and_the_words_they_hang_on_are_units() -> None:
    """第二条 看守人应当：（一）点灯；（二）敲钟。 逾期不补。"""
    text = "云岛灯塔管理办法\n第一条　制定本办法。\n第二条　看守人应当：\n（一）点灯；\n（二）敲钟。"
    assert found(text)[1:] == [("2", "2", "看守人应当："), ("2(1)", "2", "点灯；"), ("2(2)", "2", "敲钟。")]
    item = next(u for u in units_of(read(text.encode())) if u.locator == "2(1)")
    assert item.chapeau == "看守人应当："
    assert item.kind == "item"


def test_a_unit_knows_the_chapter_it_stands_in() -> None:
    text = "云岛灯塔管理办法\n第一章　总则\n第一条　制定本办法。\n第二章　法律责任\n第二条　违者罚灯油一斤。"
    assert [u.heading for u in units_of(read(text.encode()))] == ["总则", "法律责任"]


def test_the_heading_of_a_standards_clause_belongs_to_its_running_text() -> None:
    text = """灯塔值守技术要求
1 范围
本文件规定了灯塔值守的要求。
2 规范性引用文件
本文件没有规范性引用文件。
3 值守
3.1 点灯
看守人应日落前点灯，并：
a) 查油；
b) 记时。
"""
    units: dict[str, Unit] = {u.locator: u for u in units_of(read(text.encode()))}
    assert units["3.1"].text == "点灯\n看守人应日落前点灯，并："
    assert [u for u in units if u.startswith("3.1(")] == ["3.1(a)", "3.1(b)"]


LAW = """云岛灯塔管理办法
第一条　制定本办法。
第二条　看守人应当：
（一）点灯：
1.夜里；
2.雾中；
（二）敲钟。
逾期不补。
"""
STANDARD = """灯塔值守技术要求
1 范围
本文件规定了灯塔值守的要求。
2 规范性引用文件
本文件没有规范性引用文件。
3 值守
3.1 点灯
看守人应符合下列要求：
a) 会点灯；
b) 会敲钟。
"""


@pytest.mark.parametrize("text", [LAW, STANDARD])
def test_the_words_of_a_provision_are_those_of_its_units(text: str) -> None:
    """Nothing but words is asked of a provision that stayed; they are had without its units."""
    listed = [p for p, _ in places(read(text.encode())) if is_numbered(p)]
    assert listed
    for provision in listed:
        assert words(provision) == [(unit.chapeau, unit.text) for unit in units(provision)]
