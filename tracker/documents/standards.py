"""The grammar of numbered standards: 1, 5.1.2, 附录A, A.1.1, lists a) and 1).

All running text of a clause is one unit under its printed number; list items have locators of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.documents.growth import Node, Parsed, freeze, name_tables, preamble, take_row
from tracker.documents.lines import Line, is_row
from tracker.law.document import Problem
from tracker.law.provision import Kind

_CLAUSE = re.compile(r"((?:\d{1,2}|[A-Z])(?:\.\d{1,3})+|\d{1,2})(?![\d.)）、．:：])(\s*)(.*)$")
_ANNEX = re.compile(r"附\s*录\s*([A-Z])(?![\w.])\s*(.*)$")
_NATURE = re.compile(r"[（(](?:规范性|资料性)(?:附录)?[)）]")
_LETTER = re.compile(r"([a-zA-Z])\s*[)）]\s*")
_FIGURE = re.compile(r"([0-9０-９]{1,2})\s*[)）]\s*")
_NOTE = re.compile(r"(注|示例)\s*(\d*)\s*[:：]\s*")
_LEADERS = re.compile(r"(\s*[.…·]{2,}\s*|\s+)([ivxIVX]+|\d{1,4})$")
_CONTENTS = re.compile(r"目\s*[次录]$")
_BACK = re.compile(r"参\s*考\s*文\s*献$")
#: A clause's name is short and ends no sentence; GB/T 1.1 lets clauses without a name begin with their words.
_LONGEST_NAME = 60
_FEWEST_CLAUSES = 4
_SENTENCE = ("。", "；", "：", "，", ";", ":")

Number = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens a clause or an annex: its place among the lines, number and the words behind it."""

    index: int
    number: Number
    rest: str
    annex: bool = False


def heads(lines: Sequence[Line], contents: frozenset[int] = frozenset()) -> list[Head]:
    """The lines that open clauses: numbers go on inside the chapter they begin with. Contents open none."""
    candidates = [
        head
        for i, line in enumerate(lines)
        if i not in contents and not is_row(line.text) and (head := _candidate(i, line.text))
    ]
    found: list[Head] = []
    chapter: Number = ("0",)
    for at, head in enumerate(candidates):
        if head.annex or (_fits(chapter, head) and not _is_figure(candidates, at)):
            found.append(head)
            chapter = head.number[:1]
    return found


def _is_figure(candidates: Sequence[Head], at: int) -> bool:
    """Whether a lone number is a figure in running text: the chapter before it goes on behind it."""
    number = candidates[at].number
    if len(number) > 1:
        return False
    before = (str(int(number[0]) - 1), number[0])
    after = next((head for head in candidates[at + 1 :] if len(head.number) > 1 and head.number[0] in before), None)
    return after is not None and after.number[0] == before[0]


def _candidate(index: int, text: str) -> Head | None:
    first = text[0]
    if is_row(text):
        return None
    if first == "附":
        annex = _ANNEX.match(text)
        return Head(index, (annex[1],), annex[2], annex=True) if annex and len(text) < 20 * _LONGEST_NAME else None
    if not (first.isdigit() or "A" <= first <= "Z"):
        return None
    match = _CLAUSE.match(text)
    return Head(index, tuple(match[1].split(".")), match[3].strip()) if match else None


def _fits(chapter: Number, head: Head) -> bool:
    number = head.number
    if len(number) == 1:
        follows = chapter[0].isdigit() and int(number[0]) == int(chapter[0]) + 1
        return follows and bool(head.rest) and not head.rest.endswith(_SENTENCE) and len(head.rest) <= _LONGEST_NAME
    if number[0].isdigit() and chapter[0].isdigit():
        # a chapter whose own heading was lost (4 → 5.1) still opens
        return int(number[0]) in (int(chapter[0]), int(chapter[0]) + 1) and number[1] != "0"
    return number[0] == chapter[0]


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses by line, the lines of the contents, and the first line of the body."""

    heads: dict[int, Head]
    contents: frozenset[int]
    body: int


def outline(lines: Sequence[Line]) -> Outline | None:
    """The outline of a standard; None for a text not numbered so: several clauses, some of two figures, from 1 on."""
    toc = _contents(lines)
    found = list(heads(lines, toc))
    if len(found) < _FEWEST_CLAUSES or found[0].number[0] != "1" or all(len(head.number) == 1 for head in found):
        return None
    return Outline({head.index: head for head in found}, toc, found[0].index)


def parse(lines: Sequence[Line], plan: Outline, title: frozenset[int] = frozenset()) -> Parsed:
    """The tree of a standard. `title` holds the indexes of its title lines."""
    reader = _Reader()
    node, furniture = preamble(lines[: plan.body], title | plan.contents)
    if node:
        reader.roots.append(node)
    for index in range(plan.body, len(lines)):
        if _BACK.match(lines[index].text):
            furniture += lines[index:]
            break
        reader.take(lines[index], plan.heads.get(index))
    reader.name_annexes()
    provisions, duplicates = freeze(reader.roots)
    return Parsed(provisions, tuple(sorted(furniture, key=lambda line: line.start)), (*reader.problems, *duplicates))


def _contents(lines: Sequence[Line]) -> frozenset[int]:
    start = next((i for i, line in enumerate(lines) if _CONTENTS.match(line.text)), None)
    if start is None:
        return frozenset()
    taken = {start}
    for index in range(start + 1, len(lines)):
        if not _LEADERS.search(lines[index].text):
            break
        taken.add(index)
    return frozenset(taken)


@dataclass(slots=True)
class _Reader:
    """Goes down the lines once and hangs each where it belongs."""

    roots: list[Node] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: list[tuple[Number, Node]] = field(default_factory=list)
    letter: Node | None = None
    last: Number = ()

    def take(self, line: Line, head: Head | None) -> None:
        """Hang one line: a clause, an annex, a list item, a note, or running text."""
        if head and head.annex:
            self._annex(line, head)
        elif head:
            self._clause(line, head)
        elif is_row(line.text):
            self._row(line)
        elif not self._listed(line):
            self._run_on(line)

    def _row(self, line: Line) -> None:
        """A row of a table belongs to the list item above it, else to the clause or annex."""
        holder = self.letter or self._clause_node
        take_row(holder, line)
        name_tables(holder)

    @property
    def _clause_node(self) -> Node:
        return self.open[-1][1]

    def _clause(self, line: Line, head: Head) -> None:
        printed = ".".join(head.number)
        node = Node(Kind.CLAUSE, printed, f"cl_{printed.replace('.', '_')}", printed, start=line.start)
        node.end = line.end
        if len(head.rest) <= _LONGEST_NAME and not head.rest.endswith(_SENTENCE):
            node.heading = head.rest
        else:
            node.take(line, head.rest)
        self._check(head.number)
        self._hang(head.number, node)

    def _annex(self, line: Line, head: Head) -> None:
        letter = head.number[0]
        node = Node(Kind.ANNEX, f"附录{letter}", f"annex_{letter}", f"附录{letter}", start=line.start)
        node.end = line.end
        name, words = _annex_name(head.rest)
        node.heading = name
        self.open, self.letter, self.last = [], None, head.number
        self._hang((), node)
        if words:
            self._annex_words(line, words, line.end - len(words))

    def _annex_words(self, line: Line, words: str, start: int) -> None:
        """The words of an annex itself stand in a clause named by its letter, as its numbered clauses are."""
        annex = self._clause_node
        letter = annex.label[-1]
        node = Node(Kind.CLAUSE, letter, f"cl_{letter}", start=start)
        node.take(line, words)
        self._hang((letter,), node)

    def name_annexes(self) -> None:
        """An annex without numbered clauses is one clause as printed, 附录B; else its own words are clause A."""
        for node in self.roots:
            own = node.children[0] if node.kind is Kind.ANNEX and node.children else None
            if own and len(node.children) == 1 and not own.label:
                _as_clause(node, own)

    def _hang(self, number: Number, node: Node) -> None:
        while self.open and not self._is_below(number, self.open[-1][0]):
            self.open.pop()
        self.letter = None
        if self.open:
            self._clause_node.add(node)
        else:
            self.roots.append(node)
        self.open.append((number, node))

    @staticmethod
    def _is_below(number: Number, above: Number) -> bool:
        # an annex (no number) holds all its clauses; the clause of its own words holds none
        if not above:
            return True
        return (
            len(above) < len(number) and number[: len(above)] == above and not (len(above) == 1 and above[0].isalpha())
        )

    def _check(self, number: Number) -> None:
        if self.last and not _succeeds(self.last, number):
            before, here = ".".join(self.last), ".".join(number)
            self.problems.append(Problem("out-of-order", here, f"Clause {here} follows clause {before}."))
        self.last = number

    def _listed(self, line: Line) -> bool:
        if self._clause_node.kind is Kind.ANNEX:
            return False
        text = line.text
        if match := _LETTER.match(text):
            self._letter(line, match[1].lower(), match)
            return True
        if match := _FIGURE.match(text):
            self._figure(line, int(match[1]), match)
            return True
        if match := _NOTE.match(text):
            self._note(line, match)
            return True
        return False

    def _letter(self, line: Line, letter: str, match: re.Match[str]) -> None:
        clause = self._clause_node
        self.letter = clause.add(
            Node(
                Kind.ITEM,
                f"{clause.place}({letter})",
                f"{clause.anchor}__item_{letter}",
                match[0].strip(),
                start=line.start,
            )
        )
        self.letter.take(line, line.text[match.end() :])

    def _figure(self, line: Line, number: int, match: re.Match[str]) -> None:
        clause = self._clause_node
        if self.letter:
            place, kind, parent = f"{self.letter.place}[{number}]", Kind.SUBITEM, self.letter
            anchor = f"{self.letter.anchor}__subitem_{number}"
        else:
            place, kind, parent = f"{clause.place}({number})", Kind.ITEM, clause
            anchor = f"{clause.anchor}__item_{number}"
        node = parent.add(Node(kind, place, anchor, match[0].strip(), start=line.start, number=number))
        node.take(line, line.text[match.end() :])

    def _note(self, line: Line, match: re.Match[str]) -> None:
        """A note belongs to the list item above it, else to the clause."""
        parent = self.letter or self._clause_node
        count = 1 + sum(child.kind is Kind.NOTE for child in parent.children)
        place, anchor = f"{parent.place}(注{count})", f"{parent.anchor}__note_{count}"
        node = parent.add(Node(Kind.NOTE, place, anchor, match[0].strip(), start=line.start))
        node.take(line, line.text[match.end() :])

    def _run_on(self, line: Line) -> None:
        node = self._clause_node
        if node.kind is Kind.ANNEX:
            nature = _NATURE.match(line.text)
            words = line.text[nature.end() :] if nature else line.text
            if not node.heading and not node.children and len(words) <= _LONGEST_NAME and not words.endswith(_SENTENCE):
                node.heading, node.end = words, line.end
            elif words:
                self._annex_words(line, words.strip(), line.start + (nature.end() if nature else 0))
            else:
                node.end = line.end
        else:
            node.take(line, line.text)


def _as_clause(annex: Node, own: Node) -> Node:
    """The annex and the clause of its words as one node; what hangs on the words is named after the annex."""
    annex.kind, annex.words, annex.children, annex.end = Kind.CLAUSE, own.words, own.children, max(annex.end, own.end)
    for child in annex.walk_below():
        child.place = annex.place + child.place[1:]
    return annex


def _annex_name(rest: str) -> tuple[str, str]:
    """An annex's name and the words that follow on the same line, behind （资料性）."""
    nature = _NATURE.search(rest)
    if not nature:
        return (rest, "") if len(rest) <= _LONGEST_NAME else ("", rest)
    name = rest[: nature.start()].strip()
    after = rest[nature.end() :].strip()
    if not name:
        return (after, "") if len(after) <= _LONGEST_NAME else ("", after)
    return name, after


def _succeeds(last: Number, number: Number) -> bool:
    """Whether a clause number may follow another: its first child, its sibling, or an ancestor's."""
    if number == (*last, "1"):
        return True
    above, step = number[:-1], number[-1]
    if len(last) < len(number) or last[: len(above)] != above or not step.isdigit():
        return False
    before = last[len(above)]
    return before.isdigit() and int(step) == int(before) + 1
