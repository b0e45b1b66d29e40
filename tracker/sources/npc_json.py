"""The drafts list of www.npc.gov.cn: `rows[]` of `flxxmc`, `flxxId`, `ksrq`, `jsrq`; the text is only the PDF."""

from collections.abc import Iterator

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of a flca-list answer, each linking its PDF; raises UnexpectedPage when `rows` is missing or empty."""
    answer = json_of(data, page)
    if not isinstance(answer, dict) or not answer.get("rows"):
        raise UnexpectedPage(f"{page.url}: the JSON answer has no “rows”, or an empty one.")
    for row in entries(answer["rows"], page):
        number = str(row.get("flxxId", ""))
        link = f"/flcaw/flca/{number}/attachment.pdf" if number else ""
        opens_on = read_date(str(row.get("ksrq", "")))
        yield Row(link, str(row.get("flxxmc", "")), opens_on, str(row.get("jsrq", "")))
