"""Raw bytes kept by their SHA-256: written once, never altered, verified whenever they are read.

Where they lie is a `Place`: the folder of an installation, or an object store several machines share.
"""

import errno
import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tracker.errors import NoRoom, NotFound, StoreError
from tracker.settings import Settings
from tracker.sources.folder import DIGEST, Folder

# No room on the disk, over a quota, beyond the size a file may have.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Place(Protocol):
    """Where bytes lie by digest. A write is whole or nothing, whoever dies in the middle of it."""

    def read(self, digest: str) -> bytes | None:
        """The bytes under a digest as they lie there; None where there are none."""

    def write(self, digest: str, data: bytes) -> None:
        """Put bytes under a digest, in the place of what lies there."""

    def touch(self, digest: str, data: bytes) -> None:
        """Say that what lies there was met again, and is as young as what is put there now."""

    def remove(self, digest: str) -> None:
        """Take bytes away; nothing happens where there are none."""

    def digests(self, before: datetime | None = None) -> Iterator[str]:
        """Every digest something lies under, in no order; or those that were put there or met before an instant."""

    def is_older(self, digest: str, before: datetime) -> bool:
        """Whether what lies under a digest was put there and met before an instant."""

    def __str__(self) -> str:
        """What a person calls it; holds no secret."""


class Archive:
    """The captures of an installation, in a folder or in another place."""

    def __init__(self, place: Path | Place) -> None:
        self.place: Place = Folder(place) if isinstance(place, Path) else place

    def keep(self, data: bytes) -> str:
        """Keep bytes, give their SHA-256 (hex); the same bytes twice are one file, a damaged copy is written anew.

        Raises NoRoom where the disk is full, StoreError where it refuses otherwise; nothing half-written stays.
        """
        digest = hashlib.sha256(data).hexdigest()
        try:
            if self.place.read(digest) == data:
                self.place.touch(digest, data)
            else:
                self.place.write(digest, data)
        except OSError as fault:
            raise _refused(digest, self.place, fault) from fault
        return digest

    def read(self, sha256: str) -> bytes:
        """The bytes of a digest; raises NotFound if there are none, StoreError if the file no longer has it."""
        _must_be_digest(sha256)
        data = self.place.read(sha256)
        if data is None:
            raise NotFound(f"No capture {sha256[:12]}… is kept in {self.place}.")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"The capture {sha256[:12]}… is damaged: its file no longer has that digest.")
        return data

    def forget(self, sha256: str) -> None:
        """Take the bytes of a digest away. Whoever asks knows that nothing filed was read from them."""
        _must_be_digest(sha256)
        self.place.remove(sha256)

    def digests(self) -> frozenset[str]:
        """Every digest something is kept under, asked for once: what many look-ups are answered from."""
        return frozenset(self.place.digests())

    def is_older(self, sha256: str, before: datetime) -> bool:
        """Whether the bytes of a digest were kept, and met last, before an instant; False where there are none."""
        return self.place.is_older(sha256, before)

    def older(self, before: datetime) -> frozenset[str]:
        """The digests of what was kept, and met last, before an instant."""
        return frozenset(self.place.digests(before))


def _refused(digest: str, place: Place, fault: OSError) -> StoreError:
    said = f"The capture {digest[:12]}… could not be kept in {place}: {fault.strerror}."
    return NoRoom(said) if fault.errno in _FULL else StoreError(said)


def _must_be_digest(sha256: str) -> None:
    if not DIGEST.fullmatch(sha256):
        raise NotFound(f"“{sha256}” is no SHA-256.")


def installed(settings: Settings) -> Archive:
    """The archive of an installation: where TRACKER_CAPTURES says, else the folder `captures` in its data.

    Raises StoreError for an address that is not understood, or whose program is not installed.
    """
    if not settings.captures_at:
        return Archive(settings.captures)
    from tracker.sources.bucket import Bucket

    return Archive(Bucket(settings.captures_at))
