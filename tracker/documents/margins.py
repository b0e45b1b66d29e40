"""Lines that frame a text and are none of its provisions: contents, signatures, dates, share buttons, explanations."""

import re
from collections.abc import Mapping, Sequence

from tracker.documents.lines import Line

_DIGIT = "[0-9０-９零〇○ＯO一二三四五六七八九十]"
DATE_ONLY = re.compile(rf"[（(]?\s*{_DIGIT}{{4}}\s*年\s*{_DIGIT}{{1,3}}\s*月\s*{_DIGIT}{{1,3}}\s*日\s*[)）]?$")
_BODY_NAME = re.compile(
    r"[\u4e00-\u9fff（）()·\s　、]{2,60}(办公室|委员会|人民政府|办公厅|秘书处|总局|总署|[部局署院厅会]|银行)$"
)
_BUTTONS = re.compile(
    r"【?\s*(打印|纠错|关闭|关闭窗口|分享到|收藏|大 中 小|我要纠错)|责任编辑|扫一扫|上一篇|下一篇|版权所有|主办单位|"
    r"Produced By CMS|相关(链接|稿件|新闻|阅读|文章)|返回顶部|ICP备|网站标识码|"
    r"[（(]?此件(公开|主动|依申请|不予|删减)|来源[:：]\s*\S+$"
)
_EXPLANATION = re.compile(
    r"(附[:：]?\s*)?(关于.{0,80}(的|起草|编制|修订|制定)?说明|.{0,60}[》）)]\s*(的)?\s*(起草|编制|修订|制定)?\s*(的)?\s*说明|"
    r"(起草|编制|修订|修改|制定|立法)?说[\s　]*明)$"
)
_CONTENTS = re.compile(r"目\s*[录次录]$|Contents$", re.IGNORECASE)
#: Contents are short lines; a page number and leaders may follow.
_LEADERS = re.compile(r"(\s*[.…·—\-]{2,}\s*|\s+)\(?\d{1,4}\)?$")
_PAGE = re.compile(r"[—\-\s]*\d{1,4}[—\-\s]*$")
#: One chapter number may be printed twice by a slip; two are contents.
_FEWEST_LISTED = 2
_BARE_HEADING = re.compile(r"(附|总|分)[\s\u3000]*则")


def is_closing(text: str) -> bool:
    """Whether a line behind the last article is a signature, a date or a page's button."""
    return bool(DATE_ONLY.match(text) or _BUTTONS.match(text) or (len(text) <= 60 and _BODY_NAME.fullmatch(text)))


def is_explanation(text: str) -> bool:
    """Whether a line behind the last article is the title of an explanation of the draft."""
    return text.endswith("明") and len(text) <= 100 and bool(_EXPLANATION.match(text))


def explained(lines: Sequence[Line], begin: int) -> int:
    """Where the explanation of a draft begins, which tells of articles and holds none; else the end."""
    ends = (i for i in range(begin, len(lines)) if lines[i].text[-1] == "明" and is_explanation(lines[i].text))
    return next(ends, len(lines))


def contents(lines: Sequence[Line], headings: Mapping[int, object], first: int) -> frozenset[int]:
    """The indexes of the lines of a table of contents; `first` is the index of the first article.

    `headings` maps the index of each heading to its unit and number: contents are there when the first of those before
    the first article comes again, or, where it lost its number, most of them. The word 目录 may stand above or not.
    """
    order = [i for i in sorted(headings) if i < first]
    again = next((i for i in order[1:] if headings[i] == headings[order[0]]), None)
    if again is None:
        again = _end_of_contents(order, headings, first)
    begin = next((i for i in range(order[0] if order else 0) if _CONTENTS.match(lines[i].text)), None)
    if again is None:
        return frozenset() if begin is None else frozenset({begin})
    listed = {i for i in range(order[0], again) if i in headings or _is_listed(lines[i].text)}
    return frozenset(listed if begin is None else listed | {begin})


def _end_of_contents(order: Sequence[int], headings: Mapping[int, object], first: int) -> int | None:
    """Where contents end whose first heading does not come again; None if they are none."""
    later = {headings[i] for i in headings if i > first}
    repeated = [i for i in order if headings[i] in later]
    return repeated[-1] + 1 if len(repeated) >= _FEWEST_LISTED else None


def _is_listed(text: str) -> bool:
    return bool(_BARE_HEADING.match(text) or _LEADERS.search(text) or _PAGE.match(text))
