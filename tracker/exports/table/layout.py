"""Laying out: a comparison and its two texts in, the rows of the table out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.diff.changes import Clause, Comparison, Edit, Relation, Unit
from tracker.diff.units import units_of
from tracker.diff.wording import readable
from tracker.exports import foot, places
from tracker.exports.fates import Fate, fates
from tracker.exports.outline import Outline
from tracker.exports.rows import Row as Aligned
from tracker.exports.rows import arrange
from tracker.exports.stamp import Remark, Stamp
from tracker.exports.table.cells import COLUMNS, Cell, Line, Nature, Row, Stretch, Table
from tracker.exports.words import DIRECTIONS, PHRASES, RELATIONS, Language, Voice
from tracker.law.document import Document
from tracker.law.provision import Kind

_DEPTH = {Kind.ITEM.value: 1, Kind.SUBITEM.value: 2}


def lay_out(
    comparison: Comparison,
    old: Document,
    new: Document,
    *,
    columns: int = 4,
    everything: bool = True,
    language: Language = "zh",
    stamp: Stamp | None = None,
    remarks: Sequence[Remark] = (),
    voice: Voice | None = None,
) -> Table:
    """The table of a comparison; `columns` is 2, 3 or 4; without `everything` unchanged provisions are left out."""
    judged = foot.is_judged(stamp)
    shown = [name for name in COLUMNS[:columns] if judged or name != "nature"]
    if "opinion" not in shown:
        remarks = ()
    layout = _Layout(comparison, (old, new), language, remarks, voice or Voice(), judged)
    rows = tuple(layout.rows(everything))
    return Table(
        title=foot.title(comparison, stamp, language, "table"),
        columns=tuple(shown),
        sides=foot.sides(comparison, stamp, language),
        rows=rows,
        loose=tuple(remark for remark in remarks if remark not in layout.told),
        stamp=tuple(foot.lines(comparison, stamp, language)),
        warnings=foot.warnings(stamp, language),
        language=language,
        matter=stamp.matter if stamp else "",
    )


class _Side:
    """One text while its cells are filled: which article was shown last, and what was shown before."""

    def __init__(self, document: Document, units: Sequence[Unit], language: Language) -> None:
        self.document, self.language = document, language
        self.nodes = {p.locator: p for p in document.walk()}
        self.firsts: dict[str, str] = {}
        for unit in units:
            self.firsts.setdefault(unit.article, unit.locator)
        self.article = ""
        self.seen: set[str] = set()

    def cite(self, locator: str) -> str:
        return places.cite(locator, self.document.grammar, self.language)

    def line(self, unit: Unit, stretches: tuple[Stretch, ...], remark: str = "") -> Line:
        """A unit's line, with the number that its place in the table needs."""
        node = self.nodes.get(unit.locator)
        again = unit.locator in self.seen
        number = self._number(unit, again) if again or unit.article != self.article else ""
        label = node.label if node and unit.locator != unit.article and not number.endswith(f"{node.label}项") else ""
        self.seen.add(unit.locator)
        self.article = unit.article
        return Line(unit.locator, number, label, _DEPTH.get(unit.kind, 0), stretches, remark)

    def _number(self, unit: Unit, again: bool) -> str:
        article = self.nodes.get(unit.article)
        if article is not None and not again and self.firsts.get(unit.article) == unit.locator:
            return article.label
        return self.cite(unit.locator)

    def left(self, units: Sequence[Unit]) -> Line:
        """The line where provisions stood that moved away: their place alone."""
        whole = len(units) > 1 or self.firsts.get(units[0].article) == units[0].locator
        self.article = ""
        return Line(units[0].locator, self.cite(units[0].article if whole else units[0].locator))


class _Layout:
    """One table under way."""

    def __init__(
        self,
        comparison: Comparison,
        texts: tuple[Document, Document],
        language: Language,
        remarks: Sequence[Remark],
        voice: Voice,
        judged: bool,
    ) -> None:
        old, new = texts
        old_units, new_units = units_of(old), units_of(new)
        self.language, self.remarks, self.voice, self.judged = language, remarks, voice, judged
        self.old, self.new = _Side(old, old_units, language), _Side(new, new_units, language)
        self.aligned = arrange(comparison, old_units, new_units)
        self.outlines = Outline(old), Outline(new)
        self.edits = {clause.key: readable(clause.edits) for clause in comparison.clauses}
        self.of_old: dict[str, list[tuple[int, Clause]]] = defaultdict(list)
        self.told: list[Remark] = []
        self.homes: dict[str, list[int]] = defaultdict(list)
        for n, row in enumerate(self.aligned):
            for clause in row.clauses:
                if clause.old:
                    self.of_old[clause.old.locator].append((n, clause))
            for unit in row.old if row.new and not row.left else ():
                self.homes[unit.locator].append(n)

    def rows(self, everything: bool) -> Iterator[Row]:
        for n, row in enumerate(self.aligned):
            heading = self._heading(row)
            if heading and everything:
                yield Row(heading=heading)
            shown = everything or bool(row.clauses) or row.left or row.moved
            cells = self._cells(n, row)  # also of a row left out: the numbers of the next depend on it
            if shown:
                yield Row(*cells, self._natures(row), self._opinions(row))

    def _heading(self, row: Aligned) -> tuple[str, str] | None:
        """The chapters that begin at this row; a moved provision stands away from its old chapter and opens none."""
        old = self.outlines[0].entered(row.old[0].article) if row.old and not row.moved else ()
        new = self.outlines[1].entered(row.new[0].article) if row.new else ()
        return ("\n".join(old), "\n".join(new)) if old or new else None

    def _cells(self, n: int, row: Aligned) -> tuple[Cell, Cell]:
        says = PHRASES[self.language]
        if row.left:
            return Cell((self.old.left(row.old),)), Cell(marker=self._elsewhere("moved-to", n, row.old[0]))
        old = Cell(tuple(self._line(n, row, unit, "old") for unit in row.old))
        new = Cell(tuple(self._line(n, row, unit, "new") for unit in row.new))
        if not row.old:
            return Cell(marker=says["added"]), new
        return old, new if row.new else Cell(marker=says["deleted"])

    def _line(self, n: int, row: Aligned, unit: Unit, side: str) -> Line:
        stretches = tuple(self._stretches(n, row, unit, side))
        if side == "new":
            return self.new.line(unit, stretches)
        return self.old.line(unit, stretches, self._elsewhere("also", n, unit) if not row.moved else "")

    def _elsewhere(self, key: str, n: int, unit: Unit) -> str:
        """Where words of an old unit went, apart from this row; empty if nowhere."""
        there = [self.new.cite(self.aligned[home].new[0].locator) for home in self.homes[unit.locator] if home != n]
        says = PHRASES[self.language]
        return says[key].format(places=says["list"].join(dict.fromkeys(there))) if there else ""

    def _stretches(self, n: int, row: Aligned, unit: Unit, side: str) -> Iterator[Stretch]:
        mine = [self.edits[c.key] for c in row.clauses if _is(c.old if side == "old" else c.new, unit)]
        if not mine:
            # A unit with no clause here is unchanged, but for one that went with its edits elsewhere.
            yield Stretch(unit.text, Fate.MOVED if row.moved else self._lone(row))
            return
        others: list[tuple[Edit, ...]] = []
        if side == "old":
            others = [self.edits[clause.key] for m, clause in self.of_old[unit.locator] if m != n]
        for fate, run in groupby(
            zip(unit.text, fates(unit.text, mine, others, side, moved=row.moved), strict=True), key=lambda one: one[1]
        ):
            yield Stretch("".join(sign for sign, _ in run), fate)

    @staticmethod
    def _lone(row: Aligned) -> Fate:
        if row.old and row.new:
            return Fate.KEPT
        return Fate.GONE if row.old else Fate.CAME

    def _natures(self, row: Aligned) -> tuple[Nature, ...]:
        relations = RELATIONS[self.language]
        if row.left:
            return ()
        if not row.clauses:
            return () if row.relation is Relation.UNCHANGED else (Nature(relations[row.relation]),)
        return tuple(dict.fromkeys(self._nature(clause) for clause in row.clauses))

    def _nature(self, clause: Clause) -> Nature:
        relation = RELATIONS[self.language][clause.relation]
        if not self.judged:
            return Nature(relation)
        verdict = clause.verdict
        reasons = tuple(dict.fromkeys(self.voice.rule(signal.rule) for signal in verdict.signals))
        return Nature(relation, DIRECTIONS[self.language][verdict.direction], verdict.severity, reasons)

    def _opinions(self, row: Aligned) -> tuple[Remark, ...]:
        keys = {clause.key for clause in row.clauses}
        spots = {(side, u.locator) for side, units in (("old", row.old), ("new", row.new)) for u in units}
        mine = [remark for remark in self.remarks if remark not in self.told and remark.stands(keys, spots)]
        self.told += mine
        return tuple(mine)


def _is(one: Unit | None, other: Unit) -> bool:
    return one is not None and one.locator == other.locator
