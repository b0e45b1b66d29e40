"""Makes the PDF an authority would publish of a sample text: cover, running head, page numbers, ruled tables.

The same text gives the same bytes. Chinese is set in reportlab's built-in CID font, so that no font file is shipped.
"""

import html
import io
import re
from collections.abc import Iterator
from itertools import groupby

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONT = "STSong-Light"
MARK = "虚构示例文本，与任何真实机构、法规、标准无关"
_NEW_PAGE = ("前言", "1 范围", "附录A")  # a standard's parts that begin on a page of their own
# Chapters, a standard's numbered clauses, annexes: set flush, everything else indented.
_HEADING = re.compile(r"第[一二三四五六七八九十]+章|[A-Z]?\.?\d+(?:\.\d+)*\s|前言|附录|表[A-Z]?\.?\d|（规范性）")

_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10.5, leading=18, wordWrap="CJK")
_INDENTED = ParagraphStyle("indented", parent=_BODY, firstLineIndent=21)  # two characters, as official texts are set
_TITLE = ParagraphStyle("title", parent=_BODY, fontSize=16, leading=26, alignment=TA_CENTER)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9.5, leading=13)
_RULES = TableStyle(
    [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
)


def make(text: str, *, running_head: str = "") -> bytes:
    """The PDF of a text: one line a paragraph, lines of `| a | b |` a ruled table, what stands before 前言 a cover.

    `running_head` stands on every page beside the mark of fiction.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    lines = [line for line in text.splitlines() if line.strip()]
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=28 * mm,
        rightMargin=24 * mm,
        topMargin=28 * mm,
        bottomMargin=24 * mm,
        title=running_head,
        author=MARK,
        invariant=1,  # no date inside: the same text, the same bytes
    )

    def dress(canvas: Canvas, page: SimpleDocTemplate) -> None:
        _dress(canvas, page.page, running_head)

    document.build(list(_flow(lines)), onFirstPage=dress, onLaterPages=dress)
    return out.getvalue()


def _dress(canvas: Canvas, number: int, running_head: str) -> None:
    """The furniture of a page: head with the mark of fiction, page number at the foot."""
    width, height = A4
    canvas.setFont(FONT, 8)
    canvas.drawString(28 * mm, height - 16 * mm, MARK)
    canvas.drawRightString(width - 24 * mm, height - 16 * mm, running_head)
    canvas.drawCentredString(width / 2, 14 * mm, str(number))


def _flow(lines: list[str]) -> Iterator[Flowable]:
    front = _length_of_front(lines)
    for line in lines[:front]:
        yield Paragraph(html.escape(line), _TITLE)
    yield Spacer(1, 8 * mm)
    for is_table, group in groupby(lines[front:], key=lambda line: line.startswith("|")):
        if is_table:
            yield _table(list(group))
            yield Spacer(1, 5 * mm)
        else:
            yield from _paragraphs(group)


def _paragraphs(lines: Iterator[str]) -> Iterator[Flowable]:
    for line in lines:
        if line in _NEW_PAGE:
            yield PageBreak()
        yield Paragraph(html.escape(line), _BODY if _HEADING.match(line) else _INDENTED)


def _table(lines: list[str]) -> Flowable:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    cells = [[Paragraph(html.escape(cell), _CELL) for cell in row] for row in rows]
    table = Table(cells, colWidths=[16 * mm, 36 * mm, 32 * mm, 60 * mm][: len(rows[0])], repeatRows=1)
    table.setStyle(_RULES)
    return table


def _length_of_front(lines: list[str]) -> int:
    """How many lines are the cover: those before the foreword, the contents or the first chapter or article."""
    for place, line in enumerate(lines):
        if line.startswith(("前言", "目　录", "第一章", "第一条")):
            return place
    return 0
