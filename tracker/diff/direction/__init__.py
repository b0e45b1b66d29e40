"""Direction: whether a change strengthened or softened what the regulated party must do, with the rule and both quotes.

Front doors: `judge_all`, `roll_up`, `ledger.numbers`. Follows the coding manual for drafts and finals (dimensions D1
to D15).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.diff.changes import Pair, Unit, Verdict
from tracker.diff.direction.bodies import knowing
from tracker.diff.direction.combining import roll_up
from tracker.diff.direction.judging import judge_one, leading, readings
from tracker.diff.direction.segments import Reading

if TYPE_CHECKING:
    from tracker.diff.drafting import Drafting  # it holds our lexicon, so it imports this room

__all__ = ["judge_all", "read_all", "roll_up"]


def judge_all(
    pairs: Sequence[Pair],
    old: Sequence[Unit],
    new: Sequence[Unit],
    drafting: "Drafting",
    read: Sequence[tuple[Reading, Reading]] | None = None,
) -> list[Verdict]:
    """One verdict for each pair, in order.

    `old` and `new` are all units of both texts, so that words which merely moved are not called lost or new; all pairs
    are given at once, so that a unit standing in several is cut up between them. With `Drafting()` all is neutral.
    `read`: the pairs as `read_all` read them, where somebody did so already.
    """
    old_text, new_text = ("\n".join(unit.text for unit in units) for units in (old, new))
    lexicon = knowing(drafting.direction, old, new)
    read = read_all(pairs, old, new, drafting) if read is None else read
    return [judge_one(before, after, old_text, new_text, lexicon) for before, after in read]


def read_all(
    pairs: Sequence[Pair], old: Sequence[Unit], new: Sequence[Unit], drafting: "Drafting"
) -> list[tuple[Reading, Reading]]:
    """Both sides of every pair as the rules read them: what verdicts and the ledger of numbers are made from."""
    return readings(pairs, knowing(drafting.direction, old, new), (leading(old), leading(new)))
