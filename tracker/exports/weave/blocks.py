"""Blocks: lines of the old text beside the lines of the new that stand for them, as the comparison paired their units.

A merge of neighbours is one block, so is a split into neighbours: then only the line break came or went.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.diff import wording
from tracker.diff.changes import Clause, Edit, Unit
from tracker.diff.wording import DELETE, INSERT, KEEP
from tracker.exports.rows import Row
from tracker.exports.weave.lines import Lined
from tracker.exports.weave.pieces import spelled

#: A number before the words (第十二条之一, 5.1.2) changes as a whole; a longer opening has a caption to compare.
LABEL = 12


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines of each text, by index, and the edits between them."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    edits: tuple[Edit, ...]

    @property
    def kept(self) -> int:
        """How many signs both have."""
        return sum(len("".join(e.text.split())) for e in self.edits if e.op == KEEP)

    @property
    def weight(self) -> int:
        """What it weighs against another block that claims the same lines; none is without weight."""
        return self.kept + 1

    @property
    def stays(self) -> bool:
        """Whether at least half of the longer side is kept: only then are its words the same words in another place."""
        sides = [sum(len("".join(e.text.split())) for e in self.edits if e.op in (KEEP, op)) for op in (DELETE, INSERT)]
        return 2 * self.kept >= max(sides)


def blocks(rows: Sequence[Row], old: Lined, new: Lined) -> list[Block]:
    """The blocks of a comparison, heaviest first come first served: no line stands in two; in the old text's order."""
    free_old, free_new = set(range(len(old.lines))), set(range(len(new.lines)))
    taken = []
    for block in sorted(_candidates(rows, old, new), key=lambda one: -one.weight):
        if free_old.issuperset(block.old) and free_new.issuperset(block.new):
            free_old.difference_update(block.old)
            free_new.difference_update(block.new)
            taken.append(block)
    return sorted(taken, key=lambda one: one.old)


def _candidates(rows: Sequence[Row], old: Lined, new: Lined) -> Iterator[Block]:
    for _, run in groupby(rows, key=lambda row: tuple(unit.locator for unit in row.old)):
        together = [row for row in run if row.old and row.new and not row.left]
        if not together:
            continue
        if len(together) > 1:  # a split into neighbours
            news = [unit for row in together for unit in row.new]
            yield from _block(together[0].old, news, (), old, new)
        for row in together:
            yield from _of_row(row, old, new)


def _of_row(row: Row, old: Lined, new: Lined) -> Iterator[Block]:
    if not row.clauses:
        for one, other in zip(row.old, row.new, strict=False):
            yield from _block([one], [other], (), old, new)
        return
    if len(row.old) > 1:  # a merge
        yield from _block(row.old, row.new, (), old, new)
    for one in row.old:
        mine = [c for c in row.clauses if c.old and c.old.locator == one.locator]
        yield from _block([one], row.new, mine, old, new)


def _block(
    olds: Sequence[Unit], news: Sequence[Unit], clauses: Sequence[Clause], old: Lined, new: Lined
) -> Iterator[Block]:
    """The block of some units, if their lines stand together on both sides."""
    here, there = _together(olds, old), _together(news, new)
    if here and there:
        yield Block(here, there, _edits(olds, news, clauses, (old, here), (new, there)))


def _together(units: Iterable[Unit], text: Lined) -> tuple[int, ...]:
    """The indices of the units' lines; empty where other lines stand between them."""
    found = sorted({n for unit in units for n in text.of_unit.get(unit.locator, ())})
    return tuple(found) if found and found[-1] - found[0] + 1 == len(found) else ()


def words(text: Lined, lines: Sequence[int]) -> str:
    """What neighbouring lines say, line breaks between them kept."""
    return text.text[text.lines[lines[0]].start : text.lines[lines[-1]].end]


def _edits(
    olds: Sequence[Unit],
    news: Sequence[Unit],
    clauses: Sequence[Clause],
    before: tuple[Lined, tuple[int, ...]],
    after: tuple[Lined, tuple[int, ...]],
) -> tuple[Edit, ...]:
    alone = len(olds) == len(news) == 1 and _is_alone(olds[0], *before) and _is_alone(news[0], *after)
    if not alone:
        return edited(words(*before), words(*after))
    inner = _of_units(olds[0], news[0], clauses)
    opening, closing = (_around(olds[0], *before), _around(news[0], *after))
    return (*_label(opening[0], closing[0]), *inner, *edited(opening[1], closing[1]))


def _is_alone(unit: Unit, text: Lined, lines: Sequence[int]) -> bool:
    return unit.locator in text.places and all(text.lines[n].units == (unit.locator,) for n in lines)


def _around(unit: Unit, text: Lined, lines: Sequence[int]) -> tuple[str, str]:
    """The words of a unit's lines before and after its own."""
    at = text.places[unit.locator]
    return text.text[text.lines[lines[0]].start : at], text.text[at + len(unit.text) : text.lines[lines[-1]].end]


def _of_units(old: Unit, new: Unit, clauses: Sequence[Clause]) -> tuple[Edit, ...]:
    """The comparison's own edits where they spell both units, else the words compared anew."""
    if len(clauses) == 1:
        given = wording.readable(clauses[0].edits)
        sides = ((given, "old", old), (given, "new", new))
        if all(spelled(edits, side) == "".join(unit.text.split()) for edits, side, unit in sides):
            return given
    return edited(old.text, new.text)


def _label(old: str, new: str) -> tuple[Edit, ...]:
    if max(len(old), len(new)) > LABEL or "".join(old.split()) == "".join(new.split()):
        return edited(old, new)
    return tuple(Edit(op, text) for op, text in ((DELETE, old), (INSERT, new)) if text.strip())


def edited(old: str, new: str) -> tuple[Edit, ...]:
    """The edits between two stretches of text, as a reader sees them; equal ones are kept whole."""
    if "".join(old.split()) == "".join(new.split()):
        return (Edit(KEEP, new),) if new.strip() else ()
    return wording.readable(wording.edits(old, new))
