"""A list's bytes → the notices it announces; a list that lost its shape is an UnexpectedPage, never an empty answer."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit, urlunsplit

from tracker.errors import UnexpectedPage
from tracker.practice.visit import Notice
from tracker.sources import (
    cac_json,
    feeds,
    flk,
    gazette,
    gov_feed,
    html_list,
    jpaas,
    miit_search,
    ndrc,
    npc_json,
    patterns,
    single_page,
    sousuo,
    standards,
    tc260,
)
from tracker.sources.dates import date_in_address, read_last_date
from tracker.sources.rows import Row
from tracker.sources.source import ListKind, SourceList

_READERS: dict[ListKind, Callable[[SourceList, bytes], Iterable[Row]]] = {
    ListKind.HTML: html_list.rows,
    ListKind.CAC_JSON: cac_json.rows,
    ListKind.NPC_JSON: npc_json.rows,
    ListKind.GOV_FEED: gov_feed.rows,
    ListKind.TC260: tc260.rows,
    ListKind.JPAAS: jpaas.rows,
    ListKind.GAZETTE: gazette.rows,
    ListKind.MIIT_SEARCH: miit_search.rows,
    ListKind.NDRC: ndrc.rows,
    ListKind.FLK: flk.rows,
    ListKind.SOUSUO: sousuo.rows,
    ListKind.STD: standards.search_rows,
    ListKind.OPENSTD: standards.table_rows,
    ListKind.FEED: feeds.rows,
    ListKind.PAGE: single_page.rows,
}
_BREAK = re.compile(r"[ \u3000]*[\r\n\t]+[\s\u3000]*")  # sites break titles in mid-word
_SPACE = re.compile(r"[\s\u3000\u200b\ufeff]+")
_MARKS = re.compile(r"</?(?:em|sacinfo|font|br)\b[^>]*>", re.IGNORECASE)
_STATUS = re.compile(r"^[\[【(（](?:进行中|已结束)[\]】)）]|[\[【(（](?:进行中|已结束)[\]】)）]$")
_TRACKING = re.compile(r"^(?:ref|from|spm|timestamp)=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list said.

    Attributes:
        rows: how many rows it had that lead to an article.
        notices: those that are wanted, oldest first.
        newest_on: the newest day a row named, wanted or not.
        undated: rows that look like an article but name no day, on a list where others do.
    """

    rows: int
    notices: tuple[Notice, ...]
    newest_on: date | None = None
    undated: int = 0


def read_list(source: str, page: SourceList, data: bytes, base: str) -> Listing:
    """The notices of one list.

    Takes a source's id, the list's description, the bytes and the address they came from. Raises UnexpectedPage when
    the list has fewer rows than expected, or dates are missing: silence is never success.
    """
    rows = list(_READERS[page.kind](page, data))
    articles = [_notice(source, row, base) for row in rows if _is_article(page, row, base)]
    dates = [n.published_on for n in articles if n.published_on]
    _check(page, len(articles), len(dates))
    unique = {n.url: n for n in articles if _is_wanted(page, n)}
    ordered = sorted(unique.values(), key=lambda n: (n.published_on or date.max, n.url))
    undated = 0 if page.timeless else len(articles) - len(dates)
    return Listing(len(articles), tuple(ordered), max(dates, default=None), undated)


def _check(page: SourceList, rows: int, dated: int) -> None:
    """Rows that lead to no article are navigation: a page full of them is a list that moved away."""
    if rows < page.expects.rows:
        raise UnexpectedPage(f"{page.url}: {rows} rows, at least {page.expects.rows} were expected.")
    if rows and not dated and not page.timeless:
        raise UnexpectedPage(f"{page.url}: none of its {rows} rows has a date any more.")


def _is_article(page: SourceList, row: Row, base: str) -> bool:
    """Whether a row leads to an article: navigation and pagers stand in lists too."""
    return bool(
        row.link
        and clean_title(row.title)
        and (not page.article or _holds(page, page.article, address(row.link, base)))
    )


def _is_wanted(page: SourceList, notice: Notice) -> bool:
    return bool(
        (not page.wanted or _holds(page, page.wanted, notice.title))
        and not (page.unwanted and _holds(page, page.unwanted, notice.title))
    )


def _holds(page: SourceList, pattern: str, words: str) -> bool:
    try:
        return patterns.found(pattern, words)
    except patterns.BadPattern as fault:
        raise UnexpectedPage(f"{page.url}: its pattern “{pattern[:80]}” cannot be used: {fault}.") from fault


def _notice(source: str, row: Row, base: str) -> Notice:
    url = address(row.link, base)
    on = row.on or date_in_address(url)
    closes_on = read_last_date(row.closing)
    if closes_on and on and closes_on <= on:
        closes_on = None  # no window closes the day it opens: a field somebody left alone, or a period without an end
    closing = _SPACE.sub(" ", row.closing).strip() if closes_on else ""
    return Notice(source, url, clean_title(row.title), on, closes_on, closing, row.facts)


def clean_title(title: str) -> str:
    """A title without mark-up, line breaks inside words and 【进行中】; single spaces stay (《数据安全技术 …》)."""
    marked = _MARKS.sub("", title).strip()
    words = _BREAK.sub(lambda found: _joint(marked, found), marked)
    return _STATUS.sub("", _SPACE.sub(" ", words).strip())


def _joint(words: str, found: re.Match[str]) -> str:
    """What stands for a line break: a space between two Latin words, nothing between Chinese ones."""
    around = words[found.start() - 1 : found.start()] + words[found.end() : found.end() + 1]
    return " " if around.isascii() and found.start() else ""


def address(link: str, base: str) -> str:
    """The one address of a link: absolute, without fragment and tracking parameters."""
    parts = urlsplit(urljoin(base, link.strip()))
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p))
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, ""))
