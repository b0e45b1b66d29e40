"""The genealogy of a phrase: in which text of each work it entered, and in which it was gone again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tracker.practice.cards import VersionCard


@dataclass(frozen=True, slots=True)
class Line:
    """One work.

    Attributes:
        entered: its first text that holds the phrase; first: whether no text of the work before it is known.
        left: its first text after the last one that holds it; None where its newest text holds it still.
        texts: how many of its texts hold it, of how many.
    """

    instrument: str
    entered: VersionCard
    first: bool
    left: VersionCard | None
    texts: tuple[int, int]


def genealogy(works: Mapping[str, Sequence[VersionCard]], holding: Collection[tuple[str, str]]) -> tuple[Line, ...]:
    """A line for every work of which a text holds the phrase, by the day it entered.

    `works` are the texts of each work, oldest first; `holding` names the texts that hold it, by work and version.
    """
    lines = [line for slug, cards in works.items() if (line := _line(slug, cards, holding)) is not None]
    return tuple(sorted(lines, key=lambda line: (line.entered.dated_on, line.instrument)))


def _line(slug: str, cards: Sequence[VersionCard], holding: Collection[tuple[str, str]]) -> Line | None:
    where = [at for at, card in enumerate(cards) if (slug, card.id) in holding]
    if not where:
        return None
    after = where[-1] + 1
    left = cards[after] if after < len(cards) else None
    return Line(slug, cards[where[0]], where[0] == 0, left, (len(where), len(cards)))
