"""Members that entered or left a list joined by 、和或, and alternatives that became cumulative."""

import re
from collections.abc import Iterator

from tracker.diff.changes import Signal
from tracker.diff.direction.acting import find_actor
from tracker.diff.direction.lexicon import any_word
from tracker.diff.direction.pairing import covered, opcodes
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

_SEPARATORS = "、和或"
_REFERENCE = re.compile(r"(?:〔条〕|《》|第[（(]?[零一二三四五六七八九十百\d]+[）)]?[条款项目]|[、和至第])+")
_OTHER_BASIS = re.compile(r"规定的其他|其他(?:合法|情形|方式|依据)|同等")
# 没有约定或者法律依据的: whoever lacks both; a further excuse named narrows who is meant.
_LACKING = re.compile(r"没有[^，。；]*$")
# Two verbs for handling a matter, or a level of government, are no further object.
_NO_MEMBER = re.compile(
    "(?:受理|处理|处置|办理|接收|举报|控告|检举|投诉|表彰|奖励|(?:省|自治区|直辖市|不?设区的市?|自治州|自治县|市辖区|民族乡|州|市|县|区|乡|镇|旗|盟|、)+[一级]?|(?:任何)?(?:单位和个人|组织和个人|单位|个人|组织)在?)+"
)
_FILLERS = re.compile("主要|有关|相关|具体")
_COLLECTS = re.compile("[、和或][^、和或，]*其他")
_ASKED = {"duty", "qualification"}
_NEAR = 12
# Share of a member's character pairs found in the other clause from which it was there already under another cut.
_KNOWN = 0.7


def judge(scene: Scene) -> Iterator[Signal]:
    """Signals for lists that grew, shrank or changed their conjunction."""
    for way in both_ways(scene):
        for old, new in way.changed():
            if new.polarity and _same_kind(old, new) and not _names_laws(new):
                yield from _grown(way, old, new)
                yield from _cumulative(way, old, new)


def _same_kind(old: Segment, new: Segment) -> bool:
    """Whether both say the same sort of thing, so that the longer list covers more."""
    both_cases = old.trigger and new.trigger and old.polarity == new.polarity
    # 应当满足下列要求 → 应当遵守下列规定: what is listed below is asked for alike.
    asked = {old.norm.id, new.norm.id} <= _ASKED
    return both_cases or asked or old.norm.rule == new.norm.rule


def _names_laws(segment: Segment) -> bool:
    """Whether its lists are of the laws that punish, not of what is punished."""
    return segment.norm.id == "sanction-by-reference" and not segment.trigger and segment.part is Part.NORM


def _grown(scene: Scene, old: Segment, new: Segment) -> Iterator[Signal]:
    for op, i, j, k, m in opcodes(old.text, new.text):
        k, m = _to_separator(new.text, k, m) if op == "insert" else (k, m)
        was, now = old.text[i:j], new.text[k:m]
        if op not in ("insert", "replace") or _separators(now) <= _separators(was):
            continue
        if was.strip(_SEPARATORS + "等") and not _separators(was):
            continue  # a phrase rewritten as a list: which is more needs its meaning
        collected = _COLLECTS.search(new.text[k : m + _NEAR]) and now[0] not in _SEPARATORS
        named = now.endswith("等") and op == "insert" and new.text[m : m + 1] not in _SEPARATORS
        if named or (collected and "其他" not in old.text):
            # A、B和其他C → C, 土地、矿藏等自然资源 → 自然资源: the examples of a general word went, the word stays.
            continue
        if not _bounded(new.text, k, m) and not (new.trigger and (now := _whole_members(now, op))):
            continue
        core = now.strip(_SEPARATORS + "等其他")
        if _names_authority(core, scene):
            continue
        if (
            len(core) < 2
            or "监督管理" in core
            or _REFERENCE.fullmatch(core)
            or _NO_MEMBER.fullmatch(core)
            or _is_gate(core, scene)
            or _known(core, old.text if _punishes(new) else scene.old.all_text)
        ):
            continue
        sign = _sign(now, new) * (-1 if "或" in now and _LACKING.search(new.text[:k]) else 1)
        if sign:
            start = new.start + k + now.index(core)
            severity = 1 if new.norm.id == "permission" else 2  # who may do more of what nobody must
            yield scene.says("list-member", sign, severity, (old.start, old.end), (start, start + len(core)))


def _whole_members(words: str, op: str) -> str:
    """The members that stand whole in an insertion cut at no separator: 医学食品、专供 before 婴幼儿食品."""
    return words[: max(words.rfind(mark) for mark in _SEPARATORS)] if op == "insert" else ""


def _punishes(segment: Segment) -> bool:
    """Whether it says the sanction: what is confiscated now was named elsewhere as what is traded."""
    return segment.norm.id == "sanction" and segment.part is Part.NORM and not segment.trigger


def _known(core: str, words: str) -> bool:
    """Whether every member stood in the old words already, in whatever order."""
    members = [member for member in re.split(f"[{_SEPARATORS}]", _FILLERS.sub("", core)) if member]
    return all(covered(member, words) >= _KNOWN for member in members)


def _to_separator(text: str, start: int, end: int) -> tuple[int, int]:
    """An insertion shifted, where the same words allow it, so that it begins or ends at a separator."""
    first = start, end
    while end < len(text) and text[start] == text[end] and text[start] not in _SEPARATORS:
        start, end = start + 1, end + 1
    if text[start] in _SEPARATORS:
        return start, end
    start, end = first
    while start > 0 and text[start - 1] == text[end - 1]:
        if text[start] in _SEPARATORS or text[end - 1] in _SEPARATORS:
            break
        start, end = start - 1, end - 1
    return (start, end) if text[start] in _SEPARATORS or text[end - 1] in _SEPARATORS else first


def _bounded(text: str, start: int, end: int) -> bool:
    edges = text[max(start - 1, 0) : start + 1] + text[end - 1 : end + 1]
    return any(mark in edges for mark in _SEPARATORS)


def _names_authority(core: str, scene: Scene) -> bool:
    return find_actor(core, scene.lexicon) in ("authority", "state")


def _is_gate(core: str, scene: Scene) -> bool:
    return bool(any_word(tuple(w for c in scene.lexicon.classes if c.id == "gate" for w in c.words)).search(core))


def _sign(now: str, new: Segment) -> int:
    """A further way to comply (或) relieves where one must qualify, and says nothing sure in another duty."""
    if "或" in now and _OTHER_BASIS.search(now) and new.norm.id in ("qualification", "duty"):
        return -1
    if "或" in now and new.part is Part.NORM and new.norm.id in ("qualification", "duty"):
        return -1 if new.norm.id == "qualification" else 0
    return new.polarity


def _cumulative(scene: Scene, old: Segment, new: Segment) -> Iterator[Signal]:
    if new.norm.id not in ("duty", "qualification") or new.part is not Part.NORM:
        return
    for op, i, j, k, m in opcodes(old.text, new.text):
        if op == "replace" and old.text[i:j] == "或" and new.text[k:m] in ("和", "并"):
            yield scene.says("alternative", 1, 2, (old.start + i, old.start + j), (new.start + k, new.start + m))


def _separators(text: str) -> int:
    return sum(text.count(mark) for mark in _SEPARATORS)
