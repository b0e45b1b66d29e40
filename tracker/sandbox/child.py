"""The process that reads: it takes one file after another from a pipe and answers with what it read or a fault.

Run as `python -m tracker.sandbox.child`; it ends when its pipe is closed.
"""

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from typing import IO, Any

from tracker.documents.reading import read
from tracker.errors import DocumentError, UnreadableDocument
from tracker.exports import redline_reading
from tracker.sandbox import limits, programs
from tracker.sandbox.messages import pack, receive


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every question of a pipe until it is closed."""
    while (question := receive(questions)) is not None:
        answers.write(answer(*question))
        answers.flush()


def answer(sort: str, data: bytes, name: str, seconds: int, *how: Any) -> bytes:
    """The packed answer to one question: what was read, what is wrong with the file, or a slip of ours."""
    limits.bound_seconds(seconds)
    try:
        return pack((sort, READS[sort](data, name, *how)))
    except DocumentError as fault:
        return pack(("fault", type(fault).__name__, str(fault)))
    except MemoryError:
        return pack(("memory",))
    except Exception as slip:
        return pack(("slip", f"{type(slip).__name__}: {slip}", traceback.format_exc()))


def _document(data: bytes, name: str, guide: Any, revisions: Any, ocr: bool, recognised: tuple[str, ...] = ()) -> Any:
    outside = programs.outside(ocr=ocr)
    if recognised:
        outside = replace(outside, recognise=lambda _: list(recognised))
    return read(data, name=name, guide=guide, revisions=revisions, outside=outside)


class _Found(Exception):
    """The scan in a file was found, and its pages were recognised: the reading has served its purpose."""

    def __init__(self, pages: int, words: list[str]) -> None:
        super().__init__()
        self.answer = (pages, tuple(words))


def _pages(data: bytes, name: str, first: int, most: int) -> Any:
    """Some pages of the scan in a file, wherever in it (a scan may come in a zip)."""

    def recognise(scan: bytes) -> list[str]:
        raise _Found(*programs.recognise_some(scan, first, most))

    try:
        read(data, name=name, outside=replace(programs.outside(), recognise=recognise))
    except _Found as found:
        return found.answer
    raise UnreadableDocument(f"{name} holds no pictures of pages.")


#: What can be asked for: a text, pages of a scan, or a redline that comes back from Word.
READS: dict[str, Callable[..., Any]] = {"document": _document, "pages": _pages, "redline": redline_reading.read}


def main() -> None:
    """Serve the process that started this one."""
    limits.bound_memory(int(sys.argv[1]))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # what a parser prints must not stand between the answers
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
