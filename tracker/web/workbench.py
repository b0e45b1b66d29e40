"""The workbench before any template: rows with their redline, changes with their notes, map, chips and numbers.

Built from the reading room's `ComparisonPage`, which already holds no more than its reader may see; without sight of
the judgement this adds none: no direction, no count, no ledger, no colour of a verdict.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tracker.diff.changes import Clause, Direction, Link, NumberChange, Unit
from tracker.diff.direction.second import Opinion
from tracker.diff.units import units_of
from tracker.exports import places, rows
from tracker.exports.outline import Outline
from tracker.exports.rows import Row
from tracker.law.document import Document, Grammar
from tracker.readingroom.looking import Seen
from tracker.readingroom.pages import ComparisonPage, NoteView
from tracker.web import alignment_map
from tracker.web.bands import DISPUTED, FRESH, UNCHECKED, Band, Change
from tracker.web.cells import Home, Painter, Side
from tracker.web.chapters import Chapter, chapters
from tracker.web.chips import Chip, chips
from tracker.web.settling import settle
from tracker.web.sifting import Sift, asked, known_tags

NO_QUESTION: Mapping[str, str] = {}
NOTHING_SEEN = Seen()
GLANCE = 4  # numbers that fit on one line beside the word “Numbers”


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A number that changed, with the change it belongs to."""

    number: NumberChange
    anchor: str
    old_place: str
    new_place: str


@dataclass(frozen=True)  # no slots: what is asked for at every row is worked out once and kept
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
    chapters: tuple[Chapter, ...]
    notes: tuple[NoteView, ...]
    lost_notes: tuple[NoteView, ...]
    sift: Sift

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
        return not any(self.shows(band) for band in self.bands if band.heading is None)

    def shows(self, band: Band) -> bool:
        """Whether a row answers what is asked."""
        return self.sift.shows(band, self.judged)

    @cached_property
    def shown(self) -> tuple[Change, ...]:
        """The changes that answer the filter."""
        judged, seen = self.judged, [band for band in self.bands if band.heading is None and self.shows(band)]
        return tuple(
            change
            for band in seen
            for change in band.changes
            if self.sift.answers(change.tags if judged else change.bare_tags)
        )

    @cached_property
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

    def __init__(
        self, page: ComparisonPage, language: str, seen: Seen, second: Mapping[str, Opinion] | None = None
    ) -> None:
        self.page = page
        self.second = second or {}
        self.seen = seen
        self.language = language
        self.old, self.new = page.old.document, page.new.document
        self.old_units, self.new_units = units_of(self.old), units_of(self.new)
        self.rows = rows.arrange(page.comparison, self.old_units, self.new_units)
        self.settled = settle(page.notes, self.rows)

    def build(self, args: Mapping[str, str]) -> Workbench:
        """The finished page, for what the query asks."""
        numbered = self._changes()
        changes = tuple(change for several in numbered.values() for change in several)
        known = known_tags(changes, self.page.judged, self.page.review is not None)
        sift = asked(args, known)
        bands = self._bands(numbered, sift)
        return Workbench(
            page=self.page,
            bands=bands,
            changes=changes,
            chips=chips(bands, changes, sift, known, judged=self.page.judged),
            map=self._map(),
            map_anchors=self._map_anchors(numbered),
            directions=self._directions(changes),
            unchanged=self._unchanged(),
            numbers=self._numbers(changes),
            chapters=chapters(bands, judged=self.page.judged),
            notes=self.settled.whole,
            lost_notes=self.settled.lost,
            sift=sift,
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

    def _work(self, key: str, direction: Direction) -> tuple[str, ...]:
        """What the firm may ask of a change: is it unchecked, new to this reader, disputed by the second reader."""
        if self.page.review is None:
            return ()
        second = self.second.get(key)
        return (
            *(() if key in self.seen.checks else (UNCHECKED,)),
            *((FRESH,) if key in self.seen.fresh else ()),
            *((DISPUTED,) if second and second.direction is not direction else ()),
        )

    def _change(self, number: int, clause: Clause) -> Change:
        return Change(
            number=number,
            clause=clause,
            anchor=f"c-{clause.key}",
            old_place=self.cite(clause.old, self.old),
            new_place=self.cite(clause.new, self.new),
            notes=tuple(self.settled.of_change[clause.key]),
            machine=self.page.machine.get(clause.key),
            ruled=clause.key in self.page.ruled,
            check=self.seen.checks.get(clause.key),
            work=self._work(clause.key, clause.verdict.direction),
            second=self.second.get(clause.key) if self.page.review is not None else None,
        )

    def _bands(self, numbered: Mapping[int, tuple[Change, ...]], sift: Sift) -> tuple[Band, ...]:
        sides = Side("old", self.old, self.old_units), Side("new", self.new, self.new_units)
        painter = Painter(*sides, numbered, self._homes(numbered), self.settled.of_row, sift.words)
        old_outline, new_outline = Outline(self.old), Outline(self.new)
        out: list[Band] = []
        for n, row in enumerate(self.rows):
            # A moved provision stands away from its old chapter: it does not open it.
            old_heading = old_outline.entered(row.old[0].article) if row.old and not row.moved else ()
            new_heading = new_outline.entered(row.new[0].article) if row.new else ()
            if old_heading or new_heading:
                out.append(Band(anchor=f"h-{n}", heading=(old_heading, new_heading)))
            old, new = ((), painter.inline(n, row)) if sift.inline and not row.left else painter.paint(n, row)
            noted = tuple(self.settled.of_row[n])
            anchor = _anchor(n, numbered[n])
            out.append(Band(anchor, old, new, numbered[n], row.relation, _missing(row), notes=noted))
        return tuple(out)

    def _homes(self, numbered: Mapping[int, tuple[Change, ...]]) -> Mapping[str, Sequence[Home]]:
        """Where each old unit stands, by its locator."""
        homes: dict[str, list[Home]] = defaultdict(list)
        for n, row in enumerate(self.rows):
            if row.new and not row.left:
                for unit in row.old:
                    homes[unit.locator].append(Home(n, _anchor(n, numbered[n]), self.cite(row.new[0], self.new)))
        return homes

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


def build(
    page: ComparisonPage,
    language: str,
    args: Mapping[str, str] = NO_QUESTION,
    seen: Seen = NOTHING_SEEN,
    second: Mapping[str, Opinion] | None = None,
) -> Workbench:
    """The workbench for what one reader may see of a comparison, in a language, as a query asks.

    `seen` is what was checked and what is new to the reader, `second` what the firm's second reader thinks.
    """
    return Bench(page, language, seen, second).build(args)
