"""The table as a PDF, landscape, in a typeface of this machine that is embedded, so that every reader shows every sign.

Where no Chinese typeface is given, the words are set in STSong-Light, one of Adobe's standard Chinese fonts
(Adobe-GB1), which each PDF reader replaces by its own Song; the foot of each page says so.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, LongTable, PageTemplate, Spacer

from tracker.exports.fates import Fate
from tracker.exports.plain import plain
from tracker.exports.signs import writable
from tracker.exports.table import pdf_font
from tracker.exports.table.cells import Cell, Row, Table, headed, in_words, signed
from tracker.exports.table.pdf_lines import Lines as Paragraph
from tracker.exports.words import PHRASES

OURS, STANDARD = "TrackerSong", "STSong-Light"
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
_SETTING = threading.Lock()  # reportlab knows fonts by name for the whole process: one file at a time has ours


def render(table: Table, *, author: str, at: datetime | None = None, font: tuple[bytes, int] | None = None) -> bytes:
    """The bytes of the PDF; `author` is a property of the file, `at` (UTC) stands in the foot.

    `font` is a font file and the number of the face in it, to be embedded; without one the standard Song is named.
    """
    with _SETTING:
        letters = Letters.of(font, _every_sign(table))
        out = BytesIO()
        template = _Template(out, table, author, at, letters)
        template.build(list(_Story(table, letters).flow()), canvasmaker=_Steady)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class Letters:
    """The typeface of one file: its name, the signs it has (None: what Adobe-GB1 has), and the sizes in use."""

    name: str
    has: frozenset[str] | None

    @classmethod
    def of(cls, font: tuple[bytes, int] | None, signs: frozenset[str]) -> "Letters":
        """Register the typeface for these signs."""
        if font is None:
            pdfmetrics.registerFont(UnicodeCIDFont(STANDARD))
            return cls(STANDARD, None)
        data, has = pdf_font.fitted(*font, signs)
        made = TTFont(OURS, BytesIO(data))
        # reportlab keeps the first font of a name, and the first of a face, for ever: the one of another file.
        pdfmetrics._fonts.pop(OURS, None)
        pdfmetrics._dynFaceNames.pop(made.face.name, None)
        pdfmetrics.registerFont(made)
        return cls(OURS, has)

    def style(self, size: float, leading: float, **other: Any) -> ParagraphStyle:
        """A style of this typeface."""
        return ParagraphStyle("style", fontName=self.name, fontSize=size, leading=leading, wordWrap="CJK", **other)

    def settable(self, text: str) -> str:
        """The text in signs the typeface has; 〓 (GB/T 2312, 'no such sign') for the others."""
        if self.has is None:
            return settable(text)
        return "".join(
            sign if sign in self.has or sign == "\n" else " " if sign.isspace() else "〓" for sign in writable(text)
        )

    def safe(self, text: str) -> str:
        """The text as reportlab's markup."""
        # A space of the font's own: reportlab joins wide ones to nothing, and the font has no narrow one that holds.
        return escape(self.settable(text)).replace("　", " ")


def _every_sign(table: Table) -> frozenset[str]:
    """All signs that may stand in the file; one forgotten here would be set as 〓."""
    words = PHRASES[table.language]
    natures = "".join(in_words(nature) for row in table.rows for nature in row.natures)
    remarks = "".join(signed(one, words) for one in (*table.loose, *(r for row in table.rows for r in row.opinions)))
    return frozenset(repr(table) + natures + remarks + "".join(map(str, words.values())) + "〓UTC0123456789·- :")


class _Steady(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """A canvas that gives the same bytes for the same pages: without the hour, without a number of its own."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **{**named, "invariant": 1})


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab ships no types
    """The page: warnings above, stamp and page number below."""

    def __init__(self, out: BytesIO, table: Table, author: str, at: datetime | None, letters: Letters) -> None:
        margins = {"leftMargin": 16 * mm, "rightMargin": 16 * mm, "topMargin": 18 * mm, "bottomMargin": 24 * mm}
        super().__init__(out, pagesize=landscape(A4), title=table.title, author=author, **margins)
        self.table, self.made_at, self.letters = table, at, letters
        frame = Frame(self.leftMargin, self.bottomMargin, self.width, self.height, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._furniture))

    def _furniture(self, canvas: Any, document: Any) -> None:
        width, height = self.pagesize
        settable = self.letters.settable
        canvas.saveState()
        canvas.setFont(self.letters.name, 8.5)
        canvas.setFillColor(colors.HexColor("#AB1F1A"))
        canvas.drawString(16 * mm, height - 12 * mm, settable(" ".join(self.table.warnings)))
        canvas.setFillColor(colors.HexColor(_GREY))
        if self.table.matter:
            matter = f"{self.table.says('matter')} {self.table.matter}"
            canvas.drawRightString(width - 16 * mm, height - 12 * mm, settable(matter))
        canvas.setFont(self.letters.name, 6.5)
        made = f"{self.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC · " if self.made_at else ""
        for n, line in enumerate(self.table.stamp):
            canvas.drawString(16 * mm, 20 * mm - n * 8, settable(line))
        page = f"{made}{self.table.says('page').format(n=document.page)}"
        canvas.drawRightString(width - 16 * mm, 20 * mm - 8 * (len(self.table.stamp) - 1), settable(page))
        if self.letters.has is None:
            canvas.drawString(16 * mm, 4 * mm, settable(self.table.says("no-font")))
        canvas.restoreState()


class _Story:
    """The table as reportlab flows it, in one typeface."""

    def __init__(self, table: Table, letters: Letters) -> None:
        self.table, self.letters, self.safe = table, letters, letters.safe
        grey = colors.HexColor(_GREY)
        self.small, self.item = letters.style(8.5, 12.5), letters.style(8.5, 12.5, leftIndent=8.5)
        self.tiny = letters.style(7, 9.5, textColor=grey)
        self.side = letters.style(7, 9.5, textColor=grey, alignment=TA_CENTER)
        self.middle = letters.style(8.5, 12.5, alignment=TA_CENTER)
        self.title = letters.style(14, 20, alignment=TA_CENTER)

    def flow(self) -> Iterator[Any]:
        """Title, legend, remarks on the whole, table."""
        table = self.table
        yield Paragraph(self.safe(table.title), self.title)
        legend = ((Fate.GONE, "gone-tag"), (Fate.CAME, "came-tag"), (Fate.MOVED, "moved-tag"))
        signs = " ".join(_SIGNS[fate].format(self.safe(table.says(key))) for fate, key in legend)
        yield Paragraph(f"{self.safe(table.says('legend'))} {signs}", self.middle)
        for remark in table.loose:
            said = self.safe(signed(remark, PHRASES[table.language]))
            yield Paragraph(f"{said} {self.safe(plain(remark.body))}", self.small)
        yield Spacer(1, 2 * mm)
        yield self._table()

    def _table(self) -> Any:
        table = self.table
        rows: list[list[Any]] = [[list(self._head(n, key)) for n, key in enumerate(table.columns)]]
        shaded = [0]
        for row in table.rows:
            if row.heading is not None:
                shaded.append(len(rows))
            rows.append([list(self._cell(row, key)) for key in table.columns])
        look = [
            ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            *(("BACKGROUND", (0, n), (-1, n), _SHADE) for n in shaded),
        ]
        widths = [width * mm for width in WIDTHS[len(table.columns)]]
        # A row cut in two begins again below its head on the same page: only where some row needs a page of its own.
        return LongTable(rows, colWidths=widths, repeatRows=1, style=look, splitInRow=int(_has_long_row(table)))

    def _head(self, n: int, key: str) -> Iterator[Any]:
        yield Paragraph(self.safe(self.table.says(key)), self.middle)
        if n < len(self.table.sides):
            yield Paragraph(self.safe(self.table.sides[n]), self.side)

    def _cell(self, row: Row, key: str) -> Iterator[Any]:
        if row.heading is not None:
            if key in ("old-text", "new-text"):
                said = row.heading[0 if key == "old-text" else 1]
                yield Paragraph(self.safe(said).replace("\n", "<br/>"), self.middle)
        elif key in ("old-text", "new-text"):
            yield from self._law(row.old if key == "old-text" else row.new)
        elif key == "nature":
            for nature in row.natures:
                yield Paragraph(self.safe(in_words(nature)), self.small)
                yield from (Paragraph(self.safe(reason), self.tiny) for reason in nature.reasons)
        else:
            yield from self._opinions(row)

    def _law(self, cell: Cell) -> Iterator[Any]:
        if cell.marker:
            yield Paragraph(f'<font color="{_GREY}">{self.safe(cell.marker)}</font>', self.middle)
        for line in cell.lines:
            number, label = headed(line)
            words = "".join(_SIGNS[s.fate].format(self.safe(s.text).replace("\n", "<br/>")) for s in line.stretches)
            remark = f'<font size="7" color="{_GREY}">{self.safe(line.remark)}</font>' if line.remark else ""
            style = self.item if line.depth else self.small
            yield Paragraph(f"{self.safe(number)}{self.safe(label)}{words}{remark}", style)

    def _opinions(self, row: Row) -> Sequence[Any]:
        out: list[Any] = []
        for remark in row.opinions:
            out.append(Paragraph(self.safe(signed(remark, PHRASES[self.table.language])), self.tiny))
            if remark.quoted:
                out.append(Paragraph(f"“{self.safe(remark.quoted)}”", self.tiny))
            out.append(Paragraph(self.safe(plain(remark.body)).replace("\n", "<br/>"), self.small))
        return out


#: Lines that fill half a page: the fewest a row may be cut in two for. A line of a cell holds some 26 Chinese signs.
_TALL, _ACROSS = 18, 26


def _has_long_row(table: Table) -> bool:
    """Whether a row may be higher than a page leaves room for."""
    return any(_lines(row) > _TALL for row in table.rows)


def _lines(row: Row) -> int:
    """About how many lines the highest cell of a row has."""
    law = (sum(_breaks("".join(s.text for s in line.stretches)) for line in cell.lines) for cell in (row.old, row.new))
    natures = sum(1 + sum(map(_breaks, nature.reasons)) for nature in row.natures)
    opinions = sum(1 + 2 * _breaks(remark.quoted) + 2 * _breaks(remark.body) for remark in row.opinions)
    return max(*law, natures, opinions)


def _breaks(text: str) -> int:
    """Lines of a text in a cell; a Latin letter is half as wide as a Chinese sign."""
    return sum(1 + int(sum(1 if s >= "\u2e80" else 0.5 for s in part) / _ACROSS) for part in text.split("\n"))


def settable(text: str) -> str:
    """The text in signs the font has: its middle dot is another than most keyboards', it has none beyond U+FFFF."""
    return "".join(_DOTS.get(sign, sign if sign <= "\uffff" else "〓") for sign in writable(text))
