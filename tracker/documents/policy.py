"""The grammar of decisions, notices and annexes: 一、 above （一） above 1.; and annexes of plain paragraphs."""

import re
from collections.abc import Sequence

from tracker.documents.body import Body
from tracker.documents.growth import Node, Parsed, eid_prefix, freeze, preamble
from tracker.documents.lines import Line, is_row
from tracker.documents.margins import is_closing, is_explanation
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, parse_numeral
from tracker.law.provision import Kind

_POINT = re.compile(rf"({NUMERAL})\s*[、．.]\s*")
_LONGEST_HEADING = 45
_SENTENCE = ("。", "；", "：", "，", ":", ";")
#: What a text orders for itself: when it starts, and that what it amends is printed again.
_SELF = "本(?:决定|修正案|决议|解释|规定|办法|意见|通知|批复)"
_SAYS_OF_ITSELF = re.compile(
    rf"{_SELF}自[^。；]{{2,40}}(?:施行|实施|实行|执行|生效)|(?:《[^。]{{2,120}}》(?:等[^。，]{{2,20}})?)?根据{_SELF}"
)
#: One point is a sentence that happens to begin so; two in order are a list.
_FEWEST_POINTS = 2


def points(lines: Sequence[Line]) -> dict[int, tuple[int, re.Match[str]]]:
    """The lines that open points 一、 二、 …, in order from one; a number out of order opens none."""
    found: dict[int, tuple[int, re.Match[str]]] = {}
    expected = 1
    for index, line in enumerate(lines):
        match = _POINT.match(line.text)
        if match and not is_row(line.text) and parse_numeral(match[1]) == expected:
            found[index] = (expected, match)
            expected += 1
    return found if len(found) >= _FEWEST_POINTS else {}


def parse(lines: Sequence[Line], title: frozenset[int] = frozenset()) -> Parsed:
    """The tree of a text in points. `title` holds the indexes of its title lines."""
    words = strip_closing(lines)
    body = min(points(words))
    node, furniture = preamble(words[:body], title)
    shelf = Node(Kind.PART, "", "")
    end = _closing(words, body)
    problems = grow(shelf, words[body:end], "")
    if end < len(words):
        closing = shelf.add(Node(Kind.CLAUSE, "closing", "closing", start=words[end].start))
        problems += grow(closing, words[end:], "closing")
    provisions, duplicates = freeze([node, *shelf.children] if node else shelf.children)
    rest = (*furniture, *lines[len(words) :])
    return Parsed(provisions, tuple(sorted(rest, key=lambda line: line.start)), (*problems, *duplicates))


def _closing(lines: Sequence[Line], body: int) -> int:
    """The first of the words a text says of itself behind its last point; the number of lines where it says none.

    本决定自公布之日起施行 and 《…》根据本决定作相应修改 belong to the whole and not to the point above them.
    """
    last = max(points(lines))
    for index in range(last + 1, len(lines)):
        above = "\n".join(line.text for line in lines[body:index])
        # each paragraph of a quotation opens it again, the last alone closes it
        if above.rfind("“") <= above.rfind("”") and _SAYS_OF_ITSELF.match(lines[index].text):
            return index
    return len(lines)


def grow(owner: Node, lines: Sequence[Line], prefix: str) -> list[Problem]:
    """Hang lines below an owner: as points where numbered, else as its paragraphs. Returns the problems met."""
    if not lines:
        return []
    opened = points(lines)
    body = Body(owner)
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        if index not in opened:
            body.take(line, line.text, line.start)
            continue
        problems += _settled(body)
        number, match = opened[index]
        node = Node(
            Kind.CLAUSE, f"{prefix}{number}", f"{eid_prefix(prefix)}point_{number}", match[0].strip(), start=line.start
        )
        node.end = line.end
        owner.add(node)
        body = Body(node)
        rest = line.text[match.end() :]
        if len(rest) <= _LONGEST_HEADING and not rest.endswith(_SENTENCE) and _goes_on(lines, index, opened):
            node.heading = rest
        else:
            body.take(line, rest, line.start + match.end())
    problems += _settled(body)
    return problems


def _goes_on(lines: Sequence[Line], index: int, opened: dict[int, tuple[int, re.Match[str]]]) -> bool:
    """Whether words follow below a point: only then is its first line a heading."""
    return index + 1 < len(lines) and index + 1 not in opened


def _settled(body: Body) -> list[Problem]:
    if body.paragraphs:
        body.settle()
    return body.problems


def strip_closing(lines: Sequence[Line]) -> list[Line]:
    """The lines without signatures, dates, buttons and an explanation at their end."""
    end = next((i for i, line in enumerate(lines) if i and is_explanation(line.text)), len(lines))
    while end and is_closing(lines[end - 1].text):
        end -= 1
    return list(lines[:end])
