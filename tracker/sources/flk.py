"""The search of flk.npc.gov.cn: `rows[]` of `bbbs`, `title`, `gbrq`. Robots forbid it: off."""

from collections.abc import Iterator

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import SourceList

DOWNLOAD = "/law-search/download/pc?format=docx&bbbs="


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of a search; raises UnexpectedPage for another code than 200, or no rows."""
    answer = json_of(data, page)
    if not isinstance(answer, dict) or str(answer.get("code")) != "200" or not answer.get("rows"):
        raise UnexpectedPage(f"{page.url}: the search answered without code 200, or without rows.")
    for row in entries(answer["rows"], page):
        if not row.get("bbbs"):
            raise UnexpectedPage(f"{page.url}: a row has no “bbbs” any more.")
        yield Row(f"{DOWNLOAD}{row['bbbs']}", str(row.get("title", "")), read_date(str(row.get("gbrq", ""))))
