"""Filters with counts: which values a list still offers, given what was chosen. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Keys = Mapping[str, Callable[[Item], Iterable[str]]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many items it leaves, and whether it is chosen now."""

    value: str
    count: int
    chosen: bool


def narrowed(items: Iterable[Item], keys: "Keys[Item]", chosen: Mapping[str, str]) -> list[Item]:
    """The items that have every chosen value; an empty choice chooses nothing."""
    return [item for item in items if all(_has(item, keys, name, value) for name, value in chosen.items())]


def _one(_: object) -> int:
    return 1


def facets(
    items: Iterable[Item], keys: "Keys[Item]", chosen: Mapping[str, str], weigh: Callable[[Item], int] = _one
) -> dict[str, tuple[Choice, ...]]:
    """For each filter its values, commonest first: the counts hold with all other filters as chosen.

    `weigh`: how many an item stands for, where the database counted those that are alike.
    """
    items = list(items)
    out = {}
    for name, values in keys.items():
        others = {other: value for other, value in chosen.items() if other != name}
        counts: Counter[str] = Counter()
        for item in narrowed(items, keys, others):
            for value in values(item):
                counts[value] += weigh(item)
        picked = chosen.get(name, "")
        if picked and picked not in counts:
            counts[picked] = 0  # what was chosen stays to be unchosen
        out[name] = tuple(
            Choice(value, count, value == picked)
            for value, count in sorted(counts.items(), key=lambda p: (-p[1], p[0]))
        )
    return out


def _has(item: Item, keys: "Keys[Item]", name: str, value: str) -> bool:
    return not value or name not in keys or value in keys[name](item)
