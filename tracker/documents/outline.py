"""Which lines of a law open its articles, chapters, sections and parts, told by their numbers.

A line is an article only where 第X条 opens it and the numbers go on in order: a text also quotes articles.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import NamedTuple

from tracker.documents import headings
from tracker.documents.lines import Line, is_row
from tracker.documents.margins import contents, explained
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL, parse_numeral, write_article, write_numeral

_HEAD = re.compile(rf"第\s*({NUMERAL}|\d{{1,4}})\s*(分编|编|章|节|条)(?:\s*之\s*({NUMERAL}|\d{{1,3}}))?")
_ANNEX = re.compile(rf"(附\s*[件表录录图])\s*({NUMERAL}|[\d]{{1,2}}|[A-Z])?\s*(?:[:：.、．]\s*|\s+|$)(.*)$")
#: A heading is a name: 刑法 has chapter names of 31 characters, and none ends a sentence.
_LONGEST_HEADING = 45
#: 第五条、第六条 …, 第五条的 …, 第五条规定 …: words that go on from a mention.
_MENTION = frozenset("、，,和及至到与或的之规所第款项中。；;)）》”")
#: What an amendment says before the articles it puts in.
_ANNOUNCES = re.compile(r"(?:内容如下|内容为|修改为|规定如下|增加[^。；]{0,60}条[^。；]{0,40})[:：]$")
#: General and closing provisions often stand without a number.
_USUAL = re.compile(r"(附|总|分)[\s\u3000]*则$")
#: A forward jump this wide, with the sequence going on behind it, is a quoted article and no gap.
_WIDEST_GAP = 20

#: More names than this help nobody.
_NAMED = 8

Number = tuple[int, int]


class Head(NamedTuple):
    """A line that opens with 第X条 or 第X章: its place among the lines, unit, number, label and the words behind it."""

    at: int
    unit: str
    number: Number
    label: str
    rest: str
    explicit: bool


def heads(lines: Sequence[Line]) -> list[Head]:
    """Every line that could open an article, chapter, section or part."""
    found = []
    for index, (text, _) in enumerate(lines):
        if text[0] != "第" or is_row(text):
            continue
        match = _HEAD.match(text)
        if match and (head := _head(index, text, match)):
            found.append(head)
    return found


def _head(index: int, text: str, match: re.Match[str]) -> Head | None:
    main, unit, extra = match.groups()
    after = text[match.end() :]
    explicit = not after or after[0] in " \u3000【［[：:"
    if not explicit and after[0] in _MENTION:
        return None
    rest = after.lstrip(" \u3000：:")
    if unit != "条" and (len(rest) > _LONGEST_HEADING or rest.endswith(("。", "；", "：", "，"))):
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
        if not follows(last, head.number):
            goes_on = any(where.get(n, -1) > at for n in ((last[0] + 1, 0), (last[0], last[1] + 1)))
            if not head.explicit or _is_quoted(last, head.number, goes_on):
                if head.explicit:
                    problems.append(_out_of_order(head, last))
                continue
            problems.extend(_oddity(head, last))
        chosen.append(head)
        last = head.number
    return chosen, problems


def _is_quoted(last: Number, number: Number, goes_on: bool) -> bool:
    if not goes_on or number == last:
        return False
    return number < last or number[0] > last[0] + _WIDEST_GAP


def locator(number: Number) -> str:
    """An article's number as its locator: (17, 1) → 17-1."""
    return f"{number[0]}-{number[1]}" if number[1] else str(number[0])


def _out_of_order(head: Head, last: Number) -> Problem:
    says = f"A line after {write_article(locator(last))} opens with {head.label}; it is read as a quotation."
    return Problem("out-of-order", locator(last), says)


def _oddity(head: Head, last: Number) -> list[Problem]:
    where, before = locator(head.number), write_article(locator(last))
    if last == (0, 0):
        return [Problem("gap", where, f"The text begins with {head.label}; what stands before it is not here.")]
    if head.number > last:
        return [
            Problem("gap", where, f"{head.label} follows {before}: {_between(last, head)} is missing between them.")
        ]
    if head.number == last:
        return []  # the frozen tree reports the duplicate
    return [Problem("out-of-order", where, f"{head.label} follows {before}.")]


def _between(last: Number, head: Head) -> str:
    """The articles left out before one: 第四条, 第四条–第七条; of inserted ones nobody knows how many there were."""
    first, final = last[0] + 1, head.number[0] - (head.number[1] == 0)
    if final < first:
        return f"{write_article(str(last[0]))}之一 …"
    one = write_article(str(first))
    return one if final == first else f"{one}–{write_article(str(final))}"


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
    end = explained(lines, articles[0].at)
    announced = _announced(lines, articles, end)
    found = [head for head in found if head.at < end and not (announced and _inside(head.at, announced))]
    articles = [head for head in found if head.unit == "条"]
    chosen: list[Head] = []
    finals: list[int] = []
    problems: list[Problem] = []
    for run in _runs(lines, articles):
        picked, odd = choose(run)
        chosen += picked
        problems += odd
        pairs = zip_longest(picked, picked[1:])
        finals += [head.at for head, after in pairs if after is None or after.number <= head.number]
    if not chosen:
        return None
    first = chosen[0].at
    divisions = [head for head in found if head.unit != "条"]
    named = {head.at: (head.unit, head.number) for head in divisions}
    toc = contents(lines, named, first)
    by_line = {head.at: head for head in [*divisions, *chosen] if head.at not in toc}
    others = headings.unnumbered(lines, {i: (head.unit, head.number) for i, head in by_line.items()}, first)
    for other in others:
        by_line[other.index] = Head(other.index, other.unit, (other.number, 0), other.label, other.name, True)
    problems += _without_number(others) or _lost(by_line)
    return Outline(by_line, frozenset(finals), toc, tuple(problems), min(by_line), chosen[0].number)


def _without_number(others: Sequence[headings.Heading]) -> list[Problem]:
    """A problem for headings that print no number at all; 附则 and 总则 alone are usual."""
    lost = [other.name for other in others if not other.label and not _USUAL.match(other.name)]
    if not lost:
        return []
    says = f"{len(lost)} headings print no number (the first is {lost[0]}); they are read by their names."
    return [Problem("unlabelled", lost[0], says)]


def _lost(heads: Mapping[int, Head]) -> list[Problem]:
    """A problem for chapters and sections not here: 第二章 comes first, 第四章 follows 第二章, 第一章 is alone.

    A name without a number counts as one. Chapters begin anew in a part, sections in a chapter.
    """
    missing: list[str] = []
    counts = {"章": 0, "节": 0}
    chapters = 0
    for head in sorted(head for head in heads.values() if head.unit != "条"):
        if head.unit not in counts:
            counts = {"章": counts["章"], "节": 0}
            continue
        before, number = counts[head.unit], head.number[0] if head.label else counts[head.unit] + 1
        missing += [f"第{write_numeral(n)}{head.unit}" for n in range(before + 1, number)]
        chapters += head.unit == "章"
        counts = {**counts, head.unit: number} if head.unit == "节" else {"章": number, "节": 0}
    if chapters == 1 and counts["章"] == 1 and not missing:
        return [
            Problem(
                "lost-heading",
                "chapter-1",
                "第一章 alone prints a heading: the others are lost here, or the text goes on.",
            )
        ]
    if not missing:
        return []
    says = f"{'、'.join(missing[:_NAMED])}{' …' if len(missing) > _NAMED else ''} print no heading here."
    return [Problem("lost-heading", missing[0], says)]


def _announced(lines: Sequence[Line], articles: Sequence[Head], end: int) -> list[range]:
    """The lines of articles an amendment quotes without “”: behind 内容如下：, up to its own next article.

    The constitution's amendment of 2018 does so. Articles that go on from the announcing one are its own.
    """
    blocks: list[range] = []
    opening = [i for i in range(articles[0].at, articles[-1].at) if _announces(lines[i].text)]
    for head, after in pairwise(articles) if opening else ():
        opens = next((i for i in opening if head.at <= i < after.at), None)
        if opens is None or follows(head.number, after.number) or (blocks and head.at in blocks[-1]):
            continue
        own = (other.at for other in articles if other.at > opens and follows(head.number, other.number))
        blocks.append(range(opens + 1, next(own, end)))
    return blocks


def _inside(index: int, blocks: Sequence[range]) -> bool:
    return any(index in block for block in blocks)


def _announces(text: str) -> bool:
    return text.endswith(("：", ":")) and bool(_ANNOUNCES.search(text))


def _runs(lines: Sequence[Line], articles: Sequence[Head]) -> list[list[Head]]:
    """The candidates in runs: an annex heading before an article 1 begins the numbers anew."""
    runs: list[list[Head]] = [[]]
    before = articles[0].at
    for head in articles:
        if head.number == (1, 0) and any(annex_heading(lines[i].text) for i in range(before + 1, head.at)):
            runs.append([])
        runs[-1].append(head)
        before = head.at
    return runs


def is_name(text: str) -> bool:
    """Whether a line may be a heading: short, and no sentence."""
    return len(text) <= _LONGEST_HEADING and not text.endswith(("。", "；", "：", "，", "、"))


def annex_heading(text: str) -> re.Match[str] | None:
    """The parts of a line that heads an annex: 附件, its number, its name; None if it heads none."""
    if text[0] != "附" or len(text) > 2 * _LONGEST_HEADING or text.endswith(("。", "；")):
        return None
    return _ANNEX.match(text)
