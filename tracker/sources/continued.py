"""An article that goes on: …/c_17.htm, …/c_17_2.htm, …/c_17_3.htm are one text, and are read as one."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

from tracker.errors import UnexpectedPage
from tracker.sources.rows import decode

# The Civil Code, 1,260 articles, would be thirty pages of the length such sites cut at; more is a page in a circle.
MOST = 40
_ENDING = re.compile(r"\.s?html?$", re.IGNORECASE)
_LINK = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def further(data: bytes, url: str) -> list[str]:
    """The addresses an article's own links say it goes on at, in order: its name, an underscore, a number.

    `url` is the article's address. None for a page that names no such address, and for what is no page.
    """
    stem, ending = _halves(url)
    mark = f"{stem.rsplit('/', 1)[-1]}_".encode()
    if not ending or mark not in data:
        return []
    own = re.compile(re.escape(stem) + r"_(\d{1,2})" + re.escape(ending) + r"$")
    linked = (urljoin(url, link).split("#")[0] for link in _LINK.findall(decode(data)))
    numbered = {int(found[1]): link for link in linked if (found := own.search(urlsplit(link).path))}
    return [numbered[number] for number in sorted(numbered)][:MOST]


def _halves(url: str) -> tuple[str, str]:
    """The path without its ending, and the ending; the ending is empty where the address is no page's."""
    path = urlsplit(url).path
    ending = _ENDING.search(path)
    return (path[: ending.start()], ending[0]) if ending else (path, "")


def joined(pages: Sequence[bytes], holders: Sequence[str]) -> bytes:
    """The first page, its text going on with that of the others.

    `holders` are selectors (`#id`, `.class`) of where pages hold their text, the surest first. Raises UnexpectedPage
    when the pages have none in common.
    """
    roots = [lxml.html.document_fromstring(decode(page)) for page in pages]
    for selector in holders:
        boxes = [_box(root, selector) for root in roots]
        whole = [box for box in boxes if box is not None]
        if len(whole) == len(roots):
            for box in whole[1:]:
                whole[0].append(box)
            return bytes(lxml.html.tostring(roots[0], encoding="utf-8", include_meta_content_type=True))
    raise UnexpectedPage("The pages an article goes on at hold their text in no place its first page has.")


def _box(root: HtmlElement, selector: str) -> HtmlElement | None:
    """The element of a selector with the most words; SAMR's pages have one class twice, the first empty."""
    name = selector[1:]
    path = "//*[@id=$name]" if selector[0] == "#" else "//*[contains(concat(' ', normalize-space(@class), ' '), $name)]"
    found = root.xpath(path, name=name if selector[0] == "#" else f" {name} ")
    boxes = [box for box in found if isinstance(box, HtmlElement)] if isinstance(found, list) else []
    return max(boxes, key=lambda box: len(str(box.text_content())), default=None)
