"""The grammar of English texts: Article 5, 1., (a), (i), and the chapters, titles and sections above.

Numbers are kept as printed: a compromise text has Article 29a, paragraph 5a and point (da).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.growth import Node, Parsed, freeze, name_tables, preamble, take_row
from tracker.documents.lines import Line, is_row
from tracker.law.document import Problem
from tracker.law.provision import Kind

#: Article 5, Article 29a, and as compromise texts print them, Article 68 a, ARTICLE 53A, New article 52caName.
_ARTICLE = re.compile(
    r"(?:New\s+)?(?:[Aa]rticle|ARTICLE)\s+"
    r"(?:(\d+(?: [a-z](?= |$)|[a-zA-Z]{1,2})?)\.?(?=$|\s|[—–-])|(\d+[a-z]{1,2})(?=[A-Z][a-z]))\s*[—–-]?\s*(.*)$"
)
_DIVISION = re.compile(r"(PART|TITLE|CHAPTER|SECTION)\s+([IVXLC]+|\d+)\s*([a-z]{0,2})\b[.:]?\s*(.*)$", re.IGNORECASE)
_ANNEX = re.compile(r"ANNEX(?:\s+([IVXLC]+|\d+))?\s*$")
#: A label printed twice, 2. 2. or (g) (g), is one; what was put before the first is -1. and (-a).
_PARAGRAPH = re.compile(r"(-?\d{1,3}[a-z]{0,2})\.(?:\s+\1\.)?(?:\s+|$)")
_POINT = re.compile(
    r"(?:\((-?[a-z]{1,5}|\d{1,3} ?[a-z]{0,2}|[a-z]\d)\)(?:\s*\(?\1\))?|([a-z]{1,2}|[ivx]{1,5})\))(?:\s+|(?=[‘“]))"
)
#: 2 The consent shall … has lost its stop.
_STOPLESS = re.compile(r"(\d{1,2}[a-z]{0,2}) (?=[A-Z][a-z])")
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})$")
_ROMAN_INSERTED = re.compile(r"([ivx]+)([a-d]{0,2})$")
#: A sentence or a heading that ends in such a word goes on: a number opening the next line is a reference.
_GOES_ON = re.compile(
    r"\b(?:in|of|to|with|under|and|or|by|from|for|the|articles?|paragraphs?|points?|annex|chapter|title|section)$",
    re.IGNORECASE,
)
_RANK = {"part": 0, "title": 1, "chapter": 2, "section": 3}
_KIND = {"part": Kind.PART, "title": Kind.PART, "chapter": Kind.CHAPTER, "section": Kind.SECTION}
#: Headings are names: a longer line, or one that ends a sentence, is text.
_LONGEST_HEADING = 160
_FEWEST_ARTICLES = 2
_POINTS = (Kind.ITEM, Kind.SUBITEM)
#: What a list begins with.
_FIRST = ("a", "i", "1")


@dataclass(frozen=True, slots=True)
class Outline:
    """The articles by line with their numbers, and the body's first line."""

    articles: dict[int, re.Match[str]]
    body: int


def outline(lines: Sequence[Line]) -> Outline | None:
    """The outline of an English text in articles; None where there are none."""
    found = {i: m for i, line in enumerate(lines) if (m := _article(line.text)) and not _goes_on(lines, i)}
    if len(found) < _FEWEST_ARTICLES:
        return None
    first = min(found)
    above = [i for i in range(first) if _DIVISION.match(lines[i].text) and _is_name(lines[i].text)]
    return Outline(found, _directly_above(above, first, lines))


def _article(text: str) -> re.Match[str] | None:
    """An article's own line: Article 18 of Regulation … and Articles 6 to 9 … are mentions."""
    found = _ARTICLE.match(text) if text[0] in "AaN" else None
    if not found:
        return None
    rest = found[3]
    return found if not rest or rest[0].isupper() else None


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Whether a line goes on with the sentence above: set out in / Article 7."""
    return index > 0 and bool(_GOES_ON.search(lines[index - 1].text))


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ":", ","))


def _is_unfinished(heading: str) -> bool:
    """Whether a heading goes on: it ends in a comma of capitals or in a word like IN."""
    return bool(_GOES_ON.search(heading)) or (heading.endswith(",") and heading.isupper())


def _directly_above(above: Sequence[int], first: int, lines: Sequence[Line]) -> int:
    start = first
    for index in reversed(above):
        if all(_is_name(lines[i].text) for i in range(index, start)) and start - index <= 3:
            start = index
    return start


def parse(lines: Sequence[Line], plan: Outline, title: frozenset[int] = frozenset()) -> Parsed:
    """The tree of an English text. `title` holds the indexes of its title lines."""
    reader = _Reader(lines, plan)
    node, furniture = preamble(lines[: plan.body], title)
    if node:
        reader.roots.append(node)
    reader.read()
    provisions, duplicates = freeze(reader.roots)
    return Parsed(provisions, tuple(furniture), (*reader.problems, *duplicates))


class _Reader:
    """Goes down the lines once and hangs each where it belongs."""

    def __init__(self, lines: Sequence[Line], plan: Outline) -> None:
        self.lines = lines
        self.plan = plan
        self.roots: list[Node] = []
        self.problems: list[Problem] = []
        self.divisions: list[tuple[int, Node]] = []
        self.open: list[Node] = []  # the article and the lists open in it
        self.number = 0

    def read(self) -> None:
        """Hang every line from the body's first to the last."""
        index = self.plan.body
        while index < len(self.lines):
            line = self.lines[index]
            if index in self.plan.articles:
                index += self._article(index, line, self.plan.articles[index])
            elif self.open and _goes_on(self.lines, index) and line.text[0] not in "(“‘":
                self.open[-1].take(line, line.text)
            elif (found := _DIVISION.match(line.text)) and _is_name(line.text):
                index += self._division(index, line, found)
            elif found := _ANNEX.match(line.text):
                index += self._annex(index, line, found)
            else:
                self._words(line)
            index += 1

    def _heading(self, index: int, own: str) -> tuple[str, int]:
        """A heading stands on the label's own line or on the next; one that goes on stands on several."""
        heading, more = own, 0
        if not own:
            if not self._may_head(index + 1):
                return "", 0
            heading, more = self.lines[index + 1].text, 1
        while _is_unfinished(heading) and self._may_head(index + more + 1):
            more += 1
            heading += f" {self.lines[index + more].text}"
        return heading, more

    def _may_head(self, index: int) -> bool:
        """Whether a line may be a heading or part of one: a name that opens with no number."""
        if index >= len(self.lines) or index in self.plan.articles:
            return False
        text = self.lines[index].text
        labelled = _PARAGRAPH.match(text) or _POINT.match(text) or _DIVISION.match(text)
        return not labelled and (_is_name(text) or _is_unfinished(text))

    def _article(self, index: int, line: Line, found: re.Match[str]) -> int:
        printed = found[1] or found[2]
        number = printed.lower().replace(" ", "")
        rest = found[3].strip()
        words = rest if rest and not _is_name(rest) else ""
        heading, more = ("", 0) if words else self._heading(index, rest)
        node = Node(Kind.ARTICLE, number, f"art_{number}", f"Article {printed}", heading, start=line.start)
        node.take(self.lines[index + more], words)
        main = int(re.match(r"\d+", number)[0])  # type: ignore[index]
        if main not in (self.number, self.number + 1):
            before = f"Article {self.number}" if self.number else "the beginning"
            self.problems.append(
                Problem("gap" if main > self.number else "out-of-order", number, f"Article {number} follows {before}.")
            )
        self.number = main
        self._hang(node)
        self.open = [node]
        return more

    def _division(self, index: int, line: Line, found: re.Match[str]) -> int:
        word = found[1].lower()
        heading, more = self._heading(index, found[4].strip().removeprefix("(new)"))
        rank = _RANK[word]
        while self.divisions and self.divisions[-1][0] >= rank:
            self.divisions.pop()
        above = f"{self.divisions[-1][1].place}." if self.divisions else ""
        place = f"{above}{word}-{(found[2] + found[3]).lower()}"
        node = Node(
            _KIND[word], place, place.replace(".", "__").replace("-", "_"), f"{found[1]} {found[2]}{found[3]}", heading
        )
        node.start, node.end = line.start, self.lines[index + more].end
        self._hang(node)
        self.divisions.append((rank, node))
        self.open = [node]
        return more

    def _annex(self, index: int, line: Line, found: re.Match[str]) -> int:
        heading, more = self._heading(index, "")
        name = f"annex-{(found[1] or '1').lower()}"
        self.divisions = []
        node = Node(Kind.ANNEX, name, name.replace("-", "_"), line.text, heading, start=line.start)
        node.end = self.lines[index + more].end
        self._hang(node)
        self.open = [node]
        return more

    def _hang(self, node: Node) -> None:
        if self.divisions:
            self.divisions[-1][1].add(node)
        else:
            self.roots.append(node)

    def _words(self, line: Line) -> None:
        if is_row(line.text):
            take_row(self.open[-1], line)
            name_tables(self.open[-1])
        elif found := _PARAGRAPH.match(line.text) or self._stopless(line.text):
            self._paragraph(line, found)
        elif found := _POINT.match(line.text):
            self._point(line, found)
        else:
            self._run_on(line)

    def _paragraph(self, line: Line, found: re.Match[str]) -> None:
        """A numbered paragraph; a label that stood alone on the line above is the same."""
        last = self.open[-1]
        self.open = self.open[:1]
        if last.kind is Kind.PARAGRAPH and not last.words and last.label == f"{found[1]}.":
            last.take(line, line.text[found.end() :])
            self.open.append(last)
        else:
            self._label(line, found, Kind.PARAGRAPH, found[1])

    def _stopless(self, text: str) -> re.Match[str] | None:
        """A paragraph whose number lost its stop: it goes on from the one before."""
        found = _STOPLESS.match(text)
        numbered = [node.label for node in self.open[0].children if node.kind is Kind.PARAGRAPH and node.label]
        if not found or not numbered:
            return None
        before, number = (re.match(r"-?(\d+)([a-z]*)", label) for label in (numbered[-1], found[1]))
        if not before or not number:
            return None
        follows = int(number[1]) == int(before[1]) + 1 and not number[2]
        return found if follows or (number[1] == before[1] and number[2] > before[2]) else None

    def _point(self, line: Line, found: re.Match[str]) -> None:
        """A point hangs below the open paragraph, a roman one below the open point it follows."""
        name = (found[1] or found[2]).replace(" ", "")
        self._return_to_list(name)
        self.open = self.open[: self._depth(name)]
        self._label(line, found, Kind.ITEM if self.open[-1].kind is not Kind.ITEM else Kind.SUBITEM, name)

    def _return_to_list(self, label: str) -> None:
        """Leave a paragraph between points, where a point goes on from those above it."""
        at = next((i for i, node in enumerate(self.open) if i and node.kind is Kind.PARAGRAPH and not node.label), None)
        if at is None or any(node.kind in _POINTS for node in self.open[at:]):
            return
        if self.open[-1].words and self.open[-1].words[-1].endswith(":") and label in _FIRST:
            return
        above = [child for child in self.open[at - 1].children if child.kind in _POINTS]
        if above and _goes_behind(_bare(above[-1].label), label):
            self.open = [*self.open[:at], above[-1]]

    def _depth(self, label: str) -> int:
        points = [i for i, node in enumerate(self.open) if node.kind in _POINTS]
        if not points:
            return len(self.open)
        deepest = self.open[-1]
        announced = bool(deepest.words) and deepest.words[-1].endswith(":")
        if announced and (label in _FIRST or (_roman(label) and not _continues_roman(_bare(deepest.label), label))):
            return len(self.open)
        for at in reversed(points):
            if _continues(_bare(self.open[at].label), label):
                return at
        if len(label) > 1 and _ROMAN_INSERTED.match(label) and _roman(_bare(deepest.label)):
            return points[-1]  # (i) (iii): what stood between was deleted
        begins = label in _FIRST
        return len(self.open) if begins and _style(_bare(self.open[-1].label)) != _style(label) else points[0]

    def _label(self, line: Line, found: re.Match[str], kind: Kind, name: str) -> None:
        above = self.open[-1]
        node = above.add(
            Node(kind, f"{above.place}({name})", f"{above.anchor}__{name}", found[0].strip(), start=line.start)
        )
        node.take(line, line.text[found.end() :])
        self.open.append(node)

    def _run_on(self, line: Line) -> None:
        """Words without a number: the node's own, or, behind its points, a further paragraph of it."""
        holder = next(node for node in reversed(self.open) if node.kind not in (Kind.ITEM, Kind.SUBITEM))
        self.open = self.open[: self.open.index(holder) + 1]
        if not holder.children:
            holder.take(line, line.text)
            return
        count = 2 + sum(child.label == "" for child in holder.children)
        more = holder.add(
            Node(Kind.PARAGRAPH, f"{holder.place}.{count}", f"{holder.anchor}__para_{count}", start=line.start)
        )
        more.take(line, line.text)
        self.open.append(more)


def _bare(label: str) -> str:
    return label.rpartition("(")[2].strip("().").replace(" ", "")


def _style(label: str) -> str:
    if label[0].isdigit():
        return "figure"
    return "roman" if _ROMAN.match(label) and label not in ("v", "x") else "letter"


def _continues(before: str, label: str) -> bool:
    """Whether a point may follow another of its list: (a) (b), (i) (ii), (4) (5), (d) (da)."""
    if before[0].isdigit() or label[0].isdigit():
        return before[0].isdigit() and label[0].isdigit()
    if _continues_roman(before, label):
        return True
    if len(before) > 1 and _ROMAN.match(before):
        return False
    inserted = label[0] == before[0] and len(label) >= len(before) and label != before and not _roman(label)
    return inserted or (len(label) == 1 and ord(label) == ord(before[0]) + 1)


def _goes_behind(before: str, label: str) -> bool:
    """Whether a point may stand further down the list of another: it continues it, or what stood between is deleted."""
    if _continues(before, label):
        return True
    return len(before) == len(label) == 1 and before.isalpha() and label > before and label not in _FIRST


def _continues_roman(before: str, label: str) -> bool:
    """Whether two roman numbers follow each other: (iii) (iv), (iii) (iiia), (iiia) (iv)."""
    old, new = _ROMAN_INSERTED.match(before), _ROMAN_INSERTED.match(label)
    if not old or not new:
        return False
    if _roman(new[1]) == _roman(old[1]) + 1:
        return not new[2]
    return old[1] == new[1] and new[2] > old[2] and len(old[1]) > 1


def _roman(label: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    if not label or any(sign not in values for sign in label):
        return 0
    total = 0
    for sign, after in zip(label, [*label[1:], ""], strict=True):
        value = values[sign]
        total += -value if after and values[after] > value else value
    return total
