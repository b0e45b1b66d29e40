"""Headings that print no 第X章: 一、管辖 above articles, as interpretations have, and names that lost their number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.documents.lines import Line
from tracker.law.numbering import NUMERAL, parse_numeral

_NAME = r"[\u4e00-\u9fff][\u4e00-\u9fff、（）《》〈〉 \u3000]{0,35}"
_POINT = re.compile(rf"(?P<label>(?P<number>{NUMERAL})、)\s*(?P<name>{_NAME})$")
_BRACKET = re.compile(rf"(?P<label>[（(](?P<number>{NUMERAL})[)）])\s*(?P<name>{_NAME})$")
_BARE = re.compile(rf"{_NAME}$")
_HALF = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff、， \u3000]{0,35}$")
#: Signs no name ends in.
_NO_NAME = "。；：，！？”;:,.!?)"
#: A paragraph that lost its full stop says what is to be done; a heading names.
_NORM = re.compile(r"应当|不得|可以|必须|禁止|负责|有权|适用本|参照|施行$|执行$|办理$|批准$|通过$|规定的|处罚款|罚款$")
#: What a text or a chapter may begin with; any other name above a first article is a title or a signature.
_FIRST = re.compile(r"总[\s\u3000]*则$|一般规定$")
_NAMELESS = re.compile(r"第\S{1,6}(?:分编|编|章|节)[\s\u3000]*$")
#: What a line that goes on ends in; and a half of this length was cut by the width of a page.
_GOES_ON = ("、", "，", "和", "与", "及", "或", "等", "的")
_LONG_HALF = 12
_ENDS = ("。", "！", "？", "”", "）", ")")
#: One 一、 above an article may be a slip; two are headings.
_FEWEST_POINTS = 2

Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads articles: its place, 章 or 节, its number (0 where none is printed), label and name."""

    index: int
    unit: str
    number: int
    label: str
    name: str


def unnumbered(lines: Sequence[Line], heads: Mapping[int, tuple[str, Number]], first: int) -> list[Heading]:
    """The headings beside those with 第X章, in order.

    `heads` maps the index of each line that opens an article, chapter, section or part to its unit and number; `first`
    is the first article's. Only a line directly above an article or a section, and behind a finished sentence, heads.
    """
    # a name ends no sentence: above most articles stands one that does
    below = [i for i in sorted(heads) if i and i - 1 not in heads and lines[i - 1].text[-1] not in _NO_NAME]
    if not below:
        return []
    seeker = _Seeker(lines, heads, first)
    points = [index for index in below if seeker.is_below(index, _POINT)]
    if len(points) >= _FEWEST_POINTS:
        seeker.take_points(points, below)
        return seeker.in_order()
    for index in below:
        if heads[index][0] in ("条", "节"):
            seeker.take_bare(index)
    return seeker.in_order()


@dataclass(slots=True)
class _Seeker:
    """Looks above every article for a line that heads it."""

    lines: Sequence[Line]
    heads: Mapping[int, tuple[str, Number]]
    first: int
    found: dict[int, Heading] = field(default_factory=dict)

    def in_order(self) -> list[Heading]:
        return [self.found[index] for index in sorted(self.found)]

    # -- 一、 and （一） --------------------------------------------------------------------------------------------

    def is_below(self, index: int, pattern: re.Pattern[str]) -> bool:
        """Whether a line of this pattern stands directly above an article, or above a （一） that does."""
        return self._above(index, pattern) is not None

    def _above(self, index: int, pattern: re.Pattern[str]) -> int | None:
        if self.heads[index][0] != "条" or not index:
            return None
        place = index - 1
        if pattern is _POINT and place and self._matches(place, _BRACKET):
            place -= 1
        return place if self._matches(place, pattern) and self._is_free(place) else None

    def _matches(self, place: int, pattern: re.Pattern[str]) -> bool:
        return place not in self.heads and bool(pattern.match(self.lines[place].text))

    def take_points(self, points: Sequence[int], below: Sequence[int]) -> None:
        """Every 一、 and, in such a text, every （一） above an article."""
        has_chapters = any(unit == "章" for unit, _ in self.heads.values())
        for index in points:
            place = self._above(index, _POINT)
            if place is not None:
                self._label(place, _POINT, "节" if has_chapters else "章")
        for index in below:
            place = self._above(index, _BRACKET)
            if place is not None and not has_chapters:
                self._label(place, _BRACKET, "节")

    def _label(self, place: int, pattern: re.Pattern[str], unit: str) -> None:
        match = pattern.match(self.lines[place].text)
        assert match
        self.found[place] = Heading(place, unit, parse_numeral(match["number"]), match["label"], match["name"])

    # -- names alone ---------------------------------------------------------------------------------------------------

    def take_bare(self, index: int) -> None:
        """The name above an article or section, and the name or the half of one above that."""
        place = index - 1
        if place < 0 or not self._is_bare(place, _BARE) or not self._may_stand(place, index):
            return
        upper = place - 1
        if upper in self.heads and self.heads[upper][0] != "条":
            # the name or second half of a numbered heading is joined to it; 一般规定 below a name is a section's
            if _FIRST.match(self.lines[place].text) and not _NAMELESS.match(self.lines[upper].text):
                self._name(place, "节")
        elif self._is_bare(upper, _HALF) and upper > self.first and self._is_free(upper):
            self._two(upper, place)
        elif self._is_free(place):
            self._name(place, "节" if self._is_inside(place) else "章")

    def _two(self, upper: int, place: int) -> None:
        """Two names one above the other: the halves of one, or a chapter's and its first section's."""
        text = self.lines[upper].text
        self._name(upper, "章")
        if not text.endswith(_GOES_ON) and len(text) < _LONG_HALF:
            self._name(place, "节")

    def _may_stand(self, place: int, index: int) -> bool:
        """Before the first article only 总则 heads; above an article 1 further down stands an annex's title."""
        unit, number = self.heads[index]
        if index <= self.first or (unit == "条" and number == (1, 0)):
            return bool(_FIRST.match(self.lines[place].text))
        return True

    def _is_bare(self, place: int, pattern: re.Pattern[str]) -> bool:
        text = self.lines[place].text
        return place not in self.heads and bool(pattern.match(text)) and not _NORM.search(text)

    def _name(self, place: int, unit: str) -> None:
        text = self.lines[place].text
        self.found[place] = Heading(place, unit, 0, "", text)

    def _is_inside(self, place: int) -> bool:
        """Whether a name stands inside a chapter: the next numbered chapter follows the last one."""
        chapters = [(index, number[0]) for index, (unit, number) in sorted(self.heads.items()) if unit == "章"]
        last = next((number for index, number in reversed(chapters) if index < place), None)
        following = next((number for index, number in chapters if index > place), None)
        return last is not None and following == last + 1

    def _is_free(self, place: int) -> bool:
        """Whether nothing goes on above a line: a finished sentence, another heading, or the front."""
        if place <= self.first:
            return True
        above = place - 1
        heads = above in self.found or (above in self.heads and self.heads[above][0] != "条")
        return heads or self.lines[above].text.endswith(_ENDS)
