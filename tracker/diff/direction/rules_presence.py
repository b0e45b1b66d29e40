"""Norms that came or went: whole units, and segments left alone inside a pair."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.diff.changes import Signal
from tracker.diff.direction.lexicon import any_of, any_word
from tracker.diff.direction.pairing import ALIKE, likeness
from tracker.diff.direction.rules_steps import highest_rung
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

# Kinds that only take back a part of the norm they came with.
_FOLLOWS = ("exception", "permission", "scope-exemption", "party-right", "party-power")
# Running words shorter than this are an ornament of their norm, no step of their own.
_SHORT = 4
# Rights whose forum or form may change while the right stays.
_RIGHTS = ("party-right", "individual-right", "complaint")
_POWERS = ("power", "powers-listed", "power-unnamed")
# Leave of a superior or an authority, had before one acts.
_ASKED = re.compile("(?:经|报)[^，。；]*(?:批准|同意|审批|核准)")
_LEAVE = re.compile("(?:经|报)[^，。；]*(?:批准|同意|审批|核准)$")
_UNLESS_BANNED = re.compile("(?:禁止|严禁|不得)(?:在?未|以[^，。；]*为目的$)")
_BELOW = re.compile("不足|未满|不满|低于|以下")
# 未按规定采取措施，接入公共网络: what was banned outright is banned only without this.
_UNLESS = ("未", "在未", "不按照", "没有")


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for each norm left alone on either side."""
    for way in both_ways(scene):
        alone = not way.old.unit.locator
        parts = _parts_of_others(way, alone=alone)
        for segment in way.paired.come:
            if segment.borrowed or segment.norm.id in parts:
                continue
            if way.stood_before(segment):
                if not alone:
                    yield from _new_case(way, segment)
                continue
            if segment.part is Part.NORM and (alone or not segment.trigger):
                yield from _norm(way, segment, alone=alone)
            elif not alone and segment.part is Part.SETTING and not segment.trigger:
                yield from _setting(way, segment)
            elif not alone and (segment.trigger or segment.part is Part.CONDITION):
                yield from _condition(way, segment)


def _new_case(scene: Scene, segment: Segment) -> Iterator[Signal]:
    """The same asked once more, of a case of its own: 未定级的需要拆除的，应当报…批准 beside what others owe."""
    before = [s for s in scene.new.segments if s.sentence == segment.sentence and s.start < segment.start]
    case = before[-1] if before else None
    if segment.part is not Part.NORM or not segment.own_operator or not segment.norm.sign or case is None:
        return
    kept = any(likeness(old.masked, segment.masked) >= ALIKE for old, _ in scene.paired.together)
    if kept and case.part is Part.CONDITION and case in scene.paired.come and not scene.stood_before(case):
        yield scene.says("condition", segment.norm.sign, 2, None, (case.start, case.end))


def _parts_of_others(scene: Scene, *, alone: bool) -> set[str]:
    """Kinds of norm that only come or go with what they belong to.

    The time for a decision belongs to the gate it decides, how a power is used to the power.
    """
    parts = set()
    if any(_opens_gate(segment, alone=alone) for segment in scene.paired.come):
        parts |= {"authority-serves", "power-procedure"}
    if alone and any(segment.norm.id in _POWERS for segment in scene.paired.come):
        parts.add("power-procedure")
    return parts


def _setting(scene: Scene, segment: Segment) -> Iterator[Signal]:
    """What stands before an old norm now: leave to be had, a further object."""
    if segment.norm.id == "ban" and segment.text.startswith("未经"):
        yield scene.says("ban-qualified", -1, 2, None, (segment.start, segment.end))
    elif _LEAVE.match(segment.text):
        yield from _leave(scene, segment)
    elif segment.text[0] in "和或" and segment.polarity:
        yield scene.says("list-member", segment.polarity, 2, None, (segment.start, segment.end))


def _opens_gate(segment: Segment, *, alone: bool) -> bool:
    """Whether an authority is to be asked: what is said of its answer belongs to it."""
    if segment.norm.id == "gate":
        return alone
    return segment.norm.id == "duty" and "申请" in segment.text


def _leave(scene: Scene, segment: Segment) -> Iterator[Signal]:
    """Leave that must be had first: it binds a power, and is a step more before a permission or a duty."""
    consequence = _consequence(scene, segment)
    if consequence is None or consequence in scene.paired.come or _ASKED.search(scene.old.unit.text):
        return
    if segment.norm.id == "power":
        yield scene.says("power-bound", -1, 2, None, (segment.start, segment.end))
    elif segment.norm.id in ("permission", "duty"):
        yield scene.says("procedure-step", 1, 2, None, (segment.start, segment.end))


def _consequence(scene: Scene, segment: Segment) -> Segment | None:
    """What a condition or setting of the new clause leads to."""
    after = (s for s in scene.new.segments if s.start > segment.start and s.sentence == segment.sentence)
    return next((s for s in after if s.part is Part.NORM), None)


def _sanctioned_before(scene: Scene, segment: Segment) -> bool:
    """Whether every kind of sanction a segment names was named as often before, in whatever words."""
    if segment.norm.id != "sanction":
        return False
    finder = any_word(tuple(w for c in scene.lexicon.classes if c.rule == "sanction-kind" for w in c.words))
    more = Counter(finder.findall(scene.new.all_text)) - Counter(finder.findall(scene.old.all_text))
    kinds = finder.findall(segment.text)
    return bool(kinds) and not any(kind in more for kind in kinds)


def _opening_asks(scene: Scene, segment: Segment) -> bool:
    """Whether the opening words of the other clause bind likewise: 应当备案 stands above the items now."""
    above = [s for s in scene.paired.gone if s.borrowed and s.own_operator]
    if segment.own_operator and any(s.norm.rule == segment.norm.rule for s in above):
        return True
    steps = any_of(tuple(pattern for pattern, _ in scene.lexicon.steps))
    asked = set(steps.findall(segment.text))
    return (
        segment.norm.id == "duty" and bool(asked) and asked <= {step for s in above for step in steps.findall(s.text)}
    )


def _norm(scene: Scene, segment: Segment, *, alone: bool) -> Iterator[Signal]:
    norm = segment.norm
    if not norm.sign or not norm.rule or (not alone and _said_otherwise(scene, segment)):
        return
    if not segment.own_operator and len(segment.text) < _SHORT:
        return
    if not alone and norm.id == "ban" and _UNLESS_BANNED.match(segment.text) and _bans(scene.old.segments):
        # 禁止未采取措施，传递…: what was banned is now banned only without this.
        yield scene.says("ban-qualified", -1, 2, None, (segment.start, segment.end))
        return
    sign, severity = norm.sign, _severity(scene, segment, alone=alone)
    if not alone and segment.text.startswith("或"):
        # A further way to qualify relieves; in another duty it may add an object or a way out.
        sign, severity = (-sign, severity) if norm.id == "qualification" else (sign, 1)
    yield scene.says(norm.rule, sign, severity, None, (segment.start, segment.end))


def _bans(segments: Sequence[Segment]) -> bool:
    return any(s.norm.id == "ban" and s.own_operator for s in segments)


def _said_otherwise(scene: Scene, segment: Segment) -> bool:
    """Whether the other clause says the same by other words: the right, the kind of sanction, the step asked for."""
    if segment.norm.id in _RIGHTS and any(s.norm.id == segment.norm.id and s.own_operator for s in scene.old.segments):
        return True
    return _sanctioned_before(scene, segment) or _opening_asks(scene, segment) or _below_new_line(scene, segment)


def _below_new_line(scene: Scene, segment: Segment) -> bool:
    """Whether it is asked below a line the old clause did not draw, which asked a higher step of everybody.

    设置望远镜应当申请许可 → 口径二百毫米以上的应当申请许可；不足二百毫米的应当备案: no new duty of the small ones.
    """
    near = [s for s in scene.new.segments if s.sentence == segment.sentence and s.start <= segment.start][-2:]
    below = [q.text for s in near if _BELOW.search(s.text) for q in s.quantities]
    drawn = [text for text in below if scene.new.text.count(text) > 1 and text not in scene.old.text]
    return bool(drawn) and highest_rung(scene.old.text, scene.lexicon) > highest_rung(segment.text, scene.lexicon)


def _severity(scene: Scene, segment: Segment, *, alone: bool) -> int:
    norm = segment.norm
    slight = (
        # 应具备…等方面能力 above 5.1.1, 5.1.2: the requirements stand there.
        alone and scene.new.unit.kind == "clause" and (scene.new.leads or norm.id == "lead-in-bound"),
        norm.id in _FOLLOWS and _came_with_norm(scene, segment),
        norm.weak and any_of(norm.weak).search(_whole(scene, segment)),
    )
    if any(slight):
        return 1
    severity = norm.alone if alone else norm.inside
    return severity if segment.own_operator or alone else min(severity, 2)


def _whole(scene: Scene, segment: Segment) -> str:
    """The words by which a segment's norm was known: its sentence's or its own."""
    if segment.norm.where != "sentence":
        return segment.text
    return "，".join(s.text for s in scene.new.segments if s.sentence == segment.sentence)


def _came_with_norm(scene: Scene, segment: Segment) -> bool:
    """Whether the norm an exception, option or remedy belongs to came with it: then it opens nothing by itself."""
    return any(
        other.sentence == segment.sentence and other.own_operator and other.norm.sign > 0 and other.norm.alone > 1
        for other in scene.paired.come
        if other is not segment
    )


def _is_alternative(scene: Scene, segment: Segment) -> bool:
    """Whether the case before stands beside the new one: 未按规定使用…，或使用的…不符合标准."""
    following = next((s for s in scene.new.segments if s.start > segment.start), None)
    return bool(segment.trigger and following and following.trigger and following.text.startswith("或"))


def _goes_on(scene: Scene, segment: Segment) -> bool:
    """Whether the last case of the old clause is no longer the last: 伪造标识的 → 伪造标识，出售数据的."""
    before = [s for s in scene.new.segments if s.start < segment.start and s.sentence == segment.sentence]
    return bool(before) and any(s.text == f"{before[-1].text}的" for s in scene.old.segments)


def _has_own_line(scene: Scene, segment: Segment) -> bool:
    """Whether it draws a line of its own beside another case's: 个人…二十万元以上的，单位…一百万元以上的."""
    units = {quantity.unit for quantity in segment.quantities}
    others = [s for s in scene.new.segments if s.trigger and s is not segment]
    own = segment.trigger and not segment.text.startswith(("并", "且"))
    return own and any(quantity.unit in units for s in others for quantity in s.quantities)


def _condition(scene: Scene, segment: Segment) -> Iterator[Signal]:
    """A condition new before an old consequence narrows it; one that came with its consequence opens nothing."""
    consequence = _consequence(scene, segment)
    if not segment.trigger and (consequence is None or consequence in scene.paired.come):
        return
    if not segment.polarity:
        return
    gates = any_word(tuple(w for c in scene.lexicon.classes if c.id == "gate" for w in c.words))
    own_case = _is_alternative(scene, segment) or _has_own_line(scene, segment)
    further = own_case or (_goes_on(scene, segment) and not gates.search(segment.text))
    if segment.text.startswith(("或", "和")) or further:
        # A further case that opens the same consequence widens it.
        yield scene.says("condition", segment.polarity, 2, None, (segment.start, segment.end))
        return
    if segment.text.endswith("不服的"):
        return  # what may be appealed against stands in the right itself
    if segment.text.startswith(_UNLESS) and any(s.text.startswith(_UNLESS) for s in scene.paired.gone):
        return  # one excuse in other words
    if gates.search(segment.text) and any(gates.search(s.text) for s in scene.paired.gone if s.part is Part.CONDITION):
        return  # 拒不改正 → 情节严重: one gate for another
    strong = bool(segment.quantities) or bool(gates.search(segment.text))
    severity = 2 if strong or (segment.trigger and segment.text.startswith(_UNLESS)) else 1
    yield scene.says("condition", -segment.polarity, severity, None, (segment.start, segment.end))
