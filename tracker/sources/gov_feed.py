"""The latest-policies feed of www.gov.cn: an array of upper-case `TITLE`, `URL`, `DOCRELPUBTIME`."""

from collections.abc import Iterator

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows; raises UnexpectedPage when the keys changed (a crawler reading lower case once got nothing)."""
    for row in entries(json_of(data, page), page):
        if "TITLE" not in row or "URL" not in row:
            raise UnexpectedPage(f"{page.url}: a row of the feed has no TITLE or URL any more.")
        yield Row(str(row["URL"]), str(row["TITLE"]), read_date(str(row.get("DOCRELPUBTIME", ""))))
