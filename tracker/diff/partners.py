"""Partners: what became of each old unit in the new text: changed ones by their clauses, quiet ones by their words."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from tracker.diff.changes import Comparison, Unit


def ways(comparison: Comparison, old: Sequence[Unit], new: Sequence[Unit]) -> Mapping[str, tuple[Unit, ...]]:
    """For each old unit, by locator: the new units it lives on in, in reading order; none for one that is gone."""
    words = {unit.locator: unit for unit in new}
    found: dict[str, dict[str, Unit]] = defaultdict(dict)
    for clause in comparison.clauses:
        if clause.old and clause.new:
            found[clause.old.locator][clause.new.locator] = words.get(clause.new.locator, clause.new)
    for locator, source in partners(comparison, old, new).items():
        found[source.locator][locator] = words[locator]
    place = {unit.locator: n for n, unit in enumerate(new)}
    return {
        locator: tuple(sorted(several.values(), key=lambda unit: place.get(unit.locator, 0)))
        for locator, several in found.items()
    }


def partners(comparison: Comparison, old: Sequence[Unit], new: Sequence[Unit]) -> dict[str, Unit]:
    """For each new unit that did not change, by locator: the old unit with its words.

    Units of linked articles pair first, equal words before equal place; then equal words anywhere.
    """
    named_old = {c.old.locator for c in comparison.clauses if c.old}
    named_new = {c.new.locator for c in comparison.clauses if c.new}
    free_old = [u for u in old if u.locator not in named_old]
    free_new = [u for u in new if u.locator not in named_new]
    linked = {(link.old, link.new) for link in comparison.links if link.old and link.new}
    found: dict[str, Unit] = {}
    _pair(free_old, free_new, found, lambda a, b: _same(a, b) and (a.article, b.article) in linked)
    _pair(free_old, free_new, found, lambda a, b: (a.article, b.article) in linked)
    _pair(free_old, free_new, found, _same)
    return found


def _same(one: Unit, other: Unit) -> bool:
    return "".join(one.text.split()) == "".join(other.text.split())


def _pair(
    free_old: list[Unit], free_new: list[Unit], found: dict[str, Unit], fits: Callable[[Unit, Unit], bool]
) -> None:
    """Move the pairs that fit from the free units to `found`, in reading order; a search starts at the last hit."""
    start = 0
    for unit in list(free_new):
        order = [*range(start, len(free_old)), *range(start)]
        hit = next((n for n in order if fits(free_old[n], unit)), None)
        if hit is not None:
            found[unit.locator] = free_old.pop(hit)
            free_new.remove(unit)
            start = min(hit, len(free_old))
