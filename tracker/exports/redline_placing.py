"""Placing what came back: a colleague's comment or edit, to the provision and the words it stands at."""

from dataclasses import dataclass

from tracker.annotations.annotation import Selector, Spot
from tracker.annotations.quoting import selector
from tracker.diff.changes import Comparison, Unit
from tracker.diff.units import units_of
from tracker.exports.redline_reading import Returned
from tracker.exports.weave.lines import Lined, lined
from tracker.law.document import Document


@dataclass(frozen=True, slots=True)
class Placed:
    """What came back and where it belongs: to a change, to a provision that did not change, or, with neither, to all.

    `selector` is None where it stands at no words, or at words nobody finds in the text any more.
    """

    returned: Returned
    change: str = ""
    spot: Spot | None = None
    selector: Selector | None = None


class Placing:
    """The two texts a redline was made of, to be asked for places."""

    def __init__(self, comparison: Comparison, old: Document, new: Document) -> None:
        self.sides = {"old": _Text(old), "new": _Text(new)}
        self.changes: dict[tuple[str, str], str] = {}
        for clause in comparison.clauses:
            for side, unit in (("old", clause.old), ("new", clause.new)):
                if unit:
                    self.changes.setdefault((side, unit.locator), clause.key)

    def place(self, returned: Returned) -> Placed:
        """Where a comment or an edit belongs."""
        text = self.sides[returned.side]
        start = text.find(returned.quoted, returned.start)
        if start is None or not text.offsets:
            return Placed(returned)
        unit = text.unit_at(start)
        if unit is None:
            return Placed(returned)
        words = text.selector(unit, start, len(returned.quoted), returned.side) if returned.quoted else None
        key = self.changes.get((returned.side, unit.locator), "")
        return Placed(returned, key, None if key else Spot(returned.side, unit.locator), words)

    def is_as_sent(self, side: str, words: str) -> bool:
        """Whether a text came back with the very signs it was sent with, white space apart."""
        return words == self.sides[side].signs


class _Text:
    """One text as a series of signs without white space, each with its offset (characters) in the text."""

    def __init__(self, document: Document) -> None:
        self.units = {unit.locator: unit for unit in units_of(document)}
        self.lined: Lined = lined(document, list(self.units.values()))
        self.offsets = [n for n, sign in enumerate(document.text) if not sign.isspace()]
        self.signs = "".join(document.text[n] for n in self.offsets)

    def find(self, quoted: str, near: int) -> int | None:
        """The sign at which words stand, nearest to where they were seen; where nothing is quoted, that place."""
        if not quoted:
            return min(near, len(self.signs) - 1)
        places, at = [], self.signs.find(quoted)
        while at >= 0:
            places.append(at)
            at = self.signs.find(quoted, at + 1)
        return min(places, key=lambda place: abs(place - near), default=None)

    def unit_at(self, sign: int) -> Unit | None:
        """The unit whose words stand at a sign, or whose number does; of a heading, none."""
        offset = self.offsets[sign]
        line = next((line for line in self.lined.lines if line.start <= offset < line.end), None)
        here = [self.units[locator] for locator in line.units] if line else []
        return next((unit for unit in reversed(here) if self._start(unit) <= offset), here[0] if here else None)

    def _start(self, unit: Unit) -> int:
        return self.lined.places.get(unit.locator, len(self.signs) + len(self.offsets))

    def selector(self, unit: Unit, sign: int, length: int, side: str) -> Selector | None:
        """The selector of some signs, as far as they are the unit's own words."""
        if unit.locator not in self.lined.places:
            return None
        at = self.lined.places[unit.locator]
        first, last = self.offsets[sign], self.offsets[min(sign + length, len(self.offsets)) - 1]
        start, end = max(first - at, 0), min(last + 1 - at, len(unit.text))
        return selector(unit.text, start, end, side) if start < end else None
