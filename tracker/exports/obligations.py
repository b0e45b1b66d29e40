"""Obligations as people read them: who has how many of which sort and what became of them, and each that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.diff.fate import Destiny, Fate, tally
from tracker.exports.words import ADDRESSEES, FATES, SORTS, Language, Voice, place


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the table: whose norms of which sort, and how many met each fate, in the order of `Fate`."""

    addressee: str
    sort: str
    fates: tuple[int, ...]


def table(destinies: Sequence[Destiny], language: Language) -> list[Count]:
    """The counts by addressee and sort, in words."""
    counts = tally(destinies)
    lines = dict.fromkeys((addressee, sort) for addressee, sort, _ in counts)
    return [
        Count(
            ADDRESSEES[language].get(addressee, addressee),
            SORTS[language][sort],
            tuple(counts.get((addressee, sort, fate), 0) for fate in Fate),
        )
        for addressee, sort in lines
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One norm that did not simply stay: its places, whose, of which sort, its fate, and its words on both sides."""

    places: str
    addressee: str
    sort: str
    fate: Fate
    told: str
    old: str
    new: str


def lines(destinies: Sequence[Destiny], language: Language, voice: Voice | None = None) -> Iterator[Line]:
    """The norms that were changed, dropped or set up, in reading order; where 应当 became 可以 both sorts are named."""
    name = (voice or Voice()).place
    sorts = SORTS[language]
    for row in destinies:
        if row.fate is not Fate.KEPT:
            was, now = row.old.sort if row.old else None, row.norm.sort
            old, new = (name(norm.locator) if norm else None for norm in (row.old, row.new))
            yield Line(
                str(new) if old == new else place(old, new),
                ADDRESSEES[language].get(row.norm.addressee, row.norm.addressee),
                sorts[now] if was is None or was is now else f"{sorts[was]} → {sorts[now]}",
                row.fate,
                FATES[language][row.fate],
                row.old.text if row.old else "",
                row.new.text if row.new else "",
            )
