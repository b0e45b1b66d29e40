"""Typefaces: which Chinese font of this machine a PDF may be set in, by `regs/typefaces.toml`."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tracker.knowledge.tables import read
from tracker.settings import folder


def typeface(env: Mapping[str, str] = os.environ) -> tuple[bytes, int] | None:
    """A font file with the number of the face in it; None where this machine has none we know.

    TRACKER_FONT names a file that goes before all others. Raises KnowledgeError when the table is written wrongly.
    """
    named = env.get("TRACKER_FONT")
    if named and Path(named).is_file():
        return Path(named).read_bytes(), 0
    found = _found(folder("regs") / "typefaces.toml")
    return (found[0].read_bytes(), found[1]) if found else None


@cache
def _found(file: Path) -> tuple[Path, int] | None:
    table = read(file)
    folders = [Path(one).expanduser() for one in table.texts("folders")]
    faces = []
    for entry in table.tables("typeface"):
        faces.append((entry.text("file"), entry.whole("face", 0)))
        entry.text("name")
        entry.done()
    table.done()
    here = {
        path.name.lower(): path for one in reversed(folders) if one.is_dir() for path in one.rglob("*.[tTo][tT][fcFC]")
    }
    return next(((here[name.lower()], face) for name, face in faces if name.lower() in here), None)
