"""The sample library: instruments and texts of our own invention, `regs/sample/`, on the shelf of that name."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tracker.errors import KnowledgeError
from tracker.knowledge.tables import Table, read
from tracker.knowledge.works import instrument
from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage
from tracker.settings import folder


@dataclass(frozen=True, slots=True)
class SampleText:
    """One text of the sample library, as its invented authority publishes it.

    Attributes:
        instrument: slug; `id`: the version's id, which is also the name of its files.
        step: when the demo publishes it, 1 first.
        notice_title, notice: the page that announces it, and its words, one paragraph a line; empty if there is none.
        text: the regulation itself; `english`: our rendering, empty if there is none.
    """

    instrument: str
    id: str
    stage: Stage
    reading: int | None
    dated_on: date
    step: int
    title: str
    notice_title: str
    notice: str
    text: str
    english: str = ""
    comment_deadline: date | None = None
    effective_on: date | None = None


@cache
def sample() -> tuple[Instrument, ...]:
    """The invented instruments, by slug; their stages are not listed: the demo's visits find them."""
    table = read(folder("regs") / "sample" / "library.toml")
    works = [_work(entry) for entry in table.tables("instrument")]
    return tuple(sorted(works, key=lambda work: work.slug))


@cache
def sample_texts() -> tuple[SampleText, ...]:
    """Every text of the sample library, by step and date; raises KnowledgeError when a file is missing."""
    return load_texts(folder("regs") / "sample")


def load_texts(at: Path) -> tuple[SampleText, ...]:
    """The texts `library.toml` of a folder names, by step and date; raises KnowledgeError when a file is missing."""
    table = read(at / "library.toml")
    texts = [_text(entry, v, at) for entry in table.tables("instrument") for v in entry.tables("versions")]
    return tuple(sorted(texts, key=lambda t: (t.step, t.dated_on, t.instrument)))


def _work(table: Table) -> Instrument:
    work = instrument(table, Shelf.SAMPLE)
    table.tables("versions")  # read by `sample_texts`
    table.done()
    return work


def _text(work: Table, table: Table, at: Path) -> SampleText:
    slug, version, stage = work.text("slug"), table.text("id"), table.choice("stage", Stage)
    dated_on = table.day("dated_on")
    if dated_on is None:
        raise table.fault("dated_on", "is missing")
    made = SampleText(
        instrument=slug,
        id=version,
        stage=stage,
        reading=table.whole("reading", 0) or None,
        dated_on=dated_on,
        step=table.whole("step", 1),
        title=table.text("title"),
        notice_title=table.text("notice_title", ""),
        notice=_file(at / slug / f"{version}.notice.txt", needed=bool(table.text("notice_title", ""))),
        text=_file(at / slug / f"{version}.txt", needed=True),
        english=_file(at / slug / f"{version}.en.txt", needed=False),
        comment_deadline=table.day("comment_deadline"),
        effective_on=table.day("effective_on"),
    )
    table.done()
    return made


def _file(file: Path, *, needed: bool) -> str:
    if file.exists():
        return file.read_text(encoding="utf-8")
    if needed:
        raise KnowledgeError(f"regs/sample: {file.parent.name}/{file.name} is missing.")
    return ""
