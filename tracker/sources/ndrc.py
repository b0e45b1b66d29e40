"""The consultations of www.ndrc.gov.cn: rows lead to `sa.html#/<key>`, which a program asks for as `shortKey=<key>`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urljoin

from tracker.sources.html_list import rows_in
from tracker.sources.rows import Row, tree
from tracker.sources.source import SourceList

_KEY = re.compile(r"sa\.html#/([\w-]+)")
ACCESS = "/public/submission-service/article/access-url?shortKey="


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of the 意见征求 page; one that leads elsewhere keeps its own address."""
    for row in rows_in(page, tree(data, page)):
        key = _KEY.search(row.link)
        yield replace(row, link=urljoin(row.link, ACCESS + quote(key[1]))) if key else row
