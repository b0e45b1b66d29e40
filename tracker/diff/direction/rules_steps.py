"""Procedural steps that came, went, or were replaced by a step higher or lower on the ladder."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from tracker.diff.changes import Signal
from tracker.diff.direction.acting import find_actor
from tracker.diff.direction.lexicon import Lexicon, any_of
from tracker.diff.direction.pairing import opcodes
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Reading, Segment

# A step word that stands in both texts more often than once in so many characters is their subject matter.
SUBJECT_MATTER = 500
_LEAST = 6  # and at least so often: short texts repeat a word by chance
_WORD = 4  # characters of one word
_NEAR = 12  # characters in which the authority of an attribute stands
_GATE = 9  # the highest rung: 许可, 审批
_LEAVE = 8  # from here on an authority speaks first
_LEFT_OUT = re.compile("未(?:按照规定|依法|经|取得|办理)?$")
_VAGUE = ("相关", "有关")
_SANCTIONS = ("sanction", "sanction-by-reference", "power")

Steps = list[re.Match[str]]


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for each paired segment whose steps changed."""
    for old, new in scene.changed():
        left, entered = _fresh(scene.mirror(), new, old), _fresh(scene, old, new)
        if left and entered:
            yield from _ladder(scene, old, new, left, entered)
    for way in both_ways(scene):
        for old, new in way.changed():
            entered = _fresh(way, old, new)
            if entered and not _fresh(way.mirror(), new, old):
                yield from _step(way, old, new, entered)


def _ladder(scene: Scene, old: Segment, new: Segment, left: Steps, entered: Steps) -> Iterator[Signal]:
    was = max(left, key=lambda step: rung(step, scene.lexicon))
    now = max(entered, key=lambda step: rung(step, scene.lexicon))
    climb = rung(now, scene.lexicon) - rung(was, scene.lexicon)
    if _still_asked(scene, was if climb < 0 else now, scene.new if climb < 0 else scene.old):
        return
    if climb and max(old.polarity, new.polarity) > 0:
        severity = 3 if abs(climb) > 1 else 2
        sign = 1 if climb > 0 else -1
        yield scene.says("procedure-ladder", sign, severity, _place(old, was), _place(new, now))


def _still_asked(scene: Scene, higher: re.Match[str], other: Reading) -> bool:
    """Whether a gate, the higher step of two, is asked for on the other side as well, in whatever words."""
    finder = _finder(scene.lexicon)
    asked = {rung(step, scene.lexicon) for segment in other.segments for step in finder.finditer(segment.text)}
    return rung(higher, scene.lexicon) >= _LEAVE and rung(higher, scene.lexicon) in asked


def _step(scene: Scene, old: Segment, new: Segment, entered: Steps) -> Iterator[Signal]:
    if (new.norm.id in _SANCTIONS) == (new.part is Part.NORM):
        return  # in a sanction the steps not taken are its conditions; elsewhere conditions only say when
    if new.part is Part.CONDITION and _LEFT_OUT.search(new.text[: entered[0].start()]) and "未" not in old.text:
        yield scene.says("condition", -new.polarity, 2, (old.start, old.end), _place(new, entered[0]))
        return  # 设置排污口的 → 设置排污口未备案的: what was punished outright is punished only without the step
    if new.norm.id == "power":
        # A step before a power is a step of the authority's: it binds the power.
        yield scene.says("power-bound", -1, 2, (old.start, old.end), _place(new, entered[0]))
    elif new.polarity > 0 and old.polarity > 0:
        if new.text[: entered[0].start()].endswith("或"):
            yield from _way_out(scene, old, new, entered[0])
            return
        slight = _other_word(old, new, entered[0]) or max(rung(step, scene.lexicon) for step in entered) == 1
        severity = 1 if slight else 2
        yield scene.says("procedure-step", 1, severity, (old.start, old.end), _place(new, entered[0]))


def _way_out(scene: Scene, old: Segment, new: Segment, step: re.Match[str]) -> Iterator[Signal]:
    """A step lower than the one it is an alternative to: 审批 → 审批或者备案."""
    if rung(step, scene.lexicon) < highest_rung(old.text, scene.lexicon):
        yield scene.says("procedure-step", -1, 2, (old.start, old.end), _place(new, step))


@lru_cache(maxsize=8)  # to look it up by its patterns takes as long as to search with it
def _finder(lexicon: Lexicon) -> re.Pattern[str]:
    return any_of(tuple(pattern for pattern, _ in lexicon.steps))


def rung(step: re.Match[str], lexicon: Lexicon) -> int:
    """How high a step stands on the ladder, 1 to 9."""
    return _rung(step[0], lexicon)


@lru_cache(maxsize=512)  # there are not many more steps than patterns for them
def _rung(word: str, lexicon: Lexicon) -> int:
    return next(rung for pattern, rung in lexicon.steps if re.fullmatch(pattern, word))


def highest_rung(words: str, lexicon: Lexicon) -> int:
    """The rung of the highest step some words ask for; 0 where they ask for none."""
    finder = _finder(lexicon)
    return max((rung(step, lexicon) for step in finder.finditer(words)), default=0)


def _fresh(scene: Scene, old: Segment, new: Segment) -> Steps:
    """The steps of a segment that its counterpart does not have, nor the rest of the old clause: none moved here."""
    finder = _finder(scene.lexicon)
    more = Counter(finder.findall(new.text)) - Counter(finder.findall(old.text))
    if not more:
        return []
    before = set(finder.findall(scene.old.all_text))
    more = Counter({step: count for step, count in more.items() if step not in before})
    return _asked_more(more, new.text, scene)


def _asked_more(more: Counter[str], words: str, scene: Scene) -> Steps:
    """The steps of some words that are asked more often now; what a text is about, or what names a body, is none."""
    finder = _finder(scene.lexicon)
    found = (step for step in finder.finditer(words) if more[step[0]] and not _is_subject_matter(step, scene))
    return [step for step in found if not _only_names(step, words, scene)]


def _only_names(step: re.Match[str], words: str, scene: Scene) -> bool:
    """Whether a step only says which authority: 登记的县级人民政府."""
    after = words[step.end() : step.end() + _NEAR]
    return after.startswith("的") and find_actor(after[1:], scene.lexicon) == "authority"


def _other_word(old: Segment, new: Segment, step: re.Match[str]) -> bool:
    """Whether the step stands where one other word stood: 确定 → 批准 may be the same act."""
    for op, i, j, k, m in opcodes(old.text, new.text):
        if k <= step.start() < m:
            return op == "replace" and max(j - i, m - k) <= _WORD and old.text[i:j] not in _VAGUE
    return False


def fresh_in_clause(scene: Scene) -> Steps:
    """Steps that stand in the new clause and not, or less often, in the old one."""
    finder = _finder(scene.lexicon)
    more = Counter(finder.findall(scene.new.all_text)) - Counter(finder.findall(scene.old.all_text))
    return _asked_more(more, scene.new.text, scene)


def _is_subject_matter(step: re.Match[str], scene: Scene) -> bool:
    """Whether a text is about this step; a gate stays one however often its text speaks of it."""
    if rung(step, scene.lexicon) >= _GATE:
        return False
    word = step[0]
    return all(text.count(word) >= max(_LEAST, len(text) / SUBJECT_MATTER) for text in (scene.old_text, scene.new_text))


def _place(segment: Segment, step: re.Match[str]) -> tuple[int, int]:
    return segment.start + step.start(), segment.start + step.end()
