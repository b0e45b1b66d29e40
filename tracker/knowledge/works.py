"""The catalogue of real instruments, `regs/catalogue/*.toml`: facts only, no words of their texts."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from tracker.errors import KnowledgeError
from tracker.knowledge.bodies import authorities
from tracker.knowledge.subjects import topics
from tracker.knowledge.tables import Table, only_known, read_all
from tracker.law.instrument import EventKind, Instrument, Shelf, StageEvent
from tracker.law.stage import Stage
from tracker.settings import folder

KINDS = (
    "law",
    "administrative-regulation",
    "departmental-rule",
    "normative-document",
    "standard",
    "local-regulation",
    "framework",
    "proposal",
)


@cache
def catalogue() -> tuple[Instrument, ...]:
    """Every real instrument, by slug; raises KnowledgeError when a table is written wrongly."""
    return load(folder("regs") / "catalogue")


def load(at: Path) -> tuple[Instrument, ...]:
    """The instruments of a folder, by slug.

    Raises KnowledgeError for a slip in a table, a slug used twice, and a `related` that leads nowhere.
    """
    found: dict[str, Instrument] = {}
    for file in read_all(at):
        for entry in file.tables("instrument"):
            work = instrument(entry, Shelf.REAL)
            entry.done()
            if work.slug in found:
                raise entry.fault("slug", f"repeats “{work.slug}”")
            found[work.slug] = work
        file.done()
    _check_related(found.values(), found)
    return tuple(found[slug] for slug in sorted(found))


def instrument(table: Table, shelf: Shelf) -> Instrument:
    """One instrument of a table; raises KnowledgeError for an unknown authority, topic, kind or stage."""
    bodies = only_known(table, "authorities", table.texts("authorities"), set(authorities(shelf)))
    subjects = only_known(table, "topics", table.texts("topics"), set(topics()))
    (kind,) = only_known(table, "kind", (table.text("kind"),), KINDS)
    return Instrument(
        slug=table.text("slug"),
        title_zh=table.text("title_zh"),
        title_en=table.text("title_en"),
        kind=kind,
        authorities=bodies,
        topics=subjects,
        shelf=shelf,
        aliases=table.texts("aliases"),
        related=tuple((link.text("slug"), link.text("word")) for link in table.tables("related")),
        events=in_order(event(entry) for entry in table.tables("events")),
    )


def event(table: Table) -> StageEvent:
    """One event; a stage event names its stage, any other none."""
    kind = table.choice("kind", EventKind)
    stage = table.choice("stage", Stage) if kind is EventKind.STAGE else None
    reading = table.whole("reading", 0)
    made = StageEvent(
        kind=kind,
        on=table.day("on"),
        stage=stage,
        reading=reading or None,
        sure=table.flag("sure", True),
        url=table.text("url", ""),
        note_zh=table.text("note_zh", ""),
        note_en=table.text("note_en", ""),
    )
    table.done()
    return made


def in_order(events: Iterable[StageEvent]) -> tuple[StageEvent, ...]:
    """Events by date; one without a date keeps its place after the event written before it."""
    keyed, last = [], date.min
    for place, one in enumerate(events):
        last = one.on or last
        keyed.append((last, place, one))
    return tuple(one for _, _, one in sorted(keyed, key=lambda k: k[:2]))


def _check_related(works: Iterable[Instrument], known: Iterable[str]) -> None:
    slugs = set(known)
    for work in works:
        for slug, _ in work.related:
            if slug not in slugs:
                raise KnowledgeError(f"regs/catalogue: “{work.slug}” is related to “{slug}”, which is in no file.")
