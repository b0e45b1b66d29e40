"""Into which words a clause is cut."""

import pytest

from tracker.diff.tokens import cutter, likeliest, tokenizer_of, tokens

TERMS = ("灯塔看守人", "长明灯")


@pytest.fixture(scope="module")
def jieba() -> object:
    return tokenizer_of(TERMS)


@pytest.mark.parametrize(
    "stretch",
    [
        "灯塔看守人应当在日落以前点燃长明灯",
        "未经海事管理机构批准不得拆除或者移动航标",
        "并处违法所得一倍以上十倍以下罚款",
        "研究生命起源的长春市长春药店",
        "䶮龘灯",
        "灯",
    ],
)
def test_a_stretch_of_chinese_is_cut_where_jieba_cuts_it(jieba, stretch: str) -> None:
    """The one dictionary, searched by us: the words are jieba's, terms of drafting whole."""
    assert cutter(TERMS)(stretch) == tuple(jieba.cut(stretch, cut_all=False, HMM=False))


def test_words_that_are_equally_likely_together_are_cut_as_the_longest() -> None:
    assert likeliest("灯塔", {"灯": 1, "塔": 1, "灯塔": 1}, 0.0) == ("灯塔",)


def test_a_sign_no_word_begins_with_stands_alone() -> None:
    assert likeliest("灯塔钟", {"灯": 0, "灯塔": 5}, 3.0) == ("灯塔", "钟")


def test_numbers_references_and_signs_are_whole() -> None:
    found = [token.word for token in tokens("依照第七条之一，处三百元罚款。", TERMS)]
    assert found == ["依照", "第七条之一", "，", "处", "三百元", "罚款", "。"]
