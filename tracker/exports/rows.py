"""The rows of a comparison: old provisions beside new ones, in the new text's order, deleted ones at their old place.

A row is as fine as a verdict: one new unit beside the old units it came from. Neighbouring unchanged units of one
article share a quiet row. Nothing of either text is left out: every unit of both stands in some row.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.diff.changes import Clause, Comparison, Relation, Unit
from tracker.diff.partners import partners


@dataclass(frozen=True, slots=True)
class Row:
    """One aligned row before anyone draws it.

    Attributes:
        old, new: the units side by side; a merge has several old ones; empty where nothing stands.
        clauses: the changes judged in this row, none in an unchanged one.
        left: the row only marks the place a moved unit left; its words stand in another row.
        moved: the units stand in another order than before, changed or word for word.
    """

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    clauses: tuple[Clause, ...] = ()
    left: bool = False
    moved: bool = False

    @property
    def relation(self) -> Relation:
        """What became of the provision, as far as this row tells."""
        if self.clauses:
            return self.clauses[0].relation
        if self.moved:
            return Relation.MOVED
        elsewhere = self.old and self.new and self.old[0].article != self.new[0].article
        return Relation.RENUMBERED if elsewhere else Relation.UNCHANGED


def arrange(comparison: Comparison, old: Sequence[Unit], new: Sequence[Unit]) -> list[Row]:
    """The rows of a comparison of two texts, given the units of both in reading order."""
    rows = _in_new_order(comparison, old, new)
    return _together(_with_lost(rows, comparison, old))


def _in_new_order(comparison: Comparison, old: Sequence[Unit], new: Sequence[Unit]) -> list[Row]:
    """A row for each new unit, with the old units it came from."""
    into: dict[str, list[Clause]] = defaultdict(list)
    for clause in comparison.clauses:
        if clause.new:
            into[clause.new.locator].append(clause)
    place = {unit.locator: n for n, unit in enumerate(old)}
    words = {unit.locator: unit for unit in old}
    quiet = partners(comparison, old, new)
    moved = {(link.old, link.new) for link in comparison.links if link.relation is Relation.MOVED}
    rows = []
    for unit in new:
        clauses = sorted(into[unit.locator], key=lambda c: place.get(c.old.locator, -1) if c.old else len(place))
        sources = [words.get(c.old.locator, c.old) for c in clauses if c.old]
        if not clauses and unit.locator in quiet:
            sources = [quiet[unit.locator]]
        went = any((source.article, unit.article) in moved for source in sources)
        rows.append(Row(tuple(sources), (unit,), tuple(clauses), moved=went or _all_moved(clauses)))
    return rows


def _all_moved(clauses: Sequence[Clause]) -> bool:
    return bool(clauses) and all(clause.relation is Relation.MOVED for clause in clauses)


def _with_lost(rows: Sequence[Row], comparison: Comparison, old: Sequence[Unit]) -> list[Row]:
    """The rows, with old units that stand in none put back at their old place, and a mark where a moved one left."""
    outof: dict[str, list[Clause]] = defaultdict(list)
    for clause in comparison.clauses:
        if clause.old:
            outof[clause.old.locator].append(clause)
    homes: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for unit in row.old:
            homes[unit.locator].append(n)
    kept = list(rows)
    after: dict[int, list[Row]] = defaultdict(list)
    last = -1
    for unit in old:
        gone = tuple(clause for clause in outof[unit.locator] if clause.new is None)
        at = homes[unit.locator]
        if not at:
            after[last].append(Row((unit,), (), gone))
            continue
        if gone:  # the part of a shared unit that went: judged where the unit stands
            kept[at[-1]] = replace(kept[at[-1]], clauses=(*kept[at[-1]].clauses, *gone))
        if all(kept[n].moved for n in at):
            after[last].append(Row((unit,), (), left=True))
        else:
            last = _below([n for n in at if not kept[n].moved], last)
    return [*after[-1], *(row for n, one in enumerate(kept) for row in (one, *after[n]))]


def _below(homes: Sequence[int], last: int) -> int:
    """The row after which the next lost unit belongs: the end of the first run of homes that leads forward."""
    end = next((n for n in homes if n >= last), last)
    while end + 1 in homes:
        end += 1
    return end


def _together(rows: Sequence[Row]) -> list[Row]:
    """Neighbouring unchanged rows of the same two articles as one row."""
    out: list[Row] = []
    for row in rows:
        if out and _joins(out[-1], row):
            out[-1] = replace(out[-1], old=(*out[-1].old, *row.old), new=(*out[-1].new, *row.new))
        else:
            out.append(row)
    return out


def _joins(one: Row, other: Row) -> bool:
    if one.clauses or other.clauses or (one.left, one.moved) != (other.left, other.moved):
        return False
    return _articles(one.old) == _articles(other.old) and _articles(one.new) == _articles(other.new)


def _articles(units: Sequence[Unit]) -> set[str]:
    return {unit.article for unit in units}


def first_rows(rows: Sequence[Row]) -> dict[tuple[str | None, str | None], int]:
    """The first row that shows each pair of articles, and each article by itself (the other side None)."""
    found: dict[tuple[str | None, str | None], int] = {}
    for n, row in enumerate(rows):
        if row.left:
            continue
        olds: list[str | None] = [u.article for u in row.old]
        news: list[str | None] = [u.article for u in row.new]
        for a in [*olds, None]:
            for b in [*news, None]:
                found.setdefault((a, b), n)
    return found
