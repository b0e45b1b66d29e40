"""A note in Markdown, in a file that knows no Markdown."""

import pytest

from tracker.exports.plain import plain


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**核对**台账", "核对台账"),
        ("第一行\n第二行", "第一行\n第二行"),
        ("甲\n\n乙", "甲\n乙"),
        ("1. 核对\n2. 通知", "1. 核对\n2. 通知"),
        ("- 核对", "– 核对"),
        ("见[公告](https://example.org/x)", "见公告"),
        ("`4(5)` 与 <b>", "4(5) 与 <b>"),
        ("5 * 3 * 2", "5 * 3 * 2"),
    ],
)
def test_the_signs_go_and_the_words_stay(markdown: str, words: str):
    assert plain(markdown) == words
