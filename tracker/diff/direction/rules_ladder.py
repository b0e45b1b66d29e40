"""A gate replaced by a lower step, or a step by a gate, when the clause was rewritten around it."""

from collections.abc import Iterator, Sequence

from tracker.diff.changes import Direction, Signal
from tracker.diff.direction.pairing import likeness
from tracker.diff.direction.rules_steps import Steps, fresh_in_clause, rung
from tracker.diff.direction.scene import Scene

# From this rung on a step lets nobody begin before the authority has spoken.
_GATE = 8
# Below this likeness the two clauses tell of different procedures.
_SAME_PROCEDURE = 0.3
RULE = "procedure-ladder"
# What the rewriting of a procedure brings and takes besides is part of the move.
_PARTS = ("duty", "authority-deadline", "power-bound", "procedure-step", "power", "qualification", "condition")


def judge(scene: Scene) -> Iterator[Signal]:
    """One signal where the highest step of the clause fell from a gate to something lower, or rose to one."""
    if not (scene.paired.gone and scene.paired.come):
        return
    if likeness(scene.old.text, scene.new.text) < _SAME_PROCEDURE:
        return
    left, entered = fresh_in_clause(scene.mirror()), fresh_in_clause(scene)
    if not left or not entered:
        return
    was, now = _highest(left, scene), _highest(entered, scene)
    climb = now[0] - was[0]
    if climb and max(now[0], was[0]) >= _GATE:
        yield scene.says(RULE, 1 if climb > 0 else -1, 3 if abs(climb) > 1 else 2, was[1], now[1])


def settle(signals: Sequence[Signal]) -> list[Signal]:
    """Without the opposite signs of the parts of a procedure whose rung is told."""
    told: set[Direction] = {s.effect for s in signals if s.rule == RULE}
    if len(told) != 1:
        return list(signals)
    return [s for s in signals if s.effect in told or s.rule not in _PARTS]


def _highest(steps: Steps, scene: Scene) -> tuple[int, tuple[int, int]]:
    best = max(steps, key=lambda step: rung(step, scene.lexicon))
    return rung(best, scene.lexicon), best.span()
