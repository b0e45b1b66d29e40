"""The places an ordering sentence names, as locators: 第五条第二款、第三款 → 5.2, 5.3; 第六条至第八条 → 6, 7, 8."""

import re
from collections.abc import Iterator

from tracker.law.citation import Place
from tracker.law.numbering import NUMERAL, parse_numeral

_N = rf"(?:{NUMERAL}|\d{{1,4}})"
_PART = re.compile(
    rf"(?P<join>[、和及与或者以至到]*)"
    rf"(?:第(?P<article>{_N})条(?:之(?P<extra>{_N}))?)?(?:第(?P<paragraph>{_N})款)?"
    rf"(?:第?[（(]?(?P<item>{_N})[)）]?项)?(?:第(?P<subitem>{_N})目)?"
)
_DIVISION = re.compile(rf"第({_N})(分编|编|章|节)")
_WORDS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
#: No decision lists more in one range; 第一条至第九千条 is a slip of the pen.
_LONGEST = 400


def places(words: str, here: Place | None = None) -> tuple[Place, ...]:
    """Every place a list names, in order, ranges counted out; `here` says what a 第二款 without an article belongs to.

    Empty where a place cannot be told: a paragraph of no article.
    """
    found: list[Place] = []
    for part in _parts(words):
        place = _place(part, found[-1] if found else here)
        if place is None:
            return ()
        if found and part["join"].endswith(("至", "到")):
            found += _between(found[-1], place)
        found.append(place)
    return tuple(found)


def division(words: str) -> str:
    """The locator of a chapter or section: 第三章第二节 → chapter-3.section-2."""
    return ".".join(f"{_WORDS[unit]}-{parse_numeral(number)}" for number, unit in _DIVISION.findall(words))


def _parts(words: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(words):
        part = _PART.match(words, at)
        if part is None or part.end() == at or part.end() == part.end("join"):
            return
        yield part
        at = part.end()


def _place(part: re.Match[str], before: Place | None) -> Place | None:
    """One part as a place; what it leaves out, the part before says."""
    paragraph, item, subitem = (
        parse_numeral(part[name]) if part[name] else 0 for name in ("paragraph", "item", "subitem")
    )
    if part["article"]:
        extra = f"-{parse_numeral(part['extra'])}" if part["extra"] else ""
        return Place(f"{parse_numeral(part['article'])}{extra}", paragraph, item, subitem)
    if before is None:
        return None
    if not paragraph:
        paragraph = before.paragraph
    if subitem and not item and not part["paragraph"]:
        item = before.item
    return Place(before.article, paragraph, item, subitem)


def _between(first: Place, last: Place) -> Iterator[Place]:
    """The places inside a range, the ends left out."""
    if last.item:
        for number in range(first.item + 1, min(last.item, first.item + _LONGEST)):
            yield Place(last.article, last.paragraph, number)
    elif last.paragraph:
        for number in range(first.paragraph + 1, min(last.paragraph, first.paragraph + _LONGEST)):
            yield Place(last.article, number)
    elif first.article.isdecimal() and last.article.isdecimal():
        begin = int(first.article)
        for number in range(begin + 1, min(int(last.article), begin + _LONGEST)):
            yield Place(str(number))
