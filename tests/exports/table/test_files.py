"""The table as files that Word, Excel and a PDF reader open, for counsel to send on."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pdfplumber
import pytest
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.exports.conftest import Pair, pair_of
from tests.exports.test_redline_docx import stamp
from tracker.exports.stamp import Marking, Remark
from tracker.exports.table import as_docx, as_pdf, as_xlsx
from tracker.exports.table.cells import Table
from tracker.exports.table.layout import lay_out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = datetime(2031, 9, 2, 9, 30, tzinfo=UTC)
NOTE = Remark("2~3", "从三日到十日：放宽。", "陈以安", AT, internal=True, quoted="十日")


@pytest.fixture(scope="module")
def table(lights: Pair) -> Table:
    marked = stamp(Marking.PRIVILEGED)
    return lay_out(lights.comparison, lights.old, lights.new, stamp=marked, remarks=[NOTE])


def body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read("word/document.xml"))


def cells(data: bytes) -> list[list[str]]:
    rows = body(data).iter(f"{W}tr")
    return [["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")] for row in rows]


def signed(run: etree._Element) -> set[str]:
    """How a run is set: struck, underlined, and in which colour."""
    look = run.find(f"{W}rPr")
    found = {} if look is None else {e.tag.removeprefix(W): e.get(f"{W}val") for e in look}
    struck = {"struck"} if "strike" in found else set()
    return struck | {str(found[name]) for name in ("u", "color") if name in found}


def test_word_shows_every_row_under_a_head_that_repeats(table: Table):
    data = as_docx.render(table, author="对照程序", at=AT)
    shown = cells(data)
    assert shown[0][0].startswith("原条文")
    assert shown[0][2:] == ["变化性质", "律师意见"]
    assert len(shown) == len(table.rows) + 1
    assert body(data).find(f".//{W}tr/{W}trPr/{W}tblHeader") is not None
    assert len(list(body(data).iterfind(f".//{W}tr/{W}trPr/{W}cantSplit"))) == len(table.rows)
    row = next(row for row in shown if row[1].startswith("第三条"))
    assert row[0] == "第二条　看守人应当在三日内报告灯油短少。"
    assert "【内部】陈以安 2031-09-02" in row[3]


def test_in_word_colour_never_stands_alone(table: Table):
    runs = {"".join(r.itertext()): signed(r) for r in body(as_docx.render(table, author="对照程序")).iter(f"{W}r")}
    assert runs["三日"] == {"struck", "AB1F1A"}
    assert runs["十日"] == {"single", "174A9C"}
    assert runs["邮差登塔投递，可以免费借宿一夜，自带被褥，次日涨潮之前离岛。"] == {"double", "226B33"}


@pytest.fixture(scope="module")
def sheet(table: Table) -> "openpyxl.worksheet.worksheet.Worksheet":
    data = as_xlsx.render(table, author="对照程序", at=AT)
    return openpyxl.load_workbook(BytesIO(data), rich_text=True).active


def test_excel_shows_every_row_and_the_stamp(sheet: "openpyxl.worksheet.worksheet.Worksheet", lights: Pair):
    words = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert words[0][0].startswith("内部资料 · 律师工作成果")
    assert ["第二条　看守人应当在三日内报告灯油短少。", "第三条　看守人应当在十日内报告灯油短少。"] in [
        row[:2] for row in words
    ]
    foot = "\n".join(row[0] for row in words[-6:])
    assert lights.comparison.old.sha256 in foot
    assert "案号 云法2031-07" in foot


def test_in_excel_colour_never_stands_alone(sheet: "openpyxl.worksheet.worksheet.Worksheet"):
    blocks = [
        block
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, CellRichText)
        for block in cell.value
        if isinstance(block, TextBlock)
    ]
    gone = next(block for block in blocks if block.text == "三日")
    came = next(block for block in blocks if block.text == "十日")
    assert (gone.font.strike, gone.font.color.rgb) == (True, "FFAB1F1A")
    assert (came.font.u, came.font.color.rgb) == ("single", "FF174A9C")


DANGER = ['=HYPERLINK("http://grab.example","x")', "+1+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "＝1"]


@pytest.mark.parametrize("words", DANGER)
def test_nothing_in_excel_is_a_formula(table: Table, words: str):
    """What a colleague or a text writes stays words, also after the sheet was saved as CSV elsewhere."""
    evil = replace(table, title=words, loose=(replace(NOTE, change="", author=words, internal=False),), matter=words)
    data = as_xlsx.render(evil, author=words)
    with zipfile.ZipFile(BytesIO(data)) as file:
        sheet = etree.fromstring(file.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(file.read("xl/styles.xml"))
    assert not list(sheet.iter("{*}f"))
    assert not list(sheet.iter("{*}hyperlink"))
    assert {cell.get("t") for cell in sheet.iter("{*}c")} <= {"s", None}
    quoted = [n for n, xf in enumerate(styles.find("{*}cellXfs")) if xf.get("quotePrefix") == "1"]  # type: ignore[arg-type, call-overload]
    book = openpyxl.load_workbook(BytesIO(data)).active
    risky = [cell for row in book.iter_rows() for cell in row if str(cell.value or "").startswith(as_xlsx.RISKY)]
    assert risky
    assert all(cell.data_type == "s" and cell.style_id in quoted for cell in risky)


def test_a_cell_longer_than_excel_allows_is_cut_and_says_so(table: Table):
    long = replace(table, loose=(replace(NOTE, change="", body="看守人应当擦拭灯罩，" * 3500),))
    made = openpyxl.load_workbook(BytesIO(as_xlsx.render(long, author="对照程序"))).active
    longest = max((str(cell.value or "") for row in made.iter_rows() for cell in row), key=len)
    assert len(longest) == as_xlsx.LIMIT
    assert longest.endswith("…")


def test_the_pdf_holds_the_words_the_markers_and_the_stamp(table: Table, lights: Pair):
    with pdfplumber.open(BytesIO(as_pdf.render(table, author="对照程序", at=AT))) as pdf:
        words = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
        size = pdf.pages[0].width, pdf.pages[0].height
    assert size[0] > size[1]
    for said in (
        "内部资料",
        "第六条",
        "（移至第二条）",
        "（新增）",
        "（删除）",
        "云法2031-07",
        lights.comparison.new.sha256,
    ):
        assert said in words


def test_in_the_pdf_what_went_is_struck_and_what_came_underlined(table: Table):
    """A stroke through the middle of the words, a stroke below them, each in its colour."""
    with pdfplumber.open(BytesIO(as_pdf.render(table, author="对照程序"))) as pdf:
        strokes = {tuple(round(part, 2) for part in line["stroking_color"]) for line in pdf.pages[0].lines}
    assert {(0.67, 0.12, 0.1), (0.09, 0.29, 0.61), (0.13, 0.42, 0.2)} <= strokes


def test_a_provision_longer_than_a_page_is_still_set():
    long = "看守人应当每日擦拭灯罩并且记录海况，" * 120
    pair = pair_of("办法\n第一条　甲。\n第二条　乙。", f"办法\n第一条　甲。\n第二条　{long[:-1]}。")
    table = lay_out(pair.comparison, pair.old, pair.new)
    with pdfplumber.open(BytesIO(as_pdf.render(table, author="对照程序"))) as pdf:
        words = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    assert words.count("擦拭灯罩") == 120


@pytest.mark.parametrize("writer", [as_docx, as_xlsx, as_pdf])
def test_the_same_table_gives_the_same_bytes(table: Table, writer: "type"):
    assert writer.render(table, author="对照程序", at=AT) == writer.render(table, author="对照程序", at=AT)  # type: ignore[attr-defined]


@pytest.mark.parametrize("columns", [2, 3])
def test_fewer_columns_are_wider(lights: Pair, columns: int):
    made = lay_out(lights.comparison, lights.old, lights.new, columns=columns)
    assert len(cells(as_docx.render(made, author="对照程序"))[0]) == columns
    assert as_pdf.render(made, author="对照程序").startswith(b"%PDF")


def test_every_row_of_the_word_table_has_the_widths_of_the_first(table: Table):
    """Word takes the widths of a fixed table from the cells of its first row."""
    rows = body(as_docx.render(table, author="对照程序")).iter(f"{W}tr")
    widths = {tuple(w.get(f"{W}w") for w in row.iterfind(f"{W}tc/{W}tcPr/{W}tcW")) for row in rows}
    assert len(widths) == 1


def test_the_pdf_has_no_sign_its_font_lacks(table: Table):
    """STSong-Light has neither the no-break space nor the middle dot of a keyboard."""
    with pdfplumber.open(BytesIO(as_pdf.render(table, author="对照程序"))) as pdf:
        signs = {char["text"] for page in pdf.pages for char in page.chars}
    assert not signs & {"\u00a0", "•", "‧"}


def test_notes_are_written_without_the_signs_of_markdown(table: Table):
    strong = replace(table, loose=(replace(NOTE, change="", body="**核对**台账"),))
    assert "核对台账" in "".join(body(as_docx.render(strong, author="对照程序")).itertext())
