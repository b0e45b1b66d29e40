"""The grammar of Chinese laws and rules: 编 章 节 条, what stands before the first article and after the last.

A line is an article only where 第X条 opens it and the numbers go on in order: a text also quotes articles.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tracker.documents import policy
from tracker.documents.body import Body
from tracker.documents.growth import Node, Parsed, annex_eid, eid_prefix, freeze, preamble
from tracker.documents.lines import Line
from tracker.documents.margins import contents, explained, is_closing, is_explanation
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, parse_numeral, write_article
from tracker.law.provision import Kind

_HEAD = re.compile(rf"第\s*({NUMERAL}|\d{{1,4}})\s*(分编|编|章|节|条)(?:\s*之\s*({NUMERAL}|\d{{1,3}}))?")
_ANNEX = re.compile(rf"(附\s*[件表录录图])\s*({NUMERAL}|[\d]{{1,2}}|[A-Z])?\s*(?:[:：.、．]\s*|\s+|$)(.*)$")
_CAPTION = re.compile(r"\s*[【［\[]([^】］\]]{1,40})[】］\]]\s*")
_BARE = re.compile(r"(附|总|分)[\s\u3000]*则$")
#: A heading is a name: 刑法 has chapter names of 31 characters, and none ends a sentence.
_LONGEST_HEADING = 45
#: 第五条、第六条 …, 第五条的 …, 第五条规定 …: words that go on from a mention.
_MENTION = frozenset("、，,和及至到与或的之规所第款项中。；;)）》”")
#: A forward jump this wide, with the sequence going on behind it, is a quoted article and no gap.
_WIDEST_GAP = 20
_RANK = {"编": 0, "分编": 1, "章": 2, "节": 3}
_KIND = {"编": Kind.PART, "分编": Kind.PART, "章": Kind.CHAPTER, "节": Kind.SECTION}
_WORD = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
_EID = {"编": "part", "分编": "subpart", "章": "chp", "节": "sec"}

Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Head:
    """A line that opens with 第X条 or 第X章: its place among the lines, unit, number, label and the words behind it."""

    index: int
    unit: str
    number: Number
    label: str
    rest: str
    explicit: bool


def heads(lines: Sequence[Line]) -> list[Head]:
    """Every line that could open an article, chapter, section or part."""
    found = []
    for index, line in enumerate(lines):
        match = _HEAD.match(line.text) if line.text[0] == "第" else None
        if match and (head := _head(index, line.text, match)):
            found.append(head)
    return found


def _head(index: int, text: str, match: re.Match[str]) -> Head | None:
    main, unit, extra = match.groups()
    after = text[match.end() :]
    explicit = not after or after[0] in " \u3000【［[：:"
    if not explicit and after[0] in _MENTION:
        return None
    rest = after.lstrip(" \u3000：:")
    if unit != "条" and (len(rest) > _LONGEST_HEADING or rest.endswith(("。", "；", "：", "，", "、"))):
        return None
    number = (parse_numeral(main), parse_numeral(extra) if extra else 0)
    return Head(index, unit, number, match[0], rest, explicit)


def follows(last: Number, number: Number) -> bool:
    """Whether an article's number comes directly after another's: 7 → 8, 7 → 7-1, 7-1 → 8."""
    return number in ((last[0] + 1, 0), (last[0], last[1] + 1))


def choose(found: Sequence[Head]) -> tuple[list[Head], list[Problem]]:
    """The articles among the candidates, by their numbers, and what is odd in the numbering."""
    last: Number = (0, 0)
    chosen: list[Head] = []
    problems: list[Problem] = []
    numbers = [head.number for head in found]
    where: dict[Number, int] = {number: at for at, number in enumerate(numbers)}  # last place of each number
    for at, head in enumerate(found):
        goes_on = any(where.get(n, -1) > at for n in ((last[0] + 1, 0), (last[0], last[1] + 1)))
        if follows(last, head.number):
            pass
        elif not head.explicit or _is_quoted(last, head.number, goes_on):
            if head.explicit:
                problems.append(_out_of_order(head, last))
            continue
        else:
            problems.extend(_oddity(head, last))
        chosen.append(head)
        last = head.number
    return chosen, problems


def _is_quoted(last: Number, number: Number, goes_on: bool) -> bool:
    if not goes_on or number == last:
        return False
    return number < last or number[0] > last[0] + _WIDEST_GAP


def _locator(number: Number) -> str:
    return f"{number[0]}-{number[1]}" if number[1] else str(number[0])


def _out_of_order(head: Head, last: Number) -> Problem:
    says = f"A line after {write_article(_locator(last))} opens with {head.label}; it is read as a quotation."
    return Problem("out-of-order", _locator(last), says)


def _oddity(head: Head, last: Number) -> list[Problem]:
    where = _locator(head.number)
    before = write_article(_locator(last)) if last != (0, 0) else "the beginning"
    if head.number > last:
        return [Problem("gap", where, f"{head.label} follows {before}: an article is missing between them.")]
    if head.number == last:
        return []  # the frozen tree reports the duplicate
    return [Problem("out-of-order", where, f"{head.label} follows {before}.")]


# -- the whole text ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outline:
    """What opens where: headings by line, last articles of the runs, contents lines, the body's first line."""

    heads: dict[int, Head]
    finals: frozenset[int]
    contents: frozenset[int]
    problems: tuple[Problem, ...]
    body: int
    first: Number


def outline(lines: Sequence[Line]) -> Outline | None:
    """The outline of a text in articles; None where no line is an article."""
    found = heads(lines)
    articles = [head for head in found if head.unit == "条"]
    if not articles:
        return None
    end = explained(lines, articles[0].index)
    articles = [head for head in articles if head.index < end]
    chosen: list[Head] = []
    finals: list[int] = []
    problems: list[Problem] = []
    for run in _runs(lines, articles):
        picked, odd = choose(run)
        chosen += picked
        problems += odd
        pairs = zip_longest(picked, picked[1:])
        finals += [head.index for head, after in pairs if after is None or after.number <= head.number]
    if not chosen:
        return None
    first = chosen[0].index
    divisions = [head for head in found if head.unit != "条" and head.index < end]
    toc = contents(lines, {head.index: (head.unit, head.number) for head in divisions if head.index < first})
    by_line = {head.index: head for head in [*divisions, *chosen] if head.index not in toc}
    return Outline(by_line, frozenset(finals), toc, tuple(problems), min(by_line), chosen[0].number)


def _runs(lines: Sequence[Line], articles: Sequence[Head]) -> list[list[Head]]:
    """The candidates in runs: an annex heading before an article 1 begins the numbers anew."""
    runs: list[list[Head]] = [[]]
    before = articles[0].index
    for head in articles:
        if head.number == (1, 0) and any(_annex_heading(lines[i].text) for i in range(before + 1, head.index)):
            runs.append([])
        runs[-1].append(head)
        before = head.index
    return runs


def parse(lines: Sequence[Line], plan: Outline, title: frozenset[int] = frozenset()) -> Parsed:
    """The tree of a law or rule. `title` holds the indexes of its title lines, furniture at the front's edges."""
    reader = _Reader(lines, plan)
    reader.front(title | plan.contents)
    reader.rest()
    provisions, duplicates = freeze(reader.roots)
    furniture = tuple(sorted(reader.furniture, key=lambda line: line.start))
    return Parsed(provisions, furniture, (*reader.problems, *duplicates))


class _Reader:
    """Goes down the lines once and hangs each where it belongs."""

    def __init__(self, lines: Sequence[Line], plan: Outline) -> None:
        self.lines = lines
        self.plan = plan
        self.roots: list[Node] = []
        self.furniture: list[Line] = []
        self.problems = list(plan.problems)
        self.stack: list[tuple[int, Node]] = []  # open divisions with their rank
        self.body: Body | None = None
        self.annex = ""
        self.annexes = 0
        self.after_last = False  # behind the last article of a run: signatures and annexes may come
        self.closed = False  # behind a signature

    def front(self, edge: frozenset[int]) -> None:
        """Everything before the first article is the preamble; title and contents at its edges are furniture."""
        node, furniture = preamble(self.lines[: self.plan.body], edge)
        self.furniture += furniture
        if node:
            self.roots.append(node)

    def rest(self) -> None:
        """The articles, their headings, and what comes after the last."""
        index = self.plan.body
        while index < len(self.lines):
            line, head = self.lines[index], self.plan.heads.get(index)
            if head and head.unit == "条":
                self._article(line, head)
                self.after_last = index in self.plan.finals
            elif head:
                index += self._division(index, head)
            elif self.after_last:
                index += self._margin(index, line)
            else:
                self._words(line)
            index += 1
        self._settle()
        self._drop_empty_annexes()

    def _margin(self, index: int, line: Line) -> int:
        """Signatures, explanations and annexes behind a last article. Returns how many more lines were taken."""
        if found := _annex_heading(line.text):
            return self._annex(index, line, found)
        if is_explanation(line.text):
            self.furniture += self.lines[index:]
            return len(self.lines)
        if self.closed or (is_closing(line.text) and self._is_end(index)):
            self.closed = True
            self.furniture.append(line)
        else:
            self._words(line)
        return 0

    def _is_end(self, index: int) -> bool:
        """Whether the text, or its part before an annex, ends here: no heading or article follows."""
        after = next((i for i in sorted(self.plan.heads) if i > index), None)
        return after is None or any(_annex_heading(self.lines[i].text) for i in range(index, after))

    def _words(self, line: Line) -> None:
        if _BARE.match(line.text):
            self._settle()
            name = "".join(line.text.split())
            self._open(
                2,
                Node(Kind.CHAPTER, f"{self.annex}chapter-{name}", f"{eid_prefix(self.annex)}chp_{name}", "", line.text),
                line,
            )
        elif self.body is None:
            self._orphan(line)
        else:
            self.body.take(line, line.text, line.start)

    def _orphan(self, line: Line) -> None:
        """Words between a heading and its first article."""
        parent = self.stack[-1][1] if self.stack else None
        if parent is None:
            self.furniture.append(line)
        else:
            parent.take(line, line.text)

    def _article(self, line: Line, head: Head) -> None:
        self._settle()
        self.closed = False
        number = _locator(head.number)
        caption = _CAPTION.match(head.rest)
        node = Node(
            Kind.ARTICLE,
            f"{self.annex}{number}",
            f"{eid_prefix(self.annex)}art_{number}",
            head.label,
            caption[1] if caption else "",
            start=line.start,
        )
        self._hang(node)
        self.body = Body(node)
        words = head.rest[caption.end() :] if caption else head.rest
        node.end = line.end
        self.body.take(line, words, line.start + len(line.text) - len(words))

    def _division(self, index: int, head: Head) -> int:
        """Open a part, chapter or section; its name may stand on the next line. Returns how many more lines it took."""
        self._settle()
        line, taken, heading = self.lines[index], 0, head.rest
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if not heading and following and index + 1 not in self.plan.heads and _is_name(following.text):
            heading, taken = following.text, 1
        rank = _RANK[head.unit]
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        above = self.stack[-1][1] if self.stack and self.stack[-1][1].kind is not Kind.ANNEX else None
        prefix = f"{above.place}." if above else self.annex
        anchor = f"{above.anchor}__" if above else eid_prefix(self.annex)
        number = _locator(head.number)
        node = Node(
            _KIND[head.unit],
            f"{prefix}{_WORD[head.unit]}-{number}",
            f"{anchor}{_EID[head.unit]}_{number}",
            head.label,
            heading,
        )
        self._open(rank, node, line)
        if following and taken:
            node.end = following.end
        return taken

    def _open(self, rank: int, node: Node, line: Line) -> None:
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        node.start, node.end = line.start, max(node.end, line.end)
        self._hang(node)
        self.stack.append((rank, node))

    def _annex(self, index: int, line: Line, found: re.Match[str]) -> int:
        """Open an annex. One without articles is read to its end at once; returns how many more lines that took."""
        self._settle()
        self.annexes += 1
        number = _annex_number(found[2]) or str(self.annexes)
        name = "".join(found[1].split()) + number
        label = line.text[: found.start(3)].strip(" \u3000：:.、．")
        node = Node(Kind.ANNEX, name, annex_eid(name), label, found[3].strip())
        self.stack = []
        self.annex = f"{name}:"
        self._open(-1, node, line)
        self.closed = False
        end = self._annex_end(index + 1)
        if end in self.plan.heads:
            self.after_last = False
            return 0
        taken = [self.lines[i] for i in range(index + 1, end)]
        words = policy.strip_closing(taken)
        self.furniture += taken[len(words) :]
        self.problems += policy.grow(node, words, self.annex)
        return len(taken)

    def _annex_end(self, index: int) -> int:
        """Where an annex's own words end: at an article, another annex, an explanation, or the end."""
        while index < len(self.lines):
            text = self.lines[index].text
            if index in self.plan.heads or _annex_heading(text) or is_explanation(text):
                return index
            index += 1
        return index

    def _hang(self, node: Node) -> None:
        if self.stack:
            self.stack[-1][1].add(node)
        else:
            self.roots.append(node)

    def _settle(self) -> None:
        if self.body:
            self.body.settle()
            self.problems.extend(self.body.problems)
            self.body = None

    def _drop_empty_annexes(self) -> None:
        """A list of attachments names annexes that are not here: such lines are furniture."""
        kept = []
        for node in self.roots:
            if node.kind is Kind.ANNEX and not node.children and not node.words:
                self.furniture.extend(line for line in self.lines if node.start <= line.start < node.end)
            else:
                kept.append(node)
        self.roots = kept


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "：", "，", "、"))


def _annex_heading(text: str) -> re.Match[str] | None:
    if text[0] != "附" or len(text) > 2 * _LONGEST_HEADING or text.endswith(("。", "；")):
        return None
    return _ANNEX.match(text)


def _annex_number(text: str | None) -> str:
    if not text:
        return ""
    return text if text.isascii() else str(parse_numeral(text))
