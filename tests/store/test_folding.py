"""Width, case and script are put aside, and no character moves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.store.folding import fold, places


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("ＡＩ", "ai"),
        ("GB/T 45654", "gb/t 45654"),
        ("（一）", "(一)"),
        ("第七条　提供者", "第七条 提供者"),
        ("Ｇenerative", "generative"),
        ("ﾃｷｽﾄ", "テキスト"),
        ("İ", "İ"),  # its lower case would be two characters, and every offset after it wrong
        ("①", "①"),  # a number in a ring is no width of a number
        ("個人信息", "个人信息"),
        ("著作權", "著作权"),  # 著 is written so in both
    ],
)
def test_folding(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_a_phrase_is_found_where_it_stands_as_printed() -> None:
    text = "使用ＡＩ服务，或者 ai 服务、Ai服务"
    assert places(text, "ai") == [2, 10, 16]
    assert places(text, "ai服务") == [2, 16]
    assert places("一、（一）登记；(一)备案", "(一)登记") == [2]


def test_places_do_not_overlap() -> None:
    assert places("依法依法依法", "依法依法") == [0]
    assert places("aaaa", "aa") == [0, 2]


def test_traditional_finds_simplified_and_back() -> None:
    assert places("個人資料及个人资料", fold("个人资料")) == [0, 5]
    assert places("网络安全", fold("網絡安全")) == [0]


letters = st.text("ai AIＡＩ（(一二法人，,個个", max_size=30)


@settings(max_examples=300)
@given(letters, letters.filter(bool))
def test_places_are_those_of_the_folded_text(text: str, phrase: str) -> None:
    folded, found, at = fold(text), [], 0
    while (at := folded.find(fold(phrase), at)) >= 0:
        found.append(at)
        at += len(phrase)
    assert places(text, fold(phrase)) == found


anything = st.lists(st.integers(0x20, 0x2FFFF).filter(lambda n: not 0xD800 <= n < 0xE000).map(chr)).map("".join)


@given(anything)
def test_folding_moves_no_character_and_folding_twice_is_folding_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
