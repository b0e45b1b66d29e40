"""The topics a reader may follow, `regs/topics.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tracker.knowledge.tables import read
from tracker.settings import folder


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject instruments are filed under: its word in URLs and data, its names."""

    id: str
    name_zh: str
    name_en: str


@cache
def topics() -> Mapping[str, Topic]:
    """Topics by id, in the order of the file; raises KnowledgeError when a table is written wrongly."""
    return MappingProxyType(load(folder("regs") / "topics.toml"))


def load(file: Path) -> dict[str, Topic]:
    """The topics of one file; raises KnowledgeError, also for an id used twice."""
    table = read(file)
    found: dict[str, Topic] = {}
    for entry in table.tables("topic"):
        topic = Topic(entry.text("id"), entry.text("name_zh"), entry.text("name_en"))
        entry.done()
        if topic.id in found:
            raise entry.fault("id", f"repeats “{topic.id}”")
        found[topic.id] = topic
    table.done()
    return found
