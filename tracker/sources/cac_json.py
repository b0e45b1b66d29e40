"""The list endpoint of www.cac.gov.cn: `list[]` of `topic`, protocol-relative `infourl`, `pubtime`."""

from collections.abc import Iterator

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of a JsonList answer; raises UnexpectedPage when `list` is missing; past the last page it is empty."""
    answer = json_of(data, page)
    if not isinstance(answer, dict) or "list" not in answer:
        raise UnexpectedPage(f"{page.url}: the JSON answer has no “list” any more.")
    for row in entries(answer["list"], page):
        yield Row(str(row.get("infourl", "")), str(row.get("topic", "")), read_date(str(row.get("pubtime", ""))))
