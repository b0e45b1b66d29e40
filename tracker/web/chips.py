"""Chips: every filter the page offers, with how many changes answer it, and the address that asks for it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Direction, Relation
from tracker.web.bands import DISPUTED, FRESH, NOTED, OPEN, RENUMBERING, RULED, UNCHECKED, Band, Change
from tracker.web.sifting import ALL, BEARS, CHANGED, DIMENSIONS, RELATIONS, SEVERITIES, Sift


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter: its group, what it asks, how many changes answer (None where the reader may see no count)."""

    group: str
    key: str
    count: int | None
    on: bool
    query: str


def chips(
    bands: Sequence[Band], changes: Sequence[Change], sift: Sift, known: frozenset[str], *, judged: bool
) -> tuple[Chip, ...]:
    """The filters in their order: all, directions, relations, then the rarer questions."""
    tags = Counter(tag for change in changes for tag in (change.tags if judged else change.bare_tags))
    tags[Relation.MOVED.value] += sum(band.is_moved_whole for band in bands)
    for tag in (NOTED, OPEN):
        tags[tag] += sum(tag in band.tags(judged) for band in bands if not band.changes)

    def chip(group: str, key: str, count: int) -> Chip:
        on = key in sift.tags or (key == ALL and not sift.asks)
        return Chip(group, key, count if judged else None, on, sift.toggled(key).query)

    def several(group: str, keys: Iterable[str], *, always: bool = False) -> list[Chip]:
        return [chip(group, key, tags[key]) for key in keys if key in known and (always or tags[key])]

    bears = sorted(tag for tag in known if tag.startswith(BEARS))
    return (
        chip("all", ALL, len(changes)),
        chip("all", CHANGED, len(changes)),
        *several("direction", Direction, always=True),
        *several("relation", RELATIONS),
        *several("work", (UNCHECKED, FRESH, DISPUTED, NOTED, OPEN, RULED)),
        *several("severity", SEVERITIES),
        *several("bears", bears),
        *several("dimension", DIMENSIONS),
        *several("form", (RENUMBERING,)),
    )
