"""Cells: the words of one provision as they stand in a row, its number before them, redline and highlights in them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from tracker.annotations.annotation import Spot
from tracker.diff.changes import Clause, Edit, Quote, Unit
from tracker.diff.wording import readable
from tracker.exports import fates, places
from tracker.exports.fates import Fate
from tracker.exports.rows import Row
from tracker.law.document import Document
from tracker.law.provision import Kind
from tracker.readingroom.pages import NoteView
from tracker.web import redline
from tracker.web.redline import Highlight

DEPTH = {Kind.ITEM.value: 1, Kind.SUBITEM.value: 2}


class Shown(Protocol):
    """What a cell must know of a change: its number on the page, its clause and its notes."""

    @property
    def number(self) -> int: ...  # noqa: D102 - the class says it
    @property
    def clause(self) -> Clause: ...  # noqa: D102
    @property
    def notes(self) -> Sequence[NoteView]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Home:
    """A place where words of an old provision stand in the new text: its row's index and anchor, its citation."""

    row: int
    anchor: str
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One provision on one side of a row.

    Attributes:
        locator: its place; `eid`: its anchor, empty where the same provision was shown in a row above.
        number: the article's printed number where the article begins or is taken up again, else empty.
        label: an item's own printed label, （一）; `depth` 0 for a paragraph, 1 item, 2 subitem.
        html: the words with their redline; `text`: the same words, bare.
        parted: where else words of it went (or came from): the other homes.
    """

    locator: str
    eid: str
    number: str
    label: str
    depth: int
    html: Markup
    parted: tuple[Home, ...] = ()
    text: str = ""


class Side:
    """One text while its cells are painted: which article was shown last, and what was shown before."""

    def __init__(self, name: str, document: Document, units: Sequence[Unit]) -> None:
        self.name = name
        self.grammar = document.grammar
        self.nodes = {p.locator: p for p in document.walk()}
        self.firsts: dict[str, str] = {}
        for unit in units:
            self.firsts.setdefault(unit.article, unit.locator)
        self._article = ""
        self._seen: set[str] = set()

    def trace(self, units: Sequence[Unit], parted: tuple[Home, ...]) -> Cell:
        """The mark where provisions stood that moved away: their place, and where they went."""
        whole = len(units) > 1 or self.firsts.get(units[0].article) == units[0].locator
        self._article = ""
        return Cell(
            locator=units[0].locator,
            eid="",
            number=places.cite(units[0].article if whole else units[0].locator, self.grammar, "zh"),
            label="",
            depth=0,
            html=Markup(""),
            parted=parted,
        )

    def cell(self, unit: Unit, html: Markup, parted: tuple[Home, ...] = ()) -> Cell:
        """A unit's cell, numbered as its place on the page needs: an article taken up again says where."""
        node = self.nodes.get(unit.locator)
        again = unit.locator in self._seen
        number = self._number(unit) if again or unit.article != self._article else ""
        label = node.label if node and unit.locator != unit.article else ""
        self._seen.add(unit.locator)
        self._article = unit.article
        return Cell(
            locator=unit.locator,
            eid="" if again or not node else f"old-{node.eid}" if self.name == "old" else node.eid,
            number=number,
            label="" if label and number.endswith(f"{label}项") else label,
            depth=DEPTH.get(unit.kind, 0),
            html=html,
            parted=parted,
            text=unit.text,
        )

    def _number(self, unit: Unit) -> str:
        article = self.nodes.get(unit.article)
        if article is not None and self.firsts.get(unit.article) == unit.locator:
            return article.label
        return places.cite(unit.locator, self.grammar, "zh")


class Painter:
    """Paints the rows of one page, in their order.

    `changes` holds those of each row by its index, `homes` where each old unit stands, by locator, `notes` what is
    noted on provisions of a row besides its changes, `search` words to be marked wherever they stand.
    """

    def __init__(
        self,
        old: Side,
        new: Side,
        changes: Mapping[int, Sequence[Shown]],
        homes: Mapping[str, Sequence[Home]],
        notes: Mapping[int, Sequence[NoteView]],
        search: str = "",
    ) -> None:
        self.old, self.new = old, new
        self.changes, self.homes, self.notes, self.search = changes, homes, notes, search
        self.edits: dict[str, tuple[Edit, ...]] = {}
        self.of_old: dict[str, list[tuple[int, Shown]]] = defaultdict(list)
        for n, several in changes.items():
            for change in several:
                self.edits[change.clause.key] = tuple(readable(change.clause.edits))
                if change.clause.old:
                    self.of_old[change.clause.old.locator].append((n, change))

    def paint(self, n: int, row: Row) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
        """The cells of row number `n`, old and new."""
        if row.left:
            return (self.old.trace(row.old, self._elsewhere(n, row.old[0])),), ()
        old = tuple(self.old.cell(unit, self._words(n, row, unit, "old"), self._elsewhere(n, unit)) for unit in row.old)
        new = tuple(self.new.cell(unit, self._words(n, row, unit, "new")) for unit in row.new)
        return old, new

    def inline(self, n: int, row: Row) -> tuple[Cell, ...]:
        """The cells of row number `n` in one column: the new words, with those that went struck where they stood."""
        out = [self.new.cell(unit, self._both(n, unit, row)) for unit in row.new]
        partners = {c.clause.old.locator for c in self.changes[n] if c.clause.old and c.clause.new}
        gone = [unit for unit in row.old if not row.new or (unit.locator not in partners and self._is_changed(n, unit))]
        return (*out, *(self.old.cell(unit, self._words(n, row, unit, "old")) for unit in gone))

    def _is_changed(self, n: int, unit: Unit) -> bool:
        return any(_is(change.clause.old, unit) for change in self.changes[n])

    def _both(self, n: int, unit: Unit, row: Row) -> Markup:
        """A new provision with what its one partner lost; with several partners as it stands in the new text."""
        mine = [change for change in self.changes[n] if _is(change.clause.new, unit)]
        old = mine[0].clause.old if len(mine) == 1 else None
        if old is None:
            return self._words(n, row, unit, "new")
        edits = self.edits[mine[0].clause.key]
        others = self._edits([c for m, c in self.of_old[old.locator] if m != n])
        was = fates.fates(old.text, [edits], others, "old", moved=row.moved)
        now = fates.fates(unit.text, [edits], [], "new", moved=row.moved)
        return redline.html(redline.both(edits, (old.text, was), (unit.text, now)))

    def _elsewhere(self, n: int, unit: Unit) -> tuple[Home, ...]:
        return tuple(home for home in self.homes.get(unit.locator, ()) if home.row != n)

    def _words(self, n: int, row: Row, unit: Unit, side: str) -> Markup:
        mine = [c for c in self.changes[n] if _is(_unit(c.clause, side), unit)]
        marks = [*highlights(unit, mine, side), *self._noted(n, unit, side), *found(self.search, unit.text)]
        if not mine:
            stays = [Fate.MOVED if row.moved else Fate.KEPT] * len(unit.text)
            return redline.html(redline.stretches(unit.text, stays, marks)) if marks or row.moved else escape(unit.text)
        others = [c for m, c in self.of_old[unit.locator] if m != n] if side == "old" else []
        became = fates.fates(unit.text, self._edits(mine), self._edits(others), side, moved=row.moved)
        return redline.html(redline.stretches(unit.text, became, marks))

    def _noted(self, n: int, unit: Unit, side: str) -> Iterator[Highlight]:
        here = (note for note in self.notes.get(n, ()) if note.place == Spot(side, unit.locator))
        return (mark for note in here for mark in noted(note, side, f"r{n}", unit.text))

    def _edits(self, changes: Sequence[Shown]) -> list[tuple[Edit, ...]]:
        return [self.edits[change.clause.key] for change in changes]


def _unit(clause: Clause, side: str) -> Unit | None:
    return clause.old if side == "old" else clause.new


def _is(one: Unit | None, other: Unit) -> bool:
    return one is not None and one.locator == other.locator


def highlights(unit: Unit, changes: Sequence[Shown], side: str) -> Iterator[Highlight]:
    """What to mark in a unit's words: the quotes of every signal, and the phrases notes point to."""
    for change in changes:
        for signal in change.clause.verdict.signals:
            quote = signal.old if side == "old" else signal.new
            if quote and stands(quote, unit.text):
                yield Highlight("q", f"q{change.number}", quote.start, quote.end)
        for note in change.notes:
            yield from noted(note, side, f"n{change.number}", unit.text)


def noted(note: NoteView, side: str, owner: str, text: str) -> Iterator[Highlight]:
    """The phrase a note points to, where it stands on this side; its words are asked for, not only its offsets."""
    phrase = note.phrase
    if phrase and phrase.side == side and text[phrase.start : phrase.end] == phrase.exact:
        yield Highlight("n", owner, phrase.start, phrase.end)


def found(search: str, text: str) -> Iterator[Highlight]:
    """Every place where searched words stand; white space in the text is no obstacle."""
    pattern = r"\s*".join(re.escape(char) for char in "".join(search.split()))
    for hit in re.finditer(pattern, text, re.IGNORECASE) if pattern else ():
        yield Highlight("f", "find", hit.start(), hit.end())


def stands(quote: Quote, text: str) -> bool:
    """Whether a quote's words are the words at its offsets."""
    return text[quote.start : quote.end] == quote.text
