"""Links: the rows of `articles`: every numbered provision of both texts, with the verdict of its clauses rolled up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tracker.diff.alignment import Alignment, Found
from tracker.diff.byhand import Row
from tracker.diff.changes import Clause, Link, Nature, Relation
from tracker.diff.direction import roll_up
from tracker.diff.matter import Matter
from tracker.diff.nature import Ends
from tracker.diff.relations import relations
from tracker.diff.sides import Text
from tracker.diff.sureness import sure_alone, sure_linked


def ends(before: Text, after: Text, alignment: Alignment) -> frozenset[Ends]:
    """The numbers of every two provisions that became one another."""
    return frozenset((before.matter[f.old].locator, after.matter[f.new].locator) for f in alignment.links)


def links(before: Text, after: Text, alignment: Alignment, clauses: Sequence[Clause]) -> tuple[Link, ...]:
    """A row for every link and for every provision without one, in reading order of the new text."""
    rows = _bare_rows(before, after, alignment)
    mine = _by_row(before, after, alignment, clauses)
    return tuple(_judged(rows[row], mine[row]) if row in mine else rows[row] for row in _in_reading_order(list(rows)))


def _bare_rows(before: Text, after: Text, alignment: Alignment) -> dict[Row, Link]:
    """The rows before anyone judged them; `confidence` is that of the link."""
    names = relations(before.matter, after.matter, alignment)
    rows: dict[Row, Link] = {}
    for f in alignment.links:
        rows[f.old, f.new] = _bare_row(f, before.matter[f.old], after.matter[f.new], names[f.old, f.new])
    linked = {f.old for f in alignment.links}, {f.new for f in alignment.links}
    for m in before.matter:
        if m.index not in linked[0] and not m.bare_heading:
            sure = sure_alone(alignment.alone.get((0, m.index), 0.0))
            rows[m.index, None] = Link(m.locator, None, Relation.DELETED, confidence=sure, similarity=0.0, sure=sure)
    for m in after.matter:
        if m.index not in linked[1] and not m.bare_heading:
            sure = sure_alone(alignment.alone.get((1, m.index), 0.0))
            rows[None, m.index] = Link(None, m.locator, Relation.ADDED, confidence=sure, similarity=0.0, sure=sure)
    for row in alignment.by_hand & rows.keys():
        rows[row] = replace(rows[row], confidence=1.0, sure=1.0, by_hand=True)
    return rows


def _bare_row(f: Found, one: Matter, other: Matter, relation: Relation) -> Link:
    """The row of a link; one between provisions that are the same to the letter is as sure and as alike as can be."""
    if f.equal and one.text == other.text:
        return Link(one.locator, other.locator, relation)
    similarity = 1.0 if one.words == other.words else min(f.likeness.s, 0.99)
    nature = Nature.PRINT if _printed_otherwise(one, other) else Nature.WORDS
    divided = relation in (Relation.SPLIT, Relation.MERGED)
    sure = sure_linked(f, spelled=divided and one.habits.spelled)
    return Link(one.locator, other.locator, relation, confidence=sure, similarity=similarity, nature=nature, sure=sure)


def _printed_otherwise(one: Matter, other: Matter) -> bool:
    """Whether the same words stand with other signs, white space apart."""
    if one.text == other.text or one.words != other.words:
        return False
    return "".join(one.text.split()) != "".join(other.text.split())


def _by_row(
    before: Text, after: Text, alignment: Alignment, clauses: Sequence[Clause]
) -> Mapping[Row, Sequence[Clause]]:
    """The clauses of each row that has any; one without partner counts at its provision's strongest link."""
    old_index = {m.locator: m.index for m in before.matter}
    new_index = {m.locator: m.index for m in after.matter}
    changed = {old_index[c.old.article] for c in clauses if c.old}, {new_index[c.new.article] for c in clauses if c.new}
    led = [f for f in alignment.links if f.old in changed[0] or f.new in changed[1]]
    strongest: dict[tuple[int, int], Row] = {}
    for f in sorted(led, key=lambda f: (f.score, -f.old, -f.new)):
        strongest[0, f.old] = strongest[1, f.new] = (f.old, f.new)
    out: dict[Row, list[Clause]] = defaultdict(list)
    for clause in clauses:
        old = old_index[clause.old.article] if clause.old else None
        new = new_index[clause.new.article] if clause.new else None
        row: Row = (old, new)
        if old is None and new is not None:
            row = strongest.get((1, new), row)
        elif new is None and old is not None:
            row = strongest.get((0, old), row)
        out[row].append(clause)
    return out


def _judged(link: Link, clauses: Sequence[Clause]) -> Link:
    """The row of a link with changed clauses: its direction theirs, as sure as the link and the verdict together."""
    verdict = roll_up([clause.verdict for clause in clauses])
    natures = {clause.nature for clause in clauses}
    return replace(
        link,
        direction=verdict.direction,
        severity=verdict.severity,
        confidence=link.confidence * verdict.confidence,
        nature=natures.pop() if len(natures) == 1 else Nature.WORDS,
    )


def _in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """By place in the new text; a deleted provision follows the nearest one before it that has a place there."""
    paired: dict[int, int] = {}
    for old, new in rows:
        if old is not None and new is not None:
            paired[old] = max(new, paired.get(old, -1))

    def place(row: Row) -> tuple[int, int, int]:
        old, new = row
        if new is not None:
            return new, 0, -1 if old is None else old
        assert old is not None
        before = next((paired[n] for n in range(old - 1, -1, -1) if n in paired), -1)
        return before, 1, old

    return sorted(rows, key=place)
