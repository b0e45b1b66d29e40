"""Captures in a folder: `ab/cd/<digest>` below it, written atomically, synced to the disk, then read only."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

COMING = ".incoming-"  # what a death left behind under such a name is nobody's capture
DIGEST = re.compile("[0-9a-f]{64}")


class Folder:
    """A folder of captures; made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where a digest's bytes stand."""
        return self.folder / digest[:2] / digest[2:4] / digest

    def read(self, digest: str) -> bytes | None:
        """The bytes as they lie there; None where there are none."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, digest: str, data: bytes) -> None:
        """Put bytes there: under another name first, so that a reader finds all of them or nothing."""
        path = self.path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=COMING)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o444)  # a capture is evidence
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def touch(self, digest: str, data: bytes) -> None:
        """Say that these bytes were met again: they are as young as new ones."""
        with suppress(PermissionError):  # another account's file on a shared volume
            os.utime(self.path(digest))

    def remove(self, digest: str) -> None:
        """Take the file away."""
        self.path(digest).unlink(missing_ok=True)

    def digests(self, before: datetime | None = None) -> Iterator[str]:
        """The names of all files that are whole, or of those that were written and touched before an instant."""
        for file in self.folder.glob("??/??/*"):
            if DIGEST.fullmatch(file.name) and (before is None or file.stat().st_mtime < before.timestamp()):
                yield file.name

    def is_older(self, digest: str, before: datetime) -> bool:
        """Whether a file was written and touched before an instant."""
        try:
            return self.path(digest).stat().st_mtime < before.timestamp()
        except FileNotFoundError:
            return False

    def __str__(self) -> str:
        return str(self.folder)


def _sync(folder: Path) -> None:
    """Make the new name itself survive a power cut, which syncing the file alone does not."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
