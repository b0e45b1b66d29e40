"""The chain: of all the pairs of blocks, the weightiest series that runs forward in both texts. The rest has moved."""

from collections.abc import Sequence


def heaviest(pairs: Sequence[tuple[int, int, int]]) -> list[int]:
    """The indices of the heaviest chain among pairs (old place, new place, weight ≥ 1), both places rising.

    The pairs come in the order of their old places, no place of either text twice.
    """
    order = {place: n for n, place in enumerate(sorted({new for _, new, _ in pairs}), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(order) + 1)  # a Fenwick tree of (weight, last index) up to a place
    before = [-1] * len(pairs)
    for n, (_, new, weight) in enumerate(pairs):
        total, before[n] = _up_to(best, order[new] - 1)
        _raise(best, order[new], (total + weight, n))
    chain = []
    last = _up_to(best, len(order))[1]
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _up_to(tree: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    found = (0, -1)
    while place > 0:
        found = max(found, tree[place], key=lambda one: one[0])
        place -= place & -place
    return found


def _raise(tree: list[tuple[int, int]], place: int, value: tuple[int, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value, key=lambda one: one[0])
        place += place & -place
