"""The lines of a text, each with the clauses whose words stand in it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.diff.changes import Unit
from tracker.law.document import Document
from tracker.law.provision import Kind

#: What a line is for whoever sets it: a line of a clause is of the clause's kind.
HEADINGS = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: its words, its offset (characters), the locators of the units in it, what it opens."""

    text: str
    start: int
    units: tuple[str, ...] = ()
    kind: Kind | None = None

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Lined:
    """A text cut into lines.

    Attributes:
        lines: every line that is not blank, in order.
        of_unit: the indices of the lines a unit's words stand in, by locator.
        places: the offset (characters) of a unit's words where they stand in one piece, by locator.
    """

    text: str
    lines: tuple[Line, ...]
    of_unit: dict[str, tuple[int, ...]]
    places: dict[str, int]


def lined(document: Document, units: list[Unit]) -> Lined:
    """The lines of a document, given its units in reading order."""
    bare = list(_bare(document.text))
    starts = [start for start, _ in bare]
    nodes = {p.locator: p for p in document.walk()}
    of_unit: dict[str, tuple[int, ...]] = {}
    places: dict[str, int] = {}
    for unit in units:
        node = nodes[unit.locator]
        at = document.text.find(unit.text, node.start, node.end)
        if at >= 0:
            places[unit.locator] = at
            of_unit[unit.locator] = tuple(range(_line(starts, at), _line(starts, at + len(unit.text) - 1) + 1))
        else:
            of_unit[unit.locator] = _scattered(document.text, unit.text, node.start, starts)
    owners: dict[int, list[str]] = {}
    for locator, indices in of_unit.items():
        for n in indices:
            owners.setdefault(n, []).append(locator)
    kinds = {_line(starts, p.start): p.kind for p in reversed(list(document.walk()))}
    lines = tuple(Line(text, start, tuple(owners.get(n, ())), kinds.get(n)) for n, (start, text) in enumerate(bare))
    return Lined(document.text, lines, of_unit, places)


def _bare(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _line(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _scattered(text: str, words: str, start: int, starts: list[int]) -> tuple[int, ...]:
    """The lines of a unit whose words do not stand together: a standard's clause that runs on below its items."""
    found = []
    for part in words.split("\n"):
        at = text.find(part, start)
        if part.strip() and at >= 0:
            found.append(_line(starts, at))
            start = at + len(part)
    return tuple(dict.fromkeys(found))
