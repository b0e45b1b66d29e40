"""A list page in HTML: its rows, links, titles and dates by the CSS or XPath its description gives."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from lxml.html import HtmlElement

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, tree
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of a list page; raises UnexpectedPage for an empty page or a path that is none."""
    yield from rows_in(page, tree(data, page))


def rows_in(page: SourceList, root: HtmlElement) -> Iterator[Row]:
    """The rows below an element; a row without a link is none."""
    for row in _find(root, page.rows.row, page):
        links = _find(row, page.rows.link, page)
        if links:
            closing = _words(row, page.rows.closing, page) if page.rows.closing else ""
            yield Row(links[0].get("href", ""), _title(row, links[0], page), _date(row, page), closing)


def _title(row: HtmlElement, link: HtmlElement, page: SourceList) -> str:
    if page.rows.title:
        return _words(row, page.rows.title, page)
    return str(link.get("title") or link.text_content())


def _date(row: HtmlElement, page: SourceList) -> date | None:
    return read_date(_words(row, page.rows.date, page)) if page.rows.date else None


def _words(row: HtmlElement, path: str, page: SourceList) -> str:
    found = _find(row, path, page)
    return str(found[0].text_content()) if found else ""


def _find(element: HtmlElement, path: str, page: SourceList) -> list[HtmlElement]:
    try:
        found = element.xpath(xpath(path))
    except (etree.XPathError, SelectorError) as fault:
        raise UnexpectedPage(
            f"{page.url}: “{path}” in its description is neither a CSS selector nor an XPath: {fault}."
        ) from fault
    return [node for node in found if isinstance(node, HtmlElement)] if isinstance(found, list) else []


# A condition that walks the page for every row costs the square of the rows, one within it the cube: an hour for three
# thousand. So do steps to all that comes before or behind. What our lists ask of an element in brackets is its
# attributes, its words, its place and what is within it, and once the one beside it.
_WORDS = re.compile(r"""'[^']*'|"[^"]*\"""")
_CONDITION = re.compile(r"\[([^\[\]]*)\]")
_ELSEWHERE = re.compile(r"(?<!\.)//|\.\.|::|\bid\s*\(|(?:^|[\s(,|=<>+-])/")
_ALL_BESIDE = re.compile(r"\b(?:following|preceding)\s*::")
_BESIDE = re.compile(r"-sibling\s*::")
MOST_LEAPS = 4  # `//` in one path: the longest of ours has two
DEEPEST = 2  # brackets in brackets: `//tr[.//a[@title]]`


def _wanders(path: str) -> bool:
    steps, inside = _WORDS.sub("''", path), []
    for _ in range(DEEPEST):
        inside += _CONDITION.findall(steps)
        steps = _CONDITION.sub("", steps)
    nested = "[" in steps or "]" in steps
    elsewhere = any(map(_ELSEWHERE.search, inside)) or _ALL_BESIDE.search(steps)
    return bool(nested or elsewhere or len(_BESIDE.findall(steps)) > 1 or steps.count("//") > MOST_LEAPS)


@lru_cache(maxsize=1024)
def xpath(path: str) -> str:
    """A path as XPath: what begins as one stays, anything else is a CSS selector. Raises SelectorError."""
    if path == "." or path.startswith(("/", "./", "(", "ancestor::", "self::")):
        if _wanders(path):
            raise SelectorError("it goes all over the page for every element, which a long page makes an hour of")
        return path
    return HTMLTranslator().css_to_xpath(path, prefix="descendant::")
