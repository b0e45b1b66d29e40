"""Relations: the name of what became of a provision, once its links are known.

Split or merged wins over moved; moved is what lies off the heaviest order-preserving chain of links; a provision that
differs in cross-references only is amended; the same words under another number are renumbered.
"""

from collections import Counter
from collections.abc import Sequence

from tracker.diff.alignment import Alignment, chain_weight
from tracker.diff.changes import Relation
from tracker.diff.clauses import UnitLink
from tracker.diff.matter import Matter
from tracker.diff.order import Pair, heaviest_chain


def relations(old: Sequence[Matter], new: Sequence[Matter], alignment: Alignment) -> dict[Pair, Relation]:
    """The relation of every link between numbered provisions."""
    olds, news = Counter(f.old for f in alignment.links), Counter(f.new for f in alignment.links)
    out = {}
    for f in alignment.links:
        one, other = old[f.old], new[f.new]
        if olds[f.old] > 1:
            relation = Relation.SPLIT
        elif news[f.new] > 1:
            relation = Relation.MERGED
        elif (f.old, f.new) not in alignment.chain:
            relation = Relation.MOVED
        elif one.words != other.words:
            relation = Relation.AMENDED
        else:
            relation = Relation.UNCHANGED if one.locator == other.locator else Relation.RENUMBERED
        out[f.old, f.new] = relation
    return out


def unit_relations(found: Sequence[UnitLink]) -> dict[Pair, Relation]:
    """The relation of every changed pair of units; pairs with the same words and no other link are left out."""
    olds, news = Counter(f.old for f in found), Counter(f.new for f in found)
    alike = {(f.old, f.new): f.similarity for f in found}
    chain = set(heaviest_chain(alike, lambda pair: chain_weight(pair, alike[pair])))
    out = {}
    for f in found:
        pair = f.old, f.new
        if olds[f.old] > 1:
            out[pair] = Relation.SPLIT
        elif news[f.new] > 1:
            out[pair] = Relation.MERGED
        elif not f.same:
            out[pair] = Relation.AMENDED if pair in chain else Relation.MOVED
    return out
