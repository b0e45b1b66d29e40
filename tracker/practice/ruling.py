"""A ruling: what counsel put right in a comparison, a pairing or a verdict, signed and dated with the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tracker.diff.changes import Comparison, Verdict
from tracker.diff.drafting import Drafting
from tracker.diff.overruling import Opinion, overrule
from tracker.diff.repairing import Correction, recompare
from tracker.law.document import Document


@dataclass(frozen=True, slots=True)
class Ruling:
    """One correction by a person's id: either a `pairing` or an `opinion`. Taken back, it stays on record."""

    id: int
    instrument: str
    old: str
    new: str
    reason: str
    by: str
    at: datetime
    pairing: Correction | None = None
    opinion: Opinion | None = None
    undone_by: str = ""
    undone_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.undone_at is None


@dataclass(frozen=True, slots=True)
class Standing:
    """A comparison as counsel has it.

    Attributes:
        machine: what the machine had said, by `Clause.key`, where counsel said otherwise.
        signed: the ruling that decides each of those changes.
        unfit: the rulings that fit these texts no more, and wait for a person.
        decided: the changes counsel decided, where it is not told who and why.
    """

    comparison: Comparison
    machine: Mapping[str, Verdict] = field(default_factory=dict)
    signed: Mapping[str, Ruling] = field(default_factory=dict)
    unfit: tuple[Ruling, ...] = ()
    decided: frozenset[str] = frozenset()

    @property
    def ruled(self) -> frozenset[str]:
        """The changes (`Clause.key`) whose verdict is counsel's."""
        return self.decided or frozenset(self.signed)


def stand(machine: Comparison, old: Document, new: Document, drafting: Drafting, rulings: Iterable[Ruling]) -> Standing:
    """The comparison with every ruling that stands: pairings first, verdicts on what they give."""
    valid = [one for one in rulings if one.stands]
    pairings = [one for one in valid if one.pairing]
    corrected = recompare(old, new, drafting, [one.pairing for one in pairings if one.pairing]) if pairings else None
    misfits = {unfit.correction for unfit in corrected.unfit} if corrected else set()
    opinions = {one.opinion: one for one in valid if one.opinion}
    ruled = overrule(corrected.comparison if corrected else machine, opinions)
    signed = {key: opinions[opinion] for key, opinion in ruled.said.items()}
    unfit = [one for one in valid if one.pairing in misfits or one.opinion in ruled.unfit]
    return Standing(ruled.comparison, ruled.machine, signed, tuple(unfit))
