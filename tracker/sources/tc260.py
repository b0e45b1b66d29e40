"""The drafts list of www.tc260.org.cn: rows without href, `onclick="jumpDetail('<hex>','<deadline>')"`."""

import re
from collections.abc import Iterator

from tracker.sources.dates import read_date
from tracker.sources.rows import Row, tree
from tracker.sources.source import SourceList

_JUMP = re.compile(r"jumpDetail\(\s*'([0-9a-f]{32})'(?:\s*,\s*'([^']*)')?")


def rows(page: SourceList, data: bytes) -> Iterator[Row]:
    """The rows of the 征求意见 page; raises UnexpectedPage for an empty page."""
    for link in tree(data, page).xpath("//a[contains(@onclick, 'jumpDetail')]"):
        found = _JUMP.search(link.get("onclick", ""))
        spans = link.xpath("ancestor::*[contains(@class, 'item')][1]//span")
        if found:
            on = read_date(spans[-1].text_content()) if spans else None
            yield Row(f"/portal/suggestion-detail/{found[1]}", link.text_content(), on, found[2] or "")
