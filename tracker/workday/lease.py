"""One scheduler, one visitor a source: whoever locks a file in the data folder; the system lets go at any death."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from tracker.errors import Busy, Conflict

NAME = "scheduler.lock"
VISITS = "visits"  # a folder of locks, one a source; they stay: a file that is taken away could be locked twice


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Be the only scheduler of this data folder while inside; raises Conflict, naming the other process."""
    with _locked(folder / NAME) as other:
        if other:
            raise Conflict(f"Another scheduler (process {other}) is at work on {folder}; this one does not start.")
        yield


def holder(folder: Path) -> str:
    """Who schedules this data folder, as `process 4711`; empty where nobody does. Takes nothing, not for a moment.

    A death lets go of the lock and leaves the number behind: it counts only while that process lives.
    """
    try:
        number = int((folder / NAME).read_text().strip() or 0)
        os.kill(number, 0)
    except PermissionError:
        pass  # it lives, under another account
    except (OSError, ValueError):
        return ""
    return f"process {number}" if number else ""


@contextmanager
def visit(folder: Path, source: str) -> Iterator[None]:
    """Be the only visitor of a source among all that work on this data folder; raises Busy, naming the other process.

    A scheduler's own visits count too: its ordinary one and its weekly one never meet.
    """
    with _locked(folder / VISITS / f"{quote(source, safe='')}.lock") as other:
        if other:
            who = "this process" if other == str(os.getpid()) else f"process {other}"
            raise Busy(f"{source}: another visit is under way ({who}); the source is left to it.")
        yield


@contextmanager
def _locked(file: Path) -> Iterator[str]:
    """Hold the lock of a file and give an empty word; where it is taken, give who holds it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield os.read(handle, 32).decode(errors="replace").strip() or "unknown"
            return
        os.ftruncate(handle, 0)
        with suppress(OSError):  # a full disk: the lock holds all the same, only its holder's name is wanting
            os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield ""
    finally:
        os.close(handle)  # lets go of the lock
