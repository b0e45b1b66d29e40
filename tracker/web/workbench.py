"""The workbench before any template: rows with their redline, changes with their notes, map, chips and numbers.

Built from the reading room's `ComparisonPage`, which already holds no more than its reader may see; without sight of
the judgement this adds none: no direction, no count, no ledger, no colour of a verdict.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Clause, Direction, Link, NumberChange, Relation, Unit
from tracker.diff.units import units_of
from tracker.exports import places, rows
from tracker.exports.outline import Outline
from tracker.exports.rows import Row
from tracker.law.document import Document, Grammar
from tracker.readingroom.pages import ComparisonPage, NoteView
from tracker.web import alignment_map
from tracker.web.cells import Cell, Home, Painter, Side

GLANCE = 4  # numbers that fit on one line beside the word “Numbers”

#: The relations a chip can ask for, in the order of chips; unchanged and renumbered articles are the rest of the page.
CHIPS = (Relation.AMENDED, Relation.ADDED, Relation.DELETED, Relation.MOVED, Relation.SPLIT, Relation.MERGED)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as shown: its number in reading order, its permalink, both places in words, the notes on it."""

    number: int
    clause: Clause
    anchor: str
    old_place: str
    new_place: str
    notes: tuple[NoteView, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        """What filters may ask of it, judgement included."""
        return (self.clause.verdict.direction.value, *self.bare_tags)

    @property
    def bare_tags(self) -> tuple[str, ...]:
        """What filters may ask of it where the judgement is not shown."""
        return (self.clause.relation.value, *(("noted",) if self.notes else ()))

    def answers(self, wanted: str) -> bool:
        """Whether it is among the changes a filter asks for."""
        return wanted in ("", "all", "changed") or wanted in self.tags


@dataclass(frozen=True, slots=True)
class Band:
    """A drawn row, or a chapter heading when `heading` is set.

    Attributes:
        anchor: its id on the page.
        missing: why a side is empty: `added`, `deleted`, `left` (moved from here), or nothing.
        relation: what became of the provision.
        heading: the chapters that begin here, old and new.
    """

    anchor: str
    old: tuple[Cell, ...] = ()
    new: tuple[Cell, ...] = ()
    changes: tuple[Change, ...] = ()
    relation: Relation = Relation.UNCHANGED
    missing: str = ""
    heading: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def tags(self, judged: bool) -> tuple[str, ...]:
        """What filters may ask of the row, each once."""
        every = [tag for change in self.changes for tag in (change.tags if judged else change.bare_tags)]
        return tuple(dict.fromkeys([*every, *(["moved"] if self.is_moved_whole else [])]))

    @property
    def is_moved_whole(self) -> bool:
        """Whether it moved word for word: no clause of the comparison, yet a change of the text's order."""
        return self.relation is Relation.MOVED and not self.changes and not self.missing

    def shows(self, wanted: str) -> bool:
        """Whether the row answers a filter; `all` shows everything, `changed` whatever is not quiet."""
        if wanted in ("", "all"):
            return True
        if self.is_moved_whole:
            return wanted in ("changed", Relation.MOVED.value)
        if wanted == "changed":
            return bool(self.changes)
        return any(change.answers(wanted) for change in self.changes)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: its word's key, what it asks, how many changes answer (None where the reader may see no count)."""

    group: str
    key: str
    count: int | None
    on: bool


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A number that changed, with the change it belongs to."""

    number: NumberChange
    anchor: str
    old_place: str
    new_place: str


@dataclass(frozen=True, slots=True)
class Workbench:
    """Everything the page draws."""

    page: ComparisonPage
    bands: tuple[Band, ...]
    changes: tuple[Change, ...]
    chips: tuple[Chip, ...]
    map: alignment_map.AlignmentMap
    map_anchors: Mapping[Link, str]
    directions: Mapping[Direction, int]
    unchanged: int
    numbers: tuple[LedgerLine, ...]
    notes: tuple[NoteView, ...]
    lost_notes: tuple[NoteView, ...]
    show: str = "all"

    @property
    def judged(self) -> bool:
        """Whether the reader may see verdicts."""
        return self.page.judged

    @property
    def text_language(self) -> str:
        """The language of the two texts, for hyphenation, fonts and screen readers."""
        return "en" if self.page.new.document.grammar is Grammar.ENGLISH else "zh-CN"

    def has(self, key: str) -> bool:
        """Whether there is a change with this key."""
        return any(change.clause.key == key for change in self.changes)

    @property
    def shows_nothing(self) -> bool:
        """Whether no row answers the filter."""
        return not any(band.shows(self.show) for band in self.bands if band.heading is None)

    @property
    def shown(self) -> tuple[Change, ...]:
        """The changes that answer the filter."""
        return tuple(change for change in self.changes if change.answers(self.show))

    @property
    def steps(self) -> Mapping[int, tuple[str, str]]:
        """For each change shown, by number: the links to the one before and the one after, empty at the ends."""
        anchors = ["", *(change.anchor for change in self.shown), ""]
        return {change.number: (anchors[n], anchors[n + 2]) for n, change in enumerate(self.shown)}

    @property
    def largest(self) -> tuple[LedgerLine, ...]:
        """The numbers worth a glance while the ledger is folded: those that changed, then those that came or went."""
        both = [line for line in self.numbers if line.number.before and line.number.after]
        return tuple([*both, *(line for line in self.numbers if line not in both)][:GLANCE])


class Bench:
    """One page under construction: both texts' units and outlines, and what stands where."""

    def __init__(self, page: ComparisonPage, language: str) -> None:
        self.page = page
        self.language = language
        self.old, self.new = page.old.document, page.new.document
        self.old_units, self.new_units = units_of(self.old), units_of(self.new)
        self.rows = rows.arrange(page.comparison, self.old_units, self.new_units)
        self.notes: dict[str, list[NoteView]] = defaultdict(list)
        for note in page.notes:
            self.notes[note.change].append(note)

    def build(self, show: str) -> Workbench:
        """The finished page, `show` being the filter asked for."""
        numbered = self._changes()
        bands = self._bands(numbered)
        changes = tuple(change for several in numbered.values() for change in several)
        keys = {change.clause.key for change in changes}
        return Workbench(
            page=self.page,
            bands=bands,
            changes=changes,
            chips=self._chips(changes, sum(band.is_moved_whole for band in bands), show),
            map=self._map(),
            map_anchors=self._map_anchors(numbered),
            directions=self._directions(changes),
            unchanged=self._unchanged(),
            numbers=self._numbers(changes),
            notes=tuple(self.notes[""]),
            lost_notes=tuple(n for key, several in self.notes.items() if key and key not in keys for n in several),
            show=show,
        )

    def cite(self, unit: Unit | None, document: Document) -> str:
        """A unit's place in words; empty for the missing side."""
        return places.cite(unit.locator, document.grammar, self.language) if unit else ""

    def _changes(self) -> dict[int, tuple[Change, ...]]:
        """The changes of each row by its index, numbered through the page."""
        out: dict[int, tuple[Change, ...]] = {}
        number = 0
        for n, row in enumerate(self.rows):
            several = []
            for clause in row.clauses:
                number += 1
                several.append(self._change(number, clause))
            out[n] = tuple(several)
        return out

    def _change(self, number: int, clause: Clause) -> Change:
        return Change(
            number=number,
            clause=clause,
            anchor=f"c-{clause.key}",
            old_place=self.cite(clause.old, self.old),
            new_place=self.cite(clause.new, self.new),
            notes=tuple(self.notes[clause.key]),
        )

    def _bands(self, numbered: Mapping[int, tuple[Change, ...]]) -> tuple[Band, ...]:
        sides = Side("old", self.old, self.old_units), Side("new", self.new, self.new_units)
        painter = Painter(*sides, numbered, self._homes(numbered))
        old_outline, new_outline = Outline(self.old), Outline(self.new)
        out: list[Band] = []
        for n, row in enumerate(self.rows):
            # A moved provision stands away from its old chapter: it does not open it.
            old_heading = old_outline.entered(row.old[0].article) if row.old and not row.moved else ()
            new_heading = new_outline.entered(row.new[0].article) if row.new else ()
            if old_heading or new_heading:
                out.append(Band(anchor="", heading=(old_heading, new_heading)))
            old, new = painter.paint(n, row)
            out.append(Band(_anchor(n, numbered[n]), old, new, numbered[n], row.relation, _missing(row)))
        return tuple(out)

    def _homes(self, numbered: Mapping[int, tuple[Change, ...]]) -> Mapping[str, Sequence[Home]]:
        """Where each old unit stands, by its locator."""
        homes: dict[str, list[Home]] = defaultdict(list)
        for n, row in enumerate(self.rows):
            if row.new and not row.left:
                for unit in row.old:
                    homes[unit.locator].append(Home(n, _anchor(n, numbered[n]), self.cite(row.new[0], self.new)))
        return homes

    def _chips(self, changes: Sequence[Change], moved_whole: int, show: str) -> tuple[Chip, ...]:
        tags = Counter(tag for change in changes for tag in change.tags)
        tags[Relation.MOVED.value] += moved_whole

        def chip(group: str, key: str, count: int) -> Chip:
            return Chip(group, key, count if self.page.judged else None, key == show)

        out = [chip("all", "all", len(changes)), chip("all", "changed", len(changes))]
        if self.page.judged:
            out += [chip("direction", d.value, tags[d.value]) for d in Direction]
        out += [chip("relation", r.value, tags[r.value]) for r in CHIPS if tags[r.value]]
        if tags["noted"]:
            out.append(chip("notes", "noted", tags["noted"]))
        return tuple(out)

    def _directions(self, changes: Sequence[Change]) -> Mapping[Direction, int]:
        if not self.page.judged:
            return {}
        counts = Counter(change.clause.verdict.direction for change in changes)
        return {direction: counts[direction] for direction in Direction}

    def _unchanged(self) -> int:
        return sum(link.relation in alignment_map.QUIET for link in self.page.comparison.links)

    def _map(self) -> alignment_map.AlignmentMap:
        return alignment_map.draw(
            self.page.comparison.links,
            [p.locator for p in self.old.articles],
            [p.locator for p in self.new.articles],
            Outline(self.old).beginnings,
            Outline(self.new).beginnings,
        )

    def _map_anchors(self, numbered: Mapping[int, tuple[Change, ...]]) -> Mapping[Link, str]:
        first = rows.first_rows(self.rows)
        changed = rows.first_rows([row if row.clauses else Row((), ()) for row in self.rows])
        out = {}
        for link in self.page.comparison.links:
            # Linked articles need not share a row: then the new one's own, else the old one's.
            places_of = ((link.old, link.new), (None, link.new), (link.old, None))
            n = next((at[pair] for pair in places_of for at in (changed, first) if pair in at and any(pair)), None)
            if n is not None:
                out[link] = _anchor(n, numbered[n])
        return out

    def _numbers(self, changes: Sequence[Change]) -> tuple[LedgerLine, ...]:
        at = {c.clause.key: c for c in changes}
        out = []
        for number in self.page.comparison.numbers:
            change = at.get(f"{number.old or ''}~{number.new or ''}")
            out.append(
                LedgerLine(
                    number,
                    change.anchor if change else "",
                    places.cite(number.old, self.old.grammar, self.language) if number.old else "",
                    places.cite(number.new, self.new.grammar, self.language) if number.new else "",
                )
            )
        return tuple(out)


def _anchor(n: int, changes: Sequence[Change]) -> str:
    return changes[0].anchor if changes else f"r-{n}"


def _missing(row: Row) -> str:
    if row.left:
        return "left"
    if row.clauses and not (row.old and row.new):
        return "deleted" if row.old else "added"
    return ""


def build(page: ComparisonPage, language: str, show: str = "all") -> Workbench:
    """The workbench for what one reader may see of a comparison, in a language, with a filter."""
    return Bench(page, language).build(show)
