"""A decision cut into its points, and each point into a frame of ordering words with its quotations put aside.

Some decisions print new provisions without quotation marks: lines below 修改为： or 内容如下： are then the quotation,
up to the next point or the next line that orders something itself.

A quotation of several paragraphs opens “ before each of them and closes ” behind the last; courts open it once only.
Quotation marks inside it are printed ‘ ’ and become “ ” again in the law.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.law.numbering import NUMERAL, parse_numeral

_POINT = re.compile(rf"(?P<number>{NUMERAL})\s*[、．.]\s*")
_ARTICLE = re.compile(rf"第(?P<number>{NUMERAL})条[\s\u3000]+(?=宪法|《|第)")
_UNDER = re.compile(rf"(?:[（(](?P<number>{NUMERAL}|\d{{1,2}})[)）]|(?P<figure>\d{{1,2}})\s*[.．、](?!\d))\s*")
#: Behind the end of a quotation a sentence goes on so, or ends.
_GOES_ON = re.compile(r"[，。；;,、：]|并|和|修改|改为|后|前|中|的|删|之|调整|分别|增|替换|，|$")
_OUT = str.maketrans("‘’", "“”")
_SWAPPED = str.maketrans("‘’“”", "“”‘’")


#: The last words before provisions printed without quotation marks.
_BARE_AFTER = re.compile(
    r"(?:(?:修改|改|修正|规定|增加|作|列)为|(?:内容|条文|修改|规定|表述)?如下|第[^，。]{1,12}[条款项])[:：]$"
)
#: A line that orders something, or says something of the decision itself, is no provision of the law.
_ORDERING = re.compile(
    r"(?:本(?:决定|修正案|决议)|《[^《》]+》根据本)|(?:将|删去|增加|在第)"
    rf"|第{NUMERAL}(?:条|章|节|款|项)[^。，：]{{0,16}}(?:相应)?(?:改为|修改为|作为|调整为|中的)"
)


@dataclass(slots=True)
class Point:
    """One numbered point while it is gathered: its lines with their offsets, the words behind its number."""

    number: str
    lines: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: its lines without quotation marks, and where it stands in the decision (marks included)."""

    lines: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The ordering words of a point, ⟦0⟧ for its first quotation; `places` has each sign's offset in the decision."""

    words: str
    places: tuple[int, ...]
    quotes: tuple[Quote, ...]
    open: bool  # a quotation that never closed
    bare: bool = False  # provisions without quotation marks are being read


def points(lines: Sequence[tuple[str, int]]) -> Iterator[Point]:
    """The points of a decision's body; lines before the first and behind the last are points without a number."""
    current = Point("")
    inside = bare = False
    for text, start in lines:
        number = None if inside else _next_point(text, current) if bare else _number(text, current)
        alone = _ORDERING.match(text) is not None if bare else not inside and _stands_alone(text, current)
        if number is not None or alone:
            if current.lines:
                yield current
            current = Point(number[0] if number else "")
            cut = number[1] if number else 0
            current.lines.append((text[cut:], start + cut))
        else:
            current.lines.append((text, start))
        read = frame(current.lines)
        inside, bare = read.open, read.bare
    if current.lines:
        yield current


def _next_point(text: str, current: Point) -> tuple[str, int] | None:
    """The point a line opens behind provisions without quotation marks: only the next of the decision's own."""
    found = _number(text, Point(""))
    above = current.number.split(".")[0]
    try:
        follows = found is not None and parse_numeral(found[0]) == parse_numeral(above) + 1
    except ValueError:
        follows = False
    return found if follows else None


def _number(text: str, current: Point) -> tuple[str, int] | None:
    """The number a line opens a point with and how long it is; None for a line that opens none."""
    for pattern in (_POINT, _ARTICLE):
        if found := pattern.match(text):
            return found["number"], found.end()
    found = _UNDER.match(text)
    if not found or not current.number:
        return None
    above = current.number.split(".")[0]
    return f"{above}.{found['number'] or found['figure']}", found.end()


def _stands_alone(text: str, current: Point) -> bool:
    """Whether a line without a number begins anew: the words before it are a whole sentence."""
    if not current.lines:
        return True
    last = current.lines[-1][0].rstrip()
    return not text.startswith("“") and last.endswith(("。", "。”", "”", "；"))


def frame(lines: Sequence[tuple[str, int]]) -> Frame:
    """The ordering words of some lines and their quotations."""
    out = _Framing()
    for text, start in lines:
        out.take(text, start)
    bare = out.bare
    out.end()
    return Frame("".join(out.words), tuple(out.places), tuple(out.quotes), out.inside, bare)


class _Framing:
    """Goes through the lines of a point, in a quotation or outside."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.places: list[int] = []
        self.quotes: list[Quote] = []
        self.inside = False
        self.held: list[str] = []
        self.begun = 0
        self.bare = False
        self.last = 0

    def take(self, text: str, start: int) -> None:
        at = 0
        if not self.inside and (self.bare or self._begins_bare(text)):
            self._unquoted(text, start)
            return
        while at < len(text):
            at = self._quoted(text, start, at) if self.inside else self._ordering(text, start, at)

    def _begins_bare(self, text: str) -> bool:
        """Whether a line is a provision without quotation marks: the words before it announce one."""
        announced = bool(_BARE_AFTER.search("".join(self.words[-8:])))
        return announced and not text.startswith(("“", "‘")) and "“" not in text[:40] and not _ORDERING.match(text)

    def _unquoted(self, text: str, start: int) -> None:
        if not self.bare:
            self.bare, self.held, self.begun = True, [], start
        self.held.append(text.strip(" \u3000"))
        self.last = start + len(text)

    def end(self) -> None:
        """Nothing follows: provisions without quotation marks end here."""
        if self.bare:
            self._put_aside(self.last)
            self.bare = False

    def _put_aside(self, end: int) -> None:
        """Keep what was quoted, and its sign in its place."""
        sign = f"⟦{len(self.quotes)}⟧"
        self.quotes.append(Quote(tuple(line for line in self.held if line), self.begun, end))
        for char in sign:
            self._say(char, self.begun)

    def _ordering(self, text: str, start: int, at: int) -> int:
        opening = text.find("“", at)
        end = len(text) if opening < 0 else opening
        for index in range(at, end):
            if not text[index].isspace():
                self._say(text[index], start + index)
        if opening >= 0:
            self.inside, self.held, self.begun = True, [], start + opening
            return opening + 1
        return end

    def _quoted(self, text: str, start: int, at: int) -> int:
        """Take what belongs to the open quotation; returns where on the line it ended."""
        if at == 0 and text.startswith("“") and not _is_inner(text):
            at = 1
        close = _closing(text, at)
        if close is None:
            self.held.append(_lifted(text[at:]))
            return len(text)
        self.held.append(_lifted(text[at:close]))
        self._put_aside(start + close + 1)
        self.inside = False
        return close + 1

    def _say(self, char: str, place: int) -> None:
        self.words.append({":": "：", ";": "；", ",": "，"}.get(char, char))
        self.places.append(place)


def _is_inner(text: str) -> bool:
    """Whether the “ a line of a quotation begins with is a word's own, closed again before the line goes on."""
    close = _closing(text, 1)
    return close is not None and not _GOES_ON.match(text, close + 1)


def _closing(text: str, at: int) -> int | None:
    """Where the quotation open at a place closes on this line; quotations inside it are passed over."""
    depth = 1
    for index in range(at, len(text)):
        if text[index] == "“":
            depth += 1
        elif text[index] == "”":
            depth -= 1
            if not depth:
                return index
    return None


def _lifted(words: str) -> str:
    """Quoted words as they stand in the law: quotation marks go one step out, and one inside another the other way."""
    bare = words.strip(" \u3000")
    return bare.translate(_SWAPPED) if "‘" in bare and "“" in bare else bare.translate(_OUT)
