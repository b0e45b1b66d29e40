"""Drafts: a note as somebody sends it, what is wrong with it, and the place in the text that it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tracker.annotations.annotation import Selector, Spot
from tracker.annotations.quoting import quote
from tracker.diff.changes import Clause, Unit
from tracker.diff.units import units_of
from tracker.exports import places
from tracker.readingroom.pages import ComparisonPage
from tracker.web import current
from tracker.web.filters import say


@dataclass(frozen=True, slots=True)
class Draft:
    """A note being written: its form as it was sent, and what was wrong with it.

    `spot` is the provision meant, `new:7.1`, for a note on one that did not change.
    """

    change: str
    body: str = ""
    exact: str = ""
    side: str = "new"
    start: str = ""
    spot: str = ""
    matter: str = ""
    fault: str = ""

    @property
    def on_spot(self) -> Spot | None:
        """The provision meant, if the note is on one rather than on a change."""
        side, _, locator = self.spot.partition(":")
        return Spot(side, locator) if not self.change and side in ("old", "new") and locator else None

    def with_fault(self, fault: str) -> "Draft":
        """The same with what was wrong with it."""
        return replace(self, fault=fault)


@dataclass(frozen=True, slots=True)
class Rewording:
    """A note being reworded: its number, the words being written, and what a colleague did meanwhile."""

    note: int
    body: str | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Correcting:
    """A correction being made at a change: its form as it was sent, and what was wrong with it."""

    change: str
    sent: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""


def wrong_with(draft: Draft, shown: ComparisonPage) -> str:
    """What keeps a note from being kept, as a sentence; empty if nothing does."""
    if not draft.body:
        return say("note.empty")
    unit = unit_of(draft, shown)
    if (draft.change and change_of(draft, shown) is None) or (draft.on_spot and unit is None):
        return say("note.no-change")
    if draft.exact and selector(draft, shown) is None:
        grammar = shown.new.document.grammar
        place = places.cite(unit.locator, grammar, current.language()) if unit else say("note.whole")
        return say("note.no-quote", quote=draft.exact, place=place, side=say(f"bench.{draft.side}"))
    return ""


def change_of(draft: Draft, shown: ComparisonPage) -> Clause | None:
    """The change a note is on, None for a provision or the whole comparison."""
    return next((c for c in shown.comparison.clauses if c.key == draft.change), None)


def unit_of(draft: Draft, shown: ComparisonPage) -> Unit | None:
    """The provision whose words a note may quote."""
    spot = draft.on_spot
    if spot:
        version = shown.old if spot.side == "old" else shown.new
        return next((u for u in units_of(version.document) if u.locator == spot.locator), None)
    clause = change_of(draft, shown)
    if clause is None:
        return None
    return clause.old if draft.side == "old" else clause.new


def selector(draft: Draft, shown: ComparisonPage) -> Selector | None:
    """The quote's place in the provision's words; None without a quote, or where the words do not stand there.

    `start` says which of several equal phrases was meant; the words decide, the offset only chooses.
    """
    unit = unit_of(draft, shown)
    if not unit or not draft.exact:
        return None
    side = draft.on_spot.side if draft.on_spot else draft.side
    return quote(unit.text, draft.exact, side, int(draft.start) if draft.start.isdecimal() else -1)
