"""Pages that travel inside JSON: the raw bytes stay the evidence, what is read is the page within."""

import html
import json
from typing import Any

from tracker.sources.rows import decode


def unwrapped(data: bytes) -> bytes:
    """The page inside an answer of NDRC's getArticleDetail or NPC's info; any other bytes come back as they are."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"{":
        return data
    try:
        answer = json.loads(decode(data))
    except ValueError:
        return data
    return _page(answer) or data


def _page(answer: dict[str, Any]) -> bytes:
    inner = answer.get("data")
    if isinstance(inner, dict) and isinstance(inner.get("articleContent"), str):
        return _framed(str(inner.get("articleTitle", "")), inner["articleContent"])
    if isinstance(answer.get("tsy"), str):
        return _framed(str(answer.get("flxxmc", "")), answer["tsy"])
    return b""


def _framed(title: str, body: str) -> bytes:
    named = html.escape(title.replace("<BR>", "").replace("<br>", ""))
    head = f'<html><head><meta charset="utf-8"><title>{named}</title></head>'
    return f'{head}<body><div id="content">{body}</div></body></html>'.encode()
