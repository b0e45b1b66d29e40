"""The table as a PDF, landscape, set in the Song typeface every PDF reader knows; no font file is shipped with it.

STSong-Light is one of Adobe's standard Chinese fonts (Adobe-GB1): a reader sets the words in its own Song.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, LongTable, PageTemplate, Paragraph, Spacer

from tracker.exports.fates import Fate
from tracker.exports.plain import plain
from tracker.exports.signs import writable
from tracker.exports.table.cells import Cell, Row, Table, headed, in_words, signed
from tracker.exports.words import PHRASES

FONT = "STSong-Light"
#: Widths in mm of a landscape A4 page between its margins (265), by number of columns: the law first.
WIDTHS = {2: (132, 133), 3: (103, 104, 58), 4: (86, 87, 40, 52)}
_GREY, _SHADE, _LINE = "#62656D", colors.HexColor("#F2EFE7"), colors.HexColor("#B9B4A6")
_SIGNS = {
    Fate.KEPT: "{}",
    Fate.GONE: '<font color="#AB1F1A"><strike>{}</strike></font>',
    Fate.CAME: '<font color="#174A9C"><u>{}</u></font>',
    Fate.MOVED: '<font color="#226B33"><u kind="double" gap="1">{}</u></font>',
    Fate.ELSEWHERE: f'<font color="{_GREY}"><u width="0.3">{{}}</u></font>',
}
_DOTS = dict.fromkeys("·•‧∙", "・")
_SMALL = ParagraphStyle("small", fontName=FONT, fontSize=8.5, leading=12.5, wordWrap="CJK")
_ITEM = ParagraphStyle("item", _SMALL, leftIndent=8.5)
_TINY = ParagraphStyle("tiny", _SMALL, fontSize=7, leading=9.5, textColor=colors.HexColor(_GREY))
_MIDDLE = ParagraphStyle("middle", _SMALL, alignment=TA_CENTER)
_TITLE = ParagraphStyle("title", _SMALL, fontSize=14, leading=20, alignment=TA_CENTER)


def render(table: Table, *, author: str, at: datetime | None = None) -> bytes:
    """The bytes of the PDF; `author` is a property of the file, `at` (UTC) stands in the foot."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = BytesIO()
    template = _Template(out, table, author, at)
    template.build(list(_story(table)), canvasmaker=_Steady)
    return out.getvalue()


class _Steady(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """A canvas that gives the same bytes for the same pages: without the hour, without a number of its own."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **{**named, "invariant": 1})


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab ships no types
    """The page: warnings above, stamp and page number below."""

    def __init__(self, out: BytesIO, table: Table, author: str, at: datetime | None) -> None:
        margins = {"leftMargin": 16 * mm, "rightMargin": 16 * mm, "topMargin": 18 * mm, "bottomMargin": 24 * mm}
        super().__init__(out, pagesize=landscape(A4), title=table.title, author=author, **margins)
        self.table, self.made_at = table, at
        frame = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._furniture))

    def _furniture(self, canvas: Any, document: Any) -> None:
        width, height = self.pagesize
        canvas.saveState()
        canvas.setFont(FONT, 8.5)
        canvas.setFillColor(colors.HexColor("#AB1F1A"))
        canvas.drawString(16 * mm, height - 12 * mm, settable("　".join(self.table.warnings)))
        canvas.setFillColor(colors.HexColor(_GREY))
        if self.table.matter:
            matter = f"{self.table.says('matter')} {self.table.matter}"
            canvas.drawRightString(width - 16 * mm, height - 12 * mm, settable(matter))
        canvas.setFont(FONT, 6.5)
        made = f"{self.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC · " if self.made_at else ""
        for n, line in enumerate(self.table.stamp):
            canvas.drawString(16 * mm, 20 * mm - n * 8, settable(line))
        page = f"{made}{self.table.says('page').format(n=document.page)}"
        canvas.drawRightString(width - 16 * mm, 20 * mm - 8 * (len(self.table.stamp) - 1), settable(page))
        canvas.restoreState()


def _story(table: Table) -> Iterator[Any]:
    yield Paragraph(_safe(table.title), _TITLE)
    legend = ((Fate.GONE, "gone-tag"), (Fate.CAME, "came-tag"), (Fate.MOVED, "moved-tag"))
    signs = "　".join(_SIGNS[fate].format(table.says(key)) for fate, key in legend)
    yield Paragraph(f"{table.says('legend')}　{signs}", _MIDDLE)
    for remark in table.loose:
        yield Paragraph(f"{_safe(signed(remark, PHRASES[table.language]))}　{_safe(plain(remark.body))}", _SMALL)
    yield Spacer(1, 2 * mm)
    rows: list[list[Any]] = [[list(_head(table, n, key)) for n, key in enumerate(table.columns)]]
    shaded = [0]
    for row in table.rows:
        if row.heading is not None:
            shaded.append(len(rows))
        rows.append([list(_cell(row, key, table)) for key in table.columns])
    look = [
        ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        *(("BACKGROUND", (0, n), (-1, n), _SHADE) for n in shaded),
    ]
    widths = [width * mm for width in WIDTHS[len(table.columns)]]
    yield LongTable(rows, colWidths=widths, repeatRows=1, style=look, splitInRow=1)


def _head(table: Table, n: int, key: str) -> Iterator[Any]:
    yield Paragraph(table.says(key), _MIDDLE)
    if n < len(table.sides):
        yield Paragraph(_safe(table.sides[n]), ParagraphStyle("side", _TINY, alignment=TA_CENTER))


def _cell(row: Row, key: str, table: Table) -> Iterator[Any]:
    if row.heading is not None:
        if key in ("old-text", "new-text"):
            said = row.heading[0 if key == "old-text" else 1]
            yield Paragraph(_safe(said).replace("\n", "<br/>"), _MIDDLE)
    elif key in ("old-text", "new-text"):
        yield from _law(row.old if key == "old-text" else row.new)
    elif key == "nature":
        for nature in row.natures:
            yield Paragraph(_safe(in_words(nature)), _SMALL)
            yield from (Paragraph(_safe(reason), _TINY) for reason in nature.reasons)
    else:
        yield from _opinions(row, table)


def _law(cell: Cell) -> Iterator[Any]:
    if cell.marker:
        yield Paragraph(f'<font color="{_GREY}">{_safe(cell.marker)}</font>', _MIDDLE)
    for line in cell.lines:
        number, label = headed(line)
        words = "".join(_SIGNS[s.fate].format(_safe(s.text).replace("\n", "<br/>")) for s in line.stretches)
        remark = f'<font size="7" color="{_GREY}">{_safe(line.remark)}</font>' if line.remark else ""
        yield Paragraph(f"{_safe(number)}{_safe(label)}{words}{remark}", _ITEM if line.depth else _SMALL)


def _opinions(row: Row, table: Table) -> Sequence[Any]:
    out: list[Any] = []
    for remark in row.opinions:
        out.append(Paragraph(_safe(signed(remark, PHRASES[table.language])), _TINY))
        if remark.quoted:
            out.append(Paragraph(f"“{_safe(remark.quoted)}”", _TINY))
        out.append(Paragraph(_safe(plain(remark.body)).replace("\n", "<br/>"), _SMALL))
    return out


def _safe(text: str) -> str:
    # A space of the font's own: reportlab joins wide ones to nothing, and the font has no narrow one that holds.
    return escape(settable(text)).replace("　", " ")


def settable(text: str) -> str:
    """The text in signs the font has: its middle dot is another than most keyboards', it has none beyond U+FFFF."""
    return "".join(_DOTS.get(sign, sign if sign <= "\uffff" else "〓") for sign in writable(text))
