"""The days of a text: promulgated, in force from, and the window for comments, in the shapes official notices use."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tracker.documents.dates import DATE, parse_date
from tracker.documents.findings import Finding
from tracker.documents.lines import Line, closed
from tracker.documents.margins import DATE_ONLY
from tracker.law.numbering import NUMERAL, parse_numeral

EFFECTIVE = re.compile(rf"自\s*({DATE})\s*(?:起|开始)|({DATE})\s*(?:起施行|起实施|施行|实施$|起生效)")
ON_PUBLICATION = re.compile(r"自\s*(?:公布|发布|印发|颁布|通过|下发)之日起\s*(?:施行|实施|生效|执行)?")
#: From a day to what was done on it; another day between them is what it was done on.
_UP_TO = r"(?:(?!\d{4}\s*年\s*\d{1,2}\s*月|[○〇零一二三四五六七八九]{4}年)[^。])"
#: A decision that amends thirteen rules names them all before 修正.
_ADOPTED = re.compile(rf"({DATE}){_UP_TO}{{0,200}}?(?:通过|修订|修正|公布|发布|批准|次会议(?=、|$))")
#: 自2026年5月1日起施行 is no day of making; a title may well have 实施 in it.
_COMMENCES = re.compile(rf"{DATE}[日\s]*起?\s*(?:施行|实施|生效|执行)")
_PROMULGATED = re.compile(
    rf"({DATE})(?:(?![，])\s*{_UP_TO}){{0,30}}?(?:公布|发布|颁布|印发)|(?:公布|发布|颁布)(?:日期)?[:：]?\s*({DATE})"
)
_STANDARD_DATES = re.compile(rf"({DATE})\s*(发布|实施)")
_NUMBER_OF_DAYS = rf"({NUMERAL}|\d{{1,3}})\s*个?\s*(?:日|天)(?!\s*工作)"
#: A window whose second day leaves out the year: 2026年10月8日至11月7日.
_TO = r"\s*(?:起|开始)?\s*(?:至|到|—|－|–|-|~|～)\s*"
_WINDOWS = (
    re.compile(
        rf"(?:意见|征集|反馈|公示)[^。；]{{0,20}}(?:时间|期限|日期)?[^。；]{{0,20}}?({DATE}){_TO}({DATE}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)"
    ),
    re.compile(rf"({DATE}){_TO}({DATE}|\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)[^。]{{0,40}}(?:意见|反馈)"),
)
_DEADLINES = (
    re.compile(rf"(?:截止|截至)(?:日期|时间|到|至|于)?[^。；]{{0,12}}?({DATE})"),
    re.compile(
        rf"(?:请|可|应)?[于在]?\s*({DATE})\s*(?:前|之前|以前)[^。]{{0,60}}?(?:意见|反馈|反映|发送|寄|提交|回复|登录|发至|传真)"
    ),
    re.compile(rf"(?:即日|公布之日|发布之日)起(?:至|到)\s*({DATE})"),
    re.compile(rf"(?:反馈|征求意见|征集)[^。；]{{0,12}}(?:时间|期限|日期)[为是:：\s]*({DATE})"),
)
_PERIODS = (
    re.compile(rf"(?:征求意见|反馈|征集|公示)[^。；]{{0,10}}(?:期限|时间|期)[为是:：\s]*{_NUMBER_OF_DAYS}"),
    re.compile(
        rf"(?:公布|发布|公告|刊登|印发|通知|公示|即)(?:发布|公布)?之?日起\s*{_NUMBER_OF_DAYS}\s*(?:内|之内|以内|前)"
    ),
)


def read_dates(found: Finding, front: Sequence[Line], tail: Sequence[Line]) -> None:
    """The days of promulgation and commencement."""
    for line in front:
        for match in _STANDARD_DATES.finditer(line.text) if len(line.text) <= 60 else ():
            name = "promulgated_on" if match[2] == "发布" else "effective_on"
            found.note(name, parse_date(match[1]), line, match.start(), match.end())
    _promulgated(found, front)
    _effective(found, [*front, *reversed(tail)])


def _promulgated(found: Finding, front: Sequence[Line]) -> None:
    """The day this text was made: 公布 with its date or the date below an order; a later amendment or approval wins.

    甲市通过、乙省批准 is made on the day of the approval (立法法 art. 81).
    """
    published, adopted = _latest(front, _PROMULGATED), _latest(front, _ADOPTED)
    below = None if published else _dated_below(front)
    made = [fact for fact in (published or below, adopted) if fact]
    if made:
        on, line, start, end = max(made, key=lambda fact: fact[0])
        found.note("promulgated_on", on, line, start, end)


_Fact = tuple[date, Line, int, int]


def _latest(front: Sequence[Line], pattern: re.Pattern[str]) -> _Fact | None:
    """The latest day a pattern finds in the lines before the text, with its place; days of commencement left out."""
    facts: list[_Fact] = []
    for line in closed(front):
        for match in pattern.finditer(line.text):
            on = next((parse_date(group) for group in match.groups() if group), None)
            if on and not _COMMENCES.search(match[0]):
                facts.append((on, line, match.start(), match.end()))
    return max(facts, key=lambda fact: fact[0], default=None)


def _dated_below(front: Sequence[Line]) -> _Fact | None:
    """The last line that is a date alone: it stands below an order or a signature."""
    for line in reversed(front):
        on = parse_date(line.text) if DATE_ONLY.match(line.text) else None
        if on:
            return on, line, 0, len(line.text)
    return None


def _effective(found: Finding, lines: Sequence[Line]) -> None:
    for line in lines:
        text = line.text
        applies = "施行" in text or "实施" in text or "生效" in text or "执行" in text
        if applies and (match := EFFECTIVE.search(text)):
            found.note("effective_on", parse_date(match[1] or match[2]), line, match.start(), match.end())
        match = ON_PUBLICATION.search(text) if "之日起" in text else None
        if match and "promulgated_on" in found.facts:
            found.note("effective_on", found.facts["promulgated_on"], line, match.start(), match.end())


def read_window(found: Finding, lines: Sequence[Line], published_on: date | None) -> None:
    """The window for comments; a bare number of days counts from the notice's own day (公布之日起30日内)."""
    for line in lines:
        for pattern in _WINDOWS:
            if match := pattern.search(line.text):
                opens = parse_date(match[1])
                found.note("comment_opened_on", opens, line, match.start(), match.end())
                found.note("comment_deadline", _end_of(match[2], opens), line, match.start(), match.end())
        for pattern in _DEADLINES:
            if match := pattern.search(line.text):
                found.note("comment_deadline", parse_date(match[1]), line, match.start(), match.end())
    start = published_on or next((parse_date(line.text) for line in lines if DATE_ONLY.match(line.text)), None)
    if start:
        _period(found, lines, start)


def _end_of(text: str, opens: date | None) -> date | None:
    """The last day of a window; without its year it is the first such day after the window opened."""
    if "年" in text or not opens or text[:4].isdecimal():
        return parse_date(text)
    on = parse_date(f"{opens.year}年{text}")
    return parse_date(f"{opens.year + 1}年{text}") if on and on < opens else on


def _period(found: Finding, lines: Sequence[Line], start: date) -> None:
    for line in lines:
        for pattern in _PERIODS:
            if match := pattern.search(line.text):
                last = start + timedelta(days=parse_numeral(match[1]))
                found.note("comment_deadline", last, line, match.start(), match.end())
