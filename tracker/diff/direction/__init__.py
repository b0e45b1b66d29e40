"""Direction: whether a change strengthened or softened what the regulated party must do, with the rule and both quotes.

Front doors: `judge_all`, `roll_up`, `ledger.numbers`. Follows the coding manual for drafts and finals (dimensions D1
to D15).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.diff.changes import Pair, Unit, Verdict
from tracker.diff.direction.bodies import knowing
from tracker.diff.direction.combining import roll_up
from tracker.diff.direction.judging import judge_one, readings
from tracker.diff.direction.pairing import Couple
from tracker.diff.whole import Whole

if TYPE_CHECKING:
    from tracker.diff.drafting import Drafting  # it holds our lexicon, so it imports this room

__all__ = ["judge_all", "judge_read", "read_all", "roll_up"]


def judge_all(pairs: Sequence[Pair], old: Sequence[Unit], new: Sequence[Unit], drafting: "Drafting") -> list[Verdict]:
    """One verdict for each pair, in order.

    `old` and `new` are all units of both texts, so that words which merely moved are not called lost or new; all pairs
    are given at once, so that a unit standing in several is cut up between them. With `Drafting()` all is neutral.
    """
    wholes = Whole.of(old), Whole.of(new)
    return judge_read(read_all(pairs, *wholes, drafting), *wholes, drafting)


def read_all(pairs: Sequence[Pair], old: Whole, new: Whole, drafting: "Drafting") -> list[Couple]:
    """Both sides of every pair as the rules read them: what verdicts and the ledger of numbers are made from."""
    return readings(pairs, knowing(drafting.direction, old, new), (old.leads, new.leads))


def judge_read(read: Sequence[Couple], old: Whole, new: Whole, drafting: "Drafting") -> list[Verdict]:
    """One verdict for each pair `read_all` read, in order."""
    lexicon = knowing(drafting.direction, old, new)
    return [judge_one(couple, old.text, new.text, lexicon) for couple in read]
