"""The words inside an article: 款 by their lines, 项 numbered （一）, 目 numbered 1. (行政法规制定程序条例 art. 6)."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.documents.growth import Node, take_row
from tracker.documents.lines import Line, is_row
from tracker.documents.listing import rejoin, relabel
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, parse_numeral
from tracker.law.provision import Kind

#: （一）至（三）项 … goes on from a mention of items and is none itself; so does （一）项规定的 ….
_ITEM = re.compile(rf"[（(]\s*({NUMERAL})\s*[)）]\s*(?![至到、，和及或]\s*[（(]|项(?!目))")
_FIGURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dot", re.compile(r"(\d{1,2})\s*[.．、](?!\d)\s*")),
    ("bracket", re.compile(r"[（(]\s*(\d{1,2})\s*[)）]\s*")),
    ("half", re.compile(r"(\d{1,2})\s*[)）]\s*")),
)
#: Numbers in one sign: ① to ⑳, ⒈ to ⒛, ⑴ to ⒇.
_SIGNS = (("circle", "①"), ("dot", "⒈"), ("bracket", "⑴"))
_SIGN = re.compile(r"[①-⒛]\s*")
_COLONS = ("：", ":")
#: Looked up once: an enumeration's members are slow to reach, and a law has thousands of paragraphs.
_PARAGRAPH = Kind.PARAGRAPH
_STARTS = frozenset("（(0123456789０１２３４５６７８９" + "".join(map(chr, range(ord("①"), ord("⒛") + 1))))


class _Label(NamedTuple):
    """How an item is numbered, its number, and where its words begin."""

    style: str
    number: int
    printed: str
    end: int


def is_plain(words: str) -> bool:
    """Whether words are one paragraph whatever stands around them: no row of a table, and no number opens them."""
    return bool(words) and words[0] not in _STARTS and not is_row(words)


def _label(words: str) -> _Label | None:
    if found := _ITEM.match(words):
        return _Label("chinese", parse_numeral(found[1]), found[0].strip(), found.end())
    for style, pattern in _FIGURES:
        if found := pattern.match(words):
            return _Label(style, int(found[1]), found[0].strip(), found.end())
    if found := _SIGN.match(words):
        style, first = next((s, f) for s, f in _SIGNS if ord(f) <= ord(words[0]) < ord(f) + 20)
        return _Label(style, ord(words[0]) - ord(first) + 1, words[0], found.end())
    return None


def _may_list(paragraph: Node) -> bool:
    """Whether a paragraph holds a list or announces one; between others nothing is to be joined or counted."""
    return bool(paragraph.children) or (bool(paragraph.words) and paragraph.words[-1][-1:] in _COLONS)


@dataclass(slots=True)
class Body:
    """The paragraphs of one article in growth, and what is odd in them."""

    owner: Node
    paragraphs: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: list[tuple[str, Node]] = field(
        default_factory=list
    )  # the lists open now: how each is numbered, what holds it

    def take(self, line: Line, words: str, start: int) -> None:
        """Put one line's words where they belong; `start` is the offset of its first sign, label included."""
        end = line.start + len(line.text)
        if end > self.owner.end:
            self.owner.end = end
        if not words:
            return
        if is_row(words):
            self._row(line)
        elif words[0] not in _STARTS or not (label := _label(words)) or not self._list(label, line, words, start):
            self.paragraphs.append(Node(_PARAGRAPH, "", "", words=[words], start=start, end=end))
            if self.open:
                self.open = []

    def _row(self, line: Line) -> None:
        """A row of a table belongs to the last item of the open list, else to the last paragraph."""
        if not self.paragraphs:
            self.paragraphs.append(Node(Kind.PARAGRAPH, "", "", start=line.start, end=line.start))
        items = [child for child in self.open[-1][1].children if child.kind is not Kind.TABLE] if self.open else []
        take_row(items[-1] if items else self.paragraphs[-1], line)

    def _list(self, label: _Label, line: Line, words: str, start: int) -> bool:
        """Hang an item; False for a line that merely begins with a figure."""
        holder = self._holder(label, start)
        expected = holder.children[-1].number + 1 if holder.children else 1
        if label.style != "chinese" and label.number not in (expected, 1):
            return False
        while self.open and self.open[-1][1] is not holder:
            self.open.pop()
        if not self.open:
            self.open.append((label.style, holder))
        kind = Kind.ITEM if len(self.open) == 1 else Kind.SUBITEM
        words = words[label.end :]
        node = Node(kind, "", "", label.printed, words=[words] if words else [], start=start, end=line.end)
        node.number = label.number
        holder.children.append(node)
        return True

    def _holder(self, label: _Label, start: int) -> Node:
        """What an item numbered in this manner belongs to: the open list numbered so, or else the last item."""
        if not self.paragraphs:
            self.paragraphs.append(Node(Kind.PARAGRAPH, "", "", start=start, end=start))
        paragraph = self.paragraphs[-1]
        for style, holder in self.open:
            if style == label.style:
                return holder
        if label.style == "chinese" or not self.open:
            return paragraph
        deepest = self.open[-1][1].children[-1]
        if label.number == 1:
            self.open.append((label.style, deepest))
        return deepest

    def settle(self) -> None:
        """Name the paragraphs and items, and give the owner its words or its paragraphs."""
        if len(self.paragraphs) > 1 and any(map(_may_list, self.paragraphs)):
            self.paragraphs = rejoin(self.paragraphs)
            self.paragraphs, unprinted = relabel(self.paragraphs)
            if unprinted:
                says = f"{unprinted} items of {self.owner.label or self.owner.place} print no number; they are counted."
                self.problems.append(Problem("unlabelled", self.owner.place, says))
        owner = self.owner
        if len(self.paragraphs) == 1:
            only = self.paragraphs[0]
            owner.words = only.words
            if only.children:
                self._name(only, owner.place, owner.anchor)
                owner.children += only.children
            return
        for count, paragraph in enumerate(self.paragraphs, 1):
            paragraph.place, paragraph.anchor = f"{owner.place}.{count}", f"{owner.anchor}__para_{count}"
            if paragraph.children:
                self._name(paragraph, owner.place if count == 1 else paragraph.place, paragraph.anchor)
        owner.children += self.paragraphs

    def _name(self, holder: Node, place: str, anchor: str) -> None:
        """Locators and eIds of a list and the lists below it; a missing number is a problem."""
        before = 0
        for count, table in enumerate((child for child in holder.children if child.kind is Kind.TABLE), 1):
            table.place, table.anchor = f"{place}(表{count})", f"{anchor}__table_{count}"
        for item in holder.children:
            if item.kind is Kind.TABLE:
                continue
            below = item.kind is Kind.SUBITEM
            item.place = f"{place}[{item.number}]" if below else f"{place}({item.number})"
            item.anchor = f"{anchor}__{'subitem' if below else 'item'}_{item.number}"
            if item.number > before + 1:
                says = f"Item {item.number} follows {f'item {before}' if before else 'no item'} in {self.owner.label}."
                self.problems.append(Problem("gap", item.place, says))
            before = item.number
            if item.children:
                self._name(item, item.place, item.anchor)
