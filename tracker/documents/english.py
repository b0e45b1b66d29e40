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

_ARTICLE = re.compile(r"Article\s+(\d+[a-z]{0,2})\.?(?=$|\s|[—–-])\s*[—–-]?\s*(.*)$", re.IGNORECASE)
_DIVISION = re.compile(r"(PART|TITLE|CHAPTER|SECTION)\s+([IVXLC]+|\d+)\s*([a-z]{0,2})\b[.:]?\s*(.*)$", re.IGNORECASE)
_ANNEX = re.compile(r"ANNEX(?:\s+([IVXLC]+|\d+))?\s*$")
_PARAGRAPH = re.compile(r"(\d{1,3}[a-z]{0,2})\.\s+")
_POINT = re.compile(r"\(([a-z]{1,5}|\d{1,3}[a-z]{0,2})\)\s+")
_ROMAN = re.compile(r"x{0,3}(ix|iv|v?i{0,3})$")
_RANK = {"part": 0, "title": 1, "chapter": 2, "section": 3}
_KIND = {"part": Kind.PART, "title": Kind.PART, "chapter": Kind.CHAPTER, "section": Kind.SECTION}
#: Headings are names: a longer line, or one that ends a sentence, is text.
_LONGEST_HEADING = 160
_FEWEST_ARTICLES = 2


@dataclass(frozen=True, slots=True)
class Outline:
    """The articles by line with their numbers, and the body's first line."""

    articles: dict[int, re.Match[str]]
    body: int


def outline(lines: Sequence[Line]) -> Outline | None:
    """The outline of an English text in articles; None where there are none."""
    found = {i: m for i, line in enumerate(lines) if (m := _article(line.text))}
    if len(found) < _FEWEST_ARTICLES:
        return None
    first = min(found)
    above = [i for i in range(first) if _DIVISION.match(lines[i].text) and _is_name(lines[i].text)]
    return Outline(found, _directly_above(above, first, lines))


def _article(text: str) -> re.Match[str] | None:
    """An article's own line: Article 18 of Regulation … and Articles 6 to 9 … are mentions."""
    found = _ARTICLE.match(text) if text[0] in "Aa" else None
    if not found:
        return None
    rest = found[2]
    return found if not rest or rest[0].isupper() else None


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith((".", ";", ":", ","))


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
            elif (found := _DIVISION.match(line.text)) and _is_name(line.text):
                index += self._division(index, line, found)
            elif found := _ANNEX.match(line.text):
                index += self._annex(index, line, found)
            else:
                self._words(line)
            index += 1

    def _heading(self, index: int, own: str) -> tuple[str, int]:
        """A heading stands on the label's own line or on the next."""
        if own or index + 1 >= len(self.lines) or index + 1 in self.plan.articles:
            return own, 0
        text = self.lines[index + 1].text
        labelled = _PARAGRAPH.match(text) or _POINT.match(text) or _DIVISION.match(text)
        return (text, 1) if _is_name(text) and not labelled else ("", 0)

    def _article(self, index: int, line: Line, found: re.Match[str]) -> int:
        number = found[1].lower()
        rest = found[2].strip()
        words = rest if rest and not _is_name(rest) else ""
        heading, more = ("", 0) if words else self._heading(index, rest)
        node = Node(Kind.ARTICLE, number, f"art_{number}", f"Article {found[1]}", heading, start=line.start)
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
        heading, more = self._heading(index, found[4].strip())
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
        elif found := _PARAGRAPH.match(line.text):
            self.open = self.open[:1]
            self._label(line, found, Kind.PARAGRAPH)
        elif found := _POINT.match(line.text):
            self._point(line, found)
        else:
            self._run_on(line)

    def _point(self, line: Line, found: re.Match[str]) -> None:
        """A point hangs below the open paragraph, a roman one below the open point it follows."""
        depth = self._depth(found[1])
        self.open = self.open[:depth]
        self._label(line, found, Kind.ITEM if self.open[-1].kind is not Kind.ITEM else Kind.SUBITEM)

    def _depth(self, label: str) -> int:
        points = [i for i, node in enumerate(self.open) if node.kind in (Kind.ITEM, Kind.SUBITEM)]
        if not points:
            return len(self.open)
        for at in reversed(points):
            if _continues(_bare(self.open[at].label), label):
                return at
        begins = label in ("a", "i", "1")
        return len(self.open) if begins and _style(_bare(self.open[-1].label)) != _style(label) else points[0]

    def _label(self, line: Line, found: re.Match[str], kind: Kind) -> None:
        above = self.open[-1]
        name = found[1]
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
    return label.strip("().")


def _style(label: str) -> str:
    if label[0].isdigit():
        return "figure"
    return "roman" if _ROMAN.match(label) and label not in ("v", "x") else "letter"


def _continues(before: str, label: str) -> bool:
    """Whether a point may follow another of its list: (a) (b), (i) (ii), (4) (5), (d) (da)."""
    if before[0].isdigit() or label[0].isdigit():
        return before[0].isdigit() and label[0].isdigit()
    if _roman(before) and _roman(label) == _roman(before) + 1:
        return True
    inserted = label[0] == before[0] and len(label) >= len(before) and label != before and not _roman(label)
    return inserted or (len(label) == 1 and ord(label) == ord(before[0]) + 1)


def _roman(label: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    if not label or any(sign not in values for sign in label):
        return 0
    total = 0
    for sign, after in zip(label, [*label[1:], ""], strict=True):
        value = values[sign]
        total += -value if after and values[after] > value else value
    return total
