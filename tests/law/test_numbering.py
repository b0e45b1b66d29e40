"""Numerals and article numbers as legal texts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.law.numbering import ARTICLE, parse_article, parse_numeral, sort_key, write_article, write_numeral


@given(st.integers(0, 9999))
def test_a_number_written_is_the_number_read(number: int) -> None:
    assert parse_numeral(write_numeral(number)) == number


@given(st.integers(1, 9999), st.integers(0, 99))
def test_an_article_number_written_is_the_number_read(main: int, extra: int) -> None:
    number = f"{main}-{extra}" if extra else str(main)
    assert parse_article(write_article(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二十", 20),
        ("一百零二", 102),
        ("一百一十", 110),
        ("一千二百六十", 1260),
        ("两百", 200),
        ("三万", 30_000),
        ("二〇二三", 2023),
        ("１５", 15),
    ],
)
def test_numerals_are_read_in_every_shape(text: str, number: int) -> None:
    assert parse_numeral(text) == number


@pytest.mark.parametrize("text", ["", "甲", "第七", "7a", "十x"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        parse_numeral(text)


@pytest.mark.parametrize("number", [-1, 10_000])
def test_legal_texts_number_below_ten_thousand(number: int) -> None:
    with pytest.raises(ValueError, match="9999"):
        write_numeral(number)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("第七条", "7"),
        ("第 7 条", "7"),
        ("第十七条之一", "17-1"),
        ("第一百二十条之六", "120-6"),
        ("第七款", None),
        ("七", None),
    ],
)
def test_a_label_gives_its_number(label: str, number: str | None) -> None:
    assert parse_article(label) == number


def test_a_mention_of_what_an_article_says_is_no_number_of_its_own() -> None:
    found = ARTICLE.match("第五条之规定")
    assert found is not None
    assert found[2] is None


def test_locators_sort_as_they_are_read() -> None:
    places = ["8", "7-1", "7", "10", "5.10", "5.2", "附件1:3"]
    assert sorted(places, key=sort_key) == ["5.2", "5.10", "7", "7-1", "8", "10", "附件1:3"]
