"""Signals into a verdict by the manual's hand rule, and verdicts into one for an article or a text."""

from collections.abc import Sequence

from tracker.diff.changes import Direction, Signal, Verdict

# Weak signals of one sign count when together they weigh as much as one change of a compliance step.
_ENOUGH = 2
# 依法 is an ornament; an option or a scope told in two segments is still one.
_ORNAMENT, _ONCE = "hedge", ("permission", "scope")
# The smaller side makes an article mixed when it holds at least this share of the weight (manual 2.4).
_THIRD = 1 / 3
# It makes a clause mixed from two against five on. On eight pairs no rule had seen, two in twenty-five clauses with
# strong signals of both signs were mixed; asking for this balance raised κ from .66 to .67 there, and cost no flip on
# the pairs the rules were fitted to, as one against two would have.
_BALANCE = 0.4
# A duty, ban, fine or gate that came and one that went are not netted, however many lesser changes stand beside them
# (manual 5.8); 8 of 15 such clauses on 58 annotated pairs were mixed, 4 strengthened.
_GRAVE = 3
# How often a verdict was right, by its direction, whether a whole unit came or went, and its weight: the mean of the
# share on the third to the seventh series when no rule had seen them (2,700 clauses) and of the share on all pairs
# today, to twentieths.
# What softens is told less surely: a duty missed here may stand elsewhere, in this text or in another law.
_WHOLE_UNIT = {Direction.STRENGTHENED: {2: 0.7, 3: 0.85}, Direction.SOFTENED: {2: 0.7, 3: 0.8}}
_INSIDE = {Direction.STRENGTHENED: {2: 0.65, 3: 0.75}, Direction.SOFTENED: {2: 0.5, 3: 0.5}}
_OPPOSED = {Direction.STRENGTHENED: 0.5, Direction.SOFTENED: 0.35}
_MIXED, _WEAK, _TORN = 0.15, 0.15, 0.3
# Weak signals that were not followed: the clause is neutral less often than where no rule spoke.
_DOUBTED = 0.7


def combine(
    signals: Sequence[Signal], *, affected: str, silent: float, support: bool = False, alone: bool = False
) -> Verdict:
    """One clause's verdict: the strongest signal on each side, or the heavier side of two.

    `silent`: the confidence when no rule speaks; `alone`: the clause stands on one side only.
    """
    up, down = _strongest(signals, Direction.STRENGTHENED), _strongest(signals, Direction.SOFTENED)
    dimensions = tuple(sorted({s.dimension for s in signals}, key=lambda d: int(d[1:])))
    if max(up, down) <= 1:
        return _weak(signals, affected, silent, support, dimensions)
    direction = Direction.STRENGTHENED if up > down else Direction.SOFTENED
    confidence = (_WHOLE_UNIT if alone else _INSIDE)[direction][max(up, down)]
    if min(up, down) > 1:
        direction, confidence = _balance(signals)
    elif up and down:
        confidence = _OPPOSED[direction]
    return Verdict(direction, max(up, down), confidence, affected, dimensions, tuple(signals), support)


def _balance(signals: Sequence[Signal]) -> tuple[Direction, float]:
    """Both sides have something to say: mixed where both say something grave, or neither outweighs the other."""
    up = [s.severity for s in signals if s.effect is Direction.STRENGTHENED]
    down = [s.severity for s in signals if s.effect is Direction.SOFTENED]
    grave = max(up) == max(down) == _GRAVE
    if grave or min(sum(up), sum(down)) >= _BALANCE * max(sum(up), sum(down)):
        return Direction.MIXED, _MIXED
    direction = Direction.STRENGTHENED if sum(up) > sum(down) else Direction.SOFTENED
    return direction, _OPPOSED[direction]


def _weak(
    signals: Sequence[Signal], affected: str, silent: float, support: bool, dimensions: tuple[str, ...]
) -> Verdict:
    effects = {s.effect for s in signals}
    if len(effects) == 1 and _weight(signals) >= _ENOUGH:
        return Verdict(signals[0].effect, 1, _WEAK, affected, dimensions, tuple(signals), support)
    if len(effects) > 1:
        return Verdict(Direction.UNCLEAR, 1, _TORN, affected, dimensions, tuple(signals), support)
    confidence = min(silent, _DOUBTED) if signals else silent
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
