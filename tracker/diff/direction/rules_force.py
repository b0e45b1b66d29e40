"""The operator of a norm grew stronger or weaker; a result became an effort, or an effort a result."""

from collections.abc import Iterator

from tracker.diff.changes import Signal
from tracker.diff.direction.lexicon import Effort, any_of, any_word
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

# Between shall (3) and may (-1) or is encouraged to (0): smaller steps are no change of force.
_STEP = 3


def judge(scene: Scene) -> Iterator[Signal]:
    """Signals for changed operators and for result against effort."""
    force = dict(scene.lexicon.modality)
    for old, new in scene.changed():
        if old.part is Part.NORM is new.part and old.norm.id in force and new.norm.id in force:
            climb = force[new.norm.id] - force[old.norm.id]
            if abs(climb) >= _STEP and (old.own_operator or new.own_operator):
                sign = 1 if climb > 0 else -1
                yield scene.says("modality", sign, 3, (old.start, old.end), (new.start, new.end))
    for way in both_ways(scene):
        yield from _weakened(way)
        yield from _banned(way)


def _banned(scene: Scene) -> Iterator[Signal]:
    """What was only told is forbidden now: 堆放废物的，依照…执行 → 禁止堆放废物."""
    if any(s.norm.sign for s in scene.old.segments):
        return
    for old, new in scene.changed():
        if new.norm.id == "ban" and new.own_operator and not old.trigger and not new.borrowed:
            yield scene.says("ban", 1, 3, (old.start, old.end), (new.start, new.end))


def _weakened(scene: Scene) -> Iterator[Signal]:
    """A result owed in the old clause is only an effort in the new one."""
    effort = scene.lexicon.effort
    changed = list(scene.changed())
    olds = [a for a, _ in changed] + list(scene.paired.gone)
    news = [b for _, b in changed] + list(scene.paired.come)
    lost = [s for s in olds if s.polarity > 0 and _is_result(s, effort) and not _still(s, scene.new.text, effort)]
    gained = [s for s in news if s.polarity > 0 and _new_effort(s, scene.old.text, effort)]
    if lost and gained and not any(_is_strong(s, effort) for s in news):
        rule = "effort-to-result" if scene.mirrored else "result-to-effort"
        a, b = lost[0], gained[0]
        yield scene.says(rule, -1, 3, (a.start, a.end), (b.start, b.end))


def _new_effort(segment: Segment, old: str, effort: Effort) -> bool:
    found = [*any_of(effort.measure).findall(segment.text), *any_word(effort.degree).findall(segment.text)]
    return any(word not in old for word in found)


def _is_strong(segment: Segment, effort: Effort) -> bool:
    return bool(any_word(effort.strong + effort.quality).search(segment.text)) and not _is_effort(segment, effort)


def _is_result(segment: Segment, effort: Effort) -> bool:
    return _is_strong(segment, effort)


def _still(segment: Segment, text: str, effort: Effort) -> bool:
    found = any_word(effort.strong + effort.quality).search(segment.text)
    return bool(found and found[0] in text)


def _is_effort(segment: Segment, effort: Effort) -> bool:
    return _is_effort_text(segment.text, effort)


def _is_effort_text(text: str, effort: Effort) -> bool:
    return bool(any_of(effort.measure).search(text) or any_word(effort.degree).search(text))
