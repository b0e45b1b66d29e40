"""The ruled tables of a page: its rules snapped to a grid, and which cell a place on the page lies in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Rules drawn twice, or ending short of one another, lie this close (points).
_SNAP = 3.0
#: A filled box thinner than this is a rule drawn as a box.
_THIN = 2.5
#: Shorter marks are parts of signs, underlines of blanks and ticks.
_SHORTEST = 6.0
#: A page of more rules is a drawing.
_MOST_RULES = 4000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on a page: it lies at `at` and goes from `start` to `end`, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: where its columns (from the left) and rows (from the bottom) are parted, and which rules stand.

    A cell of the grid belongs to its neighbour where no rule parts them: merged cells.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a place lies inside the table."""
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """The row, counted from the top, and the column of the cell a place lies in; merged cells are one."""
        column, row = _slot(self.columns, x), _slot(self.rows, y)
        while column > 0 and not _crossed(self.down, self.columns[column], y):
            column -= 1
        x = (self.columns[column] + self.columns[column + 1]) / 2
        while row < len(self.rows) - 2 and not _crossed(self.across, self.rows[row + 1], x):
            row += 1
        return len(self.rows) - 2 - row, column


def _slot(edges: Sequence[float], place: float) -> int:
    return max(0, next((i for i, edge in enumerate(edges) if edge > place), len(edges) - 1) - 1)


def _crossed(rules: Iterable[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _SNAP and rule.start - _SNAP <= place <= rule.end + _SNAP for rule in rules)


def rules_of(box: tuple[float, float, float, float], *, stroked: bool) -> tuple[list[Rule], list[Rule]]:
    """The rules a drawn box (left, bottom, right, top) gives, across and down.

    A thin box is one rule, the outline of another (`stroked`) four; a filled surface without outline is shading.
    """
    left, bottom, right, top = box
    flat, upright = top - bottom < _THIN, right - left < _THIN
    across = [Rule(y, left, right) for y in ((bottom,) if flat else (bottom, top) if stroked else ())]
    down = [Rule(x, bottom, top) for x in ((left,) if upright else (left, right) if stroked else ())]
    return across if right - left >= _SHORTEST else [], down if top - bottom >= _SHORTEST else []


def grids(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of a page, the uppermost first: rules that touch one another and make at least two columns."""
    if len(down) < 3 or len(across) < 2 or len(across) + len(down) > _MOST_RULES:
        return []
    across, down = _joined(across), _joined(down)
    found = []
    for flat, upright in _groups(across, down):
        columns, rows = _positions(upright), _positions(flat)
        if len(columns) > 2 and len(rows) > 1:
            found.append(Grid(columns, rows, tuple(flat), tuple(upright)))
    return sorted(found, key=lambda grid: -grid.rows[-1])


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line that meet or overlap are one rule."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / _SNAP), rule.start)):
        last = out[-1] if out else None
        if last and abs(rule.at - last.at) <= _SNAP and rule.start <= last.end + _SNAP:
            out[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            out.append(rule)
    return out


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules that hang together by crossing or touching."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for upright in down:
        touched = [flat for flat in across if _touch(flat, upright)]
        old = [group for group in groups if any(flat in group[0] for flat in touched)]
        merged: tuple[list[Rule], list[Rule]] = (list(touched), [upright])
        for flats, uprights in old:
            merged[0].extend(flat for flat in flats if flat not in merged[0])
            merged[1].extend(uprights)
        groups = [group for group in groups if group not in old]
        if touched:
            groups.append(merged)
    return groups


def _touch(flat: Rule, upright: Rule) -> bool:
    return (
        flat.start - _SNAP <= upright.at <= flat.end + _SNAP and upright.start - _SNAP <= flat.at <= upright.end + _SNAP
    )


def _positions(rules: Iterable[Rule]) -> tuple[float, ...]:
    places = sorted(rule.at for rule in rules)
    return (*places[:1], *(after for before, after in pairwise(places) if after - before > _SNAP))
