"""The analyst's desk by program: an instrument added, its facts and versions repaired, chains joined and parted."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from flask import url_for

from tracker.errors import NotFound
from tracker.knowledge import authorities, topics
from tracker.law.instrument import Instrument, Shelf
from tracker.law.stage import Stage
from tracker.practice.cards import VersionCard
from tracker.practice.visit import Repair
from tracker.readingroom.pages import RepairPage
from tracker.web import current, looking
from tracker.web.api import asked, lines
from tracker.web.api.answering import Created, must_match
from tracker.web.api.instruments import instrument
from tracker.web.api.operations import Group, Match, Who
from tracker.web.api.problems import Problem
from tracker.wire import keeping as wire
from tracker.wire.works import InstrumentShown, VersionLine
from tracker.workday import repairing
from tracker.workday.repairing import Because, VersionFacts

group = Group("repairs", "What is said of works and versions, mended by persons with their evidence")
ONE = "/instruments/<slug>"
DAYS = {"dated_on", "effective_on", "comment_deadline"}
VERSION = f"{ONE}/versions/<version>"


@group.post("/instruments", InstrumentShown, takes=wire.InstrumentNewSent, who=Who.KEEPERS)
def add_instrument() -> Created:
    """File a work nobody pulled yet; 409 where it is in the catalogue."""
    current.room().operations.must_write()
    sent = asked.body(wire.InstrumentNewSent)
    if not sent["title_zh"].strip():
        raise Problem("invalid", "A work needs its title.")
    wanted = Instrument(
        slug="",
        title_zh=_line(sent["title_zh"]),
        title_en=_line(sent.get("title_en", "")),
        kind=sent["kind"],
        authorities=tuple(_known("authorities", sent.get("authorities", []))),
        topics=tuple(_known("topics", sent.get("topics", []))),
    )
    made = repairing.add_instrument(looking.desk(), wanted, _because())
    return Created(instrument(made.slug), url_for("api.instrument", slug=made.slug))


@group.get(f"{ONE}/repairs", wire.Repairs, who=Who.KEEPERS)
def repairs(slug: str) -> wire.Repairs:
    """Every repair of a work so far, and the versions that were joined to it without being sure."""
    page = current.room().operations.repairs(slug)
    return {
        "instrument": slug,
        "unsure": [{"version": one, "sure": sure} for one, sure in sorted(page.unsure.items())],
        "repairs": [_repair(one, page) for one in page.repairs],
    }


@group.patch(ONE, InstrumentShown, takes=wire.InstrumentRepairSent, who=Who.KEEPERS)
def repair_instrument(slug: str) -> InstrumentShown:
    """Change what is said of a work; what is left out stays."""
    current.room().operations.must_write()
    must_match(Match.MAY, instrument(slug))
    sent: dict[str, Any] = {**asked.body(wire.InstrumentRepairSent)}
    sent.pop("evidence")
    said = {name: _line(value) for name, value in sent.items() if isinstance(value, str)}
    said |= {name: "\n".join(_known(name, value)) for name, value in sent.items() if isinstance(value, list)}
    repairing.repair_instrument(looking.desk(), slug, said, _because())
    return cast(InstrumentShown, instrument(slug))


@group.patch(VERSION, VersionLine, takes=wire.VersionRepairSent, who=Who.KEEPERS)
def repair_version(slug: str, version: str) -> VersionLine:
    """Change a version's stage and days; what is left out stays. It answers under the id that follows from them."""
    current.room().operations.must_write()
    held = _card(slug, version)
    must_match(Match.MAY, lines.version(held))
    named = repairing.repair_version(looking.desk(), slug, version, _facts(held), _because())
    return lines.version(_card(slug, named))


@group.post(f"{VERSION}/confirmation", None, takes=wire.BecauseSent, who=Who.KEEPERS, status=204)
def confirm_version(slug: str, version: str) -> None:
    """Say that a version tracker was unsure of belongs where it stands."""
    current.room().operations.must_write()
    _card(slug, version)
    repairing.confirm(looking.desk(), slug, version, _because())


@group.post(f"{VERSION}/parting", wire.Moved, takes=wire.PartingSent, who=Who.KEEPERS, status=200)
def part_version(slug: str, version: str) -> wire.Moved:
    """Say that a version is of another work: of one in the catalogue, or of one of its own title."""
    current.room().operations.must_write()
    _card(slug, version)
    into = asked.body(wire.PartingSent).get("into", "")
    if into:
        _other(slug, into)
    return _moved(repairing.part(looking.desk(), slug, version, into, _because()))


@group.post(f"{ONE}/joining", wire.Moved, takes=wire.JoiningSent, who=Who.KEEPERS, status=200)
def join_instrument(slug: str) -> wire.Moved:
    """Say that two works are one: everything of this one becomes the other's, and this one is gone."""
    current.room().operations.must_write()
    into = asked.body(wire.JoiningSent)["into"]
    _other(slug, into)
    repairing.join(looking.desk(), slug, into, _because())
    return _moved(into)


def _other(slug: str, into: str) -> None:
    """Raises Problem where a work would be joined with itself, NotFound for one that is not there."""
    room = current.room()
    room.operations.repairs(slug)
    room.operations.repairs(into)
    if slug == into:
        raise Problem("invalid", "This is the same work.")


def _card(slug: str, version: str) -> VersionCard:
    found = next((one for one in current.room().operations.repairs(slug).versions if one.id == version), None)
    if found is None:
        raise NotFound(f"There is no version “{version}” of “{slug}” here.")
    return found


def _because() -> Because:
    evidence = asked.body(wire.BecauseSent)["evidence"].strip()
    if not evidence:
        raise Problem("invalid", "A change needs the sentence that shows it.")
    return Because(current.room().operations.person_id, evidence)


def _known(field: str, ids: list[str]) -> list[str]:
    """The ids of a list, each known to the house; titles are anybody's words."""
    known = {"authorities": authorities(Shelf.REAL), "topics": topics()}.get(field)
    strange = [one for one in ids if known is not None and one not in known]
    if strange:
        raise Problem("invalid", f"Unknown in {field}: {', '.join(strange)}.")
    return [_line(one) for one in ids if one.strip()]


def _line(words: str) -> str:
    """Words on one line: a title stands in letters' heads and files' names."""
    return " ".join(words.split())


def _facts(held: VersionCard) -> VersionFacts:
    sent: dict[str, Any] = {**asked.body(wire.VersionRepairSent)}
    sent.pop("evidence")
    for name in DAYS & sent.keys():
        sent[name] = _day(sent[name])
    if "stage" in sent:
        sent["stage"] = Stage(sent["stage"])
    kept = VersionFacts(held.stage, held.reading, held.dated_on, held.effective_on, held.comment_deadline)
    return replace(kept, **sent)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _moved(slug: str) -> wire.Moved:
    return {"instrument": slug, "url": url_for("api.instrument", slug=slug)}


def _repair(one: Repair, page: RepairPage) -> wire.Repair:
    return {
        "field": one.field,
        "old": one.old,
        "new": one.new,
        "evidence": one.evidence,
        "by": page.names.get(one.by, one.by),
        "at": lines.instant(one.at),
        "version": one.version or None,
    }
