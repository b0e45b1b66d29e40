"""Reading within limits: a file that takes all memory, all time or the whole process takes only its reader along."""

import atexit
import contextlib
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from tracker import errors
from tracker.documents.guide import Guide
from tracker.documents.revisions import Revisions
from tracker.errors import DocumentError, UnreadableDocument
from tracker.exports.redline_reading import Marked
from tracker.law.document import Document
from tracker.sandbox.limits import RECOGNISING, Limits
from tracker.sandbox.messages import HEAD, Broken, length, pack, unpack

log = logging.getLogger("tracker.sandbox")

_USUAL = Limits()
#: A person waits for it; the longest redline of the corpus (600 KB of text) takes 0.1 s.
_REDLINE = Limits(seconds=60)
_ANSWERS: dict[str, type] = {"document": Document, "redline": Marked}
_GUIDE = Guide()
#: Parsers keep what they once took; a reader that has read this many files makes room for a new one.
_MOST_FILES = 200
#: How the system ends a process whose processor time is spent; Windows has no such signal.
_TIME_IS_UP = int(getattr(signal, "SIGXCPU", 0))
_FAULTS = ("UnreadableDocument", "NotARegulation", "ScannedDocument")


def read(
    data: bytes,
    *,
    name: str = "",
    guide: Guide = _GUIDE,
    revisions: Revisions = Revisions.ACCEPTED,
    ocr: bool = False,
    limits: Limits | None = None,
) -> Document:
    """The document some bytes hold, read in a process of its own.

    Raises what `documents.reading.read` raises; UnreadableDocument also for a file that would take more time or memory
    than `limits` give it, that ends its reader, or that tracker itself stumbles over.
    """
    bounds = limits or (RECOGNISING if ocr else _USUAL)
    document = reader(bounds.memory).ask("document", data, name or "The file", bounds, guide, revisions, ocr)
    assert isinstance(document, Document)
    return document


def read_redline(data: bytes, *, name: str, limits: Limits | None = None) -> Marked:
    """What came back in a redline worked on in Word, read in a process of its own.

    Raises UnreadableDocument as `exports.redline_reading.read` does, and for a file beyond the limits.
    """
    bounds = limits or _REDLINE
    marked = reader(bounds.memory).ask("redline", data, name, bounds)
    assert isinstance(marked, Marked)
    return marked


@dataclass(slots=True)
class Reader:
    """One child process and the pipe to it; started on the first question, started again after it was ended."""

    memory: int
    process: "subprocess.Popen[bytes] | None" = None
    files: int = 0
    owner: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, sort: str, data: bytes, named: str, limits: Limits, *how: object) -> object:
        """The answer of the child to a question of this sort: what was read, or the error that stands for it."""
        with self.lock:
            question = pack((sort, data, named, limits.seconds, *how))
            try:
                body = self._converse(question, 2 * limits.seconds)
                message = unpack(body)
            except (Broken, OSError) as fault:
                raise UnreadableDocument(self._obituary(named, limits)) from fault
            self.files += 1
            if self.files >= _MOST_FILES:
                self.end()
        return _understood(sort, message, named, limits)

    def _converse(self, question: bytes, seconds: float) -> bytes:
        process = self.running()
        assert process.stdin is not None
        deadline = time.monotonic() + seconds
        # an unbuffered pipe takes what it can hold at a time
        left = memoryview(question)
        while left:
            left = left[process.stdin.write(left) or 0 :]
        return self._take(process, length(self._take(process, HEAD, deadline)), deadline)

    def _take(self, process: "subprocess.Popen[bytes]", size: int, deadline: float) -> bytes:
        """So many bytes of the child's answer; raises Broken when it ends or the time is up."""
        assert process.stdout is not None
        parts: list[bytes] = []
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            while size:
                if not waiting.select(max(0.0, deadline - time.monotonic())):
                    raise Broken("time is up")
                part = os.read(process.stdout.fileno(), min(size, 1 << 20))
                if not part:
                    raise Broken("the reader ended")
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def running(self) -> "subprocess.Popen[bytes]":
        """The child, started if there is none that lives."""
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            if self.process is not None and self.owner == os.getpid():
                self.end()
            command = [sys.executable, "-m", "tracker.sandbox.child", str(self.memory)]
            self.process = subprocess.Popen(  # noqa: S603 - our own module, no word of it from outside
                command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self.owner, self.files = os.getpid(), 0
        return self.process

    def _obituary(self, named: str, limits: Limits) -> str:
        """Why the child gave no answer; it is ended if it still runs."""
        process = self.process
        code = process.poll() if process else None
        if process is not None and code is None:
            # a child that was ended by the system closes its pipe a moment before it is gone
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout=0.5)
        self.end()
        if code is None or code == -_TIME_IS_UP:
            return f"{named} took more than {limits.seconds} seconds to read and was given up."
        return f"{named} ended the process that read it (code {code}): it is damaged or made to harm."

    def end(self) -> None:
        """End the child, if this process started one."""
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        if process.poll() is None:
            process.kill()
        process.wait()


def _understood(sort: str, message: tuple[Any, ...], named: str, limits: Limits) -> object:
    match message:
        case (str(told), made) if told == sort and isinstance(made, _ANSWERS[sort]):
            return made
        case ("fault", str(kind), str(says)) if kind in _FAULTS:
            fault = getattr(errors, kind)(says)
            assert isinstance(fault, DocumentError)
            raise fault
        case ("memory",):
            raise UnreadableDocument(
                f"{named} needs more than {limits.memory} MB of memory to be read; it was given up."
            )
        case ("slip", str(says), str(trace)):
            # a slip of ours on one file must not stop the visit to all the others
            log.error("%s could not be read: %s", named, trace)
            raise UnreadableDocument(f"{named}: tracker itself stumbled over it ({says}).")
        case _:
            raise UnreadableDocument(f"{named} made its reader say what no reader says: it is made to harm.")


_readers: dict[int, Reader] = {}
_starting = threading.Lock()


def reader(memory: int) -> Reader:
    """The reader of this much memory; one is enough, reading is work for one core."""
    with _starting:
        return _readers.setdefault(memory, Reader(memory))


@atexit.register
def close() -> None:
    """End the readers this process started."""
    with _starting:
        for one in _readers.values():
            one.end()
        _readers.clear()
