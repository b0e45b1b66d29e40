"""One page of a PDF to its printed lines: signs to lines, lines to columns, ruled tables to rows."""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.documents import lines as texts
from tracker.documents import lookalikes
from tracker.documents.pdf_tables import Grid, Rule, grids, rules_of

if TYPE_CHECKING:
    from pdfminer.layout import LTPage

#: Two signs are on one line where they share this much of the lower one's height: figures stand on another baseline.
_SHARED = 0.5
#: A space that no sign prints, in heights of the signs beside it: between Latin letters, and beside a Chinese sign.
_LATIN_SPACE, _CHINESE_SPACE = 0.18, 0.7
#: How far (heights) a sign may stand from its place on a grid of squares.
_GRID = 0.15
#: Signs further apart (heights) may stand in two columns.
_PARTED = 1.5
#: A column is made of this many lines at least, this many signs wide in the middle; fewer are cells or a signature.
_COLUMN_LINES, _COLUMN_SIGNS = 6, 8
#: In a page of two columns at most this share of the lines runs through both: titles and wide headings.
_THROUGH = 0.25
#: A scan set straight again leans by a degree or two; a watermark by thirty or more.
_SLANT = 0.1
#: Nested forms go this deep at most; a file may nest them without end.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line: words, page, left and right end and height in points, and how far down it stands, 0 to 1.

    `row` marks the row of a ruled table; `column` is 0 for the whole width, else 1 or 2; `edges` are where a table's
    columns are parted, so that the same table is known again on the next page.
    """

    text: str
    page: int
    left: float
    right: float
    height: float
    down: float
    row: bool = False
    column: int = 0
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign on a page: its box in points from the lower left, and whether it stands upright."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    upright: bool = True

    @property
    def height(self) -> float:
        """From its lower to its upper edge."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page holds: its printed lines in reading order, words set across it, and whether it shows a picture."""

    lines: list[Printed]
    turned: str = ""
    picture: bool = False


@dataclass(slots=True)
class Ink:
    """What a page draws."""

    signs: list[Sign] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    picture: bool = False


def read_page(layout: "LTPage", number: int) -> Sheet:
    """The lines of a page in the order they are read. `number` counts the pages from 0."""
    ink = Ink()
    _collect(layout, ink, 0)
    return lay_out(ink, number, layout.width or 1.0, layout.height or 1.0)


def lay_out(ink: Ink, number: int, width: float, height: float) -> Sheet:
    """The lines of what a page draws; its size in points. Signs outside the page are not printed."""
    inside = [s for s in ink.signs if 0 <= (s.left + s.right) / 2 <= width and 0 <= (s.bottom + s.top) / 2 <= height]
    upright = [sign for sign in inside if sign.upright]
    tables = grids(ink.across, ink.down)
    boxed: list[list[Sign]] = [[] for _ in tables]
    free: list[Sign] = []
    for sign in upright:
        _home(sign, tables, boxed, free).append(sign)
    rows = [
        row for grid, signs in zip(tables, boxed, strict=True) for row in _rows(grid, signs, number, height) if row.text
    ]
    turned = "".join(sign.text for sign in inside if not sign.upright)
    return Sheet(_in_order(_fragments(free, number, height), rows), turned, ink.picture)


def _collect(box: Iterable[object], ink: Ink, depth: int) -> None:
    """Everything drawn in a page or form, in drawing order."""
    # loaded late, as everything of the PDF parser
    from pdfminer.layout import LTChar, LTFigure, LTImage, LTLine, LTRect

    for thing in box:
        if isinstance(thing, LTChar):
            text = written(thing.get_text())
            if text:
                ink.signs.append(Sign(text, thing.x0, thing.y0, thing.x1, thing.y1, _is_upright(thing.matrix)))
        elif isinstance(thing, LTLine | LTRect):
            across, down = rules_of(thing.bbox, stroked=isinstance(thing, LTRect) and thing.stroke)
            ink.across += across
            ink.down += down
        elif isinstance(thing, LTImage):
            ink.picture = True
        elif isinstance(thing, LTFigure) and depth < _DEEPEST:
            _collect(thing, ink, depth + 1)


def _is_upright(matrix: tuple[float, float, float, float, float, float]) -> bool:
    """Whether a sign stands as the page does; slanted and turned ones are stamps and watermarks."""
    across, rise = matrix[:2]
    return across > 0 and abs(rise) <= _SLANT * across


def written(text: str) -> str:
    """A sign as it is written: radicals and ligatures by their letters, signs that print nothing left out."""
    return "" if text < " " else lookalikes.written(text)


def _home(sign: Sign, tables: Sequence[Grid], boxed: list[list[Sign]], free: list[Sign]) -> list[Sign]:
    x, y = (sign.left + sign.right) / 2, (sign.bottom + sign.top) / 2
    return next((signs for grid, signs in zip(tables, boxed, strict=True) if grid.holds(x, y)), free)


# -- lines ------------------------------------------------------------------------------------------------------------


def bands(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Signs by the line they stand on, from the top; signs of other heights and baselines share a line by overlap."""
    found: list[tuple[float, float, list[Sign]]] = []
    for sign in sorted(signs, key=lambda sign: (-sign.top, sign.left)):
        for at in range(len(found) - 1, max(-1, len(found) - 5), -1):
            bottom, top, members = found[at]
            shared = min(top, sign.top) - max(bottom, sign.bottom)
            if shared >= _SHARED * min(top - bottom, sign.height):
                members.append(sign)
                if sign.height > top - bottom:
                    found[at] = (sign.bottom, sign.top, members)
                break
        else:
            found.append((sign.bottom, sign.top, [sign]))
    return [_single(members) for _, _, members in found]


def _single(signs: list[Sign]) -> list[Sign]:
    """The signs of a line from left to right, one of those printed twice for boldness."""
    # by their middles: the box of a wide quotation mark reaches over the bracket before it
    signs = sorted(signs, key=lambda sign: sign.left + sign.right)
    kept: list[Sign] = []
    for sign in signs:
        width = sign.right - sign.left
        if sign.text.isspace() or not any(
            other.text == sign.text and sign.left - other.left < 0.5 * width for other in kept[-4:]
        ):
            kept.append(sign)
    return kept


def spell(signs: Sequence[Sign]) -> str:
    """The words of a line, with the spaces that are only gaps."""
    out = ""
    before: Sign | None = None
    grid = _on_a_grid(signs)
    for sign in signs:
        parted = before and not before.text.isspace() and not sign.text.isspace() and _is_gap(before, sign)
        if before and parted and not (grid and _is_next(before, sign)):
            # an empty sign's width between Chinese signs is the ideographic space of 总　则
            out += " " if before.text.isascii() or sign.text.isascii() else "\u3000"
        out += sign.text
        before = sign
    return " ".join(out.split(" ")).strip()


def _on_a_grid(signs: Sequence[Sign]) -> bool:
    """Whether Latin signs stand in squares like the Chinese ones: 2 0 2 6 年 is a year, and its gaps are no spaces."""
    pairs = [(a, b) for a, b in pairwise(signs) if a.text.isascii() and b.text.isascii()]
    return bool(pairs) and all(_is_next(a, b) for a, b in pairs) and any(_is_han(sign.text) for sign in signs)


def _is_next(before: Sign, sign: Sign) -> bool:
    """Whether two Latin signs stand a whole sign's width apart, middle to middle."""
    if not (before.text.isascii() and sign.text.isascii()):
        return False
    pitch = (sign.left + sign.right - before.left - before.right) / 2
    return abs(pitch - before.height) <= _GRID * before.height


def _is_han(text: str) -> bool:
    return "\u4e00" <= text <= "\u9fff"


def _is_gap(before: Sign, sign: Sign) -> bool:
    latin = before.text.isascii() and sign.text.isascii()
    return sign.left - before.right > (_LATIN_SPACE if latin else _CHINESE_SPACE) * max(before.height, sign.height)


def _fragments(signs: Sequence[Sign], number: int, height: float) -> list[tuple[Printed, float]]:
    """The lines of a page cut at wide gaps, each with how far up it stands."""
    cut = []
    for band in bands(signs):
        inked = [at for at, sign in enumerate(band) if not sign.text.isspace()]
        if not inked:
            continue
        wide = [n for n, pair in enumerate(pairwise(inked), 1) if _is_parted(*(band[at] for at in pair))]
        for begin, end in pairwise([0, *wide, len(inked)]):
            cut.append(_line(band[inked[begin] : inked[end - 1] + 1], number, height))
    return cut


def _is_parted(before: Sign, sign: Sign) -> bool:
    return sign.left - before.right > _PARTED * sign.height


def _line(signs: Sequence[Sign], number: int, height: float) -> tuple[Printed, float]:
    inked = [sign for sign in signs if not sign.text.isspace()]
    tall = statistics.median(sign.height for sign in inked)
    middle = statistics.median((sign.bottom + sign.top) / 2 for sign in inked)
    line = Printed(spell(signs), number, inked[0].left, max(s.right for s in inked), tall, 1 - middle / height)
    return line, middle


# -- tables -----------------------------------------------------------------------------------------------------------


def _rows(grid: Grid, signs: Sequence[Sign], number: int, height: float) -> Iterator[Printed]:
    """A ruled table, row by row: the words of each cell joined, empty cells kept."""
    cells: dict[tuple[int, int], list[Sign]] = {}
    for sign in signs:
        cells.setdefault(grid.cell((sign.left + sign.right) / 2, (sign.bottom + sign.top) / 2), []).append(sign)
    for row in range(len(grid.rows) - 1):
        words = [_cell(cells.get((row, column), [])) for column in range(len(grid.columns) - 1)]
        middle = (grid.rows[-1 - row] + grid.rows[-2 - row]) / 2
        tall = statistics.median([s.height for (r, _), held in cells.items() if r == row for s in held] or [1.0])
        yield Printed(
            texts.row(words),
            number,
            grid.columns[0],
            grid.columns[-1],
            tall,
            1 - middle / height,
            row=True,
            edges=grid.columns,
        )


def _cell(signs: Sequence[Sign]) -> str:
    from tracker.documents.pdf_paragraphs import join

    words = ""
    for band in bands(signs):
        line = spell(band)
        words = join(words, line) if words and line else words + line
    return words


# -- order ------------------------------------------------------------------------------------------------------------


def _in_order(fragments: Sequence[tuple[Printed, float]], rows: Sequence[Printed]) -> list[Printed]:
    """Lines and rows as they are read: by columns where the page has two, else from the top."""
    gutter = _gutter([line for line, _ in fragments])
    if gutter is None:
        whole = _rejoined(fragments)
        return sorted([*whole, *rows], key=lambda line: (line.down, line.left))
    ordered: list[Printed] = []
    left: list[Printed] = []
    right: list[Printed] = []
    for line in sorted([*(line for line, _ in fragments), *rows], key=lambda line: line.down):
        if line.left < gutter < line.right:
            ordered += [*left, *right, line]
            left, right = [], []
        elif line.right <= gutter:
            left.append(replace(line, column=1))
        else:
            right.append(replace(line, column=2))
    return [*ordered, *left, *right]


def _gutter(lines: Sequence[Printed]) -> float | None:
    """Where the white between two columns runs; None for a page of one column."""
    body = [line for line in lines if 0.08 < line.down < 0.92]
    if len(body) < 2 * _COLUMN_LINES:
        return None
    low, high = min(line.left for line in body), max(line.right for line in body)
    best: tuple[int, float] | None = None
    for share in range(35, 66):
        x = low + (high - low) * share / 100
        through = sum(line.left < x < line.right for line in body)
        if best is None or (through, abs(share - 50)) < (best[0], abs((best[1] - low) / (high - low) * 100 - 50)):
            best = (through, x)
    assert best is not None
    through, x = best
    sides = [line for line in body if line.right <= x], [line for line in body if line.left >= x]
    if through > _THROUGH * len(body) or any(not _is_column(side) for side in sides):
        return None
    return x if _beside(*sides) else None


def _is_column(side: Sequence[Printed]) -> bool:
    if len(side) < _COLUMN_LINES:
        return False
    return statistics.median((line.right - line.left) / line.height for line in side) >= _COLUMN_SIGNS


def _beside(left: Sequence[Printed], right: Sequence[Printed]) -> bool:
    """Whether the columns stand beside one another and not one below the other."""
    spans = [(min(line.down for line in side), max(line.down for line in side)) for side in (left, right)]
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    return shared > 0.5 * min(spans[0][1] - spans[0][0], spans[1][1] - spans[1][0])


def _rejoined(fragments: Sequence[tuple[Printed, float]]) -> list[Printed]:
    """In a page of one column the parts of a line are one line again."""
    out: list[tuple[Printed, float]] = []
    for line, middle in fragments:
        if out and abs(out[-1][1] - middle) <= 0.5 * line.height and out[-1][0].right <= line.left:
            before = out[-1][0]
            words = f"{before.text} {line.text}"
            out[-1] = (replace(before, text=words, right=line.right, height=max(before.height, line.height)), middle)
        else:
            out.append((line, middle))
    return [line for line, _ in out]
