"""The seam for a second opinion: a reader the firm runs itself says what it thinks of a change, beside the verdict.

No network and no model stand here: whoever has one writes a class with a `read` and gives it in. What it says is kept
apart from the verdict, which stays what the rules made it, and is shown next to it with its author's name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tracker.diff.changes import Clause, Direction


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a second reader thinks of one clause.

    Attributes:
        by: who says so, as shown: a model with its version, a colleague.
        direction: its own answer; `unclear` is one.
        why: its reason in a sentence, empty if it gives none.
    """

    by: str
    direction: Direction
    why: str = ""


class SecondReader(Protocol):
    """Somebody who reads changes once more."""

    def read(self, clause: Clause) -> Opinion | None:
        """An opinion on one changed clause; None where it has none. Raises nothing: a reader that fails is silent."""
        ...


def second_opinions(clauses: Sequence[Clause], reader: SecondReader) -> Mapping[str, Opinion]:
    """The opinions by the clauses' keys, in their order; clauses without one are left out, verdicts untouched."""
    read = ((clause.key, reader.read(clause)) for clause in clauses)
    return {key: opinion for key, opinion in read if opinion is not None}


def disputed(clauses: Sequence[Clause], opinions: Mapping[str, Opinion]) -> tuple[str, ...]:
    """Keys of the clauses where the second reader says something else: what counsel should look at first."""
    said = ((clause, opinions[clause.key]) for clause in clauses if clause.key in opinions)
    return tuple(clause.key for clause, opinion in said if opinion.direction is not clause.verdict.direction)
