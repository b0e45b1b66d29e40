"""Commencement read from a text or a decision: 本法自…起施行, 第三条自…起施行, 本决定第二条、第四条自…起施行."""

import re
from collections.abc import Iterator
from datetime import date

from tracker.amending import addresses
from tracker.amending.operation import Act, Decision, Operation
from tracker.documents.dates import find_dates
from tracker.law.commencement import Commencement
from tracker.law.document import Document, Evidence
from tracker.law.numbering import parse_numeral
from tracker.law.provision import Kind

_STARTS = re.compile(r"自(?P<when>[^。，；]{2,40}?)(?:起|之日起)(?:施行|生效|实施|执行)")
_MAY = re.compile(r"起|施行日期|施行时间|生效日期|生效时间|实施日期|实施时间")
#: 第二条、第三条完成有关程序后，由…公布施行日期: the day is still to be said.
_LATER = re.compile(
    r"(?P<places>第[^，。；起]{1,80}?[条款项章])(?![、和及或与至])[^。；起]{0,40}(?:由|另行)"
    r"[^。；起]{0,20}?(?:施行|生效|实施)(?:日期|时间)"
)
_THIS = r"本(?:法典|法|条例|规定|办法|解释|细则|规则|决定|修正案)"
_ITSELF = re.compile(rf"{_THIS}(?:其他条款)?$|其(?:他|余)(?:条款|规定)?$|^$")
_PLACES = re.compile(rf"(?:{_THIS})?(?P<places>第[^，。；自]{{1,80}}[条款项章])(?:的规定|规定)?$")
_DIVISION = re.compile(r"第[一二三四五六七八九十百]+[编章节]")
_PUBLISHED = re.compile(r"(?:公布|发布|颁布|印发|通过)之?日?$")


def commencements(document: Document) -> tuple[Commencement, ...]:
    """What a law's own provisions say of when it starts, in reading order."""
    found: list[Commencement] = []
    for node in document.walk():
        if node.text and node.kind not in (Kind.PREAMBLE, Kind.TABLE) and _MAY.search(node.text):
            at = document.text.find(node.text, node.start, max(node.end, node.start))
            found += _in(node.text, max(at, 0), document)
    return tuple(found)


def _in(text: str, at: int, document: Document) -> Iterator[Commencement]:
    for match in _STARTS.finditer(text):
        begin = max((text.rfind(sign, 0, match.start()) for sign in "。；，"), default=-1) + 1
        subject = text[begin : match.start()].strip()
        places = _subject(subject, document)
        if places is None:
            continue
        end = text.find("。", match.end())
        quote = text[begin : end + 1 if end >= 0 else len(text)]
        yield Commencement(places, _day(match["when"], document.headmatter.promulgated_on), Evidence(quote, at + begin))
    for match in _LATER.finditer(text):
        if places := _subject(match["places"], document):
            yield Commencement(places, None, Evidence(match[0], at + match.start()))


def _subject(words: str, document: Document) -> tuple[str, ...] | None:
    """The places a sentence starts; empty for the whole text, None for a sentence about something else."""
    if _ITSELF.search(words) and not _PLACES.search(words):
        return ()
    named = _PLACES.search(words)
    if not named:
        return None
    if _DIVISION.search(named["places"]):
        division = addresses.division(named["places"])
        node = next((p for p in document.walk() if p.locator.endswith(division)), None)
        return tuple(a.locator for a in node.walk() if a.kind is Kind.ARTICLE) if node else None
    return tuple(map(str, addresses.places(named["places"]))) or None


def _day(when: str, promulgated_on: date | None) -> date | None:
    days = find_dates(when)
    if days:
        return days[0].on
    return promulgated_on if _PUBLISHED.search(when) else None


def starts(decision: Decision) -> dict[int, date | None]:
    """The day each operation of a decision starts, by its number; None where nothing says."""
    whole = [o for o in decision.operations if o.act is Act.COMMENCE and not o.targets]
    general = _when(whole[0], decision) if whole else None
    own: dict[str, date | None] = {}
    for operation in decision.operations:
        if operation.act is Act.COMMENCE:
            own |= dict.fromkeys(operation.targets, _when(operation, decision))
    return {o.number: own.get(_point(o), general) for o in decision.operations}


def _when(operation: Operation, decision: Decision) -> date | None:
    return operation.on or decision.promulgated_on


def _point(operation: Operation) -> str:
    """The number of the point an operation stands in, in figures; empty outside the points."""
    head = operation.point.split(".")[0]
    try:
        return str(parse_numeral(head)) if head else ""
    except ValueError:
        return ""
