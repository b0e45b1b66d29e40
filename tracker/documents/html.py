"""A page to its lines: the official text alone, without menus, buttons and scripts; and what the page says of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.documents import html_tables
from tracker.documents.dates import find_dates
from tracker.documents.guide import Guide

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = frozenset(
    {"script", "style", "noscript", "iframe", "form", "button", "select", "nav", "template", "head", "svg"}
)
_BLOCKS = frozenset(
    # what HTML lays out as blocks, and the line break
    """address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer h1 h2 h3
    h4 h5 h6 header hr li main ol p pre section table tbody tfoot thead title tr ul""".split()  # noqa: SIM905
)
#: A cell with more than this share of its table's words is the text.
_MOST = 0.8
#: Where pages put words.
_HOLDERS = ("p", "td", "th", "div", "section", "article", "pre", "li", "center", "blockquote", "font", "body")
#: Stands between blocks; no page holds it.
_BREAK = "\x02"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: A line break in a page's source stands for nothing between Chinese signs, for a space elsewhere.
_SOURCE_BREAK = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_CHINESE = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
#: Less is a stub of a line or two, as SAMR's first of two text boxes: the next selector may hold the text.
_FEWEST_CHARACTERS = 20
_TITLES = ("ArticleTitle", "og:title")
_PUBLISHED = ("PubDate", "pubdate", "publishdate", "firstpublishedtime")
_SOURCES = ("ContentSource", "source")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, one line a paragraph, and what stands around it: heading, publication day and source."""

    text: str
    title: str = ""
    published_on: date | None = None
    source: str = ""


def read_page(markup: str, guide: Guide) -> Page:
    """The official text of a page and the facts around it; odd markup gives what it has, no text an empty page."""
    root = _parse(markup)
    if root is None:
        return Page("")
    title, published, source = _title(root), _published(root), _source(root)
    content = _main_content(root, guide)
    return Page("\n".join(_lines(content)), title, published, source)


def _parse(markup: str) -> "HtmlElement | None":
    # lxml is loaded late: reading plain text must not pay for it
    from lxml import etree, html

    markup = _DECLARATION.sub("", markup).translate({0: None, 2: None})
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _main_content(root: "HtmlElement", guide: Guide) -> "HtmlElement":
    for selector in guide.main_content:
        boxes = [(_weight(box), box) for box in _select(root, selector)]
        weight, box = max(boxes, key=lambda pair: pair[0], default=(0, root))
        if weight >= _FEWEST_CHARACTERS:
            return box
    return _densest(root)


def _select(root: "HtmlElement", selector: str) -> list["HtmlElement"]:
    """The elements of `#id` or `.class`."""
    name = selector[1:]
    if selector.startswith("#"):
        found = root.xpath("//*[@id=$name]", name=name)
    else:
        found = root.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} ")
    return list(found) if isinstance(found, list) else []


def _weight(box: "HtmlElement") -> int:
    return sum(len(line) for line in _lines(box))


def _densest(root: "HtmlElement") -> "HtmlElement":
    """The block whose own paragraphs hold the most words that are no links: where no selector fits."""
    scores: dict[HtmlElement, int] = {}
    for element in root.iter(*_HOLDERS):
        words = len("".join(_own_words(element)).strip())
        for holder in (element, *_holders(element)):
            if words:
                scores[holder] = scores.get(holder, 0) + words
    body = root.find("body")
    if not scores:
        return body if body is not None else root
    best = max(scores, key=lambda element: scores[element])
    # beside a cell of pictures or dates, the cell of the text alone
    cells = (e for e in scores if e.tag == "td" and scores[e] > _MOST * scores[best])
    return next((cell for cell in cells if best in cell.iterancestors("table")), best)


def _holders(element: "HtmlElement") -> Iterator["HtmlElement"]:
    """What else a paragraph's words speak for: its parent, and a cell's table; a box of blocks speaks for itself."""
    parent = element.getparent()
    if element.tag in ("td", "th"):
        yield from element.iterancestors("table")
    elif parent is not None and (element.tag in ("p", "li") or not any(_is_block(child) for child in element)):
        yield parent
        if parent.tag in ("td", "th"):
            yield from parent.iterancestors("table")


def _is_block(element: "HtmlElement") -> bool:
    return element.tag in _BLOCKS and element.tag != "br"


def _own_words(element: "HtmlElement") -> Iterator[str]:
    """The words of an element outside its links and inner blocks."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS and child.tag not in _SKIPPED and child.tag != "a":
            yield "".join(child.itertext())
        yield child.tail or ""


def _lines(box: "HtmlElement") -> list[str]:
    """The paragraphs of an element, source breaks undone; cells of a table row are parted by a space."""
    return [line for line in (_unbroken(part) for part in "".join(_pieces(box)).split(_BREAK)) if line]


def _unbroken(part: str) -> str:
    part = _BETWEEN_CHINESE.sub("", part)
    return _SOURCE_BREAK.sub(" ", part).strip(" ")


def _pieces(box: "HtmlElement") -> Iterator[str]:
    """Text in order, with \\x02 where a block begins or ends; without recursion, for pages nest without end."""
    from lxml import etree

    walk = etree.iterwalk(box, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            yield _BREAK if element.tag in _BLOCKS else ""
            if element.tag in _SKIPPED:
                walk.skip_subtree()
            elif element.tag == "table" and element is not box and (rows := html_tables.rows(element, _lines)):
                walk.skip_subtree()
                yield _BREAK.join(rows)
            else:
                yield element.text or ""
        else:
            yield _BREAK if element.tag in _BLOCKS else " " if element.tag in ("td", "th") else ""
            yield "" if element is box else element.tail or ""


# -- what stands around the text --------------------------------------------------------------------------------------


def _meta(root: "HtmlElement", names: tuple[str, ...]) -> str:
    for name in names:
        for element in root.iter("meta"):
            if (element.get("name") or element.get("property") or "").lower() == name.lower():
                return _clean(element.get("content") or "")
    return ""


def _clean(text: str) -> str:
    return re.sub(r"\s+", "", text) if re.search(r"[\u4e00-\u9fff]", text) else " ".join(text.split())


def _title(root: "HtmlElement") -> str:
    for heading in root.iter("h1"):
        words = _clean("".join(heading.itertext()))
        if words:
            return words
    named = _meta(root, _TITLES)
    if named:
        return named
    title = root.find(".//title")
    # 标题_机关 or 标题-网站: the site's name stands behind the last mark
    return re.split(r"[_|]|-{1,2}(?=[\u4e00-\u9fff]{2,20}$)", _clean(title.text or ""))[0] if title is not None else ""


def _by_id(root: "HtmlElement", name: str) -> str:
    found = _select(root, f"#{name}")
    return _clean("".join(found[0].itertext())) if found else ""


def _published(root: "HtmlElement") -> date | None:
    printed = _by_id(root, "pubtime") or _meta(root, _PUBLISHED)
    dates = find_dates(printed[:11]) or find_dates(printed)
    return dates[0].on if dates else None


def _source(root: "HtmlElement") -> str:
    printed = _by_id(root, "source") or _meta(root, _SOURCES)
    return re.sub(r"^来源[:：]?", "", printed).strip()
