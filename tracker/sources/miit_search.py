"""MIIT's released documents: `data.searchResult.dataResults[]`, single or in groups, of `title`, `url` and a day."""

from collections.abc import Iterator
from typing import Any

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The documents found; raises UnexpectedPage when a key of the answer is missing, or nothing was found."""
    answer = json_of(data, page)
    try:
        results = answer["data"]["searchResult"]["dataResults"]
    except (KeyError, TypeError) as fault:
        raise UnexpectedPage(f"{page.url}: the answer has no data.searchResult.dataResults any more.") from fault
    if not results:
        raise UnexpectedPage(f"{page.url}: the search found nothing at all, which it never does.")
    for result in entries(results, page):
        for found in _documents(result, page):
            on = str(found.get("jsearch_date") or found.get("deploytime") or "")
            yield Row(str(found.get("url", "")), str(found.get("title", "")), read_date(on))


def _documents(result: dict[str, Any], page: SourceList) -> Iterator[dict[str, Any]]:
    """One result is a document, or a group of several."""
    if isinstance(result.get("data"), dict):
        yield result["data"]
    for member in entries(result.get("groupData") or [], page):
        if isinstance(member.get("data"), dict):
            yield member["data"]
