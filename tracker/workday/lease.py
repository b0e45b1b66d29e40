"""Exactly one scheduler: whoever holds the lock on a file in the data folder; the system lets go of it at any death."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import Conflict

NAME = "scheduler.lock"


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Be the only scheduler of this data folder while inside; raises Conflict, naming the other process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.read(handle, 32).decode(errors="replace").strip() or "unknown"
            raise Conflict(
                f"Another scheduler (process {other}) is at work on {folder}; this one does not start."
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)  # lets go of the lock
