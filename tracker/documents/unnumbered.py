"""Official texts that number nothing: an interpretation in one paragraph, an amendment of one article."""

import re
from collections.abc import Sequence

from tracker.documents.body import Body
from tracker.documents.dates import find_dates
from tracker.documents.growth import Node, Parsed, freeze, preamble
from tracker.documents.lines import Line, is_row
from tracker.documents.policy import strip_closing
from tracker.law.document import Problem
from tracker.law.provision import Kind

_TITLE = re.compile(
    r"[^。；！？]{4,120}(?:法|条例|规定|办法|细则|决定|决议|解释|批复|意见|通知|公告|修正案|命令|答复|复函|标准|安排)"
    r"(?:[（(][^（）()]{1,12}[)）])?$"
)
_MADE = re.compile(r"通过|公布|发布|批准|颁布|施行|修正|修订")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d{1,5}号")
_OPENING = re.compile(
    r"(?:解释|规定|决定|补充|批复|答复|通知|意见|修改|说明)如下[:：]$|作如下[\u4e00-\u9fff、]{2,10}[:：]$"
)
#: A decision of one order in one sentence: …决定将《…法》第五条修改为.
_ORDERS = re.compile(r"(?:将|对|在|把|删去)《[^《》]{2,60}》[^。]{0,40}(?:修改|增加|删去|删除)")
#: The history of a text stands directly below its title, one line each time it was amended.
_FRONT = 8
#: A sentence that says something is no button and no caption.
_SHORTEST_SENTENCE = 16


def begins(lines: Sequence[Line]) -> int | None:
    """The line a text without numbers begins at: behind its title and what stands below it of number and history.

    None for everything else: many pages have a title and sentences, only an official text says below its title who
    passed it when, or opens with 现解释如下, or lists （一）（二）（三） at once.
    """
    front = [line.text for line in lines[:_FRONT]]
    titles = [i for i, text in enumerate(front) if _TITLE.match(text)]
    return next((body for title in titles if (body := _behind(title, front, lines)) is not None), None)


def _behind(title: int, front: Sequence[str], lines: Sequence[Line]) -> int | None:
    """Where the words behind a title begin; None if nothing there says that the text is official."""
    body = title + 1
    while body < len(front) and _is_history(front[body]):
        body += 1
    opens = any(_OPENING.search(text) or _ORDERS.search(text) for text in front[body:])
    official = body > title + 1 or opens or _listed(lines[body:])
    says = any(
        len(line.text) >= _SHORTEST_SENTENCE and line.text.rstrip("”")[-1:] in ("。", "：", ":")
        for line in lines[body:]
    )
    return body if official and (says or any(is_row(line.text) for line in lines[body:])) else None


def _is_history(text: str) -> bool:
    if _NUMBER.fullmatch(text):
        return True
    return bool(find_dates(text)) and bool(_MADE.search(text)) and not text.endswith("。")


def _listed(lines: Sequence[Line]) -> bool:
    """Whether a text begins with its items （一）（二）（三）."""
    wanted = iter(("一", "二", "三"))
    number = next(wanted)
    for at, line in enumerate(lines):
        if line.text[:1] in "（(" and line.text[1:2] == number:
            number = next(wanted, "")
            if not number:
                return True
        elif not at:
            return False
    return False


def parse(lines: Sequence[Line], body: int, title: frozenset[int] = frozenset()) -> Parsed:
    """The text as one clause `text` with its paragraphs; `title` holds the indexes of its title lines."""
    words = strip_closing(lines)
    node, furniture = preamble(words[:body], title)
    only = Node(Kind.CLAUSE, "text", "text", start=words[body].start)
    grown = Body(only)
    for line in words[body:]:
        grown.take(line, line.text, line.start)
    grown.settle()
    provisions, duplicates = freeze([node, only] if node else [only])
    rest = sorted((*furniture, *lines[len(words) :]), key=lambda line: line.start)
    says = "The text numbers no provisions; its paragraphs are counted."
    return Parsed(provisions, tuple(rest), (Problem("unnumbered", "text", says), *grown.problems, *duplicates))
