"""The issuing bodies of `regs/authorities.toml`, and the invented ones of the sample library."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tracker.knowledge.tables import Table, read
from tracker.law.authority import Authority
from tracker.law.instrument import Shelf
from tracker.settings import folder


@cache
def authorities(shelf: Shelf | None = None) -> Mapping[str, Authority]:
    """Authorities by id, in the order of the file.

    Without a shelf all of them, to look one up; with `Shelf.REAL` or `Shelf.SAMPLE` those of that shelf alone, to
    choose from.
    Raises KnowledgeError when a table is written wrongly.
    """
    found: dict[str, Authority] = {}
    if shelf is not Shelf.SAMPLE:
        found |= load(folder("regs") / "authorities.toml")
    if shelf is not Shelf.REAL:
        found |= load(folder("regs") / "sample" / "authorities.toml")
    return MappingProxyType(found)


def load(file: Path) -> dict[str, Authority]:
    """The authorities of one file; raises KnowledgeError, also for an id used twice."""
    table = read(file)
    found: dict[str, Authority] = {}
    for entry in table.tables("authority"):
        body = _authority(entry)
        if body.id in found:
            raise entry.fault("id", f"repeats “{body.id}”")
        found[body.id] = body
    table.done()
    return found


def _authority(table: Table) -> Authority:
    body = Authority(
        id=table.text("id"),
        name_zh=table.text("name_zh"),
        name_en=table.text("name_en"),
        aliases=table.texts("aliases"),
        url=table.text("url", ""),
    )
    table.done()
    return body
