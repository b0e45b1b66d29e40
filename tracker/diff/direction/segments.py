"""A unit read as comma segments, each with the norm it belongs to, who is bound, and its part in it."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.diff.changes import Unit
from tracker.diff.direction.lexicon import Lexicon, NormKind, any_of
from tracker.diff.direction.quantities import Quantity, mask, quantities
from tracker.diff.direction.wording import Wording, fold, hang

_NOTHING = NormKind("statement")
_CUT = re.compile(r"[，。；：\n？！]")
_SENTENCE_ENDS = "。\n？！"
_BEFORE_OPERATOR = re.compile(r"应当|不得|禁止|可以|有权|负责|按照|依法|鼓励|责令|享有|对")
_ADVERBS = re.compile(r"(?:依法|及时|同时|也|均|还|并|不|共同|定期|立即|统一|会同[^，。；]*|在[^，。；]*[中内时前后])$")
_NOT_ACTING = re.compile(r"(?:向|对|经|报|受|为|给|与|和|从|被|的|接受|配合|协助|取得|违反)[^，。；、]{0,14}$")


class Part(StrEnum):
    """What a segment is to its norm."""

    NORM = "norm"  # holds the operator, or is the norm's own running words
    CONDITION = "condition"  # 未备案的, 情节严重的: opens the consequence after it
    SETTING = "setting"  # the topic, manner or ground before the operator


@dataclass(frozen=True, slots=True)
class Segment:
    """A comma segment: folded words and their place, part, norm, actor, numbers, and the words with numbers masked."""

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

    @property
    def polarity(self) -> int:
        """+1 where more of this burdens the regulated party, -1 where it relieves it."""
        return self.norm.polarity


@dataclass(frozen=True, slots=True)
class Reading:
    """A unit as read: its words, its segments, and the norm its opening words hand to it."""

    unit: Unit
    wording: Wording
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The folded words."""
        return self.wording.text


def read(unit: Unit, lexicon: Lexicon, *, with_chapeau: bool = False) -> Reading:
    """A unit's segments; `with_chapeau` puts the opening words before them, as context that cannot be quoted."""
    wording = fold(unit.text, lexicon.folds)
    borrowed = 0
    if with_chapeau and unit.chapeau:
        lead = fold(unit.chapeau, lexicon.folds)
        wording = hang(lead, wording)
        borrowed = len(wording.places) - len(fold(unit.text, lexicon.folds).places)
    inherited = _inherited(unit, lexicon)
    actor = _lead_actor(unit, lexicon)
    segments: list[Segment] = []
    for number, spans in enumerate(_sentences(wording.text)):
        found, actor = _read_sentence(wording.text, spans, number, lexicon, inherited, actor)
        segments.extend(replace(s, borrowed=s.end <= borrowed) for s in found)
    return Reading(unit, wording, tuple(segments))


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


def _inherited(unit: Unit, lexicon: Lexicon) -> NormKind | None:
    if not unit.chapeau:
        return None
    lead = fold(unit.chapeau, lexicon.folds).text
    for patterns, norm in lexicon.chapeaux:
        if any_of(patterns).search(lead):
            kind = lexicon.norm(norm)
            binds_authority = find_actor(lead, lexicon) in ("authority", "state")
            if binds_authority and norm == "ban":
                return lexicon.norm("ban-on-authority")
            if binds_authority and norm in ("duty", "qualification"):
                return lexicon.norm("task")
            return kind
    return None


def _lead_actor(unit: Unit, lexicon: Lexicon) -> str:
    return find_actor(fold(unit.chapeau, lexicon.folds).text, lexicon) if unit.chapeau else ""


def _read_sentence(
    text: str,
    spans: list[tuple[int, int]],
    number: int,
    lexicon: Lexicon,
    inherited: NormKind | None,
    actor: str,
) -> tuple[list[Segment], str]:
    """The segments of one sentence, and the actor it hands on to the next."""
    whole = text[spans[0][0] : spans[-1][1]]
    sentence_actor = next((a for a in (find_actor(text[s:e], lexicon) for s, e in spans) if a), actor)
    fixed = _kind(whole, sentence_actor, lexicon, "sentence")
    norms: list[NormKind | None] = []
    actors: list[str] = []
    for start, end in spans:
        words = text[start:end]
        actor = find_actor(words, lexicon) or actor or "party"
        actors.append(actor)
        norms.append(fixed or _own_norm(words, actor, lexicon, last=end == spans[-1][1]))
    filled = _fill(norms, inherited)
    segments = []
    for (start, end), own, norm, who in zip(spans, norms, filled, actors, strict=True):
        words = text[start:end]
        found = quantities(words, lexicon.units)
        part = _part(words, own, last=end == spans[-1][1], fixed=fixed)
        segments.append(
            Segment(start, end, words, mask(words, found), number, part, norm, who, found, own_operator=own is not None)
        )
    return segments, actor


def _own_norm(words: str, actor: str, lexicon: Lexicon, *, last: bool) -> NormKind | None:
    if _is_condition(words) and not last:
        return None
    return _kind(words, actor, lexicon, "segment")


def _kind(words: str, actor: str, lexicon: Lexicon, where: str) -> NormKind | None:
    for norm in lexicon.norms:
        if norm.where != where or not norm.patterns or (norm.actors and actor not in norm.actors):
            continue
        if norm.id == "task" and not any_of(lexicon.norm("duty").patterns).search(words):
            if not re.search("负责|组织|制定|建立|加强|推动|统筹|协调|指导|监督|公布", words):
                continue
            return norm
        if any_of(norm.patterns).search(words):
            return norm
    return None


def _fill(norms: list[NormKind | None], inherited: NormKind | None) -> list[NormKind]:
    """Conditions and settings belong to the norm after them, running words to the norm before."""
    filled: list[NormKind] = []
    running = None
    for index, own in enumerate(norms):
        ahead = next((norm for norm in norms[index:] if norm), None)
        norm = own or running or ahead or inherited or _NOTHING
        running = own or running
        filled.append(norm)
    return filled


def _is_condition(words: str) -> bool:
    return words.endswith(("的", "时", "情形之一的", "的情况下")) and not words.endswith("目的")


def _part(words: str, own: NormKind | None, *, last: bool, fixed: NormKind | None) -> Part:
    if _is_condition(words) and not last:
        return Part.CONDITION
    if own is None and not fixed and re.match("(?:按照|为|因|对于?|在|自|经|除|违反|向)", words) and not last:
        return Part.SETTING
    return Part.NORM


def find_actor(words: str, lexicon: Lexicon) -> str:
    """The kind of actor a segment names as the one who acts: authority, state, party, individual; empty where it names none."""
    operator = _BEFORE_OPERATOR.search(words)
    if operator and operator.start():
        subject = words[: operator.start()]
        while shorter := _ADVERBS.sub("", subject):
            if shorter == subject:
                break
            subject = shorter
        if kind := _ends_with_actor(subject, lexicon):
            return kind
    if words.startswith("由"):
        return _first_actor(words[1:], lexicon)
    head = words[: operator.start()] if operator else words
    return _first_actor(head, lexicon)


def _ends_with_actor(subject: str, lexicon: Lexicon) -> str:
    for kind in lexicon.actors:
        for match in any_of(kind.patterns).finditer(subject):
            if match.end() == len(subject) and not _NOT_ACTING.search(subject[: match.start()]):
                return kind.kind
    return ""


def _first_actor(words: str, lexicon: Lexicon) -> str:
    best: tuple[int, str] | None = None
    for kind in lexicon.actors:
        for match in any_of(kind.patterns).finditer(words):
            if _NOT_ACTING.search(words[: match.start()]):
                continue
            if best is None or match.start() < best[0]:
                best = (match.start(), kind.kind)
            break
    return best[1] if best else ""
