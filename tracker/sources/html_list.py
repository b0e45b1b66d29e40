"""A list page in HTML: its rows, links, titles and dates by the CSS or XPath its description gives."""

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


@lru_cache(maxsize=1024)
def xpath(path: str) -> str:
    """A path as XPath: what begins as one stays, anything else is a CSS selector. Raises SelectorError."""
    if path == "." or path.startswith(("/", "./", "(", "ancestor::", "self::")):
        return path
    return HTMLTranslator().css_to_xpath(path, prefix="descendant::")
