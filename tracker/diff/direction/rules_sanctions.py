"""One kind of sanction in the place of another: the harder one says which way it went."""

from collections.abc import Iterator, Mapping, Sequence

from tracker.diff.changes import Direction, Signal
from tracker.diff.direction.scene import Scene, both_ways


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for an item whose opening words punish harder than the paragraph it comes from."""
    ranks = dict(scene.lexicon.sanctions)
    for way in both_ways(scene):
        above = [s for s in way.paired.come if s.borrowed and s.own_operator and s.norm.id == "sanction"]
        own = next((s for s in way.new.segments if not s.borrowed), None)
        if not above or own is None or not way.old.unit.locator:
            continue
        if hardest(" ".join(s.text for s in above), ranks) > hardest(way.old.all_text, ranks):
            yield way.says("sanction", 1, 3, None, (own.start, own.end))


def settle(signals: Sequence[Signal], sanctions: Sequence[tuple[str, int]]) -> list[Signal]:
    """Where sanctions came and went, only the harder side speaks; `sanctions`: words with how hard they hit.

    Moved ends of a range are told by `rules_fines` and left as they are.
    """
    if any(s.rule == "penalty-range" for s in signals):
        return list(signals)
    ranks = dict(sanctions)
    sides = {effect: _side(signals, effect, ranks) for effect in (Direction.STRENGTHENED, Direction.SOFTENED)}
    if min(sides.values()) == 0 or len(set(sides.values())) == 1:
        return list(signals)
    milder = min(sides, key=lambda effect: sides[effect])
    return [s for s in signals if s.rule != "sanction" or s.effect is not milder]


def hardest(words: str, ranks: Mapping[str, int]) -> int:
    """The rank of the hardest kind of sanction some words name; 0 where they name none."""
    return max((rank for word, rank in ranks.items() if word in words), default=0)


def _side(signals: Sequence[Signal], effect: Direction, ranks: Mapping[str, int]) -> int:
    told = [s for s in signals if s.rule == "sanction" and s.effect is effect]
    return max((hardest(quote.text, ranks) for s in told for quote in (s.old, s.new) if quote), default=0)
