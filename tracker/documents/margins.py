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
    r"Produced By CMS|相关(链接|稿件|新闻|阅读|文章)|返回顶部|ICP备|网站标识码|来源[:：]\s*\S+$"
)
_EXPLANATION = re.compile(
    r"(附[:：]?\s*)?(关于.{0,80}(的|起草|编制|修订|制定)?说明|.{0,60}[》）)]\s*(的)?\s*(起草|编制|修订|制定)?\s*(的)?\s*说明|"
    r"(起草|编制|修订|修改|制定|立法)?说[\s　]*明)$"
)
_CONTENTS = re.compile(r"目\s*[录次录]$|Contents$", re.IGNORECASE)
#: Contents are short lines; a page number and leaders may follow.
_LEADERS = re.compile(r"(\s*[.…·—\-]{2,}\s*|\s+)\(?\d{1,4}\)?$")
_BARE_HEADING = re.compile(r"(附|总|分)[\s\u3000]*则")


def is_closing(text: str) -> bool:
    """Whether a line behind the last article is a signature, a date or a page's button."""
    return bool(DATE_ONLY.match(text) or _BUTTONS.match(text) or (len(text) <= 60 and _BODY_NAME.fullmatch(text)))


def is_explanation(text: str) -> bool:
    """Whether a line behind the last article is the title of an explanation of the draft."""
    return len(text) <= 100 and bool(_EXPLANATION.match(text))


def listing(lines: Sequence[Line], headings: Mapping[int, object]) -> frozenset[int]:
    """The indexes of the lines of a table of contents: 目录, and the headings below it up to the first that comes again.

    `headings` maps the index of each line that is a heading to what it names, its unit and number.
    """
    start = next((i for i, line in enumerate(lines) if _CONTENTS.match(line.text)), None)
    if start is None:
        return frozenset()
    seen: set[object] = set()
    taken = {start}
    for index in range(start + 1, len(lines)):
        text = lines[index].text
        named = headings.get(index)
        if named is None and not (_BARE_HEADING.match(text) or _LEADERS.search(text)):
            break
        key = (named, _LEADERS.sub("", "".join(text.split())))
        if named is not None and (key in seen or _comes_again_first(named, index, start, headings)):
            break
        seen.add(key)
        taken.add(index)
    return frozenset(taken)


def _comes_again_first(named: object, index: int, start: int, headings: Mapping[int, object]) -> bool:
    """Whether this heading is the one the contents began with, at the body's own first chapter."""
    first = next((headings[i] for i in sorted(headings) if i > start), None)
    begun = next((i for i in sorted(headings) if i > start), index)
    return named == first and index > begun
