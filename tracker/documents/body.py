"""The words inside an article: 款 by their lines, 项 numbered （一）, 目 numbered 1. (行政法规制定程序条例 art. 6)."""

import re
from dataclasses import dataclass, field

from tracker.documents.growth import Node
from tracker.documents.lines import Line
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, parse_numeral
from tracker.law.provision import Kind

_ITEM = re.compile(rf"[（(]\s*({NUMERAL})\s*[)）]\s*")
_DIGIT = re.compile(r"(\d{1,2})\s*[.．、](?!\d)\s*|[（(]\s*(\d{1,2})\s*[)）]\s*|([①-⑳])\s*")
_STARTS = frozenset("（(0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


@dataclass(slots=True)
class Body:
    """The paragraphs of one article in growth, and what is odd in them."""

    owner: Node
    paragraphs: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, line: Line, words: str, start: int) -> None:
        """Put one line's words where they belong; `start` is the offset of its first sign, label included."""
        self.owner.end = max(self.owner.end, line.end)
        if words[:1] in _STARTS and (self._item(line, words, start) or self._subitem(line, words, start)):
            return
        if words:
            node = Node(Kind.PARAGRAPH, "", "", start=start)
            node.take(line, words)
            self.paragraphs.append(node)

    def _item(self, line: Line, words: str, start: int) -> bool:
        found = _ITEM.match(words)
        if not found:
            return False
        self._hang(self._last(start), Kind.ITEM, parse_numeral(found[1]), found, line, words, start)
        return True

    def _subitem(self, line: Line, words: str, start: int) -> bool:
        found = _DIGIT.match(words)
        if not found:
            return False
        number = ord(found[3]) - ord("①") + 1 if found[3] else int(found[1] or found[2])
        paragraph = self._last(start)
        item = paragraph.children[-1] if paragraph.children else None
        below_item = item is not None and _ITEM.match(item.label) is not None
        parent = item if below_item and item is not None else paragraph
        expected = parent.children[-1].number + 1 if parent.children else 1
        if number not in (expected, 1):
            return False  # a line that merely begins with a figure
        self._hang(parent, Kind.SUBITEM if below_item else Kind.ITEM, number, found, line, words, start)
        return True

    def _last(self, start: int) -> Node:
        if not self.paragraphs:
            self.paragraphs.append(Node(Kind.PARAGRAPH, "", "", start=start, end=start))
        return self.paragraphs[-1]

    def _hang(
        self, parent: Node, kind: Kind, number: int, found: re.Match[str], line: Line, words: str, start: int
    ) -> None:
        child = parent.add(Node(kind, "", "", found[0].strip(), start=start, number=number))
        child.take(line, words[found.end() :])

    def settle(self) -> None:
        """Name the paragraphs and items, and give the owner its words or its paragraphs."""
        self._rejoin()
        owner = self.owner
        for count, paragraph in enumerate(self.paragraphs, 1):
            paragraph.number = count
            paragraph.place, paragraph.anchor = f"{owner.place}.{count}", f"{owner.anchor}__para_{count}"
            self._name(paragraph, owner.place if count == 1 else paragraph.place)
        if len(self.paragraphs) == 1:
            only = self.paragraphs[0]
            owner.words, owner.children = only.words, [*owner.children, *only.children]
            for item in only.children:
                self._anchor(item, owner.anchor)
        else:
            owner.children.extend(self.paragraphs)

    def _name(self, paragraph: Node, prefix: str) -> None:
        expected = 1
        for item in paragraph.children:
            item.place = f"{prefix}({item.number})"
            if item.number > expected:
                says = f"Item {item.number} follows item {expected - 1} in {self.owner.label or self.owner.place}."
                self.problems.append(Problem("gap", item.place, says))
            expected = item.number + 1
            for sub in item.children:
                sub.place = f"{item.place}[{sub.number}]"
            self._anchor(item, paragraph.anchor)

    def _anchor(self, item: Node, prefix: str) -> None:
        item.anchor = f"{prefix}__item_{item.number}"
        for sub in item.children:
            sub.anchor = f"{item.anchor}__subitem_{sub.number}"

    def _rejoin(self) -> None:
        """An item may have lines of its own: （一）… / a line / （二）… is one list, the line belongs to item one."""
        joined: list[Node] = []
        for paragraph in self.paragraphs:
            before = joined[-1].children if joined else []
            after = paragraph.children
            if before and after and after[0].number == before[-1].number + 1 > 1:
                before[-1].words.extend(paragraph.words)
                before[-1].end = max(before[-1].end, after[0].start - 1)
                joined[-1].children.extend(after)
            else:
                joined.append(paragraph)
        self.paragraphs = joined
