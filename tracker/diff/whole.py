"""Whole: everything one text says, as the rules of direction ask of it beside its changed units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Unit


@dataclass(frozen=True, slots=True)
class Whole:
    """The words of all units of a text, one after the other with a line end between.

    Attributes:
        text: the words as printed.
        hung: the same, each unit after the words it hangs on.
        leads: numbers of a standard's clauses that have numbered clauses below them: 5.1 where there is a 5.1.2.
    """

    text: str = ""
    hung: str = ""
    leads: frozenset[str] = frozenset()

    @classmethod
    def said(cls, words: Sequence[tuple[str, str]], leading: frozenset[str]) -> "Whole":
        """Of the words of every unit: those it hangs on, and its own."""
        text = "\n".join([own for _, own in words])
        return cls(text, "\n".join([part for pair in words for part in pair]), leading)

    @classmethod
    def of(cls, units: Sequence[Unit]) -> "Whole":
        """Of the units themselves."""
        return cls.said([(unit.chapeau, unit.text) for unit in units], leads(unit.article for unit in units))


def leads(numbers: Iterable[str]) -> frozenset[str]:
    """Of some numbers of clauses those that only announce others: 5.1 where there is a 5.1.2."""
    return frozenset(number.rpartition(".")[0] for number in numbers if "." in number)
