import pytest

from tracker.alerts.naming import clause_name


@pytest.mark.parametrize(
    ("locator", "chinese", "english"),
    [
        ("7", "第七条", "Article 7"),
        ("17-1", "第十七条之一", "Article 17-1"),
        ("7.2", "第七条第二款", "Article 7, paragraph 2"),
        ("4(5)", "第四条第（五）项", "Article 4, item (5)"),
        ("7.2(3)", "第七条第二款第（三）项", "Article 7, paragraph 2, item (3)"),
        ("4(5)[2]", "第四条第（五）项第2目", "Article 4, item (5), subitem 2"),
        ("附件1:3", "附件1:3", "附件1:3"),
        ("preamble", "preamble", "preamble"),
        ("5.1.2(a)", "5.1.2(a)", "5.1.2(a)"),
    ],
)
def test_places_in_words(locator, chinese, english):
    assert clause_name(locator, "zh") == chinese
    assert clause_name(locator, "en") == english


def test_in_a_standard_5_1_is_a_clause_not_a_paragraph():
    assert clause_name("5.1", "zh", standard=True) == "5.1"
