"""Fines and terms of detention or exclusion: both ends of each range compared, tier by tier."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tracker.diff.changes import Signal
from tracker.diff.direction.rules_numbers import PENALTIES, Figure, figures
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

# By what a fine is measured: 没有违法所得或者违法所得不足五千元的.
_MEASURE = re.compile("违法所得|货值|价值|金额|不足|没有")
# How grave an offence must be for a step of its punishment.
_GRADE = re.compile("情节(?:较|特别)?(?:严)?重")
# Persons are fined by a range of their own.
_PERSONS = re.compile("人员|个人|董事")


@dataclass(frozen=True, slots=True)
class Range:
    """One sanction measured in money, multiples or time; a fixed one has equal ends, 以下 alone begins at nothing."""

    low: Decimal
    high: Decimal | None
    word: str
    place: tuple[int, int]


def judge(scene: Scene) -> Iterator[Signal]:
    """Signals for ends of ranges that moved.

    With as many tiers as before, tier against tier; otherwise only the highest end of all is compared, because which
    tier became which needs the meaning of their conditions.
    """
    olds, news = scene.old.segments, scene.new.segments
    for word in dict.fromkeys(r.word for r in _ranges(olds, scene)):
        before = [r for r in _ranges(olds, scene) if r.word == word]
        after = [r for r in _ranges(news, scene) if r.word == word]
        if len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                yield from _ends(scene, one, other)
        elif after:
            yield from _top(scene, max(before, key=_height), max(after, key=_height))
    for way in both_ways(scene):
        yield from _steps(way)


def _steps(scene: Scene) -> Iterator[Signal]:
    """A step of punishment by gravity that was not there: 情节较重的，1至5年不得申请.

    Its words stand beside it already, with another number; so what merely moved cannot tell it.
    """
    asked = [s.text for s in scene.old.segments if s.part is Part.CONDITION]
    for grade, step in pairwise(scene.new.segments):
        graded = grade.part is Part.CONDITION and _GRADE.search(grade.text)
        sanctions = step.norm.id == "sanction" and step.part is Part.NORM and step.quantities
        if not (graded and sanctions):
            continue
        known = any(_GRADE.search(text) and text[-4:] == grade.text[-4:] for text in asked)
        before, after = (sum(s.masked == step.masked for s in side.segments) for side in (scene.old, scene.new))
        if 0 < before < after and not known:
            yield scene.says("sanction", 1, 3, None, (step.start, step.end))


def settle(signals: Sequence[Signal]) -> list[Signal]:
    """Where every moved end says the same, tiers that came or went with the rewriting do not speak against it."""
    told = {s.effect for s in signals if s.rule == "penalty-range"}
    if len(told) != 1:
        return list(signals)
    return [s for s in signals if s.effect in told or not _is_tier(s)]


def _is_tier(signal: Signal) -> bool:
    words = "".join(quote.text for quote in (signal.old, signal.new) if quote)
    if signal.rule in ("threshold", "list-member"):
        return bool(_MEASURE.search(words))
    return signal.rule in ("condition", "discretion") or (signal.rule == "sanction" and "罚款" in words)


def _ends(scene: Scene, old: Range, new: Range) -> Iterator[Signal]:
    yield from _top(scene, old, new)
    if new.low != old.low and not (_fixed(old) and old.low == new.high):
        yield scene.says("penalty-range", 1 if new.low > old.low else -1, 3, old.place, new.place)


def _top(scene: Scene, old: Range, new: Range) -> Iterator[Signal]:
    if _height(old) != _height(new):
        yield scene.says("penalty-range", 1 if _height(new) > _height(old) else -1, 3, old.place, new.place)


def _fixed(penalty: Range) -> bool:
    return penalty.low == penalty.high


def _height(penalty: Range) -> Decimal:
    return Decimal("Infinity") if penalty.high is None else penalty.high


def _ranges(segments: Sequence[Segment], scene: Scene) -> list[Range]:
    out: list[Range] = []
    for segment, whom in _with_whom(segments):
        waiting: Figure | None = None
        for figure in figures(segment, scene.lexicon):
            if figure.role.id not in PENALTIES:
                continue
            if waiting and figure.bound < 0 and figure.quantity.word == waiting.quantity.word:
                out.append(_range(waiting, figure, whom))
                waiting = None
                continue
            if waiting:
                out.append(_range(waiting, None, whom))
            waiting = figure if figure.bound > 0 else None
            if not waiting:
                out.append(_range(None if figure.bound < 0 else figure, figure, whom))
        if waiting:
            out.append(_range(waiting, None, whom))
    return out


def _with_whom(segments: Sequence[Segment]) -> Iterator[tuple[Segment, str]]:
    """Each segment and whether persons are meant by it: 对直接负责的主管人员，处一万元以下罚款."""
    before = ""
    for segment in segments:
        named = segment.text if _PERSONS.search(segment.text) else (before if before.endswith("人员") else "")
        yield segment, "persons" if named else ""
        before = segment.text


def _range(low: Figure | None, high: Figure | None, whom: str) -> Range:
    first, last = low or high, high or low
    if first is None or last is None:
        raise AssertionError("a range has one end at least")
    return Range(
        low.quantity.base if low else Decimal(0),
        high.quantity.base if high else None,
        first.role.id + first.quantity.word + whom,
        (first.place[0], last.place[1]),
    )
