"""What the readers of lists share: a row, and bytes as an element tree or as JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from tracker.errors import UnexpectedPage
from tracker.sources.source import SourceList


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list as its shape gives it, before filters: the address may be relative, the title marked up.

    `closing` is the words of the field that says until when comments are taken, empty where the list has none; `facts`
    is what the row of a standard says of it, by the house's words (number, status, issued-on, in-force-on).
    """

    link: str
    title: str
    on: date | None = None
    closing: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def tree(data: bytes, page: SourceList) -> HtmlElement:
    """A page's element tree; raises UnexpectedPage for bytes that hold none."""
    if not data.strip():
        raise UnexpectedPage(f"{page.url}: the list page is empty.")
    return lxml.html.document_fromstring(decode(data))


def decode(data: bytes) -> str:
    """A page's words: UTF-8 if it is that, else GB18030 (holding GBK and GB2312); its declaration may lie."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", errors="replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # lxml refuses a str that declares an encoding


def json_of(data: bytes, page: SourceList) -> Any:
    """A JSON answer; raises UnexpectedPage when HTML or nothing came in its place."""
    try:
        return json.loads(decode(data))
    except ValueError as fault:
        raise UnexpectedPage(
            f"{page.url}: JSON was due, but the answer begins with “{data[:40].decode(errors='replace')}”."
        ) from fault


def entries(rows: Any, page: SourceList) -> Iterator[dict[str, Any]]:
    """The objects of a JSON list; raises UnexpectedPage when there is no such list."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnexpectedPage(f"{page.url}: the answer holds no list of rows any more.")
    yield from rows
