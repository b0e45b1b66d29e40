"""Pieces: the words of two blocks as one stream, with the line breaks of either text where it has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.diff.changes import Edit
from tracker.diff.wording import DELETE, INSERT, KEEP


class Op(StrEnum):
    """What became of some words."""

    KEPT = "="
    GONE = "-"
    CAME = "+"
    LEFT = "<"  # moved away from here
    ARRIVED = ">"  # moved here


OLD_OPS = frozenset({Op.KEPT, Op.GONE, Op.LEFT})
NEW_OPS = frozenset({Op.KEPT, Op.CAME, Op.ARRIVED})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one fate; a line break among them shares it."""

    op: Op
    text: str


def spelled(edits: Sequence[Edit], side: str) -> str:
    """What edits spell on one side, without white space."""
    own = DELETE if side == "old" else INSERT
    return "".join("".join(e.text.split()) for e in edits if e.op in (KEEP, own))


def pieces(edits: Sequence[Edit], old: str, new: str) -> tuple[Piece, ...]:
    """The stream of two texts, given the edits between them (white space apart, as `wording.edits` gives them).

    Keeping what is no longer new spells `old`, the reverse `new`; a space that is only of another kind is no change.
    """
    if old == new:
        return (Piece(Op.KEPT, new),)
    return joined(_Loom(old, new).run(edits))


def joined(parts: Iterator[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one fate as one piece; empty ones dropped."""
    out: list[Piece] = []
    for part in parts:
        if part.text and out and out[-1].op is part.op:
            out[-1] = Piece(part.op, out[-1].text + part.text)
        elif part.text:
            out.append(part)
    return tuple(out)


class _Loom:
    """Goes through both texts at once, one sign of the edits after another."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.i = self.j = 0

    def run(self, edits: Sequence[Edit]) -> Iterator[Piece]:
        for edit in edits:
            for _ in "".join(edit.text.split()):
                yield from self._gap(edit.op)
                yield self._sign(edit.op)
        yield from self._gap(KEEP)

    def _sign(self, op: str) -> Piece:
        if op == DELETE:
            sign, self.i = self.old[self.i], self.i + 1
            return Piece(Op.GONE, sign)
        sign, self.j = self.new[self.j], self.j + 1
        self.i += op == KEEP
        return Piece(Op.KEPT if op == KEEP else Op.CAME, sign)

    def _gap(self, op: str) -> Iterator[Piece]:
        """The white space before the next sign: common to both texts, or of one of them."""
        gone, come = _space(self.old, self.i), _space(self.new, self.j)
        # A break both texts have stays, whatever follows it on either side.
        if gone and come and (gone.count("\n") == come.count("\n")):
            self.i, self.j = self.i + len(gone), self.j + len(come)
            yield Piece(Op.KEPT, come)
            return
        if op in (KEEP, DELETE):
            self.i += len(gone)
            yield Piece(Op.GONE, gone)
        if op in (KEEP, INSERT):
            self.j += len(come)
            yield Piece(Op.CAME, come)


def _space(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end].isspace():
        end += 1
    return text[at:end]
