"""Strays: units that left their provision for one nobody linked it with: an item that moved, a paragraph that became an
article.

They are looked for among the units that found no partner inside linked provisions, where their words are rarer than in
the whole texts; a stray found links its two provisions.
"""

from collections.abc import Sequence

from tracker.diff.alignment import Found, extended
from tracker.diff.digests import equal_pairs, one_to_one, ranked
from tracker.diff.linking import Linking
from tracker.diff.matter import Matter
from tracker.diff.order import Pair
from tracker.diff.sides import Shelf, Text
from tracker.diff.similarity import Likeness, Likenesses, Weights, likenesses

# The same words in another place are the same unit from this length on, in characters; 其他情形 stands in every law.
SAME = 6
# Other words need phrases found in no other lone unit, eight characters in a row or more, and no rival. On 29 annotated
# pairs that proves two strays, both right; with one character less a wrong one comes in.
PHRASES = 5


def with_strays(linking: Linking, before: Text, after: Text) -> Linking:
    """The linking with a link for every stray; the same value where there is none."""
    old = _lone(linking.old, {f.old for f in linking.found})
    new = _lone(linking.new, {f.new for f in linking.found})
    linked = {f.pair for f in linking.alignment.links}
    links = {}
    for (i, j), likeness in _pairs(old, new).items() if old and new else ():
        pair = linking.old.homes[i], linking.new.homes[j]
        if pair not in linked:
            links[pair] = Found(*pair, likeness, likeness.s)
    if not links:
        return linking
    return linking.lead_by(extended(linking.alignment, before.matter, after.matter, list(links.values())))


def _lone(shelf: Shelf, taken: set[int]) -> list[Matter]:
    return [m for m in shelf.matter if m.index not in taken]


def _pairs(old: Sequence[Matter], new: Sequence[Matter]) -> dict[Pair, Likeness]:
    """The lone units that belong together, one to one, with what they share."""
    alike = likenesses(old, new, Weights.over([m.grams for m in (*old, *new)]))
    same = equal_pairs(_long(old), _long(new), lambda m: m.words)
    scores = dict.fromkeys(same.items(), 1.0)
    scores |= {p: a.s for p, a in alike.pairs.items() if p not in scores and _proved(p, a, alike)}
    return {pair: alike[pair] for pair in one_to_one(ranked(scores))}


def _long(units: Sequence[Matter]) -> list[Matter]:
    return [m for m in units if len(m.words) >= SAME]


def _proved(pair: Pair, likeness: Likeness, alike: Likenesses) -> bool:
    return likeness.e >= PHRASES and pair in alike.unrivalled
