"""The analyst's desk: add an instrument, repair what is said of it and its versions, join and part chains.

Every change is written down with its author, its moment and the sentence that shows it, and survives the next reading
of the catalogue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from tracker.diff.comparison import compare
from tracker.errors import Conflict, NotAllowed
from tracker.knowledge.titles import key
from tracker.law.instrument import EventKind, Instrument, StageEvent, Version
from tracker.law.stage import Stage, version_id
from tracker.practice.audit import Done
from tracker.practice.visit import Repair
from tracker.store.library import Files
from tracker.store.repairs import JOINED, PARTED
from tracker.workday.desk import Desk
from tracker.workday.recognition import new_instrument

WORDS = ("title_zh", "title_en", "kind")
LISTS = ("authorities", "topics", "aliases")
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Because:
    """Why a person changes something: who they are (an id), and the sentence that shows it; neither may be empty."""

    by: str
    evidence: str


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What a version is said to be."""

    stage: Stage
    reading: int | None
    dated_on: date
    effective_on: date | None
    comment_deadline: date | None


def add_instrument(desk: Desk, wanted: Instrument, because: Because) -> Instrument:
    """File a work nobody pulled yet; its slug is made of its authority and title. Raises Conflict when it is there."""
    authority = wanted.authorities[0] if wanted.authorities else ""
    made = replace(wanted, slug=new_instrument(wanted.title_zh, authority, wanted.shelf).slug)
    with desk.library.writing() as files:
        if files.instruments.is_there(made.slug):
            raise Conflict(f"《{made.title_zh}》 is in the catalogue already.")
        files.instruments.put(made)
        _note(files, desk, because, made.slug, "added", "", made.title_zh)
    return made


def repair_instrument(desk: Desk, slug: str, said: Mapping[str, str], because: Because) -> int:
    """Change what is said of a work (WORDS; LISTS one entry a line); how many fields changed. Raises NotFound."""
    changed = 0
    with desk.library.writing() as files:
        instrument = files.instruments.get(slug)
        for field in (*WORDS, *LISTS):
            old, new = _told(instrument, field), said.get(field, _told(instrument, field)).strip()
            if new != old:
                _note(files, desk, because, slug, field, old, new)
                changed += 1
        files.instruments.describe(repaired(instrument, files.repairs.of(slug)))
    return changed


def repaired(instrument: Instrument, repairs: Sequence[Repair]) -> Instrument:
    """A work as persons say it is: the description, and every repair of the work itself since, in order."""
    for repair in repairs:
        if repair.version:
            continue
        change: dict[str, Any] = {}
        if repair.field in WORDS:
            change = {repair.field: repair.new}
        elif repair.field in LISTS:
            change = {repair.field: tuple(line.strip() for line in repair.new.split("\n") if line.strip())}
        instrument = replace(instrument, **change)
    return instrument


def repair_version(desk: Desk, slug: str, wanted: str, facts: VersionFacts, because: Because) -> str:
    """Change a version's stage and days; its id, which is made of them, follows everywhere. The id it stands under.

    Raises NotFound, and Conflict when another version of that stage and day is there.
    """
    with desk.library.writing() as files:
        card = files.versions.card(slug, wanted)
        old = VersionFacts(card.stage, card.reading, card.dated_on, card.effective_on, card.comment_deadline)
        for field in VersionFacts.__dataclass_fields__:
            before, after = getattr(old, field), getattr(facts, field)
            if before != after:
                _note(files, desk, because, slug, field, _say(before), _say(after), wanted)
        _tell_again(files, slug, card.url, old, facts)
        files.versions.amend(slug, wanted, **{name: getattr(facts, name) for name in VersionFacts.__dataclass_fields__})
        named = wanted
        if (old.stage, old.reading, old.dated_on) != (facts.stage, facts.reading, facts.dated_on):
            named = version_id(facts.dated_on.isoformat(), facts.stage, facts.reading)
            if named != wanted:
                files.versions.rename(slug, wanted, named)
    complete(desk, slug)
    return named


def confirm(desk: Desk, slug: str, wanted: str, because: Because) -> None:
    """A person says that a version tracker was unsure of belongs where it stands."""
    with desk.library.writing() as files:
        files.versions.settle(slug, wanted)
        _note(files, desk, because, slug, CONFIRMED, "", wanted, wanted)


def join(desk: Desk, slug: str, into: str, because: Because) -> None:
    """Two chains are one work: everything of the first becomes the second's, whose titles grow by the first's.

    Whoever follows or watches the first follows the second. Raises NotFound.
    """
    with desk.library.writing() as files:
        gone, kept = files.instruments.get(slug), files.instruments.get(into)
        aliases = tuple(dict.fromkeys((*kept.aliases, gone.title_zh, *gone.aliases)))
        files.instruments.join(slug, into)
        _note(files, desk, because, into, JOINED, slug, gone.title_zh)
        _note(files, desk, because, into, "aliases", "\n".join(kept.aliases), "\n".join(aliases))
        files.instruments.describe(replace(files.instruments.get(into), aliases=aliases))
    complete(desk, into)


def part(desk: Desk, slug: str, wanted: str, into: str, because: Because) -> str:
    """A version is of another work: an existing one (`into`, a slug), or, where that is empty, one of its own title.

    Its title is never again taken for the former work's. The slug it stands under. Raises NotFound; Conflict when notes
    or releases stand on its comparisons.
    """
    with desk.library.writing() as files:
        card, former = files.versions.card(slug, wanted), files.instruments.get(slug)
        if not into:
            into = _own_work(files, card.title, former, card.id)
        files.instruments.part(slug, wanted, into)
        _note(files, desk, because, slug, PARTED, card.title, key(card.title), wanted)
    complete(desk, slug)
    complete(desk, into)
    return into


def _own_work(files: Files, title: str, former: Instrument, version: str) -> str:
    made = new_instrument(title, former.authorities[0] if former.authorities else "", former.shelf)
    slug, number = made.slug, 2
    while files.instruments.is_there(
        slug
    ):  # the same title under the same body, and yet another work: a person says so
        slug, number = f"{made.slug}-{number}", number + 1
    files.instruments.put(replace(made, slug=slug, authorities=former.authorities, topics=former.topics))
    return slug


def complete(desk: Desk, slug: str) -> int:
    """Compare neighbours that were never compared; how many. A repair tells nobody: alerts go out with new texts."""
    with desk.library.reading() as files:
        cards = files.versions.of(slug)
        filed = {(card.old, card.new) for card in files.comparisons.of(slug)}
        due = [(old, new) for old, new in pairwise(cards) if (old.id, new.id) not in filed]
        pairs = [tuple(files.versions.get(slug, card.id) for card in pair) for pair in due]
    for old, new in pairs:
        _compare(desk, old, new)
    return len(pairs)


def _compare(desk: Desk, old: Version, new: Version) -> None:
    comparison = compare(old.document, new.document, desk.drafting)
    with desk.library.writing() as files:
        files.comparisons.file(old.instrument, old.id, new.id, comparison, desk.clock())


def _tell_again(files: Files, slug: str, url: str, old: VersionFacts, new: VersionFacts) -> None:
    """The instrument's life follows: what the version told of it is taken back and told anew."""
    files.instruments.forget_told(slug, url)
    told = [StageEvent(EventKind.STAGE, new.dated_on, new.stage, new.reading, url=url)]
    if new.effective_on and new.stage.in_force_text:
        told.append(StageEvent(EventKind.EFFECTIVE, new.effective_on, url=url))
    if new.comment_deadline and not new.stage.in_force_text:
        told.append(StageEvent(EventKind.COMMENT_CLOSES, new.comment_deadline, url=url))
    known = files.instruments.get(slug).events
    for event in told:
        if not any((e.kind, e.stage, e.on) == (event.kind, event.stage, event.on) for e in known):
            files.instruments.add_event(slug, event)


def _note(
    files: Files, desk: Desk, because: Because, slug: str, field: str, old: str, new: str, version: str = ""
) -> None:
    if not because.by or not because.evidence.strip():
        raise NotAllowed("A change needs its author and the sentence that shows it.")
    files.audit.record(because.by, Done.CHANGED, f"instrument/{slug}/{version}".rstrip("/"), field, desk.clock())
    files.repairs.add(Repair(slug, field, old, new, because.evidence.strip(), because.by, desk.clock(), version))


def _told(instrument: Instrument, field: str) -> str:
    value = getattr(instrument, field)
    return value if isinstance(value, str) else "\n".join(value)


def _say(value: object) -> str:
    return "" if value is None else str(getattr(value, "value", value))
