"""Tables of a page: which of them tabulate and which only lay a page out; the rows of the former."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tracker.documents.lines import row

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: A cell of more lines, or more signs, holds a text of its own: the table lays out a page and tabulates nothing.
_MOST_CELL_LINES, _LONGEST_CELL = 12, 2000
#: HTML's own limits for spans; a page may claim any.
_WIDEST, _TALLEST = 100, 1000


def rows(table: "HtmlElement", lines: Callable[["HtmlElement"], list[str]]) -> list[str] | None:
    """The rows of a table as lines, cells in order, spanned ones empty; None for a table that lays out a page.

    `lines` gives the paragraphs of a cell.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return None
    out: list[str] = []
    reaching: dict[int, int] = {}
    widest = 0
    for printed in table.iter("tr"):
        cells: list[str] = []
        for cell in printed.iterchildren("td", "th"):
            words = lines(cell)
            if len(words) > _MOST_CELL_LINES or sum(map(len, words)) > _LONGEST_CELL:
                return None
            cells += _spanned(reaching, len(cells))
            start, width = len(cells), _span(cell, "colspan", _WIDEST)
            cells += [" ".join(words), *[""] * (width - 1)]
            tall = _span(cell, "rowspan", _TALLEST)
            reaching |= {place: tall - 1 for place in range(start, start + width) if tall > 1}
        cells += _spanned(reaching, len(cells))
        widest = max(widest, len(cells))
        out.append(row(cells))
    return [line for line in out if line] if widest > 1 else None


def _spanned(reaching: dict[int, int], place: int) -> Iterator[str]:
    """Empty cells for those that reach down from the rows above."""
    while reaching.get(place):
        reaching[place] -= 1
        place += 1
        yield ""


def _span(cell: "HtmlElement", name: str, most: int) -> int:
    printed = (cell.get(name) or "1").strip()
    return max(1, min(int(printed), most)) if printed.isdecimal() else 1
