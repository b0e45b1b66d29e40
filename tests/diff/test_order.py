"""The heaviest chain, checked against trying everything; and the gaps between its links."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.diff.order import Gaps, heaviest_chain

pairs = st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(1, 9), max_size=9)


def rises(chain: tuple[tuple[int, int], ...]) -> bool:
    links = sorted(chain)
    return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(links))


@given(pairs)
def test_no_other_rising_chain_is_heavier(weights: dict[tuple[int, int], int]) -> None:
    chain = heaviest_chain(weights, weights.__getitem__)
    assert rises(tuple(chain))
    every = (c for n in range(len(weights) + 1) for c in combinations(weights, n) if rises(c))
    assert sum(weights[p] for p in chain) == max(sum(weights[p] for p in c) for c in every)


def test_a_pair_between_the_same_links_is_in_its_gap() -> None:
    gaps = Gaps.between([(2, 2), (5, 6)])
    assert gaps.holds(3, 5)
    assert not gaps.holds(3, 7)
    assert gaps.nears(3, 7)
    assert not gaps.nears(0, 7)


def test_a_link_of_the_chain_lies_between_its_neighbours() -> None:
    gaps = Gaps.between([(2, 2), (5, 6), (8, 8)])
    assert gaps.holds(5, 4)
    assert not gaps.holds(5, 1)


def test_a_pair_that_no_other_contradicts_is_not_even_weighed() -> None:
    weighed = {(2, 4): 1, (3, 2): 2}
    assert heaviest_chain([(0, 0), (1, 1), (2, 4), (3, 2), (5, 5)], weighed.__getitem__) == [
        (0, 0),
        (1, 1),
        (3, 2),
        (5, 5),
    ]
