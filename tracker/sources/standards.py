"""National standards as records: std.samr.gov.cn's search and openstd's table; their texts are not fetched.

The text on openstd is pictures behind a captcha: number, status, days and link are all we take, and all we may.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from tracker.errors import UnexpectedPage
from tracker.sources.dates import read_date
from tracker.sources.rows import Row, entries, json_of, tree
from tracker.sources.source import SourceList

DETAIL = "/gb/search/gbDetailed?id="
INFO = "/bzgk/std/newGbInfo?hcno="
_INFO = re.compile(r"showInfo\(\s*'([0-9A-F]{32})'", re.IGNORECASE)
# The columns of openstd's table as collectors read them.
_NUMBER, _NAME, _STATUS, _ISSUED, _IN_FORCE, _COLUMNS = 1, 3, 4, 5, 6, 8


def search_rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of gbQueryPage; a true search may find nothing, but it says so in `total`.

    Raises UnexpectedPage when `rows` or `total` is missing, or no row came although the answer counts some.
    """
    answer = json_of(data, page)
    if not isinstance(answer, dict) or "rows" not in answer or "total" not in answer:
        raise UnexpectedPage(f"{page.url}: the JSON answer has no “rows” or no “total” any more.")
    offset = int((parse_qs(urlsplit(page.url).query).get("offset") or ["0"])[0])
    if not answer["rows"] and int(answer["total"] or 0) > offset:
        raise UnexpectedPage(f"{page.url}: no rows came, though the answer counts {answer['total']}.")
    for row in entries(answer["rows"], page):
        if not row.get("id") or "C_C_NAME" not in row:
            raise UnexpectedPage(f"{page.url}: a row has no “id” or no “C_C_NAME” any more.")
        told = {
            "number": row.get("C_STD_CODE"),
            "status": row.get("STATE"),
            "issued-on": row.get("ISSUE_DATE"),
            "in-force-on": row.get("ACT_DATE"),
        }
        yield _row(
            f"{DETAIL}{row['id']}", str(row["C_C_NAME"]), {name: str(value or "") for name, value in told.items()}
        )


def table_rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of openstd's list; a row of fewer than eight cells, or without showInfo('…'), is none."""
    for line in tree(data, page).xpath("//tr[td]"):
        cells = [" ".join(str(cell.text_content()).split()) for cell in line.xpath("./td")]
        called = " ".join(str(found) for found in line.xpath(".//@onclick | .//@href"))
        found = _INFO.search(called)
        if found and len(cells) >= _COLUMNS:
            told = {
                "number": cells[_NUMBER],
                "status": cells[_STATUS],
                "issued-on": cells[_ISSUED],
                "in-force-on": cells[_IN_FORCE],
            }
            yield _row(f"{INFO}{found[1].upper()}", cells[_NAME], told)


def _row(link: str, title: str, told: dict[str, str]) -> Row:
    facts = tuple((name, re.sub(r"</?sacinfo>", "", value).strip()) for name, value in told.items() if value)
    return Row(link, title, read_date(told["issued-on"]), facts=facts)
