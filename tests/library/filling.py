"""The law collection brought into a library, text by text as `tracker import` does, with the time each took."""

import os
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tracker import knowledge
from tracker.settings import Settings
from tracker.workday.catalogue import sync
from tracker.workday.desk import Desk, open_desk
from tracker.workday.upload import Upload, take_in_file

# A law of which the collection has several texts stands in the small library too: the workbench needs two of them.
SEVERAL = "海洋环境保护法"
SMALL = 100


@dataclass
class Filled:
    """What came of the texts, and the second each was done at, by the clock and by this process's own processor."""

    outcomes: Counter[str] = field(default_factory=Counter)
    done_at: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def rate(self, first: int, last: int) -> float:
        """Texts a second from one text to another."""
        return (last - first) / (self.done_at[last] - self.done_at[first])

    def cost(self, first: int, last: int) -> float:
        """This process's own milliseconds a text; reading happens in a process of its own."""
        return 1000 * (self.processor[last] - self.processor[first]) / (last - first)


def collection() -> Iterator[tuple[str, bytes]]:
    """Every text of the collection by its name: first a small library's, spread over all of it, then the rest."""
    with tarfile.open(Path(os.environ["TRACKER_CORPUS"]) / "lawrefbook.tar.xz") as packed:
        texts = {
            member.name: packed.extractfile(member).read()  # type: ignore[union-attr]  # a file, as its name says
            for member in packed
            if member.name.endswith(".md") and Path(member.name).name not in ("_index.md", "README.md")
        }
    names = sorted(texts)
    several = [name for name in names if Path(name).name.startswith(SEVERAL)]
    spread = [name for name in names[:: len(names) // SMALL] if name not in several]
    small = [*several, *spread][:SMALL]
    for name in dict.fromkeys([*small, *names]):
        yield Path(name).name, texts[name]


def fill(settings: Settings, texts: Iterator[tuple[str, bytes]]) -> Filled:
    """Take every text in, one after another."""
    desk: Desk = open_desk(settings)
    told = Filled()
    try:
        sync(desk.library, knowledge.catalogue())
        for name, data in texts:
            taken = take_in_file(desk, Upload(data=data, name=name))
            told.outcomes[taken.outcome.value] += 1
            told.done_at.append(time.monotonic())
            told.processor.append(time.process_time())
    finally:
        desk.close()
    return told


def strangers(count: int) -> Iterator[Upload]:
    """Texts of the collection under titles no library has met: new works, as long as real ones are."""
    for number, (name, data) in enumerate(islice(collection(), SMALL, None, 50)):
        title = data.decode().split("\n", 1)[0].removeprefix("# ").strip()
        if number < count:
            yield Upload(data.replace(title.encode(), f"瀚海省第{number}号{title}".encode()), f"{number}-{name}")
