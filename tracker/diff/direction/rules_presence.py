"""Norms that came or went: whole units, and segments left alone inside a pair."""

from collections.abc import Iterator

from tracker.diff.changes import Signal
from tracker.diff.direction.lexicon import any_of, any_word
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

# Kinds that only take back a part of the norm they came with.
_FOLLOWS = ("exception", "permission", "scope-exemption", "party-right", "party-power")
# Running words shorter than this are an ornament of their norm, no step of their own.
_SHORT = 4
# Rights whose forum or form may change while the right stays.
_RIGHTS = ("party-right", "individual-right", "complaint")
# 未按规定采取措施，接入公共网络: what was banned outright is banned only without this.
_UNLESS = ("未", "在未", "不按照", "没有")


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for each norm left alone on either side."""
    for way in both_ways(scene):
        alone = not way.old.unit.locator
        for segment in way.paired.come:
            if segment.borrowed or way.stood_before(segment):
                continue
            if segment.part is Part.NORM and (alone or not segment.trigger):
                yield from _norm(way, segment, alone=alone)
            elif (
                not alone
                and segment.part is Part.SETTING
                and segment.norm.id == "ban"
                and segment.text.startswith("未经")
            ):
                yield way.says("ban-qualified", -1, 2, None, (segment.start, segment.end))
            elif not alone and segment.part is Part.SETTING and segment.text[0] in "和或" and segment.polarity:
                yield way.says("list-member", segment.polarity, 2, None, (segment.start, segment.end))
            elif not alone and (segment.trigger or segment.part is Part.CONDITION):
                yield from _condition(way, segment)


def _norm(scene: Scene, segment: Segment, *, alone: bool) -> Iterator[Signal]:
    norm = segment.norm
    if not norm.sign or not norm.rule:
        return
    if norm.id in _RIGHTS and any(s.norm.id == norm.id and s.own_operator for s in scene.old.segments):
        return
    severity = norm.alone if alone else norm.inside
    if not segment.own_operator and not alone:
        severity = min(severity, 2)
    if not segment.own_operator and len(segment.text) < _SHORT:
        return
    if norm.id == "duty" and any_of(tuple(f"(?:{m})$" for m in scene.lexicon.effort.measure)).search(segment.text):
        severity = 1  # measures to be taken say nothing yet: what for stands in another segment
    if alone and scene.new.leads and norm.id == "duty":
        severity = 1  # 应具备…等方面能力 above 5.1.1, 5.1.2: the requirements stand there
    if norm.id in _FOLLOWS and _came_with_norm(scene, segment):
        severity = 1
    if norm.weak and any_of(norm.weak).search(segment.text):
        severity = 1
    sign = norm.sign
    if not alone and segment.text.startswith("或"):
        # A further way to qualify relieves; in another duty it may add an object or a way out.
        sign, severity = (-sign, severity) if norm.id == "qualification" else (sign, 1)
    yield scene.says(norm.rule, sign, severity, None, (segment.start, segment.end))


def _came_with_norm(scene: Scene, segment: Segment) -> bool:
    """Whether the norm an exception, option or remedy belongs to came with it: then it opens nothing by itself."""
    return any(
        other.sentence == segment.sentence and other.own_operator and other.norm.sign > 0 and other.norm.alone > 1
        for other in scene.paired.come
        if other is not segment
    )


def _condition(scene: Scene, segment: Segment) -> Iterator[Signal]:
    """A condition new before an old consequence narrows it; one that came with its consequence opens nothing."""
    after = [s for s in scene.new.segments if s.start > segment.start and s.sentence == segment.sentence]
    consequence = next((s for s in after if s.part is Part.NORM), None)
    if not segment.trigger and (consequence is None or consequence in scene.paired.come):
        return
    if not segment.polarity:
        return
    if segment.text.startswith(("或", "和")) and not segment.trigger:
        # A further case that opens the same consequence widens it.
        yield scene.says("condition", segment.polarity, 2, None, (segment.start, segment.end))
        return
    gates = [w for c in scene.lexicon.classes if c.id == "gate" for w in c.words]
    if segment.text.endswith("不服的"):
        return  # what may be appealed against stands in the right itself
    if segment.text.startswith(_UNLESS) and any(s.text.startswith(_UNLESS) for s in scene.paired.gone):
        return  # one excuse in other words
    strong = bool(segment.quantities) or bool(any_word(tuple(gates)).search(segment.text))
    severity = 2 if strong or (segment.trigger and segment.text.startswith(_UNLESS)) else 1
    yield scene.says("condition", -segment.polarity, severity, None, (segment.start, segment.end))
