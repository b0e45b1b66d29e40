"""The grammar of Chinese laws and rules: 编 章 节 条, what stands before the first article and after the last."""

import re
from collections.abc import Sequence

from tracker.documents import policy
from tracker.documents.body import Body, is_plain
from tracker.documents.growth import Node, Parsed, annex_eid, eid_prefix, freeze, preamble
from tracker.documents.lines import Line
from tracker.documents.margins import is_closing, is_explanation
from tracker.documents.outline import Head, Outline, annex_heading, is_name, locator
from tracker.law.numbering import parse_numeral
from tracker.law.provision import Kind

_CAPTION = re.compile(r"\s*[【［\[]([^】］\]]{1,40})[】］\]]\s*")
#: Looked up once: an enumeration's members are slow to reach, and a law has hundreds of articles.
_ARTICLE = Kind.ARTICLE
_BRACKETS = ("【", "［", "[")
_BARE = re.compile(r"(附|总|分)[\s\u3000]*则$")
#: 附件：1.甲表 / 2.乙表 is a list of annexes.
_LISTED = re.compile(r"\d{1,2}\s*[.．、]\s*(?!\d)")
_RANK = {"编": 0, "分编": 1, "章": 2, "节": 3}
_KIND = {"编": Kind.PART, "分编": Kind.PART, "章": Kind.CHAPTER, "节": Kind.SECTION}
_WORD = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
_EID = {"编": "part", "分编": "subpart", "章": "chp", "节": "sec"}


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
        self.prefix = ""  # of eIds inside the annex
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
        heads, finals, last = self.plan.heads, self.plan.finals, len(self.lines) - 1
        while index <= last:
            line, head = self.lines[index], heads.get(index)
            if head and head.unit == "条":
                self._article(line, head, alone=index == last or index + 1 in heads)
                self.after_last = index in finals
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
        if found := annex_heading(line.text):
            listed = self._listed_annexes(index, found)
            self.furniture += self.lines[index : index + listed]
            return listed - 1 if listed else self._annex(index, line, found)
        if is_explanation(line.text):
            self.furniture += self.lines[index:]
            return len(self.lines)
        if self.closed or (is_closing(line.text) and self._is_end(index)):
            self.closed = True
            self.furniture.append(line)
        else:
            self._words(line)
        return 0

    def _listed_annexes(self, index: int, found: re.Match[str]) -> int:
        """How many lines from here on only name the annexes: 附件：1.甲表, 2.乙表. None of them is a sentence."""
        if found[2] or not _LISTED.match(found[3]):
            return 0
        end = index + 1
        while end < len(self.lines) and self._goes_on_listing(end):
            end += 1
        return end - index

    def _goes_on_listing(self, index: int) -> bool:
        """Whether a line names the next annex, or is the rest of a name whose bracket is still open."""
        text, above = self.lines[index].text, self.lines[index - 1].text
        is_rest = above.count("（") > above.count("）") and index not in self.plan.heads
        return is_name(text) and (is_rest or bool(_LISTED.match(text)))

    def _is_end(self, index: int) -> bool:
        """Whether the text, or its part before an annex, ends here: no heading or article follows."""
        after = next((i for i in sorted(self.plan.heads) if i > index), None)
        return after is None or any(annex_heading(self.lines[i].text) for i in range(index, after))

    def _words(self, line: Line) -> None:
        if line.text[0] in "附总分" and _BARE.match(line.text):
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

    def _article(self, line: Line, head: Head, *, alone: bool) -> None:
        """Open an article; one that stands `alone` on its line has its words at once."""
        self._settle()
        self.closed = False
        number = locator(head.number)
        opens = head.rest[:1]
        caption = _CAPTION.match(head.rest) if opens in _BRACKETS or opens.isspace() else None
        node = Node(
            _ARTICLE,
            f"{self.annex}{number}",
            f"{self.prefix}art_{number}",
            head.label,
            caption[1] if caption else "",
            start=line.start,
        )
        self._hang(node)
        words = head.rest[caption.end() :] if caption else head.rest
        end = node.end = line.start + len(line.text)
        if alone and is_plain(words):
            node.words = [words]
            return
        self.body = Body(node)
        self.body.take(line, words, end - len(words))

    def _division(self, index: int, head: Head) -> int:
        """Open a part, chapter or section; its name may stand on the next line. Returns how many more lines it took."""
        self._settle()
        line, taken, heading = self.lines[index], 0, head.rest
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if following and self._goes_on(index, heading):
            heading, taken = heading + following.text, 1
        rank = _RANK[head.unit]
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        above = self.stack[-1][1] if self.stack and self.stack[-1][1].kind is not Kind.ANNEX else None
        prefix = f"{above.place}." if above else self.annex
        anchor = f"{above.anchor}__" if above else eid_prefix(self.annex)
        number = locator(head.number) if head.label else "".join(heading.split())
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

    def _goes_on(self, index: int, heading: str) -> bool:
        """Whether the next line is a heading's name or its second half: a name between it and the next number."""
        if index + 1 in self.plan.heads or not is_name(self.lines[index + 1].text):
            return False
        return not heading or heading.endswith("、") or index + 2 in self.plan.heads

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
        self.prefix = eid_prefix(self.annex)
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
            if index in self.plan.heads or annex_heading(text) or is_explanation(text):
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


def _annex_number(text: str | None) -> str:
    if not text:
        return ""
    return text if text.isascii() else str(parse_numeral(text))
