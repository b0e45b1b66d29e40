"""Captures as WARC (ISO 28500): what any archive's tools read, written from the bytes and headers as they were kept."""

import io
import uuid
from collections.abc import Iterable
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.law.instrument import Capture

# The bytes are kept unpacked: what said how they were packed, or how long they were then, no longer holds.
_OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length"})
SOFTWARE = "tracker"


def write(out: BinaryIO, captures: Iterable[tuple[Capture, bytes]], *, contact: str = "") -> None:
    """Write a compressed WARC: one record a capture, its SHA-256 as payload digest. Same captures, same bytes.

    A fetched file is a `response` of the address that answered, with its status and headers; where another address was
    asked for, a `metadata` record beside it says which. A file brought by hand is a `resource`.
    """
    writer = WARCWriter(out, gzip=True)
    for capture, data in captures:
        if not capture.url:
            _uploaded(writer, capture, data)
            continue
        _fetched(writer, capture, data, contact)


def _fetched(writer: WARCWriter, capture: Capture, data: bytes, contact: str) -> None:
    kept = [(name, value) for name, value in capture.headers if name not in _OF_THE_WIRE]
    answer = StatusAndHeaders(f"{capture.status} ", [*kept, ("content-length", str(len(data)))], protocol="HTTP/1.1")
    told = _told(capture, "response")
    _write(writer, capture.final_url or capture.url, "response", data, told, answer)
    if capture.final_url != capture.url or contact:
        lines = f"requested: {capture.url}\r\nsource: {capture.source}\r\noperator: {contact}\r\n"
        about = {**_told(capture, "metadata"), "WARC-Concurrent-To": told["WARC-Record-ID"]}
        about.pop("WARC-Payload-Digest")
        _write(writer, capture.final_url or capture.url, "metadata", lines.encode(), about, None)


def _uploaded(writer: WARCWriter, capture: Capture, data: bytes) -> None:
    told = {**_told(capture, "resource"), "Content-Type": capture.media_type}
    _write(writer, f"urn:sha256:{capture.sha256}", "resource", data, told, None)


def _told(capture: Capture, kind: str) -> dict[str, str]:
    """Headers of a record: its day, its digest, and an id made of both, so that the same capture is the same record."""
    name = f"{kind} {capture.url} {capture.sha256} {capture.fetched_at.isoformat()}"
    return {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>",
        "WARC-Date": capture.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Payload-Digest": f"sha256:{capture.sha256}",
    }


def _write(
    writer: WARCWriter, url: str, kind: str, data: bytes, told: dict[str, str], answer: StatusAndHeaders | None
) -> None:
    record = writer.create_warc_record(
        url, kind, payload=io.BytesIO(data), length=len(data), http_headers=answer, warc_headers_dict=told
    )
    writer.write_record(record)
