"""A folder to drop files in: each is taken in like an upload, then moved beside, so that nothing is taken twice."""

import logging
import os
from pathlib import Path

from tracker.errors import TrackerError
from tracker.workday.desk import Desk
from tracker.workday.found import Outcome, Taken
from tracker.workday.upload import LARGEST, SUFFIXES, Upload, named, take_in_file

log = logging.getLogger("tracker.dropfolder")

NAME = "inbox"
BY = "drop-folder"
TAKEN, ASIDE = "taken", "aside"
# A file somebody is still copying grows; one that did not change for so long is whole.
SETTLED_SECONDS = 5.0


def sweep(desk: Desk, folder: Path) -> list[Taken]:
    """Take in every whole file of `<folder>/inbox/` and move it to `taken/` or `aside/` there; what became of each.

    A death between taking and moving takes the file again: the same text is the same version. The folder is made if
    absent. A file that cannot be read as a regulation is in quarantine and lies in `aside/`.
    """
    inbox = folder / NAME
    inbox.mkdir(parents=True, exist_ok=True)
    now = desk.clock().timestamp()
    waiting = sorted(file for file in inbox.iterdir() if file.is_file() and file.suffix.lower() in SUFFIXES)
    whole = [file for file in waiting if now - file.stat().st_mtime >= SETTLED_SECONDS]
    return [taken for file in whole if (taken := _take(desk, file)) is not None]


def _take(desk: Desk, file: Path) -> Taken | None:
    if file.stat().st_size > LARGEST:
        log.error("%s is larger than any regulation; it stays where it is.", file.name)
        return None
    named_on, stage = named(file.stem)
    upload = Upload(data=file.read_bytes(), name=file.name, by=BY, stage=stage, dated_on=named_on)
    try:
        taken = take_in_file(desk, upload)
    except TrackerError as fault:
        log.error("%s could not be taken in: %s", file.name, fault)
        return None
    _move(file, file.parent / (ASIDE if taken.outcome is Outcome.QUARANTINED else TAKEN))
    return taken


def _move(file: Path, to: Path) -> None:
    to.mkdir(exist_ok=True)
    place, number = to / file.name, 2
    while place.exists():
        place = to / f"{file.stem}-{number}{file.suffix}"
        number += 1
    os.replace(file, place)
