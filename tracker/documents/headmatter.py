"""The facts about a text that stand in it, each with the sentence it was read from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.documents.dates import DATE, find_dates, parse_date
from tracker.documents.guide import Guide
from tracker.documents.lines import Line
from tracker.documents.margins import DATE_ONLY
from tracker.documents.titles import Title
from tracker.law.document import Evidence, Headmatter
from tracker.law.numbering import NUMERAL, parse_numeral
from tracker.law.stage import Stage

_READING = re.compile(rf"草案[）)]?[（(]?({NUMERAL})次审议稿")
_ORDER = re.compile(
    rf"(?P<who>[\u4e00-\u9fff、\s（）()]{{0,200}}?)令?\s*[（(]?\s*第\s*(?P<number>{NUMERAL}|\d{{1,4}})\s*号\s*[)）]?$"
)
_ORDER_WORD = re.compile(r"令$")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[［（(]\s*\d{4}\s*[〕\]］）)]\s*第?\s*\d{1,5}\s*号"
    r"|(?:GB|[A-Z]{2,4}|T)(?:/[TZA-Z]{1,6})?\s?\d{1,6}(?:\.\d+)?\s*[—–-]\s*\d{4}"
    r"|TC260-(?:PG-)?[\dA-Z]{3,8}"
)
_EFFECTIVE = re.compile(rf"自\s*({DATE})\s*(?:起|开始)|({DATE})\s*(?:起施行|起实施|施行|实施$|起生效)")
_ON_PUBLICATION = re.compile(r"自\s*(?:公布|发布|印发|颁布|通过|下发)之日起\s*(?:施行|实施|生效|执行)?")
_ADOPTED = re.compile(rf"({DATE})[^。]{{0,60}}?(?:通过|修订|修正|公布|发布|批准)")
_PROMULGATED = re.compile(
    rf"({DATE})\s*[^。，]{{0,30}}?(?:公布|发布|颁布|印发)|(?:公布|发布|颁布)(?:日期)?[:：]?\s*({DATE})"
)
_IN_FORCE = re.compile(
    r"现予(?:公布|发布)|予以公布|令$|第.{1,6}号$|通过$|通过[）)]$|公布[）)]?$|(?:修订|修正)(?:[》）)]|$)"
)
_OPEN = re.compile(r"公开征求意见|征求(?:社会|公众|各方面?)?意见|反馈意见|提出意见")
_DEADLINES = (
    re.compile(rf"(?:截止|截至)(?:日期|时间|到|至|于)?[^。；]{{0,12}}?({DATE})"),
    re.compile(
        rf"(?:请|可|应)?[于在]?\s*({DATE})\s*(?:前|之前|以前)[^。]{{0,60}}?(?:意见|反馈|反映|发送|寄|提交|回复|登录)"
    ),
    re.compile(
        rf"(?:意见|征集)[^。；]{{0,20}}(?:时间|期限|日期)[^。；]{{0,20}}{DATE}\s*(?:起)?\s*(?:至|到|—|－|-|~|～)\s*({DATE})"
    ),
    re.compile(rf"{DATE}\s*(?:起)?\s*(?:至|到|—|－|~|～)\s*({DATE})[^。]{{0,40}}(?:意见|反馈)"),
    re.compile(rf"(?:反馈|征求意见)[^。；]{{0,12}}(?:时间|期限|日期)[为是:：\s]*({DATE})"),
)
_PERIOD = re.compile(rf"(?:征求意见|反馈)[^。；]{{0,10}}(?:期限|时间|期)[为是:：\s]*({NUMERAL}|\d{{1,3}})\s*(?:日|天)")
_STANDARD_DATES = re.compile(rf"({DATE})\s*(发布|实施)")
#: Lines after the first article that can still date a text are its last ones; laws end with 施行.
_TAIL = 60
#: 第十三届全国人民代表大会常务委员会, 北京市第十六届人民代表大会常务委员会: the congress without its term.
_CONGRESS = re.compile(
    rf"([^\d\s日（(，。]{{0,12}}?)第\s*(?:{NUMERAL}|\d{{1,2}})\s*届((?:全国)?人民代表大会(?:常务委员会)?)"
)
_STATE_COUNCIL = re.compile(r"(国务院)(?:令|第.{1,6}次常务会议|常务会议|批准|发布|公布)")
_COURTS = re.compile(r"^(最高人民法院)?[、\s]*(最高人民检察院)?.{0,12}(?:关于|审判委员会|检察委员会)")
_ORDER_IN_HISTORY = re.compile(rf"([\u4e00-\u9fff]{{2,20}}?令)\s*第\s*({NUMERAL}|\d{{1,4}})\s*号")


@dataclass(slots=True)
class _Finding:
    """The facts found so far, with their sentences."""

    facts: dict[str, object] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    def note(self, name: str, value: object, line: Line, at: int = 0, end: int | None = None) -> None:
        """Keep the first value of a fact with the sentence around it."""
        if name in self.facts or value in (None, "", ()):
            return
        self.facts[name] = value
        begin, stop = _sentence(line.text, at, end if end is not None else at)
        self.evidence[name] = Evidence(line.text[begin:stop], line.start + begin)


def _sentence(text: str, at: int, end: int) -> tuple[int, int]:
    begin = max(text.rfind(sign, 0, at) for sign in "。；") + 1
    stops = [i for i in (text.find(sign, end) for sign in "。；") if i >= 0]
    return begin, (min(stops) + 1 if stops else len(text))


def read(
    lines: Sequence[Line],
    body: int,
    title: Title | None,
    guide: Guide,
    *,
    standard: bool = False,
    heading: str = "",
    published_on: date | None = None,
) -> Headmatter:
    """The facts of a text. `body` is its first provision's line; `heading`, `published_on`: of the page around it."""
    found = _Finding()
    front, tail = lines[:body], lines[max(body, len(lines) - _TAIL) :]
    if title:
        line = next(line for line in lines if line.start == title.start)
        found.note("title", title.text, line, 0, len(line.text))
    elif heading:
        found.facts["title"] = heading
    _stage(found, front, title, heading, guide)
    _numbers(found, front, guide)
    _dates(found, front, tail)
    _signed(found, tail, guide)
    if "stage" not in found.facts:
        _by_commencement(found, tail)
    if "stage" not in found.facts and standard:
        _by_number(found, front)
    _drop_older_commencement(found)
    if not _is_in_force(found):
        found.facts.pop("promulgated_on", None)
        found.evidence.pop("promulgated_on", None)
        _deadline(found, [*front, *lines[max(body, len(lines) - _TAIL) :]], published_on)
    return Headmatter(**found.facts, evidence=found.evidence)  # type: ignore[arg-type]


def _drop_older_commencement(found: _Finding) -> None:
    """An amended law keeps the day its first text applied from: no day for a text made later."""
    made, applies = found.facts.get("promulgated_on"), found.facts.get("effective_on")
    amended = found.facts.get("stage") in (Stage.AMENDED, Stage.REVISED)
    if amended and isinstance(made, date) and isinstance(applies, date) and applies < made:
        del found.facts["effective_on"], found.evidence["effective_on"]


def _is_in_force(found: _Finding) -> bool:
    stage = found.facts.get("stage")
    return isinstance(stage, Stage) and stage.in_force_text


# -- stage ------------------------------------------------------------------------------------------------------------


def _stage(found: _Finding, front: Sequence[Line], title: Title | None, heading: str, guide: Guide) -> None:
    """The stage from the title, then from the page's heading, then from what the front says."""
    name = title.text if title else heading
    line = next((line for line in front if title and line.start == title.start), front[0] if front else Line(name, 0))
    stage = _by_words(name, guide)
    if stage is None:
        for other in _namings(front, title):
            stage = _by_words(other.text, guide)
            if stage is not None:
                line = other
                break
    if stage is None and heading:
        stage = _by_words(heading, guide)
    if stage is None:
        stage, line = _by_history(front, line)
    if stage is None:
        return
    found.note("stage", stage, line, 0, len(line.text))
    if stage is Stage.BILL:
        said = _READING.search(name) or next((m for m in map(_READING.search, (x.text for x in front)) if m), None)
        found.note("reading", parse_numeral(said[1]) if said else 1, line, 0, len(line.text))


def _namings(front: Sequence[Line], title: Title | None) -> Iterator[Line]:
    """Lines of the front that name the draft itself: brackets, and sentences that open it for comment."""
    for line in front:
        if len(line.text) <= 40 and line.text.startswith(("（", "(", "〔")):
            yield line
    core = re.split(r"[（(]", title.text)[0] if title else ""
    for line in front:
        if core and core in line.text and _OPEN.search(line.text):
            yield line


def _by_words(text: str, guide: Guide) -> Stage | None:
    return next((stage for word, stage in guide.stage_words if word in text), None)


def _by_history(front: Sequence[Line], default: Line) -> tuple[Stage | None, Line]:
    """Passed, amended or revised, by the last line of history before the text."""
    for line in reversed(front):
        text = line.text
        if re.search(r"修正|修改", text) and find_dates(text):
            return Stage.AMENDED, line
        if "修订" in text and find_dates(text):
            return Stage.REVISED, line
        if _IN_FORCE.search(text) or re.search(r"通过|现予公布|发布", text):
            return Stage.PROMULGATED, line
    return None, default


def _by_commencement(found: _Finding, tail: Sequence[Line]) -> None:
    """A text without a word of its stage that says from which day it applies is law; a draft leaves the day blank."""
    for line in reversed(tail):
        match = _EFFECTIVE.search(line.text) or _ON_PUBLICATION.search(line.text)
        if match:
            found.note("stage", Stage.PROMULGATED, line, match.start(), match.end())
            return


def _by_number(found: _Finding, front: Sequence[Line]) -> None:
    """A standard with its number and year that calls itself no draft is published; drafts print X for the number."""
    for line in front:
        match = _NUMBER.search(line.text)
        if match and "X" not in match[0].split("/")[-1].upper():
            found.note("stage", Stage.PROMULGATED, line, match.start(), match.end())
            return


# -- numbers and names ----------------------------------------------------------------------------


def _numbers(found: _Finding, front: Sequence[Line], guide: Guide) -> None:
    names: list[str] = []
    for index, line in enumerate(front):
        order = _ORDER.match(line.text) if len(line.text) <= 240 else None
        if order and (_ORDER_WORD.search(front[index - 1].text) if index else False or "令" in line.text):
            names = _order_names(front, index, order["who"], guide)
            found.note("authorities", tuple(names), front[max(0, index - 1)], 0, 0)
            found.note(
                "document_number", f"{names[0] if names else ''}令第{order['number']}号", line, order.start("number")
            )
            return
    for line in front:
        match = _NUMBER.search(line.text) if len(line.text) <= 80 else None
        if match:
            found.note("document_number", match[0], line, match.start(), match.end())
            break
    for line in reversed(front):
        if match := _ORDER_IN_HISTORY.search(line.text):
            found.note("document_number", f"{match[1]}第{match[2]}号", line, match.start(), match.end())
    _congress(found, front)
    _named(found, front, guide)


def _order_names(front: Sequence[Line], index: int, same_line: str, guide: Guide) -> list[str]:
    """The bodies above 令: names on the order's own line, or on the lines directly above it."""
    words = [same_line.strip()] if same_line.strip() else []
    above = index - 1
    while above >= 0 and len(front[above].text) <= 40 and _is_name(front[above].text, guide):
        words.insert(0, front[above].text)
        above -= 1
    names = []
    for word in words:
        names += _names(re.sub(r"\s*令$", "", word), guide)
    return list(dict.fromkeys(names))


def _is_name(text: str, guide: Guide) -> bool:
    bare = re.sub(r"\s*令$", "", text.strip())
    return not bare or bool(
        re.fullmatch(r"[\u4e00-\u9fff、\s]{2,40}(办公室|委员会|总局|总署|[部局署院厅会行席])", bare)
    )


def _names(text: str, guide: Guide) -> list[str]:
    """The bodies a line names: as the guide knows them, else as printed."""
    names = []
    for word in re.split(r"[\s、]+", text.strip()):
        known = next((name for name in guide.authorities if word.endswith(name)), "")
        if word:
            names.append(known or word)
    return names


def _congress(found: _Finding, front: Sequence[Line]) -> None:
    """The body that passed a law, from the lines of its history; the courts, from the title they put their names in."""
    for line in reversed(front):
        if match := _CONGRESS.search(line.text):
            found.note("authorities", (match[1] + match[2],), line, match.start(), match.end())
        elif match := _STATE_COUNCIL.search(line.text):
            found.note("authorities", (match[1],), line, match.start(), match.end())
    for line in front:
        courts = _COURTS.match(line.text)
        names = tuple(name for name in courts.groups() if name) if courts else ()
        found.note("authorities", names, line, 0, 0)


def _named(found: _Finding, lines: Sequence[Line], guide: Guide) -> None:
    """Short lines that are a body's name: a cover's publisher, a signature."""
    for line in lines:
        if len(line.text) > 60 or not _is_name(line.text, guide):
            continue
        names = _names(line.text, guide)
        if names:
            found.note("authorities", tuple(dict.fromkeys(names)), line, 0, len(line.text))
            return


def _signed(found: _Finding, tail: Sequence[Line], guide: Guide) -> None:
    if "authorities" not in found.facts:
        _named(found, tail, guide)


# -- dates ----------------------------------------------------------------------------------------


def _dates(found: _Finding, front: Sequence[Line], tail: Sequence[Line]) -> None:
    for line in front:
        for match in _STANDARD_DATES.finditer(line.text) if len(line.text) <= 60 else ():
            name = "promulgated_on" if match[2] == "发布" else "effective_on"
            found.note(name, parse_date(match[1]), line, match.start(), match.end())
    _promulgated(found, front)
    _effective(found, [*front, *reversed(tail)])


def _promulgated(found: _Finding, front: Sequence[Line]) -> None:
    """公布 with its date; the date below an order; else the last date of the history of adoption and amendment."""
    _last_dated(found, front, _PROMULGATED)
    _dated_below(found, front)
    _last_dated(found, front, _ADOPTED)


def _last_dated(found: _Finding, front: Sequence[Line], pattern: re.Pattern[str]) -> None:
    for line in reversed(front):
        for match in pattern.finditer(line.text):
            if "施行" not in match[0] and "实施" not in match[0]:
                on = next((parse_date(group) for group in match.groups() if group), None)
                found.note("promulgated_on", on, line, match.start(), match.end())


def _dated_below(found: _Finding, front: Sequence[Line]) -> None:
    for line in reversed(front):
        if DATE_ONLY.match(line.text):
            found.note("promulgated_on", parse_date(line.text), line, 0, len(line.text))


def _effective(found: _Finding, lines: Sequence[Line]) -> None:
    for line in lines:
        match = _EFFECTIVE.search(line.text)
        if match and ("施行" in line.text or "实施" in line.text or "生效" in line.text or "执行" in line.text):
            found.note("effective_on", parse_date(match[1] or match[2]), line, match.start(), match.end())
        match = _ON_PUBLICATION.search(line.text)
        if match and "promulgated_on" in found.facts:
            found.note("effective_on", found.facts["promulgated_on"], line, match.start(), match.end())


def _deadline(found: _Finding, lines: Sequence[Line], published_on: date | None) -> None:
    """The last day for comments, in the shapes official notices use; a bare period counts from the notice's day."""
    for line in lines:
        for pattern in _DEADLINES:
            match = pattern.search(line.text)
            if match:
                found.note("comment_deadline", parse_date(match[1]), line, match.start(), match.end())
        period = _PERIOD.search(line.text)
        start = published_on or next((parse_date(x.text) for x in lines if DATE_ONLY.match(x.text)), None)
        if period and start:
            last = start + timedelta(days=parse_numeral(period[1]))
            found.note("comment_deadline", last, line, period.start(), period.end())
