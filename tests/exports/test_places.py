"""Places in words, as a lawyer of either language cites them."""

import pytest

from tracker.documents.reading import read
from tracker.exports.places import cite, house_form
from tracker.law.document import Grammar


@pytest.mark.parametrize(
    ("locator", "zh", "en"),
    [
        ("7", "第七条", "Art. 7"),
        ("17-1", "第十七条之一", "Art. 17-1"),
        ("7.2", "第七条第二款", "Art. 7 para. 2"),
        ("4(5)", "第四条第（五）项", "Art. 4 item 5"),
        ("7.2(3)", "第七条第二款第（三）项", "Art. 7 para. 2 item 3"),
        ("4(5)[2]", "第四条第（五）项第2目", "Art. 4 item 5 subitem 2"),
        ("附件1:3", "附件1第三条", "附件1, Art. 3"),
        ("preamble", "序言", "Preamble"),
        ("7#2", "第七条（第2次出现）", "Art. 7 (occurrence 2)"),
    ],
)
def test_articles(locator: str, zh: str, en: str):
    assert cite(locator, Grammar.ARTICLES, "zh") == zh
    assert cite(locator, Grammar.ARTICLES, "en") == en


@pytest.mark.parametrize("locator", ["5.1.2", "5.1.2(a)", "A.1"])
def test_a_standards_number_stays_as_printed(locator: str):
    assert cite(locator, Grammar.STANDARD, "zh") == cite(locator, Grammar.STANDARD, "en") == locator


def test_a_number_printed_twice_says_so():
    assert cite("4.3.2.1#2", Grammar.STANDARD, "zh") == "4.3.2.1（第2次出现）"


def test_a_place_nobody_knows_is_shown_as_it_is():
    assert cite("附录甲之三", Grammar.ARTICLES, "zh") == "附录甲之三"


TWO_PARAGRAPHS = """云岛灯塔管理办法
第一条　制定本办法。
第二条　看守人应当履行下列职责：
（一）擦拭灯罩；
（二）记录海况。
请假的，由副看守人代行。
第三条　任何人不得有下列行为：
（一）熄灯；
（二）鸣笛。
"""


@pytest.mark.parametrize(
    ("locator", "zh", "en"),
    [
        ("2(2)", "《云岛灯塔管理办法》第二条第一款第（二）项", "Measures on Lighthouses, Article 2(1)(ii)"),
        ("2.2", "《云岛灯塔管理办法》第二条第二款", "Measures on Lighthouses, Article 2(2)"),
        ("3(2)", "《云岛灯塔管理办法》第三条第（二）项", "Measures on Lighthouses, Article 3(1)(ii)"),
        ("1", "《云岛灯塔管理办法》第一条", "Measures on Lighthouses, Article 1"),
    ],
)
def test_the_house_form_names_the_first_paragraph_where_there_is_a_second(locator: str, zh: str, en: str):
    document = read(TWO_PARAGRAPHS.encode())
    assert document.find(locator)
    assert house_form(document, "云岛灯塔管理办法", locator, "zh") == zh
    assert house_form(document, "Measures on Lighthouses", locator, "en") == en


def test_a_title_in_brackets_gets_no_second_pair_and_none_is_left_out():
    document = read(TWO_PARAGRAPHS.encode())
    assert house_form(document, "《云岛灯塔管理办法》", "1", "zh") == "《云岛灯塔管理办法》第一条"
    assert house_form(document, "", "1", "zh") == "第一条"
