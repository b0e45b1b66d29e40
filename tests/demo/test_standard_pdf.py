"""The PDF of a sample text: same text, same bytes; furniture on each page; every word inside."""

import io
import re

import pdfplumber
import pytest

from tracker.demo.standard_pdf import MARK, make
from tracker.knowledge.fiction import SampleText, sample_texts

STANDARDS = [text for text in sample_texts() if text.instrument == "cold-chain-robots"]

SHORT = """灯笼悬挂要求
前言
本文件由虚构国灯会协会提出。
1 范围
本文件适用于<灯笼>与“花灯”。
| 序号 | 字段 |
| 1 | 灯笼编号 |
"""


def words(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_the_same_text_gives_the_same_bytes() -> None:
    assert make(SHORT, running_head="XG/T 1—2026") == make(SHORT, running_head="XG/T 1—2026")


def test_every_page_bears_head_mark_and_number() -> None:
    pages = words(make(SHORT, running_head="XG/T 1—2026"))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        first, *_, last = page.splitlines()
        assert MARK in first
        assert "XG/T 1—2026" in first
        assert last == str(number)


def test_a_table_is_ruled_and_signs_of_mark_up_are_words() -> None:
    data = make(SHORT)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert pdf.pages[-1].extract_table() == [["序号", "字段"], ["1", "灯笼编号"]]
    assert "<灯笼>与“花灯”" in "".join(words(data))


@pytest.mark.parametrize("text", STANDARDS, ids=lambda text: text.id)
def test_no_word_of_the_standard_is_lost(text: SampleText) -> None:
    printed = re.sub(r"\s", "", "".join(words(make(text.text))))
    for line in text.text.splitlines():
        for cell in line.strip("|").split("|"):
            assert re.sub(r"\s", "", cell) in printed.replace(re.sub(r"\s", "", MARK), "")


def test_a_text_without_a_cover_begins_at_once() -> None:
    assert "灯会每年一次。" in words(make("灯会每年一次。"))[0]
