"""Who issued a text and under which number: orders, 文号, the history of adoption, signatures."""

import re
from collections.abc import Sequence

from tracker.documents.findings import Finding
from tracker.documents.guide import Guide
from tracker.documents.lines import Line
from tracker.law.numbering import NUMERAL
from tracker.law.stage import Stage

_ORDER = re.compile(
    rf"(?P<who>[\u4e00-\u9fff、\s（）()]{{0,200}}?)令?\s*[（(]?\s*第\s*(?P<number>{NUMERAL}|\d{{1,4}})\s*号\s*[)）]?$"
)
_ORDER_WORD = re.compile(r"令$")
DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[［（(]\s*\d{4}\s*[〕\]］）)]\s*第?\s*\d{1,5}\s*号"
    r"|(?:GB|[A-Z]{2,4}|T)(?:/[TZA-Z]{1,6})?\s?\d{1,6}(?:\.\d+)?\s*[—–-]\s*\d{4}"
    r"|TC260-(?:PG-)?[\dA-Z]{3,8}"
)
#: 第十三届全国人民代表大会常务委员会, 北京市第十六届人民代表大会常务委员会: the congress without its term.
_TITLED = re.compile(r"(?P<who>[\u4e00-\u9fff、 \u3000]{3,120}?)[ \u3000]*关于[^。；]{2,120}$")
#: A notice that asks for comments is issued by the body its title names.
_CALLS = re.compile(r"征求.{0,12}意见的(?:通知|公告|函)$")
_MEETING = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{3,30}?)(?:\d{4}年)?第[^，。]{1,8}次[\u4e00-\u9fff]{0,6}会议[^，。]{0,6}通过"
)
_CONGRESS = re.compile(
    rf"(?:(?<=[\d\s日（(，。])经|^经)?([^\d\s日（(，。]{{0,20}}?)第\s*(?:{NUMERAL}|\d{{1,2}})\s*届((?:全国)?人民代表大会(?:常务委员会)?)"
)
_STATE_COUNCIL = re.compile(r"(国务院)(?:令|第.{1,6}次常务会议|常务会议|批准|发布|公布)")
_COURTS = re.compile(r"^(最高人民法院)?[、\s]*(最高人民检察院)?.{0,12}(?:关于|审判委员会|检察委员会)")
_ORDER_IN_HISTORY = re.compile(
    rf"(?P<who>(?:[\u4e00-\u9fff]{{2,20}}?[、\s]){{0,12}}[\u4e00-\u9fff]{{2,20}}?)令\s*第\s*"
    rf"(?P<number>{NUMERAL}|\d{{1,4}})\s*号"
)
#: What a body did to a text on a line of its history: 批准 is what another body passed.
_DEED = re.compile(r"通过|批准|修订|修正|修改|公布|发布")
_STATE = "中华人民共和国"
_APPROVED = "国务院批准"
#: A heading that ends like the name of a body, 第五章 示例协会, is no signature.
_NUMBERED = re.compile(rf"第\s*{NUMERAL}\s*[编章节条]|{NUMERAL}\s*[、．.]|[（(]\s*{NUMERAL}\s*[)）]")
#: 县第五届人民代表大会 leaves out the name its title begins with.
_PLACELESS = "省市县区州旗"


def read_issuers(found: Finding, front: Sequence[Line], guide: Guide) -> None:
    """The document number and the issuing bodies that stand before the body."""
    names: list[str] = []
    for index, line in enumerate(front):
        order = _ORDER.match(line.text) if len(line.text) <= 240 else None
        above = front[index - 1].text if index else ""
        if order and ("令" in line.text or _ORDER_WORD.search(above)):
            names = _order_names(front, index, order["who"], guide)
            found.note("authorities", tuple(names), front[max(0, index - 1)], 0, 0)
            found.note(
                "document_number", f"{names[0] if names else ''}令第{order['number']}号", line, order.start("number")
            )
            return
    for line in front:
        match = DOCUMENT_NUMBER.search(line.text) if len(line.text) <= 80 else None
        if match:
            found.note("document_number", match[0], line, match.start(), match.end())
            break
    for line in reversed(front):
        if match := _ORDER_IN_HISTORY.search(line.text):
            number = f"{match['who']}令第{match['number']}号"
            found.note("document_number", number, line, match.start(), match.end())
    _joint_order(found, front, guide)
    _congress(found, front)
    _titled(found, front, guide)
    _named(found, front, guide)
    _met(found, front, guide)


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
        re.fullmatch(r"[\u4e00-\u9fff、\s]{2,40}(办公室|委员会|秘书处|总局|总署|发展改革委|[部局署院厅会行席])", bare)
    )


def _names(text: str, guide: Guide) -> list[str]:
    """The bodies a line names: as the guide knows them, else as printed."""
    names = []
    for word in re.split(r"[\s、]+", text.strip()):
        known = next((name for name in guide.authorities if word.endswith(name)), "")
        if word:
            names.append(known or word)
    return names


def _congress(found: Finding, front: Sequence[Line]) -> None:
    """The body that passed a law, from the lines of its history; the courts, from the title they put their names in."""
    for line in reversed(front):
        if match := _passing(line.text):
            found.note("authorities", (_placed(match, found),), line, match.start(), match.end())
    for line in reversed(front):
        if match := _CONGRESS.search(line.text):
            found.note("authorities", (_placed(match, found),), line, match.start(), match.end())
        elif match := _STATE_COUNCIL.search(line.text):
            found.note("authorities", (match[1],), line, match.start(), match.end())
    for line in front:
        courts = _COURTS.match(line.text)
        names = tuple(name for name in courts.groups() if name) if courts else ()
        found.note("authorities", names, line, 0, 0)


def _passing(text: str) -> re.Match[str] | None:
    """The congress a line of history says something of, unless it only approved what another had passed (批准)."""
    for match in _CONGRESS.finditer(text):
        deed = _DEED.search(text, match.end())
        if deed is None or deed[0] != "批准":
            return match
    return None


def _placed(match: re.Match[str], found: Finding) -> str:
    """The name of a congress; one that leaves out its place takes it from the title: 县人民代表大会."""
    place = match[1]
    if len(place) == 1 and place in _PLACELESS:
        title = str(found.facts.get("title", ""))
        place = title[: title.find(place) + 1] or place
    return place + match[2]


def _joint_order(found: Finding, front: Sequence[Line], guide: Guide) -> None:
    """The bodies whose one order a line of history names: 国务院、中央军事委员会令第1号."""
    if any(_APPROVED in line.text for line in front):
        return  # what the State Council approved and departments issue has its rank
    for line in reversed(front):
        match = _ORDER_IN_HISTORY.search(line.text)
        names = _names(match["who"], guide) if match else []
        if match and len(names) > 1:
            bare = (name.removeprefix(_STATE) or name for name in names)
            found.note("authorities", tuple(dict.fromkeys(bare)), line, match.start(), match.end())


def _titled(found: Finding, front: Sequence[Line], guide: Guide) -> None:
    """The bodies before 关于 in a notice's or an opinion's title: 甲部 乙局关于印发《…》的通知.

    In a draft's own title they are who will issue it one day; whoever signs the notice issued the draft.
    """
    stage, title = found.facts.get("stage"), str(found.facts.get("title", ""))
    is_draft = isinstance(stage, Stage) and not stage.in_force_text and not _CALLS.search(title)
    own = title if is_draft else ""
    for line in front:
        match = None if _is_naming(line.text, own) else _TITLED.match(line.text)
        names = _names(match["who"], guide) if match else []
        if match and names and all(_is_name(name, guide) or name in guide.authorities for name in names):
            found.note("authorities", tuple(dict.fromkeys(names)), line, 0, match.end("who"))


def _is_naming(text: str, title: str) -> bool:
    """Whether a line prints this title or its first line (the bracket may stand below it)."""
    return bool(title) and ("".join(text.split()) in "".join(title.split()) or title in text)


def _met(found: Finding, front: Sequence[Line], guide: Guide) -> None:
    """The body whose meeting passed a text: 甲办公室2026年第2次室务会议审议通过."""
    for line in front:
        match = _MEETING.search(line.text)
        name = next((name for name in guide.authorities if match and match["who"].endswith(name)), "")
        if match and name:
            found.note("authorities", (name,), line, match.start(), match.end())


def _named(found: Finding, lines: Sequence[Line], guide: Guide) -> None:
    """Short lines that are a body's name: a cover's publisher, a signature."""
    for line in lines:
        if len(line.text) > 60 or not _is_name(line.text, guide) or _NUMBERED.match(line.text):
            continue
        names = _names(line.text, guide)
        if names:
            found.note("authorities", tuple(dict.fromkeys(names)), line, 0, len(line.text))
            return


def read_signature(found: Finding, tail: Sequence[Line], guide: Guide) -> None:
    """The issuing body from the signature, where the front names none."""
    if "authorities" not in found.facts:
        _named(found, tail, guide)
