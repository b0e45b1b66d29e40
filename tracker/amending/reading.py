"""A decision read: its points, their operations, its closing words, and a named problem for all it says besides."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from tracker.amending.closing import close
from tracker.amending.naming import same_law
from tracker.amending.operation import Act, Decision, Operation
from tracker.amending.quoting import Frame, Point, frame, points
from tracker.amending.sentences import Reader
from tracker.amending.wording import Wording
from tracker.documents.dates import find_dates
from tracker.law.document import Document, Headmatter, Problem

_TITLED = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
_AMENDMENT = re.compile(r"^(.{2,60}?)修正案")
_DECIDES = re.compile(r"^关于修改|关于修改|关于修订|修改决定")
#: Where a consolidated text printed behind the decision begins.
_APPENDED = re.compile(r"附[:：件]|附$|第一章[\s\u3000]")
#: A title stands in the first lines and fills no more than one.
_FRONT = 12
_LONGEST_TITLE = 90
_ORDERS = re.compile(r"第[^，。]{1,9}[条款项]|增加|删去|删除|修改为")


def read_decision(document: Document, wording: Wording) -> Decision:
    """The operations a decision or 修正案 orders, in order, and its problems.

    What cannot be understood is an operation of act `unknown` and a problem with its sentence, never left out.
    """
    lines = _lines(document.text)
    facts = document.headmatter
    own = _laws(facts.title)
    title, promulgated = (facts.title, facts.promulgated_on) if own else _own_title(lines, facts)
    laws = own or _laws(title)
    body, end = _body(lines, wording, laws)
    gathered = list(_gather(document.text, lines[body:end], wording, laws))
    operations = tuple(replace(operation, number=n) for n, operation in enumerate(gathered, 1))
    if not laws:
        laws = tuple(dict.fromkeys(o.law for o in operations if o.law)) or _laws_in(lines[: body + 1])
    problems = tuple(problem for operation in operations for problem in _problems(operation))
    appended = lines[end][1] if end < len(lines) else None
    return Decision(title, laws, operations, problems, appended, promulgated, facts.stage)


def laws_amended(document: Document, wording: Wording) -> tuple[str, ...]:
    """The titles of the laws a text amends; none for a text that is no decision. Cheap for what is none."""
    if not any(_is_decision(title) for title in (document.headmatter.title, *_front(document.text))):
        return ()
    return read_decision(document, wording).laws


def _is_decision(title: str) -> bool:
    return len(title) <= _LONGEST_TITLE and bool(_DECIDES.search(title) or _AMENDMENT.match(title.strip("《》")))


def _front(text: str) -> list[str]:
    """The lines a title may stand in."""
    return [line.strip() for line in text.split("\n", _FRONT)[:_FRONT]]


def _lines(text: str) -> list[tuple[str, int]]:
    """The lines of a text with their offsets."""
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((line, at))
        at += len(line) + 1
    return out


def _own_title(lines: Sequence[tuple[str, int]], facts: Headmatter) -> tuple[str, date | None]:
    """A decision's title and day where the page is named for the law printed behind it."""
    for index, (text, _) in enumerate(lines[:_FRONT]):
        if _laws(text) and len(text) <= _LONGEST_TITLE:
            following = lines[index + 1][0] if index + 1 < len(lines) else ""
            days = find_dates(following)
            return text, days[0].on if days else facts.promulgated_on
    return facts.title, facts.promulgated_on


def _laws(title: str) -> tuple[str, ...]:
    """The laws a decision's title names: 关于修改《甲法》、《乙法》的决定; 甲法修正案."""
    if _DECIDES.search(title):
        return tuple(_TITLED.findall(title))
    found = _AMENDMENT.match(title.strip("《》"))
    return (found[1].strip("《》（("),) if found else ()


def _laws_in(lines: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(title for text, _ in lines for title in _TITLED.findall(text)))[:1]


def _body(lines: Sequence[tuple[str, int]], wording: Wording, laws: Sequence[str]) -> tuple[int, int]:
    """The first line of the changes, and the first behind all the decision says."""
    opening = next((i for i, (text, _) in enumerate(lines) if any(word in text for word in wording.opens)), None)
    first = _first_point(lines)
    begin = opening + 1 if opening is not None and (first is None or opening < first) else first
    if begin is None:
        begin = next((i for i, (text, _) in enumerate(lines) if i and _ORDERS.search(text)), len(lines))
    return begin, _end(lines, begin, laws)


def _first_point(lines: Sequence[tuple[str, int]]) -> int | None:
    for index, (text, _) in enumerate(lines):
        if re.match(r"一\s*、|第[一二三四五六七八九十百]+条[\s\u3000]+宪法", text):
            return index
    return None


def _end(lines: Sequence[tuple[str, int]], begin: int, laws: Sequence[str]) -> int:
    """Where the decision ends: at the law's own title or first chapter printed behind it."""
    inside = False
    gathered: list[tuple[str, int]] = []
    for index in range(begin, len(lines)):
        text = lines[index][0]
        if not inside and (_APPENDED.match(text) or any(same_law(text, law) for law in laws)):
            return index
        gathered.append(lines[index])
        inside = frame(gathered).open
        if not inside:
            gathered = []
    return len(lines)


def _gather(
    text: str, lines: Sequence[tuple[str, int]], wording: Wording, laws: tuple[str, ...]
) -> Iterator[Operation]:
    """The operations point by point; a point that only names a law says whose its own points are."""
    law = ""
    above = ""
    for point in points(lines):
        if "." not in point.number and point.number and (named := _heading(frame(point.lines[:1]), wording)):
            law, above = named, point.number
            point = Point(f"{point.number}.", point.lines[1:])
            if not point.lines:
                continue
        if not point.number.startswith(f"{above}."):
            law = ""
        yield from _of_point(text, point, Reader(wording, text, point.number, law, laws))


def _of_point(text: str, point: Point, reader: Reader) -> Iterator[Operation]:
    words = frame(point.lines)
    closing = close(text, point, words, reader.wording)
    if closing is not None:
        yield from (replace(operation, law=reader.law) for operation in closing)
        return
    yield from reader.read(words)


def _heading(words: Frame, wording: Wording) -> str:
    """The law a point names whose changes follow; empty for a point that orders something itself."""
    if words.quotes or not _TITLED.search(words.words):
        return ""
    bare = words.words.rstrip("。：，")
    titled = _TITLED.search(bare)
    assert titled is not None
    before, behind = bare[: titled.start()], bare[titled.end() :]
    heads = before in wording.heads or any(before.endswith(word) for word in wording.heads)
    if heads and (not behind or any(word in behind for word in wording.opens) or behind in ("的修改", "作出修改")):
        return titled[1]
    return ""


def _problems(operation: Operation) -> Iterator[Problem]:
    where = f"operation-{operation.number}"
    if operation.act is Act.UNKNOWN:
        yield Problem("not-understood", where, f"Nobody could read what this orders: “{operation.sentence.quote}”")
    elif operation.act is Act.UNSAID:
        says = (
            f"“{operation.sentence.quote}” allows changes of wording it does not name: only the official text has them."
        )
        yield Problem("unsaid-changes", where, says)
