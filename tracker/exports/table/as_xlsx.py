"""The table as an Excel file: a row a change, filters on, every cell a text; what looks like a formula stays words.

A cell that opens with = + - @ or a tab is written as a string and carries Excel's quote prefix, so that it stays a
string when somebody edits it or saves the sheet as CSV elsewhere (OWASP, CSV injection).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from tracker.exports.fates import Fate
from tracker.exports.plain import plain
from tracker.exports.signs import writable
from tracker.exports.table.cells import Cell, Row, Table, headed, in_words, signed
from tracker.exports.text import columns
from tracker.exports.words import PHRASES

#: What a spreadsheet may take for a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: The most signs a cell holds; Excel's own limit.
LIMIT = 32_767
_CUT = "…"
_WIDTHS = {"old-text": 62, "new-text": 62, "nature": 26, "opinion": 44}
#: Points a line of the body takes, columns lost to a cell's edges, and Excel's limit for a row in points.
_LEADING, _EDGE, _HIGHEST = 14.5, 2, 409.0
_FONT = {"font_name": "宋体", "font_size": 10.5}
_SIGNS: dict[Fate, dict[str, Any]] = {
    Fate.KEPT: {},
    Fate.GONE: {"font_color": "#AB1F1A", "font_strikeout": True},
    Fate.CAME: {"font_color": "#174A9C", "underline": 1},
    Fate.MOVED: {"font_color": "#226B33", "underline": 2},
    # A spreadsheet has no dotted underline: words that went elsewhere are grey and italic.
    Fate.ELSEWHERE: {"font_color": "#62656D", "italic": True},
}
_STRONG = {"bold": True, "font_name": "黑体"}
#: When a file without an instant was made; XlsxWriter would ask the clock.
_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC)


def render(table: Table, *, author: str, at: datetime | None = None) -> bytes:
    """The bytes of the Excel file; `author` and `at` (UTC) are its properties."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        made = (at or _NO_TIME).astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": writable(table.title), "author": writable(author), "created": made})
        _Sheet(book, table).fill()
    return out.getvalue()


class _Sheet:
    """One sheet under way."""

    def __init__(self, book: Workbook, table: Table) -> None:
        self.book, self.table = book, table
        self.sheet = book.add_worksheet(table.says("table")[:31])  # Excel's limit for a sheet's name
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.at = 0

    def format(self, **wanted: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**_FONT, **wanted})
        return self.formats[key]

    def fill(self) -> None:
        """Warnings, title, notes on the whole, the table itself, the stamp."""
        self._page()
        for warning in self.table.warnings:
            self._line(warning, bold=True, font_color="#AB1F1A")
        self._line(self.table.title, bold=True, font_size=14)
        if self.table.matter:
            self._line(f"{self.table.says('matter')} {self.table.matter}")
        says = PHRASES[self.table.language]
        for remark in self.table.loose:
            self._line(f"{signed(remark, says)}　{plain(remark.body)}", text_wrap=True, valign="top")
        top = self.at
        for n, key in enumerate(self.table.columns):
            side = f"\n{self.table.sides[n]}" if n < len(self.table.sides) else ""
            self._put(n, [(f"{self.table.says(key)}{side}", None)], **_STRONG, bg_color="#F2EFE7", align="center")
        self.at += 1
        for row in self.table.rows:
            self._row(row)
        self.sheet.autofilter(top, 0, max(top, self.at - 1), len(self.table.columns) - 1)
        self.sheet.freeze_panes(top + 1, 0)
        self.sheet.repeat_rows(top)
        for line in self.table.stamp:
            self._line(line, font_size=8, font_color="#62656D")

    def _page(self) -> None:
        for n, key in enumerate(self.table.columns):
            self.sheet.set_column(n, n, _WIDTHS[key])
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C&P / &N")

    def _line(self, text: str, **wanted: Any) -> None:
        self._put(0, [(text, None)], border=0, text_wrap=wanted.pop("text_wrap", False), **wanted)
        self.at += 1

    def _row(self, row: Row) -> None:
        if row.heading is not None:
            for n in range(len(self.table.columns)):
                self._put(n, [(row.heading[n] if n < 2 else "", None)], **_STRONG, bg_color="#F2EFE7", align="center")
            self.at += 1
            return
        told = {key: list(self._words(row, key)) for key in self.table.columns}
        self.sheet.set_row(self.at, max(_height(parts, _WIDTHS[key]) for key, parts in told.items()))
        for n, parts in enumerate(told.values()):
            self._put(n, parts)
        self.at += 1

    def _words(self, row: Row, key: str) -> Iterator[tuple[str, Any]]:
        if key in ("old-text", "new-text"):
            yield from self._law(row.old if key == "old-text" else row.new)
        elif key == "nature":
            for n, nature in enumerate(row.natures):
                yield f"{_break(n)}{in_words(nature)}", self.format(**_STRONG)
                for reason in nature.reasons:
                    yield f"\n{reason}", self.format(font_size=9, font_color="#62656D")
        else:
            for n, remark in enumerate(row.opinions):
                yield f"{_break(n)}{signed(remark, PHRASES[self.table.language])}", self.format(bold=True)
                yield f"\n“{remark.quoted}”" if remark.quoted else "", self.format(font_color="#62656D")
                yield f"\n{plain(remark.body)}", self.format()

    def _law(self, cell: Cell) -> Iterator[tuple[str, Any]]:
        if cell.marker:
            yield cell.marker, self.format(font_color="#62656D")
        for n, line in enumerate(cell.lines):
            number, label = headed(line)
            yield f"{_break(n)}{number}", self.format(**_STRONG)
            yield label, self.format()
            for stretch in line.stretches:
                yield stretch.text, self.format(**_SIGNS[stretch.fate])
            yield line.remark, self.format(font_size=8, font_color="#62656D")

    def _put(self, column: int, parts: list[tuple[str, Any]], **wanted: Any) -> None:
        """One cell: its parts each in their own format, never read as anything but words."""
        frame = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B9B4A6", **wanted}
        said = _within([(writable(text), form) for text, form in parts if text])
        words = "".join(text for text, _ in said)
        if words.startswith(RISKY):
            frame["quote_prefix"] = True
        whole = self.format(**frame)
        if not words:
            self.sheet.write_blank(self.at, column, None, whole)
        elif len(said) == 1:
            own = said[0][1]
            look = {**frame, **_look(own)} if own is not None else frame
            self.sheet.write_string(self.at, column, words, self.format(**look))
        else:
            fragments = [piece for text, form in said for piece in ((form or self.format()), text)]
            self.sheet.write_rich_string(self.at, column, *fragments, whole)


def _height(parts: list[tuple[str, Any]], width: int) -> float:
    """How high a cell must be, in points: not every program fits rows to their words when it opens a file."""
    words = "".join(text for text, _ in parts)
    lines = sum(max(1, -(-columns(line) // (width - _EDGE))) for line in words.split("\n"))
    return min(_HIGHEST, lines * _LEADING + 4)


def _break(n: int) -> str:
    return "\n" if n else ""


def _within(parts: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The parts as far as a cell holds them; a cut says so."""
    out: list[tuple[str, Any]] = []
    room = LIMIT
    for text, form in parts:
        if len(text) > room:
            return [*out, (text[: room - 1] + _CUT, form)] if room > 1 else out
        out.append((text, form))
        room -= len(text)
    return out


def _look(form: Any) -> dict[str, Any]:
    """A part's own look, for a cell that has but one part."""
    known: dict[str, Any] = {"bold": form.bold, "italic": form.italic, "font_strikeout": form.font_strikeout}
    known |= {"underline": form.underline, "font_color": form.font_color}
    return {name: value for name, value in known.items() if value}
