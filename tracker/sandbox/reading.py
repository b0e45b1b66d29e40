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
from tracker.errors import DocumentError, TookTooLong, UnreadableDocument
from tracker.exports.redline_reading import Marked
from tracker.law.document import Document
from tracker.sandbox.limits import LATER, PERSONS, RECOGNISING, Limits
from tracker.sandbox.messages import HEAD, Broken, length, pack, unpack

log = logging.getLogger("tracker.sandbox")

_USUAL = Limits()
#: A person waits for it; the longest redline of the corpus (600 KB of text) takes 0.1 s.
_REDLINE = Limits(seconds=55, wall=60, line=PERSONS)
_ANSWERS: dict[str, type] = {"document": Document, "redline": Marked, "pages": tuple}
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
    recognised: tuple[str, ...] = (),
) -> Document:
    """The document some bytes hold, read in a process of its own; of a scan, from the pages `recognised` before.

    Raises what `documents.reading.read` raises; UnreadableDocument also for a file that would take more memory than
    `limits` give it, that ends its reader, or that tracker itself stumbles over; TookTooLong for one that would take
    more time.
    """
    bounds = limits or (RECOGNISING if ocr else _USUAL)
    how = (guide, revisions, ocr, recognised)
    document = reader(bounds).ask("document", data, name or "The file", bounds, *how)
    assert isinstance(document, Document)
    return document


def recognise(data: bytes, *, name: str, first: int, most: int) -> tuple[int, tuple[str, ...]]:
    """Words on pages of a scan, `most` of them from the `first` on, and how many pages it has.

    Raises UnreadableDocument where the file is no scan, or recognition fails or is not installed.
    """
    answer = reader(RECOGNISING).ask("pages", data, name, RECOGNISING, first, most)
    match answer:
        case (int(pages), tuple(words)) if all(isinstance(one, str) for one in words):
            return pages, words
    raise UnreadableDocument(f"{name} made its reader say what no reader says: it is made to harm.")


def read_redline(data: bytes, *, name: str, limits: Limits | None = None) -> Marked:
    """What came back in a redline worked on in Word, read in a process of its own.

    Raises UnreadableDocument as `exports.redline_reading.read` does, and for a file beyond the limits.
    """
    bounds = limits or _REDLINE
    marked = reader(bounds).ask("redline", data, name, bounds)
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
        deadline = time.monotonic() + limits.by_the_clock
        if not self.lock.acquire(timeout=limits.by_the_clock):
            raise TookTooLong(_too_long(named, limits))
        try:
            question = pack((sort, data, named, limits.seconds, *how))
            try:
                body = self._converse(question, deadline)
                message = unpack(body)
            except (Broken, OSError) as fault:
                raise self._obituary(named, limits) from fault
            self.files += 1
            if self.files >= _MOST_FILES:
                self.end()
        finally:
            self.lock.release()
        return _understood(sort, message, named, limits)

    def _converse(self, question: bytes, deadline: float) -> bytes:
        process = self.running()
        assert process.stdin is not None
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

    def _obituary(self, named: str, limits: Limits) -> UnreadableDocument:
        """Why the child gave no answer; it is ended if it still runs."""
        process = self.process
        code = process.poll() if process else None
        if process is not None and code is None:
            # a child that was ended by the system closes its pipe a moment before it is gone
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(timeout=0.5)
        self.end()
        if code is None or code == -_TIME_IS_UP:
            return TookTooLong(_too_long(named, limits))
        return UnreadableDocument(
            f"{named} ended the process that read it (code {code}): it is damaged or made to harm."
        )

    def kill(self) -> None:
        """Kill the child under whoever waits for it; its pipes stay theirs, to see that it is gone."""
        process = self.process
        if process is not None and self.owner == os.getpid():
            process.kill()

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


def _too_long(named: str, limits: Limits) -> str:
    return f"{named} took more than {limits.seconds} seconds to read and was given up."


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


_readers: dict[tuple[int, str], Reader] = {}
_starting = threading.Lock()


def reader(limits: Limits) -> Reader:
    """The reader of this much memory for this line: one a line, reading is work for one core."""
    with _starting:
        return _readers.setdefault((limits.memory, limits.line), Reader(limits.memory))


def break_off() -> None:
    """End the readings that are done later; whoever asked for one is told as if it had taken too long."""
    with _starting:
        for (_, line), one in _readers.items():
            if line == LATER:
                one.kill()


@atexit.register
def close() -> None:
    """End the readers this process started."""
    with _starting:
        for one in _readers.values():
            one.end()
        _readers.clear()
