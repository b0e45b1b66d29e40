"""Places in words, as a lawyer of either language cites them."""

import pytest

from tracker.exports.places import cite
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
