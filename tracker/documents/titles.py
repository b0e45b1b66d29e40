"""Which lines before the first provision are the title: a name that ends in 法, 办法, 规定 …, and its bracket."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.lines import Line

#: What the title of a regulation, standard or decision ends in.
_NOUN = (
    "法|法典|条例|规定|办法|细则|规则|决定|决议|解释|规范|指南|标准|要求|意见|通知|公告|通则|准则|规程|方案|章程|公约|框架|指引|"
    "批复|修正案|守则|通告|目录|清单|大纲|纲要|规划|计划|复函|答复|若干问题|制度|安排|措施|方法|术语|指标|模型|协议|条令|要点|"
    "纪要|函|命令|政策|须知|宣言|宪法|说明|汇编|参考架构|建议稿|体系"
)
_TITLE = re.compile(rf"[^。；！？]{{0,100}}(?:{_NOUN})(?:\s*[（(〔][^（）()。]{{1,30}}[)）〕]){{0,3}}$")
_BRACKET = re.compile(r"[（(〔]\s*[^。]{1,40}\s*[)）〕]$")
#: A bracket that belongs to the name; （2026年10月28日…通过） is history.
_OF_NAME = re.compile(r"稿|[Dd]raft|试行|暂行|草案|修订|修正|版|年修|V\d|\d{4}年")
_HISTORY = re.compile(r"通过|公布|会议|发布|批准|施行|年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_NOT_TITLE = re.compile(
    r"^(附件|附录|附[:：]|第.{1,8}[条章节编]|[（(]?[一二三四五六七八九十\d]+[)）、.．]|目\s*[录次]$|前\s*言$|引\s*言$)|(?<!命)令$|^根据|^\d{4}年|[:：]$"
)
_STANDARD_LINE = re.compile(r"标准$|^ICS|^CCS|^[A-Z]{1,6}\d*(/[A-Z]+)?\s*[\dX]|^[A-Z\s]+$|^代替|^备案号|发布$|实施$")
_HANDED_OVER = re.compile(r"关于(?:印发|发布|公布|施行|实施|执行|转发).*《(.+)》")
#: 关于 opens a title whose end stands on the next line.
_OPENS = re.compile(r"关于[^。；：，]{2,60}(?<![法定法例则])$")
_ENGLISH = re.compile(
    r"\b(regulation|directive|law|act|code|measures|provisions|rules|standard|guidelines?)\b", re.IGNORECASE
)
_FOREWORD = re.compile(r"(前|引)\s*言$")
_ISSUER = re.compile(r"[\u4e00-\u9fff、\s]{2,40}(法院|检察院|办公室|委员会|总局|总署|[部局署院厅会行])")
#: No layout cuts a title into more lines.
_MOST_LINES = 4
#: A name split over lines by its layout has short lines.
_LONGEST_HALF = 40


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, the offset of its first line, and the lines before the body that print it."""

    text: str
    start: int
    lines: frozenset[int]


def find_title(lines: Sequence[Line], body: int, *, standard: bool = False) -> Title | None:
    """The title before the body with its bracket: the nearest above it, for a notice's own stands higher.

    In a standard the first one: its foreword follows the title.
    """
    front = list(lines[: min(body, len(lines))])
    indexes = range(len(front)) if standard else range(len(front) - 1, -1, -1)
    candidates = [index for index in indexes if _is_title(front[index].text, standard=standard)]
    if not candidates:
        return _first_line(front)
    chosen = next((index for index in candidates if not _is_transmittal(front, index, candidates)), candidates[0])
    return _whole(front, chosen)


def _english(front: Sequence[Line]) -> int | None:
    return next((i for i, line in enumerate(front) if line.text.isascii() and _ENGLISH.search(line.text)), None)


def _first_line(front: list[Line]) -> Title | None:
    """A text whose title ends in no known word still begins with it, unless it begins with a sentence."""
    english = _english(front)
    if english is not None:
        return _whole(front, english)
    if not front or len(front[0].text) > _LONGEST_HALF * 2 or _NOT_TITLE.search(front[0].text) or "。" in front[0].text:
        return None
    return _whole(front, 0)


def cover(lines: Sequence[Line], body: int) -> frozenset[int]:
    """The lines of a standard's cover: short lines before its foreword, title, number, publisher and dates."""
    end = next((i for i, line in enumerate(lines[:body]) if _FOREWORD.match(line.text)), body)
    return frozenset(i for i in range(end) if "。" not in lines[i].text)


def _is_transmittal(front: Sequence[Line], index: int, candidates: Sequence[int]) -> bool:
    """Whether a line is the title of the letter that hands a text over, 关于印发《…》的通知, beside its own."""
    named = _HANDED_OVER.search(front[index].text)
    return named is not None and any(_tight(front[i].text) in _tight(named[1]) for i in candidates if i != index)


def _is_title(text: str, *, standard: bool) -> bool:
    if _NOT_TITLE.search(text) or (standard and _STANDARD_LINE.search(text)):
        return False
    return bool(_TITLE.match(text)) or (standard and "——" in text and "。" not in text)


def _whole(front: list[Line], index: int) -> Title:
    """The title with the bracket below it and, where the layout cut it, the half above it."""
    text, first, taken = front[index].text, index, {index}
    bracket = front[index + 1].text if index + 1 < len(front) else ""
    if _BRACKET.match(bracket) and _OF_NAME.search(bracket) and not _HISTORY.search(bracket):
        taken.add(index + 1)
        text += f" {bracket}" if bracket.isascii() else _tight(bracket)
    whole = next(
        (i for i, line in enumerate(front) if i not in taken and _ends_with(line.text, front[index].text)), None
    )
    while first and _is_upper_half(front, first, whole):
        first -= 1
        taken.add(first)
    if whole is not None and first < index:
        text = front[whole].text + text[len(front[index].text) :]
        taken.add(whole)
    else:
        text = "".join(front[i].text for i in range(first, index)) + text
    title = re.sub(r"\s*\n\s*", "", text)
    same = {i for i, line in enumerate(front) if _bare(line.text) in (_bare(text), _bare(front[index].text))}
    return Title(_unspaced(title, front), front[first].start, frozenset(taken | same))


def _unspaced(title: str, front: Sequence[Line]) -> str:
    """The title as another line prints it without the gaps of its layout: 关于办理 案件 beside 关于办理案件."""
    others = (line.text for line in front if _bare(line.text) == _bare(title))
    return min((title, *others), key=lambda text: len(text.split()))


def _ends_with(longer: str, shorter: str) -> bool:
    return len(longer) > len(shorter) and _tight(longer).endswith(_tight(shorter)) and "。" not in longer


def _is_upper_half(front: Sequence[Line], first: int, whole: int | None) -> bool:
    """Whether the line above belongs to a title cut by layout: another line prints the whole, or 关于 opens it."""
    above = front[first - 1].text
    if whole is not None:
        return whole != first - 1 and len(above) <= _LONGEST_HALF and _bare(above) in _bare(front[whole].text)
    if above.endswith("关于") or _OPENS.match(above):
        return True
    printed = "".join(line.text for line in front[first : first + _MOST_LINES])
    if printed.count("》", 0, printed.find("《") if "《" in printed else None) and len(above) <= _LONGEST_HALF:
        return True
    if "关于" in above and "关于" not in front[first].text and not _TITLE.match(above) and len(above) <= _LONGEST_HALF:
        return True
    return front[first].text.startswith("关于") and bool(_ISSUER.fullmatch(above))


def _bare(text: str) -> str:
    return re.sub(r"[\s、，]", "", text)


def _tight(text: str) -> str:
    return "".join(text.split())
