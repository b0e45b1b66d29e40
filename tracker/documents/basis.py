"""What a text stands on and what it puts out of force: 根据《…》制定本办法, 《…》同时废止."""

import re
from collections.abc import Sequence
from itertools import pairwise

from tracker.documents.findings import Finding
from tracker.documents.lines import Line

_TITLE = re.compile(r"《([^《》]{2,120})》")
_NAMED = r"(?:《[^《》]{2,120}》(?:[（(][^（）()]{0,60}[)）])?[、，,和及与\s]*(?:以及|和)?)+"
_BASED = re.compile(
    rf"(?:根据|依据|依照|按照|贯彻落实|为实施|为了实施|为了贯彻实施|为贯彻实施)\s*(?P<named>{_NAMED})[^。]{{0,160}}?"
    r"(?:制定|制订|作如下|作出如下|现就|现将|现予|我办|我部|编制|规定如下|解释如下|修改|起草)"
)
_REPEALS = re.compile(r"(?:同时|即行|相应|一并|予以|自行)?(?:废止|失效|停止执行)")
_PUTS_OUT = ("废止", "失效", "停止执行")
#: 与本办法不一致的 puts out of force what nobody named; 废止《…》的决定 is a title.
_CONDITIONAL = re.compile(r"不一致|抵触|不符")
_CLAUSE = re.compile(r"[。；]")
#: The law a text is based on stands in its first articles or in the notice above them.
_FIRST_LINES = 8


def read_basis(found: Finding, front: Sequence[Line], body: Sequence[Line], title: str) -> None:
    """The titles a text says it is made under, from its notice and its first provisions."""
    for line in [*front, *body[:_FIRST_LINES]]:
        match = _BASED.search(line.text) if "《" in line.text else None
        if match:
            names = tuple(name for name in _TITLE.findall(match["named"]) if name != title)
            found.note("based_on", tuple(dict.fromkeys(names)), line, match.start(), match.end())


def read_repeals(found: Finding, front: Sequence[Line], tail: Sequence[Line], title: str) -> None:
    """The titles a text says it repeals, from its last provisions and its notice."""
    names: list[str] = []
    where: tuple[Line, int, int] | None = None
    for line in [*reversed(tail), *front]:
        may = "《" in line.text and any(word in line.text for word in _PUTS_OUT)
        for begin, end in _clauses(line.text) if may else ():
            clause = line.text[begin:end]
            said = _REPEALS.search(clause) if "《" in clause else None
            if not said or _CONDITIONAL.search(clause) or clause.strip() == title:
                continue
            named = [name for name in _TITLE.findall(clause[: said.start()]) if name != title]
            names += named
            where = where or ((line, begin, end) if named else None)
    if where:
        found.note("repeals", tuple(dict.fromkeys(names)), where[0], where[1], where[2])


def _clauses(text: str) -> list[tuple[int, int]]:
    edges = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    return [(begin, end) for begin, end in pairwise(edges) if end > begin]
