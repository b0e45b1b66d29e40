"""A unit read as comma segments, each with the norm it belongs to, who is bound, and its part in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from tracker.diff.changes import Unit
from tracker.diff.direction.acting import find_actor
from tracker.diff.direction.lexicon import Lexicon, NormKind, any_of
from tracker.diff.direction.quantities import Quantity, mask, quantities
from tracker.diff.direction.wording import Wording, fold, hang

_NOTHING = NormKind("statement")
_CUT = re.compile(r"[，。；：\n？！]")
_SENTENCE_ENDS = "。\n？！"
_CASES = re.compile(
    r"(?:下列|以下)(?:情形|情况|行为)(?!的?(?:要求|条件))|(?:达到|符合|满足|具备)(?:下列|以下)(?:标准|条件)(?:之一)?的"
)
_SETS = re.compile(r"(?:按照|为|因|对于?|在|自|经|除|违反|向|基于|针对|结合|通过|依托|围绕)")
_MANNER = re.compile(r"(?:按照|基于|针对|结合|通过|依托|围绕)")
_SANCTIONS = ("sanction", "sanction-by-reference")
# 主管部门发现企业…的: it is the party that offends.
_NOTICES = re.compile("发现|认为|接到|收到|获悉|查明|认定")
_LEADERS = re.compile("负责人|领导人员|主管人员")
_STAFF = re.compile("(?:部门|机关)[^，。；]*工作人员|国家工作人员|公职人员|公务员|(?:执法|监管|监督管理)人员")
_MANNER_ONLY = re.compile("应当(?:按照|遵循|结合)[^，。；]{2,40}(?:要求|规定|标准|需要|情况|状况)$")
_ACCORDING = re.compile("按照|基于|结合")
_HOW = re.compile(
    "(?:规定|要求|标准|需要|情况|状况|原则|约定|程序|方式|条件|结果|特点|实际|期限|内容|方法|计划|规划|方案|职责|分工"
    "|权限|目录|比例|顺序|时限|因素|协议|合同|评价|指标|水平|程度|性质|特征|类型|等级|数量|制度|办法|意见|决定|章程"
    "|基础上|模式|思路|目标|方向|级别|类别|形势|任务)(?:等|[^，。；]{0,2}[后时])?$"
)
_TASKS = re.compile("负责(?!人)|组织|制定|建立|加强|推动|统筹|协调|指导|监督|公布")
_ENCOURAGES = re.compile("鼓励|支持|提倡|倡导")
_OPERATES = re.compile("应当|可以|有权|不得")
# 企业应当在变更登记的同时，办理…: the operator stands before the time at which it is to be done.
_WHEN = re.compile("(?:应当|不得|可以)(?:自|在|于)[^，。；]*(?:时|同时)$")
# Who is not named is the regulated party; everyone is bound like one.
_PARTIES = {"unnamed": "party", "anyone": "party"}


class Part(StrEnum):
    """What a segment is to its norm."""

    NORM = "norm"  # holds the operator, or is the norm's own running words
    CONDITION = "condition"  # 未备案的, 情节严重的: opens the consequence after it
    SETTING = "setting"  # the topic, manner or ground before the operator


@dataclass(frozen=True, slots=True)
class Segment:
    """A comma segment: folded words and their place, part, norm, actor, numbers, and the words with numbers masked.

    Attributes:
        borrowed: it stands in the opening words, not in the unit itself.
        own_operator: the norm was read from its own words, not handed on.
        trigger: it belongs to an item that is one of several cases opening what the opening words say.
    """

    start: int
    end: int
    text: str
    masked: str
    sentence: int
    part: Part
    norm: NormKind
    actor: str
    quantities: tuple[Quantity, ...]
    borrowed: bool = False
    own_operator: bool = False
    trigger: bool = False

    @property
    def polarity(self) -> int:
        """+1 where more of this burdens the regulated party, -1 where it relieves it."""
        return self.norm.polarity


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit as read: its words, its segments, and the words of its sisters in a split or merge.

    `elsewhere`: sentences of units that stand alone on this side, to which words of this one may have moved.
    `leads`: numbered clauses of its own number hang below it, so that its words only announce them.
    """

    unit: Unit
    wording: Wording
    segments: tuple[Segment, ...]
    around: str = ""
    elsewhere: tuple[str, ...] = ()
    leads: bool = False

    @property
    def text(self) -> str:
        """The folded words."""
        return self.wording.text

    @property
    def all_text(self) -> str:
        """The folded words and those of the sisters that share the other side: a split is read as a whole."""
        return f"{self.wording.text}\n{self.around}" if self.around else self.wording.text


def read(unit: Unit, lexicon: Lexicon, *, with_chapeau: bool = False) -> Reading:
    """A unit's segments; `with_chapeau` puts the opening words before them, as context that cannot be quoted."""
    own = fold(unit.text, lexicon)
    lead, opening = _opening(unit.chapeau, lexicon)
    inherited = _inherited(lead.text, opening, lexicon) if unit.chapeau else None
    actor = next((s.actor for s in opening if s.own_operator), "")
    if any_of(lexicon.nonbinding).search(unit.heading):
        inherited = Inherited(_NOTHING, True)
    if not (with_chapeau and unit.chapeau):
        return Reading(unit, own, _read_words(own.text, 0, lexicon, inherited, actor))
    wording = hang(lead, own)
    offset = len(wording.text) - len(own.text)
    borrowed = tuple(replace(s, borrowed=True) for s in opening)
    return Reading(unit, wording, borrowed + _read_words(own.text, offset, lexicon, inherited, actor))


@lru_cache(maxsize=64)  # the items of an article hang on the same words, in both texts more often than not
def _opening(chapeau: str, lexicon: Lexicon) -> tuple[Wording, tuple[Segment, ...]]:
    """The opening words of a unit, and their segments."""
    lead = fold(chapeau, lexicon)
    return lead, _read_words(lead.text, 0, lexicon, None, "") if chapeau else ()


def _read_words(
    text: str, offset: int, lexicon: Lexicon, inherited: "Inherited | None", actor: str
) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for number, spans in enumerate(_sentences(text)):
        found, actor = _read_sentence(text, spans, number, lexicon, inherited, actor)
        segments.extend(replace(s, start=s.start + offset, end=s.end + offset) if offset else s for s in found)
    return tuple(segments)


@dataclass(frozen=True, slots=True)
class Inherited:
    """What the opening words make of their items: a norm, and whether the items are cases that open it."""

    norm: NormKind
    trigger: bool


def _sentences(text: str) -> list[list[tuple[int, int]]]:
    sentences: list[list[tuple[int, int]]] = [[]]
    at = 0
    for match in [*_CUT.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[at:end].strip():
            sentences[-1].append((at, end))
        if match:
            at = match.end()
            if match[0] in _SENTENCE_ENDS and sentences[-1]:
                sentences.append([])
    return [spans for spans in sentences if spans]


def _inherited(lead: str, opening: Sequence[Segment], lexicon: Lexicon) -> Inherited | None:
    trigger = bool(_CASES.search(lead))
    officials = next((s.norm for s in opening if s.norm.id == "officials-liable"), None)
    if officials:
        return Inherited(officials, trigger)
    honours = next((s.norm for s in opening if s.norm.id == "honours"), None)
    if honours:
        return Inherited(honours, True)
    told = [s.norm for s in opening if s.own_operator and s.norm.rule and s.norm.id != "lead-in-bound"]
    # 可以认定…，但有相反证据的除外：the items are cases of what is excepted from, not of the exception.
    main = [norm for norm in told if norm.id != "exception"] or told
    if trigger and main:
        return Inherited(main[-1], True)
    for patterns, norm in lexicon.chapeaux:
        if any_of(patterns).search(lead):
            authority = any(s.actor in ("authority", "state") for s in opening if s.own_operator)
            bound = {"ban": "ban-on-authority", "duty": "task", "qualification": "task"}
            return Inherited(lexicon.norm(bound.get(norm, norm) if authority else norm), trigger)
    return Inherited(main[-1], False) if main else None


def _read_sentence(
    text: str,
    spans: list[tuple[int, int]],
    number: int,
    lexicon: Lexicon,
    inherited: Inherited | None,
    actor: str,
) -> tuple[list[Segment], str]:
    """The segments of one sentence, and the actor it hands on to the next."""
    whole = text[spans[0][0] : spans[-1][1]]
    sentence_actor = next((a for a in (find_actor(text[s:e], lexicon) for s, e in spans) if a), actor)
    fixed = _kind(whole, sentence_actor, lexicon, "sentence")
    officials = _officials_offend(text, spans, lexicon)
    norms: list[NormKind | None] = []
    actors: list[str] = []
    for start, end in spans:
        words = text[start:end]
        actor = find_actor(words, lexicon) or actor or "unnamed"
        actors.append(actor)
        carved = _kind(words, actor, lexicon, "carve") if fixed else None
        leads = _leads_to_condition(text, spans, len(norms))
        own = carved or fixed or (None if leads else _own_norm(words, actor, lexicon, last=end == spans[-1][1]))
        if own and _given_above(own, inherited):
            own = None
        if own and own.id == "power" and _is_topic(text, spans, len(norms)):
            own = None
        if own and own.id == "promotion" and _runs_on(words, norms, actors, inherited):
            own = None
        if own and own.id in _SANCTIONS and officials:
            own = lexicon.norm("officials-liable")
        # A case that opens what the opening words say describes conduct: its verbs are no operators.
        norms.append(None if inherited and inherited.trigger else own)
    filled = _fill(norms, inherited.norm if inherited else None)
    trigger = bool(inherited and inherited.trigger)
    first = next((i for i, norm in enumerate(norms) if norm), len(norms))
    waits = first if not inherited and not fixed else 0
    segments = []
    for index, ((start, end), own, norm, who) in enumerate(zip(spans, norms, filled, actors, strict=True)):
        words = text[start:end]
        found = quantities(words, lexicon)
        last = end == spans[-1][1]
        waiting = index < waits or _leads_to_condition(text, spans, index)
        part = _part(words, own, last=last, waiting=waiting, handed=bool(inherited))
        segments.append(
            Segment(
                start,
                end,
                words,
                mask(words, found),
                number,
                part,
                norm,
                _PARTIES.get(who, who),
                found,
                own_operator=own is not None,
                trigger=trigger,
            )
        )
    return segments, actor


def _officials_offend(text: str, spans: Sequence[tuple[int, int]], lexicon: Lexicon) -> bool:
    """Whether those who are punished are an authority or its officials: that burdens no regulated party.

    Leaders and units may be of any public body; they are bound.
    """
    for start, end in spans[:-1]:
        words = text[start:end]
        if actor := find_actor(words, lexicon):
            acts = (words.endswith("的") and not _NOTICES.search(words)) or "工作人员" in words
            official = actor in ("authority", "state") or bool(_STAFF.search(words))
            return acts and official and not _LEADERS.search(words)
    return False


def _given_above(own: NormKind, inherited: Inherited | None) -> bool:
    """Whether the opening words say better what a segment is: a listed measure is a power, whatever its verb.

    To which authority one turns is said by items; 应当…，向主管部门提出申请 goes on with the duty.
    """
    if own.id == "competence":
        return inherited is None
    return own.id in ("task", "authority-option") and inherited is not None and inherited.norm.id == "power"


def _runs_on(words: str, norms: Sequence[NormKind | None], actors: Sequence[str], inherited: Inherited | None) -> bool:
    """Whether 加强…，健全… goes on with a duty of its sentence or of the opening words: 平台应当建立制度，加强管理."""
    if _ENCOURAGES.search(words):
        return False
    if inherited and inherited.norm.id == "duty":
        return True
    return any(
        n and n.id == "duty" and who not in ("authority", "state") for n, who in zip(norms, actors, strict=False)
    )


def _is_topic(text: str, spans: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether a segment only names the act its sentence goes on to bind: 实施查封的，/ 采取查封等措施，应当…。"""
    words = text[slice(*spans[index])]
    if index + 1 >= len(spans) or _OPERATES.search(words):
        return False
    return text[slice(*spans[index + 1])].startswith(("应当", "不得"))


def _own_norm(words: str, actor: str, lexicon: Lexicon, *, last: bool) -> NormKind | None:
    if _is_condition(words) and not last:
        return None
    return _kind(words, actor, lexicon, "segment")


@lru_cache(maxsize=4096)  # most segments of a changed clause stand in both texts
def _kind(words: str, actor: str, lexicon: Lexicon, where: str) -> NormKind | None:
    for norm, finder in lexicon.finders(where):
        if norm.actors and actor not in norm.actors:
            continue
        if norm.id == "task" and not any_of(lexicon.norm("duty").patterns).search(words):
            if not _TASKS.search(words):
                continue
            return norm
        if finder.search(words):
            return norm
    return None


def _fill(norms: list[NormKind | None], inherited: NormKind | None) -> list[NormKind]:
    """Conditions and settings belong to the norm after them, running words to the norm before."""
    filled: list[NormKind] = []
    running = None
    for index, own in enumerate(norms):
        # 国家另有规定的除外 takes back what stands before it; that is not excepted itself.
        ahead = next((norm for norm in norms[index:] if norm and norm.id != "exception"), None)
        if inherited and ahead and ahead.support:
            ahead = None  # 履行下列职责：加强…管理，支持…: what is supported says nothing of the rest
        norm = own or running or ahead or inherited or _NOTHING
        running = own or running
        filled.append(norm)
    return filled


def _is_condition(words: str) -> bool:
    ends = words.endswith(("的", "时", "情形之一的", "的情况下")) and not words.endswith("目的")
    return ends and not _WHEN.search(words)


def _part(words: str, own: NormKind | None, *, last: bool, waiting: bool, handed: bool) -> Part:
    if _is_condition(words) and not last:
        return Part.CONDITION
    if own and own.id == "duty" and not last and _MANNER_ONLY.search(words):
        return Part.SETTING  # 应当按照…的要求，: how, and what follows says what
    if own is None and not last and (waiting or (_MANNER if handed else _SETS).match(words)) and not _acts(words):
        return Part.SETTING
    return Part.NORM


def _acts(words: str) -> bool:
    """Whether what begins like a manner goes on to say what is done: 按照业务规模配备人员."""
    return bool(_ACCORDING.match(words)) and not _HOW.search(words)


def _leads_to_condition(text: str, spans: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether the next segment is a condition that goes on from this one: 发现…，或者…的，"""
    if index + 2 >= len(spans):
        return False
    start, end = spans[index + 1]
    return _is_condition(text[start:end]) and text[start] in "或且并致造"
