"""How a place is cited: 第七条第二款第（三）项 ⇄ 7.2(3) ⇄ Article 7(2)(iii); and the citations that stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.law.numbering import NUMERAL, parse_numeral, write_article, write_numeral

_LOCATOR = re.compile(
    r"(?:(?P<annex>附[件表录]\w{1,3}):)?(?P<article>\d+(?:-\d+)?)(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?"
    r"(?:\[(?P<subitem>\d+)\])?(?:#\d+)?"
)
_N = rf"(?:{NUMERAL}|\d{{1,4}})"
_ARTICLE = rf"第\s*(?P<article>{_N})\s*条(?:\s*之\s*(?P<extra>{_N}))?"
_BELOW = (
    rf"(?:第\s*(?P<paragraph>{_N})\s*款)?"
    rf"(?:第\s*[（(]?\s*(?P<item>{_N})\s*[)）]?\s*项)?"
    rf"(?:第\s*(?P<subitem>{_N})\s*目)?"
)
_CHINESE = re.compile(rf"(?:(?P<annex>附[件表录]\d{{0,2}}))?{_ARTICLE}{_BELOW}")
_ENGLISH = re.compile(
    r"(?:Article|Art\.)\s*(?P<article>\d+(?:-\d+)?)(?:\((?P<paragraph>\d+)\))?(?:\((?P<item>[ivxlc]+)\))?"
    r"(?:\((?P<subitem>\d+)\))?(?: of (?P<annex>附[件表录]\w{1,3}))?",
    re.IGNORECASE,
)
_TITLE = r"(?:《(?P<title>[^《》]{2,80})》)"
_FIRST = re.compile(rf"{_TITLE}?\s*(?P<place>{_ARTICLE}{_BELOW})")
#: 前条例, 以前款项 and 目前条件 are other words; a 第二款 with no article before it is this article's.
_RELATIVE = re.compile(
    rf"(?P<word>本条(?![例约件文])|(?<![目以之提此])前(?P<many>[两二三四五])?(?P<unit>款(?!项)|条(?![例约件款])|项(?!目)))"
    rf"{_BELOW}|(?P<alone>(?<![条、和或与及至到零一二三四五六七八九十百千\d])第(?P<loose>{_N})款(?:第\s*[（(]?\s*(?P<point>{_N})\s*[)）]?\s*项)?)"
)
#: What joins places of one instrument: 第三条、第五条至第七条, 第一款和第二款.
_NEXT = re.compile(rf"\s*(?P<join>以及|或者|[、，,和及或与至到])\s*(?P<place>(?:{_ARTICLE})?{_BELOW})")
#: 第一条至第一千条 is no list of places; a law's whole body is cited by its chapters.
_LONGEST_RANGE = 200
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation that stands in a text: its words and offsets (characters), and the places it names.

    `instrument` is the title in 《》 it belongs to, empty for a place in the same text.
    """

    text: str
    start: int
    end: int
    locators: tuple[str, ...]
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A locator in its parts; 0 where it does not go so deep; items of the first paragraph name none."""

    article: str
    paragraph: int = 0
    item: int = 0
    subitem: int = 0
    annex: str = ""

    def __str__(self) -> str:
        """The locator: 7.2(3)[1]."""
        paragraph = 0 if self.item and self.paragraph == 1 else self.paragraph
        parts = (
            f"{self.annex}:" if self.annex else "",
            self.article,
            f".{paragraph}" if paragraph else "",
            f"({self.item})" if self.item else "",
            f"[{self.subitem}]" if self.subitem else "",
        )
        return "".join(parts)


def parse_locator(locator: str) -> Place | None:
    """The parts of a law's locator; None for one that is no article's (a chapter, a standard's 5.1.2, the preamble)."""
    found = _LOCATOR.fullmatch(locator)
    if not found:
        return None
    paragraph, item, subitem = (int(found[name] or 0) for name in ("paragraph", "item", "subitem"))
    return Place(found["article"], paragraph, item, subitem, found["annex"] or "")


def write_chinese(locator: str) -> str:
    """A locator as a Chinese text cites it: 7.2(3) → 第七条第二款第（三）项. One that is no article's is given back."""
    place = parse_locator(locator)
    if place is None:
        return locator
    out = place.annex + write_article(place.article)
    out += f"第{write_numeral(place.paragraph)}款" if place.paragraph else ""
    out += f"第（{write_numeral(place.item)}）项" if place.item else ""
    return out + (f"第{place.subitem}目" if place.subitem else "")


def write_english(locator: str) -> str:
    """A locator as an English memo cites it: 7.2(3) → Article 7(2)(iii). One that is no article's is given back."""
    place = parse_locator(locator)
    if place is None:
        return locator
    paragraph = place.paragraph or (1 if place.item else 0)
    out = f"Article {place.article}" + (f"({paragraph})" if paragraph else "")
    out += f"({write_roman(place.item)})" if place.item else ""
    out += f"({place.subitem})" if place.subitem else ""
    return f"{out} of {place.annex}" if place.annex else out


def parse_chinese(text: str) -> str | None:
    """The locator of a Chinese citation: 第七条之一第二款 → 7-1.2; None if the whole text is no such citation."""
    found = _CHINESE.fullmatch(text.strip())
    return str(_place(found)) if found else None


def parse_english(text: str) -> str | None:
    """The locator of an English citation: Article 7(2)(iii) → 7.2(3); None if the whole text is no such citation."""
    found = _ENGLISH.fullmatch(text.strip())
    if not found:
        return None
    item = read_roman(found["item"]) if found["item"] else 0
    if item is None:
        return None
    return str(
        Place(found["article"], int(found["paragraph"] or 0), item, int(found["subitem"] or 0), found["annex"] or "")
    )


def find_citations(text: str, *, within: str = "") -> tuple[Citation, ...]:
    """Every citation of an article in a text, in order: 《示例法》第十四条, 第三条、第五条第一款, 第三条至第五条.

    `within` is the locator the text itself stands at; with it 本条第二款 and 前款 are understood too.
    """
    found = list(_absolute(text))
    if within:
        taken = [(citation.start, citation.end) for citation in found]
        found += [c for c in _relative(text, within) if not any(a < c.end and c.start < b for a, b in taken)]
    return tuple(sorted(found, key=lambda citation: citation.start))


def _absolute(text: str) -> Iterator[Citation]:
    at = 0
    while match := _FIRST.search(text, at):
        places = [_place(match)]
        end = match.end()
        while (more := _NEXT.match(text, end)) and more["place"]:
            places += _following(places[-1], more)
            end = more.end()
        locators = tuple(dict.fromkeys(str(place) for place in places))
        yield Citation(text[match.start() : end], match.start(), end, locators, match["title"] or "")
        at = end


def _following(before: Place, more: re.Match[str]) -> list[Place]:
    """The places a further part names; what it leaves out (第五条第一款、第二款) the part before says."""
    place = _place(more, before)
    if more["join"] not in ("至", "到"):
        return [place]
    return [*_between(before, place), place]


def _between(first: Place, last: Place) -> Iterator[Place]:
    """The places inside a range; none where it cannot be counted."""
    if last.item and (first.article, first.paragraph) == (last.article, last.paragraph):
        for number in range(first.item + 1, min(last.item, first.item + _LONGEST_RANGE)):
            yield Place(last.article, last.paragraph, number, 0, last.annex)
    elif last.paragraph and not last.item and first.article == last.article:
        for number in range(first.paragraph + 1, min(last.paragraph, first.paragraph + _LONGEST_RANGE)):
            yield Place(last.article, number, 0, 0, last.annex)
    elif not last.paragraph and not last.item and first.article.isdecimal() and last.article.isdecimal():
        begin = int(first.article)
        for number in range(begin + 1, min(int(last.article), begin + _LONGEST_RANGE)):
            yield Place(str(number), annex=last.annex)


def _relative(text: str, within: str) -> Iterator[Citation]:
    here = parse_locator(within)
    if here is None:
        return
    for match in _RELATIVE.finditer(text):
        places = tuple(str(place) for place in _pointed(match, here))
        if places:
            yield Citation(match[0], match.start(), match.end(), places)


def _pointed(match: re.Match[str], here: Place) -> list[Place]:
    """Where 本条, 前条, 前两款 and 第二款 point from a place; nowhere where there is nothing before it."""
    paragraph, item, subitem = (_number(match, name) for name in ("paragraph", "item", "subitem"))
    if match["alone"]:
        return [Place(here.article, _number(match, "loose"), _number(match, "point"), 0, here.annex)]
    if match["word"] == "本条":
        return [Place(here.article, paragraph, item, subitem, here.annex)]
    many = parse_numeral(match["many"]) if match["many"] else 1
    if match["unit"] == "款":
        first = (here.paragraph or 1) - many
        numbers = range(first, first + many) if first > 0 else range(0)
        return [Place(here.article, n, item, subitem, here.annex) for n in numbers]
    if match["unit"] == "项":
        first = here.item - many
        numbers = range(first, first + many) if first > 0 else range(0)
        return [Place(here.article, here.paragraph, n, subitem, here.annex) for n in numbers]
    return [Place(article, paragraph, item, subitem, here.annex) for article in _articles_before(here.article, many)]


def _articles_before(article: str, many: int) -> list[str]:
    """The articles before one by their numbers, the farthest first; none where there are not so many."""
    found: list[str] = []
    for _ in range(many):
        article = _before(article)
        if article == "0":
            return []
        found.insert(0, article)
    return found


def _before(article: str) -> str:
    """The article before another by its number: 7-1 → 7, 8 → 7; what the text has there only its reader knows."""
    main, _, extra = article.partition("-")
    if not extra:
        return str(int(main) - 1)
    return f"{main}-{int(extra) - 1}" if int(extra) > 1 else main


def _place(match: re.Match[str], before: Place | None = None) -> Place:
    paragraph, item, subitem = (_number(match, name) for name in ("paragraph", "item", "subitem"))
    if match["article"] is None and before is not None:
        if not paragraph:
            paragraph = before.paragraph
        if not item and not match["paragraph"]:
            item = before.item
        return Place(before.article, paragraph, item, subitem, before.annex)
    article = str(parse_numeral(match["article"]))
    if match["extra"]:
        article += f"-{parse_numeral(match['extra'])}"
    return Place(article, paragraph, item, subitem, match.groupdict().get("annex") or "")


def _number(match: re.Match[str], name: str) -> int:
    return parse_numeral(match[name]) if match[name] else 0


def write_roman(number: int) -> str:
    """A small roman numeral: 3 → iii. Raises ValueError below one."""
    if number < 1:
        raise ValueError(f"no roman numeral is {number}")
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


def read_roman(text: str) -> int | None:
    """The number of a roman numeral, either case; None if it is written as nobody writes it (iiii, vx)."""
    rest, total = text.lower(), 0
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            rest, total = rest[len(sign) :], total + value
    return total if not rest and total and write_roman(total) == text.lower() else None
