"""What a change of one law touches in others: citations of places that were amended, renumbered or repealed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.diff.changes import Comparison, Relation
from tracker.law.citation import Place, parse_locator
from tracker.law.ripple import Citing, Fate, Ripple


@dataclass(frozen=True, slots=True)
class Touched:
    """What a comparison did to the places of the old text: articles that are gone or moved, units that changed."""

    moved: dict[str, str | None]
    changed: frozenset[str]

    @classmethod
    def of(cls, comparison: Comparison) -> "Touched":
        """The places a comparison touches."""
        moved: dict[str, str | None] = {}
        for link in comparison.links:
            if link.old and (link.new != link.old or link.relation is Relation.DELETED):
                moved.setdefault(link.old, link.new)
        changed = frozenset(clause.old.locator for clause in comparison.clauses if clause.old)
        return cls(moved, changed)

    def fate(self, locator: str) -> tuple[Fate, str | None] | None:
        """What became of a cited place, and its article's number now; None where nothing did."""
        place = parse_locator(locator)
        if place is None:
            return None
        article = f"{place.annex}:{place.article}" if place.annex else place.article
        now = self.moved.get(article, article)
        if now is None:
            return Fate.REPEALED, None
        if any(_covers(place, parse_locator(unit)) for unit in self.changed):
            return Fate.AMENDED, now
        return (Fate.RENUMBERED, now) if now != article else None


def ripples(citings: Iterable[Citing], comparison: Comparison) -> tuple[Ripple, ...]:
    """The citations a comparison touches, in the order given, one row a place."""
    return tuple(_rows(citings, Touched.of(comparison)))


def _rows(citings: Iterable[Citing], touched: Touched) -> Iterator[Ripple]:
    for citing in citings:
        for locator in citing.locators:
            found = touched.fate(locator)
            if found:
                yield Ripple(citing, locator, *found)


def _covers(cited: Place, unit: Place | None) -> bool:
    """Whether a changed unit lies in a cited place, or the place in it; 7 is all of article 7, 7.1 its first paragraph.

    A unit's paragraph is 0 for the only or first one.
    """
    if unit is None or (cited.annex, cited.article) != (unit.annex, unit.article):
        return False
    if not cited.paragraph and not cited.item:
        return True
    if cited.paragraph and cited.paragraph != (unit.paragraph or 1):
        return False
    return not cited.item or not unit.item or cited.item == unit.item
