"""Packing: pages, data and our own scripts travel as gzip to browsers that take it; a long page is a tenth of its size.

A page holds a token of the form and may repeat what the address asked; that its packed length tells nothing of the
token, a name of random length stands in the head of the stream (as Django does against the BREACH attack).
"""

import gzip
import secrets
from io import BytesIO

from flask import Response, request

SHORTEST = 1000  # bytes: below, the head of the stream and the work cost more than is saved
LONGEST_NAME = 100  # characters of noise
LEVEL = 5  # of 9: level 6 takes half as long again for two per cent less
PACKED = frozenset(
    {
        *("text/html", "text/css", "text/javascript", "text/markdown", "text/calendar", "text/plain"),
        *("application/json", "application/ld+json", "application/atom+xml", "application/rss+xml", "image/svg+xml"),
    }
)


def pack(response: Response) -> Response:
    """The response as gzip where that is worth it and the browser takes it; else as it is."""
    if response.mimetype not in PACKED:
        return response
    response.vary.add("Accept-Encoding")
    takes = request.accept_encodings.quality("gzip") > 0
    if not takes or response.status_code != 200 or "Content-Encoding" in response.headers:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SHORTEST:
        return response
    response.set_data(_packed(body))
    response.headers["Content-Encoding"] = "gzip"
    if etag := response.get_etag()[0]:
        response.set_etag(etag, weak=True)  # the same words, in other bytes
    return response


def _packed(body: bytes) -> bytes:
    out = BytesIO()
    noise = secrets.token_urlsafe(LONGEST_NAME)[: secrets.randbelow(LONGEST_NAME) + 1]
    with gzip.GzipFile(noise, "wb", LEVEL, out, mtime=0) as stream:
        stream.write(body)
    return out.getvalue()
