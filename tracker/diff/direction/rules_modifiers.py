"""A qualifier put into a condition, or taken out of one, with every other word left as it was."""

import re
from collections.abc import Iterator

from tracker.diff.changes import Signal
from tracker.diff.direction.acting import find_actor
from tracker.diff.direction.pairing import opcodes
from tracker.diff.direction.scene import Scene, both_ways
from tracker.diff.direction.segments import Part, Segment

# Lists, alternatives and numbers have rules of their own.
_OTHERS = "、和或不未等"
# 在…活动中有下列行为之一的: the items say which conduct, the words around them do not.
_LEAD_IN = re.compile("下列|以下|不服的$")
_ORNAMENTS = ("申请", "确实", "依法", "及时", "已经")
_WORD = 2  # 领购 → 领用: another word of the same length beside the qualifier
# A name is said in full a third of the time and more; a qualifier is put to its noun now and then.
_OFTEN = 0.25
_BOTH = 2  # places in the shorter text that say the qualifier elsewhere
_NOUN = 4  # of its own noun
_PLACES = 2  # 道路运输的 → 道路旅客运输经营的
_NEAR = 12  # characters in which the noun of a qualifier stands
# 除国家规定的专业外: what is excepted is less.
_EXCEPTED = re.compile("(?<![清消防扫])除[^，。；]*$")
_DOERS = ("个人", "单位", "企业")
_KINDS = ("情形", "行为", "情况", "活动", "事项")
_ACTS = re.compile("在|对|应当|不得|可以|向|将|按照|因|经|未|违反|从事")
# One character is mostly style; what is longer than this is no qualifier but a case of its own.
_SHORTEST, _LONGEST = 2, 20


def judge(scene: Scene) -> Iterator[Signal]:
    """A signal for each condition that names less, or more, than before."""
    for way in both_ways(scene):
        for old, new in way.changed():
            words = _put_in(old, new)
            if (
                words
                and new.polarity
                and not _LEAD_IN.search(new.text)
                and not _names_authority(way, new, words[1])
                and not _renamed(way, new, *words)
                and not _only_names(new, *words)
                and _qualifies(new, *words)
            ):
                rule = "condition" if new.part is Part.CONDITION or new.trigger else "scope-word"
                place = new.start + words[0], new.start + words[1]
                severity = 1 if new.norm.id == "permission" else 2  # who may do what nobody must
                sign = 1 if _EXCEPTED.search(new.text[: words[0]]) else -1
                yield way.says(rule, sign * new.polarity, severity, (old.start, old.end), place)


def _qualifies(segment: Segment, start: int, end: int) -> bool:
    words = segment.text[start:end]
    if segment.part is Part.CONDITION or segment.trigger or words.endswith("的"):
        return True
    if segment.norm.id == "definition":
        return words.endswith(("并", "且"))  # 有害并列入清单的物质: one mark more
    operator = _OPERATOR.search(segment.text)
    named = segment.actor not in ("authority", "state")
    return named and operator is not None and end < operator.start()


_OPERATOR = re.compile("应当|不得|可以|有权|限于|须")


def _only_names(segment: Segment, start: int, end: int) -> bool:
    """Whether the words only name who acts, or what kind of thing a case is: 企业在作业时, 其他…的情形."""
    words, after = segment.text[start:end], segment.text[end:]
    if segment.trigger and start == 0 and words in _DOERS:
        return True  # 个人…的，单位…的: one case of each
    if not after.strip("的"):
        return words.strip("的") in _KINDS
    # 从事作业的 → 从业人员从事作业的: the same insertion can be told from the first character on.
    while start > 0 and segment.text[start - 1] == segment.text[end - 1]:
        start, end = start - 1, end - 1
        words, after = segment.text[start:end], segment.text[end:]
    return start == 0 and bool(_ACTS.match(after)) and not words.endswith("的")


def _renamed(scene: Scene, segment: Segment, start: int, end: int) -> bool:
    """Whether the longer text says the noun only with the qualifier: then it is a name, long or short."""
    noun = segment.text[end : end + _NOUN]
    name = segment.text[start:end] + noun
    longer = scene.new_text.count(name)
    if not segment.trigger and scene.old_text.count(name) >= _BOTH:
        return False  # both texts know it, and mean it
    return len(noun) == _NOUN and longer > 1 and longer >= _OFTEN * scene.new_text.count(noun)


def _names_authority(scene: Scene, segment: Segment, end: int) -> bool:
    """Whether the qualifier only says which authority: 办理其登记的民政部门."""
    return find_actor(segment.text[end : end + _NEAR], scene.lexicon) in ("authority", "state")


def _put_in(old: Segment, new: Segment) -> tuple[int, int] | None:
    """The one stretch the new words have more, if that is all that changed, or all but a word of the same length."""
    changes = [code for code in opcodes(old.text, new.text) if code[0] != "equal" and not _same_length(*code)]
    if not 1 <= len(changes) <= _PLACES or any(op != "insert" for op, *_ in changes) or new.quantities:
        return None
    if any(mark in new.text[k:m] for _, _, _, k, m in changes for mark in _OTHERS):
        return None
    start, end = changes[0][3], changes[0][4]
    while end < len(new.text) and new.text[start] == new.text[end]:
        start, end = start + 1, end + 1
    words = new.text[start:end]
    long_enough = len(words.removesuffix("的")) >= _SHORTEST and len(words) <= _LONGEST
    fits = long_enough and not any(mark in words for mark in _OTHERS)
    return (start, end) if fits and not words.startswith(_ORNAMENTS) else None


def _same_length(op: str, i: int, j: int, k: int, m: int) -> bool:
    return op == "replace" and j - i == m - k <= _WORD
