"""An impossible operation settled by a person: what the provision reads, or that nothing is to do."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.amending.operation import Act, Operation


class Remedy(StrEnum):
    """What a person decides."""

    READS = "reads"  # the provision in force reads so
    NEW = "new"  # an article with this number is put in
    STRUCK = "struck"  # the provision in force is struck out
    NOTHING = "nothing"  # the order is met already, or means nothing here


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's answer to one impossible operation.

    Attributes:
        operation: its number in the decision.
        locator: the provision in force, or the new article's number; empty for `nothing`.
        text: the words, one line a paragraph or item; empty where none are wanted.
        reason: why, in the person's words; kept with the text.
    """

    operation: int
    remedy: Remedy
    locator: str = ""
    text: tuple[str, ...] = ()
    reason: str = ""


def settled(operations: Iterable[Operation], settlements: Iterable[Settlement]) -> tuple[Operation, ...]:
    """The operations, those a person settled in the shape the person gave them."""
    answers = {settlement.operation: settlement for settlement in settlements}
    return tuple(_as_ordered(o, answers[o.number]) if o.number in answers else o for o in operations)


def _as_ordered(operation: Operation, answer: Settlement) -> Operation:
    """The operation a settlement stands for; the sentence stays the decision's."""
    bare = Operation(operation.number, operation.act, operation.point, operation.sentence, law=operation.law)
    if answer.remedy is Remedy.NOTHING:
        return replace(bare, act=Act.NOTHING)
    if answer.remedy is Remedy.NEW:
        return replace(bare, act=Act.INSERT, becomes=(answer.locator,), unit="条", text=(answer.text,))
    if answer.remedy is Remedy.STRUCK:
        return replace(bare, act=Act.DELETE, targets=(answer.locator,))
    return replace(bare, act=Act.REPLACE, targets=(answer.locator,), text=(answer.text,))
