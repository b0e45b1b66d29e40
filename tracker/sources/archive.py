"""Raw bytes kept by their SHA-256 in a folder: written once, never altered, verified whenever they are read."""

import hashlib
import os
import tempfile
from pathlib import Path

from tracker.errors import NotFound, StoreError


class Archive:
    """The captures of an installation: `ab/cd/<digest>` below a folder, written atomically and synced to the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Keep bytes, give their SHA-256 (hex); the same bytes twice are one file, a damaged copy is written anew."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if not (path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest):
            self._write(path, data)
        return digest

    def read(self, sha256: str) -> bytes:
        """The bytes of a digest; raises NotFound if there are none, StoreError if the file no longer has it."""
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise NotFound(f"No capture {sha256[:12]}… is kept in {self.folder}.") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"The capture {sha256[:12]}… is damaged: its file no longer has that digest.")
        return data

    def path(self, sha256: str) -> Path:
        """Where a digest's bytes stand."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise NotFound(f"“{sha256}” is no SHA-256.")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
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
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, which syncing the file alone does not."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
