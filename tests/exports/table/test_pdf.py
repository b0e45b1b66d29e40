"""The PDF in a typeface of this machine: embedded, every sign there, lines broken as Chinese printers break them."""

import re
from io import BytesIO

import pdfplumber
import pytest

from tests.exports.conftest import pair_of
from tracker.exports.table import as_pdf, pdf_font
from tracker.exports.table.layout import lay_out
from tracker.exports.table.pdf_lines import NOT_FIRST, NOT_LAST, may_break
from tracker.knowledge.typefaces import typeface

LONG = "灯塔看守人应当（每日）擦拭“灯罩”，并记录《海况》；发现异常的，应当在24小时内、以书面形式报告：不得迟延。"


@pytest.fixture(scope="module")
def song() -> tuple[bytes, int]:
    found = typeface()
    if found is None:
        pytest.skip("no Chinese typeface on this machine")
    return found


def made(song: tuple[bytes, int] | None, text: str) -> bytes:
    pair = pair_of("办法\n第一条　甲。\n第二条　乙。", f"办法\n第一条　甲。\n第二条　{text}")
    return as_pdf.render(lay_out(pair.comparison, pair.old, pair.new), author="对照程序", font=song)


def test_the_typeface_is_in_the_file_and_small(song: tuple[bytes, int]):
    data = made(song, LONG)
    assert b"/FontFile2" in data
    assert b"STSong" not in data
    assert len(data) < 300_000
    with pdfplumber.open(BytesIO(data)) as pdf:
        words = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    assert "灯塔看守人应当" in words
    assert "〓" not in words


def test_the_next_file_has_the_signs_it_needs_itself(song: tuple[bytes, int]):
    assert made(song, LONG) == made(song, LONG)
    with pdfplumber.open(BytesIO(made(song, "别的产品资料，字样全然不同。"))) as pdf:
        assert "别的产品资料，字样全然不同。" in "".join(page.extract_text() for page in pdf.pages)


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_mark(song: tuple[bytes, int]):
    with pdfplumber.open(BytesIO(made(song, LONG * 30))) as pdf:
        cells = [cell for page in pdf.pages for table in page.extract_tables() for row in table for cell in row if cell]
    lines = [line for cell in cells for line in cell.split("\n") if line]
    assert len(lines) > 40
    assert not [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST]
    assert not [line for line in lines if re.search(r"2$", line)]  # 24 is one number


def test_where_a_line_may_break():
    assert may_break("。", "灯")
    assert not may_break("灯", "，")
    assert not may_break("《", "灯")
    assert not may_break("2", "4")
    assert may_break("在", "2")


def test_without_a_typeface_the_file_says_so_on_every_page():
    with pdfplumber.open(BytesIO(made(None, LONG))) as pdf:
        assert all("未嵌入字体" in page.extract_text() for page in pdf.pages)


def test_a_rare_sign_of_the_typeface_is_set_and_one_it_lacks_is_shown_as_lacking(song: tuple[bytes, int]):
    with pdfplumber.open(BytesIO(made(song, "看守人姓\U00020bb7，编号\U0010fffd。"))) as pdf:
        words = "".join(page.extract_text() for page in pdf.pages)
    assert "〓" in words


def test_what_is_no_font_is_told():
    with pytest.raises(ValueError, match="cannot be read"):
        pdf_font.fitted(b"no font", 0, "灯")
