"""Printed lines to the paragraphs they were broken from; a table that a page broke is one table again."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tracker.documents.lines import CELL
from tracker.documents.pdf_page import Printed
from tracker.law.numbering import NUMERAL

#: Punctuation hangs and Latin words do not break: a full line may end two signs short.
_RAGGED = 2.5
#: The mean width of Latin letters beside their height, a little above what text faces have.
_LATIN_WIDTH = 0.6
#: The columns of a table stand where they stood on the page before, within a line's width (points).
_SAME_EDGE = 4.0
#: Paragraphs are indented by two signs, lists by two more a level; what begins further in is centred or signed.
_DEEPEST_INDENT = 6
#: Official layout indents by two signs; a text does so where this share of its lines begins at the margin, and so in.
_INDENT, _USUAL = 2, 0.1
#: Fewer numbers say nothing of where a text sets them.
_FEWEST_SURE = 5
_LATIN = re.compile(r"[!-~]+")
_LABEL = re.compile(
    rf"第\s*(?:{NUMERAL}|\d+)\s*[编章节条](?:之{NUMERAL})?(?:[\s\u3000]|$)|[（(](?:{NUMERAL}|\d{{1,2}}|[a-z])[)）]"
    r"|\d{1,2}(?:\.\d{1,3})*[\s\u3000]|[A-Z](?:\.\d{1,3})+[\s\u3000]|[a-z]\s*[)）]|\d{1,2}\s*[)）.．、](?!\d)"
    rf"|附\s*[件录则](?!《)|{NUMERAL}、|Article\s+\d|注\s*\d*[:：]|[（(]\d{{4}}年\d{{1,2}}月"
)
_ENDED = ("。", "；", "：", ":", ";", "！", "？", "”", "》", ".")


@dataclass(frozen=True, slots=True)
class _Area:
    """Where the text stands: its signs' height, where columns begin and full lines end (points), whether it indents.

    `numbered`: all its numbers stand so too, as far as a short line above shows that they begin something.
    """

    em: float
    left: dict[int, float]
    right: dict[int, float]
    indented: bool
    numbered: bool = False

    def opens(self, line: Printed) -> bool:
        """Whether a line stands where official layout begins a paragraph: two signs in, in a text that does so."""
        indent = line.left - self.left[line.column]
        return self.indented and abs(indent - _INDENT * self.em) <= self.em / 2


def paragraphs(lines: Sequence[Printed]) -> list[str]:
    """Printed lines, furniture left out, as the paragraphs they were broken from; a row of a table is one."""
    if not lines:
        return []
    area = _area(lines)
    joined: list[str] = []
    first = before = lines[0]
    for line in lines:
        if joined and _goes_on(_beside(first, line, area), _beside(before, line, area), line, area):
            joined[-1] = join(joined[-1], line.text)
        else:
            joined.append(line.text)
            first = line
        before = line
    return joined


def _area(lines: Sequence[Printed]) -> _Area:
    columns = sorted({line.column for line in lines})
    em = statistics.median(line.height for line in lines)
    left = {c: min(line.left for line in lines if line.column == c) for c in columns}
    right = {c: _edge([line.right for line in lines if line.column == c], em) for c in columns}
    indents = [(line.left - left[line.column]) / em for line in lines if not line.row]
    at_margin = sum(indent <= 0.5 for indent in indents)
    begun = sum(abs(indent - _INDENT) <= 0.5 for indent in indents)
    area = _Area(em, left, right, min(at_margin, begun) >= _USUAL * len(indents))
    return replace(area, numbered=area.indented and _numbers_open(lines, area))


def _numbers_open(lines: Sequence[Printed], area: _Area) -> bool:
    """Whether every number that surely begins a paragraph, behind a line that is not full, is indented as one is."""
    pairs = [(before, line) for before, line in pairwise(lines) if _LABEL.match(line.text)]
    sure = [line for before, line in pairs if not (before.row or line.row) and not _is_full(before, line, area)]
    return len(sure) >= _FEWEST_SURE and all(map(area.opens, sure))


def _beside(before: Printed, line: Printed, area: _Area) -> Printed:
    """A line as if it stood in the column of the next: a paragraph goes on at the head of the other column."""
    if before.column == line.column or 0 in (before.column, line.column):
        return before
    shift = area.left[line.column] - area.left[before.column]
    return replace(before, left=before.left + shift)


def _edge(ends: list[float], em: float) -> float:
    """Where full lines end: the outermost end that a second line shares; one line alone hangs over the margin."""
    ends = sorted(ends, reverse=True)
    return next((end for end, after in pairwise(ends) if end - after <= em), ends[0] if ends else 0.0)


def _room(text: str, em: float) -> float:
    """How much a full line may leave empty before this text: some signs, or the Latin word that did not fit."""
    word = _LATIN.match(text)
    return max(_RAGGED * em, (len(word[0]) + 1) * _LATIN_WIDTH * em if word else 0)


def _goes_on(first: Printed, before: Printed, line: Printed, area: _Area) -> bool:
    """Whether a line continues the paragraph above it.

    Only a full line is continued. Official layout indents a paragraph by two signs and lets it go on at the margin;
    lists hang: they go on to the right of their label.
    """
    if before.row or line.row or (before.column == 0) != (line.column == 0):
        return False
    return _is_full(before, line, area) and _follows(first, before, line, area)


def _is_full(before: Printed, line: Printed, area: _Area) -> bool:
    reach = before.right >= area.right[before.column] - _room(line.text, area.em)
    return reach and abs(line.height - before.height) <= area.em / 2


def _follows(first: Printed, before: Printed, line: Printed, area: _Area) -> bool:
    em = area.em
    if _LABEL.match(line.text) and (before.text.endswith(_ENDED) or line.left >= first.left - em / 2):
        # a number at the margin, where all numbers are indented, stands at the head of a line by chance
        return area.numbered and line.left <= area.left[line.column] + em / 2 and area.opens(first)
    if line.left < first.left - em / 2:
        # what begins further in than any paragraph is a centred title: nothing goes on from it at the margin
        inside = area.left[line.column] + _DEEPEST_INDENT * em
        return first.left <= inside or line.left > inside
    if before is first and area.opens(first) and area.opens(line):
        return False
    if abs(line.left - before.left) <= em / 2:
        # the same edge as the line above: a paragraph without indent, or one inside a hanging list
        return before is not first or not before.text.endswith(_ENDED)
    return before is first and line.left > first.left and bool(_LABEL.match(first.text))


def join(text: str, more: str) -> str:
    """Chinese lines join without a space, and so does a number cut in two; Latin words join with one."""
    latin = text[-1].isascii() and more[0].isascii() and text[-1] != "-"
    return f"{text} {more}" if latin and not (text[-1].isdigit() and more[0].isdigit()) else text + more


def rejoin_tables(lines: Sequence[Printed]) -> tuple[list[Printed], list[Printed]]:
    """The lines with each table that goes on over a page joined; and the heads repeated on the later pages.

    Furniture is left out already, so that the last row of one page and the first of the next stand side by side.
    """
    out: list[Printed] = []
    repeated: list[Printed] = []
    head: Printed | None = None
    for line in lines:
        before = out[-1] if out else None
        if before is None or not (line.row and before.row and _same_table(before, line)):
            head = line if line.row else None
        elif line.page > before.page and head and line.text == head.text:
            repeated.append(line)
            continue
        elif line.page > before.page and _cut(before, line):
            out[-1] = replace(before, text=_merged(before.text, line.text))
            continue
        out.append(line)
    return out, repeated


def _same_table(before: Printed, line: Printed) -> bool:
    near = (abs(a - b) <= _SAME_EDGE for a, b in zip(before.edges, line.edges, strict=False))
    return len(before.edges) == len(line.edges) and all(near)


def _cut(before: Printed, line: Printed) -> bool:
    """Whether the page broke a row: its first cell is empty on the new page, and what goes on had not ended."""
    old, new = before.text.split(CELL), line.text.split(CELL)
    if new[0] or len(new) > len(old):
        return False
    return all(above and not above.endswith(_ENDED) for above, below in zip(old, new, strict=False) if below)


def _merged(text: str, more: str) -> str:
    old, new = text.split(CELL), more.split(CELL)
    new += [""] * (len(old) - len(new))
    return CELL.join(join(a, b) if a and b else a + b for a, b in zip(old, new, strict=True))
