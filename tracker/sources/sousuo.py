"""The policy library's search, sousuo.www.gov.cn: `listVO[]` of `title`, `url`, `pubtime`. Robots forbid it: off."""

from collections.abc import Iterator
from typing import Any

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The documents of all categories; a search that counts none (seen once, with status 200) is an UnexpectedPage."""
    answer = json_of(data, page)
    found = answer.get("searchVO") if isinstance(answer, dict) else None
    if not isinstance(found, dict):
        raise UnexpectedPage(f"{page.url}: the answer has no “searchVO” any more.")
    documents = [row for rows in _lists(found) for row in entries(rows, page)]
    if not documents:
        raise UnexpectedPage(f"{page.url}: the search counts nothing, which is a fault and not the truth.")
    for row in documents:
        yield Row(str(row.get("url", "")), str(row.get("title", "")), read_date(str(row.get("pubtime", ""))))


def _lists(found: dict[str, Any]) -> Iterator[Any]:
    if found.get("listVO"):
        yield found["listVO"]
    categories = found.get("catMap")
    for category in categories.values() if isinstance(categories, dict) else ():
        yield (category or {}).get("listVO") or []
