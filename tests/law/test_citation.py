"""How places are cited in Chinese texts and English memos."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.law.citation import (
    Place,
    find_citations,
    parse_chinese,
    parse_english,
    parse_locator,
    read_roman,
    write_chinese,
    write_english,
    write_roman,
)


@st.composite
def places(draw: st.DrawFn) -> Place:
    extra = draw(st.integers(0, 9))
    article = f"{draw(st.integers(1, 1260))}" + (f"-{extra}" if extra else "")
    paragraph = draw(st.integers(0, 12))
    item = draw(st.integers(0, 30))
    subitem = draw(st.integers(1, 9)) if item and draw(st.booleans()) else 0
    return Place(article, paragraph, item, subitem, draw(st.sampled_from(["", "附件1"])))


@given(places())
def test_a_place_survives_chinese_and_english(place: Place) -> None:
    locator = str(place)
    assert str(parse_locator(locator)) == locator
    assert parse_chinese(write_chinese(locator)) == locator
    assert parse_english(write_english(locator)) == locator


@pytest.mark.parametrize(
    ("locator", "chinese", "english"),
    [
        ("7", "第七条", "Article 7"),
        ("7-1", "第七条之一", "Article 7-1"),
        ("7.2", "第七条第二款", "Article 7(2)"),
        ("4(5)", "第四条第（五）项", "Article 4(1)(v)"),
        ("7.2(3)", "第七条第二款第（三）项", "Article 7(2)(iii)"),
        ("4(5)[2]", "第四条第（五）项第2目", "Article 4(1)(v)(2)"),
        ("附件1:3", "附件1第三条", "Article 3 of 附件1"),
    ],
)
def test_locators_are_cited(locator: str, chinese: str, english: str) -> None:
    assert write_chinese(locator) == chinese
    assert write_english(locator) == english


@pytest.mark.parametrize("locator", ["chapter-2", "preamble", "5.1.2", "5.1.2(a)", "A.1"])
def test_a_place_that_is_no_article_is_named_as_it_is(locator: str) -> None:
    assert parse_locator(locator) is None
    assert write_chinese(locator) == write_english(locator) == locator


def test_the_first_paragraph_of_items_is_the_article_itself() -> None:
    assert parse_chinese("第七条第一款第三项") == "7(3)"
    assert parse_chinese("第七条第一款") == "7.1"


@pytest.mark.parametrize("text", ["第七", "本条", "第七条规定", "Article 7", ""])
def test_what_is_no_chinese_citation_is_none(text: str) -> None:
    assert parse_chinese(text) is None


def test_an_impossible_roman_item_is_none() -> None:
    assert parse_english("Article 7(1)(iiii)") is None
    assert parse_english("article 7(1)(IV)") == "7(4)"


@given(st.integers(1, 399))
def test_roman_numerals_go_and_come(number: int) -> None:
    assert read_roman(write_roman(number)) == number


def test_no_roman_numeral_is_zero() -> None:
    with pytest.raises(ValueError, match="roman"):
        write_roman(0)


def found(text: str, within: str = "") -> list[tuple[str, tuple[str, ...]]]:
    citations = find_citations(text, within=within)
    assert all(text[c.start : c.end] == c.text for c in citations)
    return [(c.instrument, c.locators) for c in citations]


def test_a_penalty_clause_names_what_it_punishes() -> None:
    text = "违反本办法第五条、第七条至第九条，第十四条第一款、第二款第（三）项至第五项规定的，予以警告。"
    assert found(text) == [("", ("5", "7", "8", "9", "14.1", "14.2(3)", "14.2(4)", "14.2(5)"))]


def test_another_law_is_named_with_its_article() -> None:
    text = "依照《虚构国灯会法》第十二条之一第二款处罚，并适用第三条。"
    assert found(text) == [("虚构国灯会法", ("12-1.2",)), ("", ("3",))]


def test_paragraphs_may_be_a_range() -> None:
    assert found("依照第五条第一款至第三款办理。") == [("", ("5.1", "5.2", "5.3"))]


def test_this_article_and_the_paragraph_before_point_from_where_they_stand() -> None:
    assert found("前款规定的期限，适用本条第一款第二项；前条另有规定的除外。", "7-1.3") == [
        ("", ("7-1.2",)),
        ("", ("7-1(2)",)),
        ("", ("7",)),
    ]


def test_before_the_first_there_is_nothing() -> None:
    assert found("前款和前条", "1.1") == []
    assert found("前款", "chapter-1") == []


def test_a_text_without_citations_has_none() -> None:
    assert find_citations("提供者应当建立健全管理制度。") == ()


@given(st.text(alphabet="第一二三条款项目之、至和《》本前（）0123 ", max_size=40), st.sampled_from(["", "7.2", "1"]))
def test_no_text_breaks_the_search(text: str, within: str) -> None:
    for citation in find_citations(text, within=within):
        assert text[citation.start : citation.end] == citation.text
        assert citation.locators
