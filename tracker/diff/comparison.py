"""Comparison: two documents in, everything that changed between them out. The front door of the room.

Units, words, alignment, clauses, edits, verdicts, numbers, in that order; provisions with the same
words cost no more than reading their words once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tracker.diff.alignment import align
from tracker.diff.changed import UnitAct, changed_pairs
from tracker.diff.changes import Clause, Comparison, Direction, Nature, Pair, Side
from tracker.diff.direction import judge_read, read_all, roll_up
from tracker.diff.direction.ledger import numbers
from tracker.diff.drafting import Drafting
from tracker.diff.foreign import is_foreign, leave_unjudged
from tracker.diff.linking import Linking, linked
from tracker.diff.links import ends, links
from tracker.diff.matter import Habits
from tracker.diff.nature import Ends, nature
from tracker.diff.sides import Text, titles
from tracker.diff.strays import with_strays
from tracker.diff.units import places
from tracker.law.document import Document

# Raise when the same texts would be compared otherwise: filed comparisons say which engine made them.
ENGINE = "5"


@dataclass(frozen=True)
class Sides:
    """Two texts made ready for comparing."""

    before: Text
    after: Text
    habits: Habits

    @classmethod
    def of(cls, old: Document, new: Document, drafting: Drafting) -> "Sides":
        """Both documents with their provisions, units and words."""
        habits = Habits(drafting, spelled=is_foreign(old) or is_foreign(new))
        olds, news = places(old), places(new)
        return cls(Text.of(old, olds, habits, titles(news)), Text.of(new, news, habits, titles(olds)), habits)


def compare(old: Document, new: Document, drafting: Drafting) -> Comparison:
    """Everything that changed between two texts.

    `links` name every numbered provision of both; `clauses` every changed unit with its edits and verdict. The same
    documents and drafting give the same value; the texts exchanged give the mirrored links.
    """
    sides = Sides.of(old, new, drafting)
    return finish(sides, linked_throughout(sides), drafting)


def linked_throughout(sides: Sides) -> Linking:
    """The provisions of both texts aligned, their units linked, and units that strayed elsewhere found again."""
    alignment = align(sides.before.matter, sides.after.matter)
    linking = linked(sides.before, sides.after, alignment, sides.habits)
    return with_strays(linking, sides.before, sides.after)


def finish(sides: Sides, linking: Linking, drafting: Drafting, acts: Sequence[UnitAct] = ()) -> Comparison:
    """The comparison that follows from the links and from what a person said of units (`repairing`)."""
    before, after = sides.before, sides.after
    pairs = changed_pairs(before, after, linking, drafting.terms, acts)
    # The rules of direction are asked of Chinese texts only, for they know no other language.
    foreign = sides.habits.spelled
    read = None if foreign else read_all(pairs, before.whole, after.whole, drafting)
    verdicts = leave_unjudged(pairs) if read is None else judge_read(read, before.whole, after.whole, drafting)
    kin = ends(before, after, linking.alignment)
    clauses = tuple(
        Clause(p.old, p.new, p.relation, verdict, p.edits, p.by_hand, _nature(p, kin))
        for p, verdict in zip(pairs, verdicts, strict=True)
    )
    return Comparison(
        old=_side(before),
        new=_side(after),
        links=links(before, after, linking.alignment, clauses),
        clauses=clauses,
        numbers=numbers(pairs, verdicts, drafting, read),
        direction=roll_up(verdicts).direction if verdicts else Direction.NEUTRAL,
        engine=ENGINE,
        rules=drafting.version,
    )


def _nature(pair: Pair, kin: Collection[Ends]) -> Nature:
    return nature(pair.old.text, pair.new.text, kin) if pair.old and pair.new else Nature.WORDS


def _side(text: Text) -> Side:
    """How the comparison names one of its texts."""
    document = text.document
    head = document.headmatter
    problems = tuple(p.says for p in document.problems)
    return Side(head.title, head.stage.value if head.stage else "", text.articles, document.sha256, problems)
