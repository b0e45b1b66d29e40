"""A decision applied and filed: to which text in force, and what takes the place of what.

The same work for a person who presses the button and for intake. A text made anew takes the place of the older one,
which stays; the published text counts before any of ours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.amending.checking import differences
from tracker.amending.commencing import starts
from tracker.amending.consolidating import Consolidation, amend
from tracker.amending.operation import Decision
from tracker.amending.reading import read_decision
from tracker.diff.changes import Comparison
from tracker.knowledge import amending, guide
from tracker.law.document import Document, Problem
from tracker.law.instrument import EventKind, Instrument, Shelf, StageEvent, Version
from tracker.law.stage import Stage, version_id
from tracker.practice.amendment import Basis, Settled
from tracker.practice.cards import VersionCard
from tracker.practice.life import SAME_APPEARANCE
from tracker.readingroom import asking
from tracker.readingroom.carried import carry_on, stands_in
from tracker.readingroom.filing import file_comparison
from tracker.store.library import Files, Library
from tracker.store.names import By

NOTE = "consolidated by tracker from the decision, not official"


@dataclass(frozen=True, slots=True)
class Made:
    """A consolidated text ready to be filed: what it was made of and how it differs from the text in force."""

    basis: Basis
    consolidation: Consolidation
    version: Version
    comparison: Comparison
    decided: Version


# -- which decision, which law, which text ----------------------------------------------------------------------------


def laws_named(files: Files, shelf: Shelf, titles: Iterable[str]) -> list[Instrument]:
    """The works of a shelf some titles name."""
    return files.instruments.some(files.names.bearing(By.LAW, titles, shelf))


def base_of(files: Files, slug: str, decided: VersionCard) -> VersionCard | None:
    """The version in force a decision is applied to: the newest one before it; of one day the published one."""
    mine = {basis.version for basis in files.amendments.of(slug) if basis.decision == decided.instrument}
    cards = [c for c in files.versions.of(slug) if c.stage.in_force_text and c.id not in mine and not c.superseded]
    before = [card for card in cards if card.dated_on < decided.dated_on]
    return max(before, key=lambda card: (card.dated_on, not card.consolidated, card.id), default=None)


def missing_between(files: Files, slug: str, base: VersionCard, decided: VersionCard) -> date | None:
    """The day of an amendment known to lie between a text in force and a decision, whose text is not here."""
    cards = [card.dated_on for card in files.versions.of(slug) if card.stage.in_force_text]
    for event in files.instruments.get(slug).events:
        if event.kind is not EventKind.STAGE or event.stage not in (Stage.AMENDED, Stage.REVISED) or not event.on:
            continue
        between = base.dated_on + SAME_APPEARANCE < event.on < decided.dated_on - SAME_APPEARANCE
        if between and not any(abs(event.on - day) <= SAME_APPEARANCE for day in cards):
            return event.on
    return None


def official_of(files: Files, slug: str, held: VersionCard) -> VersionCard | None:
    """The published text of the amendment a consolidated version shows: the first of that day or later.

    Not one that the next decision brought, and not a later revision, which is another text altogether.
    """
    cards = files.versions.of(slug)
    later = _next_decision(files, slug, held)
    able = [
        card
        for card in cards
        if card.stage.in_force_text
        and not card.consolidated
        and card.dated_on >= held.dated_on
        and (later is None or card.dated_on < later)
        and (card.stage is not Stage.REVISED or card.dated_on == held.dated_on)
    ]
    return min(able, key=lambda card: (card.dated_on, card.id), default=None)


def _next_decision(files: Files, slug: str, held: VersionCard) -> date | None:
    """The day of the next decision on a law, as far as one is known."""
    law = files.instruments.get(slug)
    decided = [files.versions.card(*one) for one in files.amendments.deciding((law.title_zh, *law.aliases))]
    days = [card.dated_on for card in decided if card.stage.in_force_text and card.dated_on > held.dated_on]
    return min(days, default=None)


# -- making -----------------------------------------------------------------------------------------------------------


def made_of(base: Version, decided: Version, answers: Sequence[Settled]) -> Consolidation:
    """The text a decision makes of a text in force, with people's answers."""
    read = read_decision(decided.document, amending())
    # a notice may call a draft what the text itself does not
    day = read.promulgated_on or (decided.dated_on if decided.stage.in_force_text else None)
    decision = replace(read, stage=decided.stage, promulgated_on=day)
    return amend(base.document, decision, guide=guide(), settlements=[one.settlement for one in answers])


def make(library: Library, basis: Basis, at: datetime) -> Made:
    """Read both texts and make the third, with its comparison; nothing is filed. Raises NotFound."""
    with library.reading() as files:
        base = files.versions.get(basis.instrument, basis.base)
        decided = files.versions.get(basis.decision, basis.decision_version)
        answers = files.amendments.settlements(replace(basis, version=base.id))
        missing = missing_between(
            files,
            basis.instrument,
            files.versions.card(basis.instrument, basis.base),
            files.versions.card(basis.decision, basis.decision_version),
        )
    made = made_of(base, decided, answers)
    document = made.document
    if missing:
        document = replace(document, problems=(*document.problems[:1], _older(missing), *document.problems[1:]))
    version = _version(document, base, decided, at)
    return Made(basis, made, version, asking.made(base, version, whatever_it_costs=True), decided)


def _older(missing: date) -> Problem:
    says = f"The law was amended on {missing}; that text is not here, and the decision was applied to an older one."
    return Problem("base-older", "text", says)


def _version(document: Document, base: Version, decided: Version, at: datetime) -> Version:
    head = document.headmatter
    stage = head.stage or Stage.AMENDED
    reading = decided.reading if stage is Stage.BILL else None
    return Version(
        instrument=base.instrument,
        # the plain id is the published text's
        id=f"{version_id(decided.dated_on.isoformat(), stage, reading)}-unofficial",
        stage=stage,
        reading=reading,
        dated_on=decided.dated_on,
        document=document,
        captures=(),
        note=NOTE,
        first_seen_at=at,
        last_seen_at=at,
        effective_on=head.effective_on,
        comment_deadline=None,
        metadata={"decision": f"{decided.instrument}/{decided.id}", "base": base.id},
    )


# -- filing -----------------------------------------------------------------------------------------------------------


def file_made(files: Files, made: Made, at: datetime) -> VersionCard:
    """File a text with its comparison, its dates in the law's life, and what it was made from; older ones give way."""
    slug = made.basis.instrument
    card = files.versions.file(made.version)
    refused = sum(not outcome.is_done for outcome in made.consolidation.outcomes)
    before = {one.id for one in files.versions.of(slug) if one.consolidated and not one.superseded}
    files.amendments.record(replace(made.basis, version=card.id), refused)
    for one in files.versions.of(slug):
        if one.id in before and one.superseded == card.id:
            _hand_on(files, one, card, at)
    if card.stage.in_force_text:
        _add_events(files, card, made.consolidation.decision, made.decided)
        official = official_of(files, slug, card)
        if official is not None:
            _gives_way(files, card, official, at)
    file_comparison(files, slug, made.basis.base, card.id, made.comparison, at)
    return files.versions.card(slug, card.id)


def official_came(files: Files, official: VersionCard, at: datetime) -> None:
    """A published text was filed: ours of the same amendment give way to it, and what differs is counted."""
    if not official.stage.in_force_text or official.consolidated:
        return
    cards = {card.id: card for card in files.versions.of(official.instrument)}
    for basis in files.amendments.of(official.instrument):
        ours = cards[basis.version]
        counts = official_of(files, official.instrument, ours) if ours.stage.in_force_text else None
        if counts is not None and counts.id == official.id and not ours.superseded:
            _gives_way(files, ours, official, at)


def _hand_on(files: Files, old: VersionCard, new: VersionCard, at: datetime) -> None:
    """What counsel noted on a text and put right in its comparison goes on to the one that takes its place.

    Nobody looks for it in the older one. A ruling the new words do not fit waits for a person, as ever.
    """
    basis = files.amendments.basis(old.instrument, old.id)
    for ruling in files.rulings.of(old.instrument, basis.base, old.id) if basis else ():
        if ruling.stands:
            files.rulings.add(replace(ruling, new=new.id))
    if stands_in(files, old.instrument, old.id):
        before, after = (files.versions.get(card.instrument, card.id) for card in (old, new))
        carry_on(files, old.instrument, old.id, new.id, asking.made(before, after, whatever_it_costs=True), at)


def _gives_way(files: Files, ours: VersionCard, official: VersionCard, at: datetime) -> None:
    mine = files.versions.get(ours.instrument, ours.id).document
    theirs = files.versions.get(official.instrument, official.id).document
    real = [one for one in differences(mine, theirs) if not one.is_typesetting]
    files.amendments.supersede(ours.instrument, ours.id, official.id, len(real))
    _hand_on(files, ours, official, at)


def _add_events(files: Files, card: VersionCard, decision: Decision, decided: Version) -> None:
    """The decision and the days its points start, in the law's life, unless it knows them."""
    url = decided.captures[0].url if decided.captures else ""
    title = f"《{decision.title.translate(str.maketrans('《》', '〈〉'))}》"
    days: set[date] = {day for day in starts(decision).values() if day}
    told = [StageEvent(EventKind.STAGE, card.dated_on, card.stage, url=url, note_zh=title, note_en=f"by {title}")]
    told += [StageEvent(EventKind.EFFECTIVE, day, url=url, note_zh=title, note_en=title) for day in sorted(days)]
    known = files.instruments.get(card.instrument).events
    for event in told:
        if not any((k.kind, k.on, k.stage) == (event.kind, event.on, event.stage) for k in known):
            files.instruments.add_event(card.instrument, event)
