"""What kind of list a page is, and where its rows stand, told from the page: so that adding a site needs no CSS."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from tracker.sources.dates import date_in_address, read_date
from tracker.sources.rows import decode
from tracker.sources.source import ListKind, Rows

# Fewer rows with a date than this are as often three links in a footer as a list.
FEWEST = 3
_CLASS = re.compile(r"[A-Za-z][\w-]*\Z")
_HOLDERS = ("li", "tr", "div", "dl", "p", "article")
_DATED = ("time", "span", "em", "i", "td", "div", "dd", "p", "b")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a page seems to be: its kind, and where rows stand, for a list page; `rows` is how many were met."""

    kind: ListKind
    where: Rows | None = None
    rows: int = 0


def guess(data: bytes) -> Guess:
    """Feed, list page or single page. The list is the largest group of like elements that hold a link and a day."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _is_feed(head):
        return Guess(ListKind.FEED)
    if not head.startswith(b"<"):
        return Guess(ListKind.PAGE)
    root = lxml.html.document_fromstring(decode(data))
    groups: dict[str, list[HtmlElement]] = defaultdict(list)
    for holder in root.iter(*_HOLDERS):
        if _is_row(holder):
            groups[_path(holder)].append(holder)
    best = max(groups.items(), key=lambda group: len(group[1]), default=None)
    if best is None or len(best[1]) < FEWEST:
        return Guess(ListKind.PAGE)
    return Guess(ListKind.HTML, Rows(row=best[0], link="a[href]", date=_dated(best[1])), len(best[1]))


def _is_feed(head: bytes) -> bool:
    if head[:1] in (b"{", b"["):
        try:
            answer = json.loads(decode(head))
        except ValueError:
            return False
        return isinstance(answer, dict) and "items" in answer
    return bool(re.match(rb"(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?:rss|feed|rdf:RDF)\b", head[:2048], re.DOTALL))


def _is_row(holder: HtmlElement) -> bool:
    """One link with words, and a day beside it or in its address; what holds several rows is no row."""
    links = [link for link in holder.iter("a") if link.get("href") and str(link.text_content()).strip()]
    if not links or len({link.get("href") for link in links}) > 1:
        return False
    return bool(date_in_address(links[0].get("href", "")) or read_date(str(holder.text_content())))


def _path(holder: HtmlElement) -> str:
    """Where the like of an element stand, as CSS: up to the nearest id, or three steps."""
    steps: list[str] = []
    here: HtmlElement | None = holder
    while here is not None and len(steps) < 3 and here.tag not in ("body", "html"):
        if steps and _CLASS.match(here.get("id") or ""):
            return " > ".join([f"#{here.get('id')}", *steps])
        steps.insert(0, _step(here))
        here = here.getparent()
    return " > ".join(steps)


def _step(element: HtmlElement) -> str:
    first = next((name for name in (element.get("class") or "").split() if _CLASS.match(name)), "")
    return f"{element.tag}.{first}" if first else str(element.tag)


def _dated(rows: list[HtmlElement]) -> str:
    """Where most rows print their day, as CSS; empty where it stands in the address alone."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for step in {_step(inner) for inner in row.iter(*_DATED) if inner is not row and _is_day(inner)}:
            counts[step] += 1
    best = max(counts.items(), key=lambda found: (found[1], found[0]), default=("", 0))
    return best[0] if best[1] * 2 > len(rows) else ""


def _is_day(element: HtmlElement) -> bool:
    words = str(element.text_content()).strip()
    return len(words) <= 24 and read_date(words) is not None
