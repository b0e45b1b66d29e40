"""Signals into a verdict by the manual's hand rule, and verdicts into one for an article or a text."""

from collections.abc import Sequence

from tracker.diff.changes import Direction, Signal, Verdict

# Weak signals of one sign count when together they weigh as much as one change of a compliance step.
_ENOUGH = 2
# The smaller side makes an article mixed when it holds at least this share of the weight (manual 2.4).
_THIRD = 1 / 3
# 依法 is an ornament; an option or a scope told in two segments is still one.
_ORNAMENT, _ONCE = "hedge", ("permission", "scope")
_CONFIDENCE = {1: 0.6, 2: 0.75, 3: 0.85}


def combine(signals: Sequence[Signal], *, affected: str, silent: float, support: bool = False) -> Verdict:
    """One clause's verdict: the strongest signal on each side; `silent` is the confidence when no rule speaks."""
    up, down = _strongest(signals, Direction.STRENGTHENED), _strongest(signals, Direction.SOFTENED)
    dimensions = tuple(sorted({s.dimension for s in signals}, key=lambda d: int(d[1:])))
    if max(up, down) <= 1:
        return _weak(signals, affected, silent, support, dimensions)
    if up and down and min(up, down) > 1:
        direction, confidence = Direction.MIXED, 0.55
    else:
        direction = Direction.STRENGTHENED if up > down else Direction.SOFTENED
        confidence = _CONFIDENCE[max(up, down)] - (0.1 if up and down else 0.0)
    return Verdict(direction, max(up, down), round(confidence, 2), affected, dimensions, tuple(signals), support)


def _weak(
    signals: Sequence[Signal], affected: str, silent: float, support: bool, dimensions: tuple[str, ...]
) -> Verdict:
    effects = {s.effect for s in signals}
    if len(effects) == 1 and _weight(signals) >= _ENOUGH:
        return Verdict(signals[0].effect, 1, 0.5, affected, dimensions, tuple(signals), support)
    if len(effects) > 1:
        return Verdict(Direction.UNCLEAR, 1, 0.3, affected, dimensions, tuple(signals), support)
    confidence = min(silent, 0.55) if signals else silent
    return Verdict(Direction.NEUTRAL, 0, confidence, affected, dimensions, tuple(signals), support)


def _weight(signals: Sequence[Signal]) -> int:
    """What weak signals weigh together."""
    once = {s.rule: s.severity for s in signals if s.rule in _ONCE}
    return sum(once.values()) + sum(s.severity for s in signals if s.rule not in (_ORNAMENT, *_ONCE))


def roll_up(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on an article, or a text, from those on its clauses.

    Weighed by severity, a mixed clause counting fully on both sides (manual 2.4). Unclear where nothing else speaks.
    """
    up = sum(v.severity for v in verdicts if v.direction in (Direction.STRENGTHENED, Direction.MIXED))
    down = sum(v.severity for v in verdicts if v.direction in (Direction.SOFTENED, Direction.MIXED))
    signals = tuple(s for v in verdicts for s in v.signals)
    dimensions = tuple(sorted({d for v in verdicts for d in v.dimensions}, key=lambda d: int(d[1:])))
    affected = next((v.affected for v in verdicts if v.severity and v.affected), "")
    support = any(v.support for v in verdicts)
    severity = max((v.severity for v in verdicts), default=0)
    direction = _larger(up, down, verdicts)
    deciding = [v.confidence for v in verdicts if v.severity] or [v.confidence for v in verdicts] or [1.0]
    return Verdict(direction, severity, round(min(deciding), 2), affected, dimensions, signals, support)


def _larger(up: int, down: int, verdicts: Sequence[Verdict]) -> Direction:
    if not up and not down:
        unclear = any(v.direction is Direction.UNCLEAR for v in verdicts)
        return Direction.UNCLEAR if unclear else Direction.NEUTRAL
    if min(up, down) >= _THIRD * (up + down):
        return Direction.MIXED
    return Direction.STRENGTHENED if up > down else Direction.SOFTENED


def _strongest(signals: Sequence[Signal], effect: Direction) -> int:
    return max((s.severity for s in signals if s.effect is effect), default=0)
