"""Weaving: two texts and their comparison in, one series of passages out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from tracker.diff.changes import Comparison, Edit
from tracker.diff.units import units_of
from tracker.diff.wording import KEEP
from tracker.exports.rows import arrange
from tracker.exports.weave.blocks import Block, blocks, edited, words
from tracker.exports.weave.chain import heaviest
from tracker.exports.weave.lines import Line, Lined, lined
from tracker.exports.weave.pieces import NEW_OPS, OLD_OPS, Op, Piece, joined, pieces
from tracker.law.document import Document
from tracker.law.provision import Kind

#: Headings and titles this alike (difflib's ratio) are one that was reworded; below it one went and another came.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring lines with one fate as a whole: the last piece ends with a line break.

    Attributes:
        changes: keys of the clauses judged here (`Clause.key`); each key of a comparison stands at one passage.
        spots: the provisions whose words stand here, each as side and locator.
        move: a number shared by the passage a block left and the one where it arrived; 0 for no move.
        kind: what its first line opens, None for title, signature and the like; `title` where it is the title.
    """

    pieces: tuple[Piece, ...]
    changes: tuple[str, ...] = ()
    spots: frozenset[tuple[str, str]] = frozenset()
    move: int = 0
    kind: Kind | None = None
    title: bool = False


def weave(comparison: Comparison, old: Document, new: Document) -> tuple[Passage, ...]:
    """Both texts as one: what is kept or gone spells `old`, what is kept or came spells `new`."""
    return tuple(_Weaver(comparison, old, new).run())


def spell(passages: Sequence[Passage], side: str) -> str:
    """One of the two texts, read out of the weave."""
    wanted = OLD_OPS if side == "old" else NEW_OPS
    return "".join(piece.text for passage in passages for piece in passage.pieces if piece.op in wanted)


class _Weaver:
    """One weave under way."""

    def __init__(self, comparison: Comparison, old: Document, new: Document) -> None:
        old_units, new_units = units_of(old), units_of(new)
        self.old, self.new = lined(old, old_units), lined(new, new_units)
        found = blocks(arrange(comparison, old_units, new_units), self.old, self.new)
        chain = heaviest([(block.old[0], block.new[0], block.weight) for block in found])
        self.moves = [b for n, b in enumerate(found) if n not in set(chain) and b.stays]
        self.steady = list(self._with_gaps([found[n] for n in chain]))
        self.titles = {"".join(d.headmatter.title.split()) for d in (old, new)} - {""}
        self.told: set[str] = set()
        self.keys_new: dict[str, list[str]] = {}
        self.keys_old: dict[str, list[str]] = {}
        for clause in comparison.clauses:
            if clause.new:
                self.keys_new.setdefault(clause.new.locator, []).append(clause.key)
            elif clause.old:
                self.keys_old.setdefault(clause.old.locator, []).append(clause.key)

    # -- what stands between the blocks --------------------------------------------------------------------------------

    def _with_gaps(self, chain: Sequence[Block]) -> Iterator[Block]:
        """The chain with the lines between its blocks paired too: titles, headings, signatures."""
        moved_old = {n for block in self.moves for n in block.old}
        moved_new = {n for block in self.moves for n in block.new}
        i = j = 0
        for block in [*chain, Block((len(self.old.lines),), (len(self.new.lines),), ())]:
            here = [n for n in range(i, block.old[0]) if n not in moved_old]
            there = [n for n in range(j, block.new[0]) if n not in moved_new]
            yield from self._gap(here, there)
            if block.edits:
                yield block
                i, j = block.old[-1] + 1, block.new[-1] + 1

    def _gap(self, old: Sequence[int], new: Sequence[int]) -> Iterator[Block]:
        said = [_bare(self.old, old), _bare(self.new, new)]
        matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
        for how, a, b, c, d in matcher.get_opcodes():
            if how == "equal":
                for one, other in zip(old[a:b], new[c:d], strict=True):
                    yield Block((one,), (other,), (Edit(KEEP, self.new.lines[other].text),))
            elif how == "replace":
                yield from self._alike(old[a:b], new[c:d])

    def _alike(self, old: Sequence[int], new: Sequence[int]) -> Iterator[Block]:
        """Lines of no clause that were reworded, each with the first later one that resembles it."""
        start = 0
        for n in old:
            for at in range(start, len(new)):
                one, other = self.old.lines[n], self.new.lines[new[at]]
                if _alike(one, other):
                    yield Block((n,), (new[at],), edited(one.text, other.text))
                    start = at + 1
                    break

    # -- the passages --------------------------------------------------------------------------------------------------

    def run(self) -> Iterator[Passage]:
        i = j = 0
        for block in [*self.steady, Block((len(self.old.lines),), (len(self.new.lines),), ())]:
            yield from self._left(range(i, block.old[0]), "old")
            yield from self._left(range(j, block.new[0]), "new")
            if block.edits:
                yield self._kept(block)
                i, j = block.old[-1] + 1, block.new[-1] + 1

    def _kept(self, block: Block) -> Passage:
        old, new = words(self.old, block.old), words(self.new, block.new)
        made = joined(iter([*pieces(block.edits, old, new), Piece(Op.KEPT, "\n")]))
        first = self.new.lines[block.new[0]]
        keys = [*self._keys_new(block.new), *self._keys_old(block.old)]
        return self._passage(made, first, keys, _spots(self.old, block.old, "old") | _spots(self.new, block.new, "new"))

    def _left(self, lines: range, side: str) -> Iterator[Passage]:
        """The lines of one text that stand in no steady block: deleted or moved away (old), added or moved here."""
        text = self.old if side == "old" else self.new
        bare = Op.GONE if side == "old" else Op.CAME
        moving = {self._own(block, side)[0]: (n, block) for n, block in enumerate(self.moves, 1)}
        n = lines.start
        while n < lines.stop:
            number, block = moving.get(n, (0, None))
            here = self._own(block, side) if block else (n,)
            made = self._moved(block, side) if block else (Piece(bare, text.lines[n].text + "\n"),)
            keys = self._keys_old(here) if side == "old" else self._keys_new(here)
            yield replace(self._passage(made, text.lines[n], keys, _spots(text, here, side)), move=number)
            n = here[-1] + 1

    def _own(self, block: Block, side: str) -> tuple[int, ...]:
        return block.old if side == "old" else block.new

    def _moved(self, block: Block, side: str) -> tuple[Piece, ...]:
        """A block where it left, or where it arrived."""
        ops, moved = (OLD_OPS, Op.LEFT) if side == "old" else (NEW_OPS, Op.ARRIVED)
        stream = pieces(block.edits, words(self.old, block.old), words(self.new, block.new))
        seen = (Piece(moved if p.op is Op.KEPT else p.op, p.text) for p in stream if p.op in ops)
        return joined(iter([*seen, Piece(moved, "\n")]))

    def _passage(
        self, made: tuple[Piece, ...], first: Line, keys: Sequence[str], spots: frozenset[tuple[str, str]]
    ) -> Passage:
        title = first.kind is None and "".join(first.text.split()) in self.titles
        fresh = tuple(key for key in dict.fromkeys(keys) if key not in self.told)
        self.told |= set(fresh)
        return Passage(made, fresh, spots, kind=first.kind, title=title)

    def _keys_new(self, lines: Sequence[int]) -> list[str]:
        return [key for n in lines for unit in self.new.lines[n].units for key in self.keys_new.get(unit, ())]

    def _keys_old(self, lines: Sequence[int]) -> list[str]:
        return [key for n in lines for unit in self.old.lines[n].units for key in self.keys_old.get(unit, ())]


def _spots(text: Lined, lines: Sequence[int], side: str) -> frozenset[tuple[str, str]]:
    return frozenset((side, unit) for n in lines for unit in text.lines[n].units)


def _bare(text: Lined, lines: Sequence[int]) -> list[str]:
    return ["".join(text.lines[n].text.split()) for n in lines]


def _alike(one: Line, other: Line) -> bool:
    if one.units or other.units or one.kind is not other.kind:
        return False
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio() >= ALIKE
