"""The table as a Word file, landscape: its head repeated on every page, a row never torn where it fits on one."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tracker.exports import word
from tracker.exports.fates import Fate
from tracker.exports.plain import plain
from tracker.exports.table.cells import Cell, Nature, Row, Table, headed, in_words, signed
from tracker.exports.words import PHRASES

if TYPE_CHECKING:
    from docx.table import Table as WordTable
    from docx.table import _Cell

#: Widths in mm of a landscape A4 page between its margins (265), by number of columns: the law first.
WIDTHS = {2: (132, 133), 3: (103, 104, 58), 4: (84, 85, 42, 54)}
BLUE, GREEN = RGBColor(0x17, 0x4A, 0x9C), RGBColor(0x22, 0x6B, 0x33)
_SHADE = "F2EFE7"


def render(table: Table, *, author: str, at: datetime | None = None) -> bytes:
    """The bytes of the Word file; `author` and `at` (UTC, none if None) are its properties."""
    document = word.blank(landscape=True, size=word.SMALL)
    matter = f"{table.says('matter')} {table.matter}" if table.matter else ""
    word.frame(document, table.warnings or (table.title,), matter, table.stamp)
    word.properties(document, title=table.title, author=author, at=at, own={})
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(6)
    word.write(title, table.title, size=Pt(15), font=word.HEI)
    _legend(document.add_paragraph(), table)
    for remark in table.loose:
        note = document.add_paragraph()
        word.write(note, f"{signed(remark, PHRASES[table.language])}　", bold=True)
        word.write(note, plain(remark.body))
    widths = WIDTHS[len(table.columns)]
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    _head(made, table)
    for row in table.rows:
        _row(made, row, table)
    return word.saved(document)


def _legend(paragraph: Any, table: Table) -> None:
    """How the signs look, in the signs themselves."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(4)
    word.write(paragraph, f"{table.says('legend')} ", colour=word.GREY)
    for fate, key in LEGEND:
        _stretch(paragraph, table.says(key), fate)
        word.write(paragraph, "　")


LEGEND = (
    (Fate.GONE, "gone-tag"),
    (Fate.CAME, "came-tag"),
    (Fate.MOVED, "moved-tag"),
    (Fate.ELSEWHERE, "elsewhere-tag"),
)


def _head(made: "WordTable", table: Table) -> None:
    cells = made.rows[0].cells
    for n, (cell, key) in enumerate(zip(cells, table.columns, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.width = Mm(WIDTHS[len(table.columns)][n])  # Word takes the widths of a fixed table from its first row
        word.write(paragraph, table.says(key), font=word.HEI)
        if n < len(table.sides):
            word.write(cell.add_paragraph(), table.sides[n], size=word.TINY, colour=word.GREY)
            cell.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shaded(cell)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)


def _shaded(cell: "_Cell") -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), _SHADE)
    cell._tc.get_or_add_tcPr().append(shade)


def _row(made: "WordTable", row: Row, table: Table) -> None:
    added = made.add_row()  # type: ignore[no-untyped-call]  # python-docx gives it no return type
    added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = added.cells
    if row.heading is not None:
        for cell, heading in zip(cells, row.heading, strict=False):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            word.write(cell.paragraphs[0], heading, font=word.HEI)
        for cell in cells:
            _shaded(cell)
        return
    _law(cells[0], row.old)
    _law(cells[1], row.new)
    for cell, key in zip(cells[2:], table.columns[2:], strict=True):
        if key == "nature":
            _natures(cell, row.natures)
        else:
            _opinions(cell, row, table)


def _law(cell: "_Cell", given: Cell) -> None:
    paragraph = cell.paragraphs[0]
    if given.marker:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.write(paragraph, given.marker, colour=word.GREY)
    for n, line in enumerate(given.lines):
        paragraph = cell.add_paragraph() if n else paragraph
        number, label = headed(line)
        word.write(paragraph, number, font=word.HEI)
        word.write(paragraph, label)
        for stretch in line.stretches:
            _stretch(paragraph, stretch.text, stretch.fate)
        word.write(paragraph, line.remark, size=word.TINY, colour=word.GREY)


def _stretch(paragraph: Any, text: str, fate: Fate) -> None:
    """Words with their sign; never by colour alone."""
    run = word.write(paragraph, text)
    font = run.font
    if fate is Fate.GONE:
        font.strike, font.color.rgb = True, word.RED
    elif fate is Fate.CAME:
        font.underline, font.color.rgb = WD_UNDERLINE.SINGLE, BLUE
    elif fate is Fate.MOVED:
        font.underline, font.color.rgb = WD_UNDERLINE.DOUBLE, GREEN
    elif fate is Fate.ELSEWHERE:
        font.underline, font.color.rgb = WD_UNDERLINE.DOTTED, word.GREY


def _natures(cell: "_Cell", natures: Sequence[Nature]) -> None:
    paragraph = cell.paragraphs[0]
    for n, nature in enumerate(natures):
        paragraph = cell.add_paragraph() if n else paragraph
        word.write(paragraph, in_words(nature), font=word.HEI)
        for reason in nature.reasons:
            word.write(cell.add_paragraph(), reason, size=word.TINY, colour=word.GREY)


def _opinions(cell: "_Cell", row: Row, table: Table) -> None:
    for n, remark in enumerate(row.opinions):
        paragraph = cell.add_paragraph() if n else cell.paragraphs[0]
        word.write(paragraph, signed(remark, PHRASES[table.language]), size=word.TINY, bold=True)
        if remark.quoted:
            word.write(cell.add_paragraph(), f"“{remark.quoted}”", size=word.TINY, colour=word.GREY)
        word.write(cell.add_paragraph(), plain(remark.body))
