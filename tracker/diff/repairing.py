"""Repairing: a person's corrections of which provision became which, kept as values and replayed on any comparison.

The engine's links are put right in the order the corrections were made, then words, verdicts and numbers follow from
the new links as from any others: the same texts and corrections give the same comparison. A correction whose places
are gone, or hold other words than the person saw, is not applied and is returned with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from tracker.diff.alignment import corrected
from tracker.diff.byhand import Act, Placed
from tracker.diff.changed import UnitAct
from tracker.diff.changes import Comparison
from tracker.diff.comparison import Sides, finish, linked_throughout
from tracker.diff.drafting import Drafting
from tracker.diff.linking import linked
from tracker.diff.matter import Habits
from tracker.diff.order import Pair
from tracker.diff.sides import Text
from tracker.diff.units import places
from tracker.diff.words import bare
from tracker.law.document import Document

# Hexadecimal digits of a digest: among a text's few thousand places two alike by chance are out of the question.
DIGEST = 16

__all__ = ["Act", "Corrected", "Correction", "Misfit", "Unfit", "correction", "recompare"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said about two places: numbered provisions (`7`) or units inside them (`7.2(3)`).

    Attributes:
        old, new: locators; to part one from everything, the other is None.
        old_words, new_words: digests of the words the person saw there; empty where nobody noted them. A place is then
            known by its words too, so that a correction survives an article put in before it.
    """

    act: Act
    old: str | None
    new: str | None
    old_words: str = ""
    new_words: str = ""


class Misfit(StrEnum):
    """Why a correction does not fit."""

    GONE = "gone"  # the text has no such place, and its words stand nowhere else in it
    REWORDED = "reworded"  # the place holds other words than the person saw
    UNEQUAL = "unequal"  # a provision of several units on one side, a unit inside one on the other
    HALF = "half"  # one place only, which makes sense for `part` alone
    QUIET = "quiet"  # units of provisions that did not change: nothing is shown that could be put right


@dataclass(frozen=True, slots=True)
class Unfit:
    """A correction that was not applied: why, and the locator at fault."""

    correction: Correction
    why: Misfit
    place: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The comparison as corrected, and the corrections that did not fit it."""

    comparison: Comparison
    unfit: tuple[Unfit, ...] = ()


def correction(act: Act, old: Document, new: Document, old_place: str | None, new_place: str | None) -> Correction:
    """A correction of two places of these texts, with the digests of the words that stand there; empty for no place."""
    digests = [
        _Places(Text.of(document, places(document), Habits(Drafting()))).digest_at(place)
        for document, place in ((old, old_place), (new, new_place))
    ]
    return Correction(act, old_place, new_place, *digests)


def recompare(old: Document, new: Document, drafting: Drafting, corrections: Iterable[Correction]) -> Corrected:
    """The two texts compared with a person's corrections; without any it equals `compare(old, new, drafting)`."""
    sides = Sides.of(old, new, drafting)
    places = _Places(sides.before), _Places(sides.after)
    said = [(one, _found(one, places)) for one in corrections]
    unfit = [found for _, found in said if isinstance(found, Unfit)]
    fitting = [(one, found) for one, found in said if isinstance(found, _Found)]
    linking = linked_throughout(sides)
    acts = [found.on_provisions for _, found in fitting if found.links_provisions]
    if acts:
        alignment = corrected(linking.alignment, sides.before.matter, sides.after.matter, acts)
        linking = linked(sides.before, sides.after, alignment, sides.habits)
    idle = {n for n, (_, found) in enumerate(fitting) if found.is_among(linking.quiet)}
    unfit += [Unfit(one, Misfit.QUIET, one.old or one.new or "") for n, (one, _) in enumerate(fitting) if n in idle]
    units = [found.on_units for n, (_, found) in enumerate(fitting) if not found.whole and n not in idle]
    return Corrected(finish(sides, linking, drafting, units), tuple(unfit))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place found: its locator, the index of its provision, whether it is the whole of it."""

    locator: str
    home: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A correction at its places; None on one side to part the other from everything."""

    act: Act
    old: _Spot | None
    new: _Spot | None

    @property
    def whole(self) -> bool:
        """Whether it is about numbered provisions, not about units inside them."""
        return all(spot.whole for spot in (self.old, self.new) if spot)

    @property
    def links_provisions(self) -> bool:
        """Whether it acts on provisions too: units put together pull theirs along, parted ones do not."""
        return self.whole or self.act is not Act.PART

    @property
    def on_provisions(self) -> Placed:
        """The act on the provisions."""
        act = self.act if self.whole else Act.PAIR
        return Placed(act, self.old.home if self.old else None, self.new.home if self.new else None)

    @property
    def on_units(self) -> UnitAct:
        """The act on the units."""
        return UnitAct(self.act, self.old.locator if self.old else None, self.new.locator if self.new else None)

    def is_among(self, quiet: frozenset[Pair]) -> bool:
        """Whether it is about units of provisions that did not change."""
        still = {i for i, _ in quiet}, {j for _, j in quiet}
        spots = zip((self.old, self.new), still, strict=True)
        return not self.whole and all(spot.home in side for spot, side in spots if spot)


class _Places:
    """The places of one text by locator and by the digest of their words."""

    def __init__(self, text: Text) -> None:
        self.units = frozenset(unit.locator for row in text.rows for unit in row.units)
        self.spots: dict[str, _Spot] = {}
        self.digests: dict[str, str] = {}
        for matter, row in zip(text.matter, text.rows, strict=True):
            for unit in row.units:
                self._add(_Spot(unit.locator, matter.index, False), bare(unit.text))
            self._add(_Spot(matter.locator, matter.index, True), matter.words)
        self.by_digest: dict[tuple[str, bool], list[_Spot]] = {}
        for locator, spot in self.spots.items():
            self.by_digest.setdefault((self.digests[locator], spot.whole), []).append(spot)

    def _add(self, spot: _Spot, words: str) -> None:
        self.spots[spot.locator] = spot
        self.digests[spot.locator] = sha256(words.encode()).hexdigest()[:DIGEST]

    def digest_at(self, locator: str | None) -> str:
        """The digest of the words at a place, empty for none."""
        return self.digests.get(locator or "", "")

    def is_unit(self, locator: str) -> bool:
        """Whether a unit bears this locator, as the only paragraph of an article does."""
        return locator in self.units

    def find(self, locator: str, words: str) -> _Spot | Misfit:
        """The place with these words: under its locator, else the only place that has them."""
        spot = self.spots.get(locator)
        if spot and words in ("", self.digests[locator]):
            return spot
        elsewhere = [s for whole in (True, False) for s in self.by_digest.get((words, whole), ())]
        if words and len(elsewhere) == 1:
            return elsewhere[0]
        return Misfit.REWORDED if spot else Misfit.GONE


def _found(one: Correction, places: tuple[_Places, _Places]) -> _Found | Unfit:
    """The places a correction means in these texts, or why it does not fit them."""
    spots: list[_Spot | None] = []
    for side, locator, words in zip(places, (one.old, one.new), (one.old_words, one.new_words), strict=True):
        spot = None if locator is None else side.find(locator, words)
        if isinstance(spot, Misfit):
            return Unfit(one, spot, locator or "")
        spots.append(spot)
    old, new = spots
    if not (old or new) or (one.act is not Act.PART and not (old and new)):
        return Unfit(one, Misfit.HALF, one.old or one.new or "")
    if old and new and old.whole != new.whole:
        # An item that became an article is fine: the article's one unit bears its number.
        whole, side = (old, places[0]) if old.whole else (new, places[1])
        if not side.is_unit(whole.locator):
            return Unfit(one, Misfit.UNEQUAL, whole.locator)
    return _Found(one.act, old, new)
