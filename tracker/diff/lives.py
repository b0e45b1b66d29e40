"""Lives: provisions and norms followed through a whole chain of versions, draft → second reading → final.

A chain of n versions has n - 1 comparisons, each of a version with the next; nothing is compared anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.diff.changes import Comparison, Link
from tracker.diff.fate import Destiny, Fate
from tracker.diff.norms import Norm


@dataclass(frozen=True, slots=True)
class Life:
    """One numbered provision through all versions.

    Attributes:
        places: for each version the locators it has there, in reading order; empty where it is not there (yet, or any
            more). A provision that was split has several, one that was merged shares its own with others.
        links: for each step from a version to the next, the rows of the comparison it took.
    """

    places: tuple[tuple[str, ...], ...]
    links: tuple[tuple[Link, ...], ...]


def life(chain: Sequence[Comparison], version: int, locator: str) -> Life:
    """The life of the provision at a locator of a version (0 is the oldest), back to its ancestors and on to its heirs.

    Raises ValueError where the chain has no such version. A locator that the version does not have has an empty life.
    """
    if not chain or not 0 <= version <= len(chain):
        raise ValueError(f"a chain of {len(chain)} comparisons has no version {version}")
    here: tuple[str, ...] = (locator,) if locator in _places(chain, version) else ()
    back, before = [here], []
    for comparison in reversed(chain[:version]):
        step = tuple(x for x in comparison.links if x.new in back[-1])
        before.append(step)
        back.append(_in_order(comparison, "old", {x.old for x in step}))
    on, after = [here], []
    for comparison in chain[version:]:
        step = tuple(x for x in comparison.links if x.old in on[-1])
        after.append(step)
        on.append(_in_order(comparison, "new", {x.new for x in step}))
    return Life((*reversed(back), *on[1:]), (*reversed(before), *after))


def _places(chain: Sequence[Comparison], version: int) -> set[str | None]:
    if version < len(chain):
        return {x.old for x in chain[version].links}
    return {x.new for x in chain[-1].links}


def _in_order(comparison: Comparison, side: str, wanted: set[str | None]) -> tuple[str, ...]:
    found = (getattr(x, side) for x in comparison.links)
    return tuple(dict.fromkeys(place for place in found if place is not None and place in wanted))


@dataclass(frozen=True, slots=True)
class Course:
    """One norm through all versions: its words in each (None where it is not there), and its fate at each step.

    `fates` has one entry a step: None before it came and after it went.
    """

    norms: tuple[Norm | None, ...]
    fates: tuple[Fate | None, ...]

    @property
    def outcome(self) -> Fate:
        """What the steps come to: dropped if it is gone in the last version, new if it was not in the first."""
        told = [fate for fate in self.fates if fate]
        if self.norms[-1] is None:
            return Fate.DROPPED
        if self.norms[0] is None:
            return Fate.NEW
        moves = set(told) - {Fate.KEPT}
        return moves.pop() if len(moves) == 1 else Fate.MIXED if moves else Fate.KEPT


def courses(chain: Sequence[Sequence[Destiny]]) -> tuple[Course, ...]:
    """Every norm of every version, followed along the fates of each step (`fate.fates` of a version and the next).

    A norm that was split is followed into its first heir; the course of a further heir begins with the norm it came
    from. The courses of the oldest version come first, each version's in its reading order.
    """
    heirs = [_first_rows(rows) for rows in chain]
    out = []
    for step, rows in enumerate(chain):
        for row in rows:
            if step == 0 or row.old is None or heirs[step][row.old] is not row:
                out.append(_course(heirs, step, row))
    return tuple(out)


def _first_rows(rows: Sequence[Destiny]) -> dict[Norm, Destiny]:
    first: dict[Norm, Destiny] = {}
    for row in rows:
        if row.old is not None:
            first.setdefault(row.old, row)
    return first


def _course(heirs: Sequence[dict[Norm, Destiny]], step: int, row: Destiny) -> Course:
    """The course that begins with a row of a step."""
    norms: list[Norm | None] = [*(None for _ in range(step)), row.old, row.new]
    fates: list[Fate | None] = [*(None for _ in range(step)), row.fate]
    for rows in heirs[step + 1 :]:
        last = norms[-1]
        heir = rows.get(last) if last else None
        norms.append(heir.new if heir else None)
        fates.append(heir.fate if heir else None)
    return Course(tuple(norms), tuple(fates))
