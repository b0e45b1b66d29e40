"""A backup: a folder with a copy of the database, every capture, the sources added here, and a manifest of it all.

Made while people work. The database is copied first: a capture is written before the row that names it and never taken
away, so that whatever the copy names lies in the folder. Passwords to services and the key of sessions are not in it.
"""

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from tracker.errors import StoreError, Unavailable
from tracker.practice.audit import OPERATOR, Done
from tracker.settings import Settings
from tracker.sources.archive import Archive, installed
from tracker.store.copying import FILES, Contents
from tracker.store.library import Library

MANIFEST = "manifest.json"
CAPTURES, SOURCES = "captures", "sources"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: when it was made (UTC, ISO 8601), the copy of the database and its digest, its contents."""

    made_at: str
    file: str
    sha256: str
    contents: Contents

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of a backup; raises StoreError where there is none that can be read."""
        try:
            said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            held = said.pop("contents")
            held["audit"], held["captures"] = tuple(held["audit"]), tuple(held["captures"])
            return cls(**said, contents=Contents(**held))
        except (OSError, ValueError, TypeError, KeyError) as fault:
            raise StoreError(f"{folder} is no finished backup: its manifest cannot be read ({fault}).") from fault


def back_up(settings: Settings, folder: Path, at: datetime) -> Manifest:
    """Make a backup in a folder, or bring one there up to date: captures that lie there are not copied again.

    A death in the middle leaves the former backup whole. Raises StoreError where something cannot be copied, or a
    capture no longer has its digest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    library = Library.open(settings.database)
    try:
        fresh = folder / f".{FILES[library.kind]}.new"
        fresh.unlink(missing_ok=True)
        contents = library.copy(fresh)
    finally:
        library.close()
    _copy_captures(installed(settings), Archive(folder / CAPTURES), contents.captures)
    _copy_sources(settings.data / SOURCES, folder / SOURCES)
    digest = _digest(fresh)
    # Named by its digest: the former copy stays until the manifest no longer speaks of it.
    manifest = Manifest(at.isoformat(), f"{digest[:12]}-{FILES[library.kind]}", digest, contents)
    os.replace(fresh, folder / manifest.file)
    _write(folder / MANIFEST, json.dumps(asdict(manifest), indent=1))
    for former in folder.glob(f"*-{FILES[library.kind]}"):
        if former.name != manifest.file:
            former.unlink()
    return manifest


def restore(settings: Settings, folder: Path, at: datetime) -> Manifest:
    """Put a backup back where there is no library yet, checked before and after, and brought to the present shape.

    Raises StoreError where the backup is damaged or what came of it differs, Conflict where a library is there.
    """
    manifest = check(folder)
    Library.put_back(settings.database, folder / manifest.file)
    settings.data.mkdir(parents=True, exist_ok=True)
    _copy_captures(Archive(folder / CAPTURES), installed(settings), manifest.contents.captures)
    _copy_sources(folder / SOURCES, settings.data / SOURCES)
    wrong = differences(settings.database, manifest)
    if wrong:
        raise StoreError(f"What was restored differs from the backup: {'; '.join(wrong)}.")
    library = Library.open(settings.database)
    try:
        with library.writing() as files:
            files.audit.record(OPERATOR, Done.RESTORED, "library", manifest.made_at, at)
    finally:
        library.close()
    return manifest


def mend_captures(settings: Settings, folder: Path) -> tuple[list[str], list[str]]:
    """Put back from a backup what is damaged or missing among a library's captures, and touch nothing else.

    The digests that were put back, and those the backup does not have whole either. Raises StoreError.
    """
    library = Library.open(settings.database)
    try:
        with library.reading() as files:
            digests = files.tallies.digests()
    finally:
        library.close()
    here, there = installed(settings), Archive(folder / CAPTURES)
    ill = [digest for digest in digests if not _is_whole(here, digest)]
    mended = [digest for digest in ill if _is_whole(there, digest)]
    for digest in mended:
        here.keep(there.read(digest))
    return mended, [digest for digest in ill if digest not in mended]


def _is_whole(archive: Archive, digest: str) -> bool:
    try:
        archive.read(digest)
    except Unavailable:
        raise  # a store that does not answer says nothing of what lies there
    except StoreError:
        return False
    return True


def check(folder: Path) -> Manifest:
    """Read a whole backup and compare it with its manifest; raises StoreError, naming what is damaged or missing."""
    manifest = Manifest.read(folder)
    if _digest(folder / manifest.file) != manifest.sha256:
        raise StoreError(f"The copy of the database in {folder} is damaged: it no longer has its digest.")
    archive = Archive(folder / CAPTURES)
    for digest in manifest.contents.captures:
        archive.read(digest)
    return manifest


def differences(url: str, manifest: Manifest) -> list[str]:
    """How a library differs from what a manifest says, a sentence each."""
    found, wanted = Library.contents(url), manifest.contents
    wrong = [
        f"{table} has {found.counts.get(table, 0)} rows and not {count}"
        for table, count in wanted.counts.items()
        if found.counts.get(table, 0) != count
    ]
    wrong += ["words or verdicts are others"] if found.fingerprint != wanted.fingerprint else []
    return wrong + (["the audit log ends otherwise"] if found.audit != wanted.audit else [])


def _copy_captures(source: Archive, target: Archive, digests: tuple[str, ...]) -> None:
    there = target.digests()
    for digest in digests:
        if digest not in there:
            target.keep(source.read(digest))


def _copy_sources(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as fault:
        raise StoreError(f"The copy of the database {file} cannot be read: {fault.strerror}.") from fault


def _write(file: Path, words: str) -> None:
    fresh = file.with_name(f".{file.name}.new")
    with fresh.open("w", encoding="utf-8") as opened:
        opened.write(words)
        opened.flush()
        os.fsync(opened.fileno())
    os.replace(fresh, file)
