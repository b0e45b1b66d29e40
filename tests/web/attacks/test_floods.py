"""Floods: more than a request may hold, sent by anybody over a real connection; words that grow when they are shown."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.serving import served
from tests.web.api.conftest import Programs
from tracker.cli.up import BOUNDS
from tracker.web.prose import prose
from tracker.web.upload import LARGEST
from tracker.workday.upload import LARGEST as LARGEST_FILE


@pytest.fixture(scope="module")
def host(standing: Flask) -> Iterator[str]:
    with served(standing) as address:
        yield urlsplit(address).netloc


def said(host: str, words: bytes, then: bytes = b"", most: int = 0) -> bytes:
    """The first line of the answer to raw bytes, `then` sent again and again behind them until somebody has enough."""
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=30) as line:
        sent = 0
        try:
            line.sendall(words)
            while sent < most:
                line.sendall(then)
                sent += len(then)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has enough, and may have said so before
        try:
            return line.recv(100).split(b"\r\n")[0]
        except ConnectionResetError:
            return b"reset"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nCookie: session=" + b"x" * 70_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: x\r\n" % n for n in range(9_000)) + b"\r\n", b"431"),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431"),
        (b"POST /sign-in/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n", b"413"),
        (b"POST /sign-in/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n", b"501"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-A : x\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n", b"400"),
    ],
)
def test_a_head_that_is_none_is_refused(host: str, words: bytes, status: bytes) -> None:
    assert status in said(host, words)[:13], said(host, words)


def test_a_body_without_an_end_is_left_in_time(host: str) -> None:
    """In pieces, so that nobody can know how long it will be; before it was kept on disk up to a gigabyte."""
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    head = b"POST /sign-in/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert said(host, head, piece, BOUNDS["max_request_body_size"] * 2)[9:12] in (b"413", b"")


def test_the_largest_file_comes_through() -> None:
    assert BOUNDS["max_request_body_size"] > LARGEST == LARGEST_FILE


def test_the_site_stands_after_all_that(host: str) -> None:
    line = http.client.HTTPConnection(host, timeout=30)
    line.request("GET", "/healthz")
    assert line.getresponse().status == 200
    line.close()


WORDS = {
    "deep": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000,
    "a long number": b'{"days": ' + b"9" * 200_000 + b"}",
    "no number": b'{"days": 1e999999}',
    "half a sign": b'{"phrase": "\\ud800"}',
    "twice": b'{"phrase": "a", "phrase": "b"}',
    "not a number": b'{"days": NaN}',
}


@pytest.mark.parametrize("name", list(WORDS))
def test_json_made_to_break_a_reader_is_refused(program: Programs, name: str) -> None:
    answer = program("client").post("/watches", data=WORDS[name], content_type="application/json")
    assert answer.status_code in ((201, 400, 422) if name == "twice" else (400, 422)), answer.get_data(as_text=True)


GROWING = {
    "tables": ("|a" * 1250 + "\n" + "|-" * 1250 + "\n" + "|\n" * 1250 + "\n\nx\n\n") * 10,
    "brackets": "[" * 70_000,
    "pictures": "![" * 35_000,
    "stars": "*" * 35_000 + "a" + "*" * 35_000,
    "ticks": "".join("`" * n + " " for n in range(1, 370)),
    "quotes": ">" * 70_000,
    "addresses": "[a]: /x\n" * 8_000 + "[a]" * 1_000,
}


@pytest.mark.parametrize("name", list(GROWING))
def test_a_note_of_any_words_is_shown_in_a_moment(name: str) -> None:
    """Whoever opens the page waits for it, each time."""
    began = time.process_time()
    shown = prose(GROWING[name])
    assert time.process_time() - began < 3
    assert len(shown) < 12 * len(GROWING[name])


def test_a_table_somebody_wrote_is_still_one() -> None:
    assert "<td>15日</td>" in prose("| 条 | 期限 |\n|---|---|\n| 第八条 | 15日 |\n")
    assert json.dumps(prose("~~旧~~")) == json.dumps("<p><s>旧</s></p>\n")
