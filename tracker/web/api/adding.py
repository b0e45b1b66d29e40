"""A source tried, and added when what it shows is good; a look at one that is there."""

from collections.abc import Mapping
from dataclasses import replace

from flask import url_for

from tracker.web import adding, current, looking
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created
from tracker.web.api.operations import Group, Who
from tracker.web.api.problems import Problem
from tracker.web.api.sources import source
from tracker.wire import keeping as wire
from tracker.wire.service import SourceShown
from tracker.workday import preview

group = Group("adding", "Sources tried and added")


@group.post("/sources/look", wire.Look, takes=wire.SourceSent, who=Who.KEEPERS, status=200, again=True)
def try_source() -> wire.Look:
    """What a source that is not kept yet would show now, and what of its shape was told from the page."""
    return _look(_seen(_said()))


@group.post("/sources", SourceShown, takes=wire.SourceSent, who=Who.KEEPERS)
def add_source() -> Created:
    """Keep a source, once a look at it was good: it could be read, and announced something."""
    said = _said()
    seen = _seen(said)
    if seen.fault or not seen.announced:
        raise Problem("invalid", seen.fault or "It shows nothing a visit would take.")
    made = replace(adding.source({**said, **adding.told(seen)}), lists=(seen.page,))
    current.room().operations.add_source(made)
    return Created(source(made.id), url_for("api.source", name=made.id))


@group.post("/sources/<name>/look", list[wire.Look], who=Who.KEEPERS, status=200, again=True)
def look_at_source(name: str) -> list[wire.Look]:
    """What the lists of a source show now; nothing is kept. None for one that is switched off."""
    operations = current.room().operations
    operations.must_write()
    found = operations.source(name).source
    return [_look(one) for one in (looking.look(found) if found and found.enabled else ())]


def _said() -> Mapping[str, str]:
    """What was sent, as the form of the page says it; raises Problem for what cannot be."""
    current.room().operations.must_write()
    sent = {**asked.body(wire.SourceSent)}
    said = {name: str(sent.get(name, "")).strip() for name in adding.FIELDS}
    said["cadence"] = str(sent.get("cadence_minutes", ""))
    fault = adding.slip(said)
    if fault:
        raise Problem("invalid", fault)
    return said


def _seen(said: Mapping[str, str]) -> preview.Look:
    (seen,) = looking.look(adding.source(said), guessing=True)
    return seen


def _look(one: preview.Look) -> wire.Look:
    return {
        "id": one.page.id,
        "address": one.page.url,
        "kind": one.page.kind.value,
        "row": one.page.rows.row,
        "rows": one.rows,
        "articles": one.articles,
        "newest_on": lines.day(one.newest_on),
        "announced": [
            {
                "title": notice.title,
                "address": notice.url,
                "published_on": lines.day(notice.published_on),
                "known": known,
            }
            for notice, known in one.announced
        ],
        "fault": one.fault,
    }
