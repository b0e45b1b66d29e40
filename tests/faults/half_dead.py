"""Servers that are half dead: each does one evil with every connection; nothing here knows what is asked."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from typing import Self

Evil = Callable[["Line"], None]


class Line:
    """One connection of a half-dead server."""

    def __init__(self, sock: socket.socket, ended: threading.Event) -> None:
        self.sock, self._ended = sock, ended
        self.file = sock.makefile("rb")

    def say(self, words: bytes) -> None:
        self.sock.sendall(words)

    def drip(self, words: bytes, pause: float) -> None:
        """A byte a pause, over and over, until the other side has enough."""
        while not self._ended.is_set():
            for byte in words:
                self.say(bytes([byte]))
                if self._ended.wait(pause):
                    return

    def hang(self) -> None:
        """Say nothing, and keep the line open."""
        self._ended.wait(3600)

    def reset(self) -> None:
        """Break off as a machine does that lost its memory: RST instead of a goodbye."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def hear_head(self) -> None:
        """Read a request's head."""
        while self.file.readline() not in (b"\r\n", b""):
            pass


class HalfDead:
    """A server on a port of this machine while inside."""

    def __init__(self, evil: Evil) -> None:
        self._evil, self._ended = evil, threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.lines = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._door.accept()
                self.lines += 1
                threading.Thread(target=self._one, args=[sock], daemon=True).start()

    def _one(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError), sock:
            line = Line(sock, self._ended)
            self._evil(line)
            line.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._door.close()


def http(after_head: Evil) -> Evil:
    """Let robots.txt be absent, and do an evil to every other request."""

    def one(line: Line) -> None:
        while True:
            first = line.file.readline()
            line.hear_head()
            if b"/robots.txt" not in first:
                after_head(line)
                return
            line.say(b"HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx")

    return one


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def _cut(line: Line) -> None:
    line.say(HEAD + b"Content-Length: 5000\r\n\r\n<html>half of")


def _cut_chunks(line: Line) -> None:
    line.say(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n")


def _reset(line: Line) -> None:
    line.say(HEAD + b"Content-Length: 5000\r\n\r\n<html>")
    line.reset()


def _endless_headers(line: Line) -> None:
    line.say(HEAD)
    while True:
        line.say(b"X-More: " + b"x" * 1000 + b"\r\n")


def _garbage(line: Line) -> None:
    line.say(bytes(range(256)) * 40)


def _drip_headers(line: Line) -> None:
    line.say(HEAD)
    line.drip(b"X-A: a\r\n", 0.02)


def _drip_body(line: Line) -> None:
    line.say(HEAD + b"Content-Length: 9000000\r\n\r\n")
    line.drip(b"x", 0.02)


def _drip_packed(line: Line) -> None:
    """A gzip head whose file name never ends: bytes come, and nothing is ever unpacked."""
    line.say(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n\x1f\x8b\x08\x08\0\0\0\0\0\x03")
    line.drip(b"name", 0.02)


#: What a source may do to a request, each with how long the pauses of its drips are cut short for tests.
SOURCES: dict[str, Evil] = {
    "accepts and hangs": lambda line: line.hang(),
    "hangs after robots.txt": http(lambda line: line.hang()),
    "drips its head": http(lambda line: line.drip(b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 70_000, 0.02)),
    "drips headers, one by one": http(_drip_headers),
    "drips its body": http(
        lambda line: (line.say(HEAD + b"Content-Length: 9000000\r\n\r\n"), line.drip(b"x", 0.02))[0]
    ),
    "drips packed bytes": http(_drip_packed),
    "cuts its body": http(_cut),
    "cuts its chunks": http(_cut_chunks),
    "resets": http(_reset),
    "endless headers": http(_endless_headers),
    "speaks no HTTP": http(_garbage),
    "hangs up at once": lambda line: None,
}


def smtp(script: Callable[[Line, str], bool]) -> Evil:
    """A mail server that answers well until `script` takes over; it is asked with every word heard, `CONNECT` first."""

    def one(line: Line) -> None:
        heard = "CONNECT"
        while True:
            if script(line, heard):
                return
            line.say({"CONNECT": b"220 here\r\n", "DATA": b"354 go on\r\n"}.get(heard, b"250 well\r\n"))
            if heard == "DATA":
                while line.file.readline() not in (b".\r\n", b""):
                    pass
                heard = "DOT"
                continue
            words = line.file.readline().decode()
            if not words:
                return
            heard = words.split(" ")[0].strip().upper()

    return one


def _at(word: str, evil: Evil) -> Evil:
    def script(line: Line, heard: str) -> bool:
        if heard != word:
            return False
        evil(line)
        return True

    return smtp(script)


#: What a mail server may do, and what becomes of the letter: it fails for now, for good, or nobody knows.
MAIL: dict[str, tuple[Evil, str]] = {
    "hangs instead of greeting": (_at("CONNECT", lambda line: line.hang()), "queued"),
    "drips its greeting": (_at("CONNECT", lambda line: line.drip(b"220-a", 0.02)), "queued"),
    "goes on greeting for ever": (_at("CONNECT", lambda line: line.drip(b"220-again\r\n", 0.01)), "queued"),
    "resets at MAIL": (_at("MAIL", lambda line: line.reset()), "queued"),
    "is too busy at RCPT": (_at("RCPT", lambda line: line.say(b"451 later\r\n")), "queued"),
    "knows no such person": (_at("RCPT", lambda line: line.say(b"550 nobody\r\n")), "failed"),
    "drips at RCPT": (_at("RCPT", lambda line: line.drip(b"250-", 0.02)), "queued"),
    "shuts down at DATA": (_at("DATA", lambda line: line.say(b"421 closing\r\n")), "queued"),
    "refuses at DATA": (_at("DATA", lambda line: line.say(b"554 no\r\n")), "failed"),
    "hangs after the letter": (_at("DOT", lambda line: line.hang()), "claimed"),
    "drips after the letter": (_at("DOT", lambda line: line.drip(b"250-", 0.02)), "claimed"),
    "resets after the letter": (_at("DOT", lambda line: line.reset()), "claimed"),
    "puts the letter off": (_at("DOT", lambda line: line.say(b"452 no room\r\n")), "queued"),
    "refuses the letter": (_at("DOT", lambda line: line.say(b"554 spam\r\n")), "failed"),
    "speaks no SMTP": (_at("CONNECT", lambda line: line.say(b"HTTP/1.1 400 Bad Request\r\n\r\n")), "queued"),
}
