"""What the amendment desk hands out: a consolidated text by its operations, and what a change touches elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.amending.carrying import Carried
from tracker.amending.checking import Difference
from tracker.amending.consolidating import Consolidation, Outcome
from tracker.amending.operation import Act, Operation
from tracker.amending.printing import Mark
from tracker.law.document import Document, Problem
from tracker.law.instrument import Instrument, Version
from tracker.law.provision import Provision
from tracker.law.ripple import Ripple
from tracker.practice.amendment import Settled
from tracker.practice.cards import VersionCard


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a passage, and whether the operation put them there or takes them away."""

    text: str
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A provision as printed, in pieces; `eid` is its anchor in the version's reading view."""

    locator: str
    eid: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation with the old and the new text beside it; `settled` is a person's answer, if one was given."""

    outcome: Outcome
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class AmendmentPage:
    """A consolidated version beside its decision.

    `base` and `decision` are the texts it was made from; `official` is the published text, once it is there, and
    `differences` how ours differs from it, article for article. `is_stale`: a newer tracker makes another text of it.
    `superseded`: the version that counts in its place, if one does.
    """

    instrument: Instrument
    version: Version
    base: VersionCard
    decision: Instrument
    decision_version: VersionCard
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    carried: tuple[Carried, ...]
    done: int
    may_settle: bool
    official: VersionCard | None = None
    differences: tuple[Difference, ...] = ()
    is_stale: bool = False
    superseded: VersionCard | None = None


@dataclass(frozen=True, slots=True)
class RippleLine:
    """A citation in another instrument's text that a change touches."""

    instrument: Instrument
    version: str
    eid: str
    ripple: Ripple


@dataclass(frozen=True, slots=True)
class Offer:
    """A law a decision amends, with the version in force it would be applied to; `made` is the text made before."""

    instrument: Instrument
    base: VersionCard
    made: str = ""


def steps(made: Consolidation, base: Document, settled: Sequence[Settled]) -> tuple[Step, ...]:
    """Every operation with what it names of the old text and what it made in the new."""
    answers = {one.operation: one for one in settled}
    return tuple(_step(outcome, made, base, answers.get(outcome.operation.number)) for outcome in made.outcomes)


def _step(outcome: Outcome, made: Consolidation, base: Document, answer: Settled | None) -> Step:
    operation = outcome.operation
    gone = [old for old, _ in operation.words if old]
    if operation.act is Act.RENUMBER:
        old = [_numbered(node, base) for node in _nodes(operation.targets, base)]
    else:
        old = [_old(node, base, gone, whole=_goes(operation)) for node in _nodes(operation.targets, base)]
    marks = [mark for mark in made.marks if mark.operation == operation.number]
    new = [_new(node, made.document, marks) for node in _nodes(outcome.places, made.document)]
    return Step(outcome, tuple(old), tuple(new), answer)


def _goes(operation: Operation) -> bool:
    """Whether the words of what an operation names go, or are only where something else happens."""
    return operation.act in (Act.REPLACE, Act.DELETE, Act.MERGE, Act.SPLIT)


def _numbered(node: Provision, document: Document) -> Passage:
    text = document.text[node.start : node.end]
    return Passage(node.locator, node.eid, _pieces(text, [(0, len(node.label))]))


def _nodes(locators: Sequence[str], document: Document) -> Iterator[Provision]:
    for locator in locators:
        # a decision says 第一款第二项 where a locator leaves the first paragraph out
        node = document.find(locator) or document.find(locator.replace(".1(", "("))
        if node is not None:
            yield node


def _old(node: Provision, document: Document, gone: Sequence[str], *, whole: bool) -> Passage:
    text = document.text[node.start : node.end]
    spans = [(0, len(text))] if whole else [(at, at + len(p)) for p in gone if (at := text.find(p)) >= 0]
    return Passage(node.locator, node.eid, _pieces(text, spans))


def _new(node: Provision, document: Document, marks: Sequence[Mark]) -> Passage:
    text = document.text[node.start : node.end]
    spans = [
        (max(mark.start, node.start) - node.start, min(mark.end, node.end) - node.start)
        for mark in marks
        if mark.start < node.end and mark.end > node.start
    ]
    return Passage(node.locator, node.eid, _pieces(text, spans))


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    at = 0
    for start, end in sorted(spans):
        if start > at:
            out.append(Piece(text[at:start]))
        if end > max(start, at):
            out.append(Piece(text[max(start, at) : end], touched=True))
        at = max(at, end)
    return (*out, Piece(text[at:])) if at < len(text) else tuple(out)
