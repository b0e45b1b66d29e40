"""A feed somebody keeps for readers: RSS, Atom or JSON Feed, whichever the bytes are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from time import struct_time
from typing import Any

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import CHINA, SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The entries; raises UnexpectedPage for bytes that are no feed."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        yield from _json_feed(page, json_of(data, page))
    else:
        yield from _xml_feed(page, data)


def _json_feed(page: SourceList, answer: Any) -> Iterator[Row]:
    if not isinstance(answer, dict) or "items" not in answer:
        raise UnexpectedPage(f"{page.url}: this JSON is no feed: it has no “items”.")
    for item in entries(answer["items"], page):
        told = str(item.get("date_published") or item.get("date_modified") or "")
        yield Row(str(item.get("url") or item.get("id") or ""), str(item.get("title", "")), _day(told))


def _day(told: str) -> date | None:
    """The day in China of an RFC 3339 moment; of a bare date, that date."""
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return read_date(told)
    return moment.astimezone(CHINA).date() if moment.tzinfo else moment.date()


def _xml_feed(page: SourceList, data: bytes) -> Iterator[Row]:
    import feedparser  # loaded late: only a source somebody added needs it

    answer = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
    if not answer.version:
        raise UnexpectedPage(f"{page.url}: this is neither RSS nor Atom nor a JSON feed.")
    for entry in answer.entries:
        moment = entry.get("published_parsed") or entry.get("updated_parsed")
        yield Row(str(entry.get("link", "")), str(entry.get("title", "")), _in_china(moment))


def _in_china(moment: struct_time | None) -> date | None:
    return datetime(*moment[:6], tzinfo=UTC).astimezone(CHINA).date() if moment else None
