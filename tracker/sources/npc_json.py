"""The drafts list of www.npc.gov.cn: `rows[]` of `flxxmc`, `flxxId`, `ksrq`, `jsrq`; the text is only the PDF."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of a flca-list answer, each linking its PDF.

    Between two sessions no bill is open: no row and a `total` of zero are a true answer. Raises UnexpectedPage when a
    key is missing, or no row came although the answer counts some.
    """
    answer = json_of(data, page)
    if not isinstance(answer, dict) or "rows" not in answer or "total" not in answer:
        raise UnexpectedPage(f"{page.url}: the JSON answer has no “rows” or no “total” any more.")
    first = parse_qs(urlsplit(page.url).query).get("page", ["1"]) == ["1"]
    if first and not answer["rows"] and str(answer["total"]) != "0":
        raise UnexpectedPage(f"{page.url}: no rows came, though the answer counts {answer['total']}.")
    for row in entries(answer["rows"], page):
        if not row.get("flxxId") or "flxxmc" not in row:
            raise UnexpectedPage(f"{page.url}: a row has no “flxxId” or no “flxxmc” any more.")
        link = f"/flcaw/flca/{row['flxxId']}/attachment.pdf"
        yield Row(link, str(row["flxxmc"]), read_date(str(row.get("ksrq", ""))), str(row.get("jsrq", "")))
