"""The list endpoint MIIT, SAMR and MOFCOM share (jpaas): JSON `code`, `success`, and rows as HTML in `data.html`."""

from collections.abc import Iterator

import lxml.html

from tracker.errors import UnexpectedPage
from tracker.sources.html_list import rows_in
from tracker.sources.rows import Row, json_of
from tracker.sources.source import SourceList


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of a unit answer; raises UnexpectedPage when it says `success: false` or carries no html."""
    answer = json_of(data, page)
    inner = answer.get("data") if isinstance(answer, dict) else None
    html = inner.get("html") if isinstance(inner, dict) else None
    if not isinstance(answer, dict) or not answer.get("success") or not isinstance(html, str):
        raise UnexpectedPage(f"{page.url}: the endpoint answered without success, or without rows.")
    if html.strip():  # a page beyond the last has none
        yield from rows_in(page, lxml.html.document_fromstring(html))
