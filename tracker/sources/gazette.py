"""The index of the State Council Gazette, gbgl.json: `values` → year → issue → `gname`, the issue's address."""

import re
from collections.abc import Iterator
from typing import Any

from tracker.errors import UnexpectedPage
from tracker.sources.rows import Row, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The issues, oldest first; raises UnexpectedPage when the index lost its keys.

    The answer was seen as an object and as a list whose first element is it; both are read.
    """
    answer = json_of(data, page)
    index = answer[0] if isinstance(answer, list) and answer else answer
    years = index.get("values") if isinstance(index, dict) else None
    if not isinstance(years, dict) or not years:
        raise UnexpectedPage(f"{page.url}: the index of the gazette has no “values” any more.")
    for year, issues in sorted(years.items(), key=lambda entry: _number(entry[0])):
        yield from _issues(page, year, issues)


def _issues(page: SourceList, year: str, issues: Any) -> Iterator[Row]:
    if not isinstance(issues, dict):
        raise UnexpectedPage(f"{page.url}: the gazette's year {year} holds no issues by number.")
    for number, issue in sorted(issues.items(), key=lambda entry: _number(entry[0])):
        if not isinstance(issue, dict) or "gname" not in issue:
            raise UnexpectedPage(f"{page.url}: issue {year}{number} has no “gname” any more.")
        yield Row(str(issue["gname"]), f"国务院公报{year}{number}")


def _number(words: str) -> int:
    found = re.search(r"\d+", words)
    return int(found[0]) if found else 0
