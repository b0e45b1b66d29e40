"""The amendment desk: a decision applied to the law it amends, shown operation by operation, settled by hand."""

from collections.abc import Sequence
from datetime import date

from tracker.amending.checking import differences
from tracker.amending.commencing import starts
from tracker.amending.consolidating import Consolidation, amend
from tracker.amending.naming import same_law
from tracker.amending.operation import Decision
from tracker.amending.reading import read_decision
from tracker.amending.settling import Remedy
from tracker.errors import Conflict, NotFound
from tracker.knowledge import amending, guide
from tracker.law.citation import parse_chinese, parse_locator
from tracker.law.instrument import EventKind, Instrument, StageEvent, Version
from tracker.law.stage import Stage, version_id
from tracker.practice.amendment import Answer, Basis, Settled
from tracker.practice.audit import Done
from tracker.practice.cards import VersionCard
from tracker.readingroom import asking
from tracker.readingroom.comparisons import outside
from tracker.readingroom.consolidation import AmendmentPage, Offer, steps
from tracker.readingroom.desk import Desk
from tracker.readingroom.filing import file_comparison
from tracker.store.library import Files

NOTE = "consolidated by tracker from the decision, not official"


class Amendments(Desk):
    """Laws that change by decision."""

    def page(self, slug: str, version: str) -> AmendmentPage:
        """A consolidated version beside its decision; raises NotFound for one that came from elsewhere."""
        with self.library.reading() as files:
            instrument = self.readable(files, slug)
            basis = files.amendments.basis(slug, version)
            if basis is None:
                raise NotFound(f"The version {version} of “{slug}” was not made from a decision.")
            decision = self.readable(files, basis.decision)
            answers = files.amendments.settlements(basis)
            held, base = files.versions.get(slug, version), files.versions.get(slug, basis.base)
            made = _made(base, files.versions.get(basis.decision, basis.decision_version), answers)
            cards = self.cards(files, slug)
            official = _official(cards, files, slug, held)
            text = files.versions.get(slug, official.id).document if official else None
            return AmendmentPage(
                instrument=instrument,
                version=held if self.is_inside else outside(held),
                base=next(card for card in cards if card.id == basis.base),
                decision=decision,
                decision_version=files.versions.card(basis.decision, basis.decision_version),
                steps=steps(made, base.document, answers if self.is_inside else ()),
                problems=tuple(p for p in made.problems if not p.where.startswith("operation-")),
                carried=made.carried,
                done=sum(outcome.is_done for outcome in made.outcomes),
                may_settle=self.is_inside,
                official=official,
                differences=differences(held.document, text) if text else (),
                is_stale=made.document.sha256 != held.document.sha256,
            )

    def offers(self, slug: str, version: str) -> tuple[Offer, ...]:
        """The laws of this library a decision amends; none for a text that amends nothing, or for a reader outside."""
        if not self.is_inside:
            return ()
        with self.library.reading() as files:
            self.readable(files, slug)
            held = files.versions.get(slug, version)
            decision = read_decision(held.document, amending())
            before = {basis.instrument: basis.version for basis in files.amendments.of_decision(slug, version)}
            found = [i for i in files.instruments.all() if i.slug != slug and self.sees_facts(i)]
            laws = [i for i in found if any(_is_named(i, law) for law in decision.laws)]
            based = [(law, _in_force(files, law.slug, held)) for law in laws] if decision.operations else []
            return tuple(Offer(law, base, before.get(law.slug, "")) for law, base in based if base)

    def basis(self, slug: str, version: str) -> Basis | None:
        """What a version was made from; None for one that came from elsewhere."""
        with self.library.reading() as files:
            self.readable(files, slug)
            return files.amendments.basis(slug, version)

    def consolidate(self, slug: str, version: str, law: str) -> str:
        """Apply a decision to the law's version in force and file the text; returns the id it stands under.

        Raises NotAllowed for a reader outside the firm, NotFound where the decision amends no such law of the library.
        """
        self.must_be_inside()
        offer = next((o for o in self.offers(slug, version) if o.instrument.slug == law), None)
        if offer is None:
            raise NotFound(f"The decision amends no law “{law}” of which a text in force is here.")
        return self._file(Basis(law, "", offer.base.id, slug, version))

    def settle(self, slug: str, version: str, operation: int, answer: Answer) -> str:
        """Answer an impossible operation and make the text anew; returns the new version's id.

        Raises NotAllowed for a reader outside, NotFound for a provision that is none, Conflict for an answer that says
        nothing.
        """
        self.must_be_inside()
        locator = _checked(answer)
        with self.library.writing() as files:
            self.readable(files, slug)
            basis = files.amendments.basis(slug, version)
            if basis is None:
                raise NotFound(f"The version {version} of “{slug}” was not made from a decision.")
            at = self.clock()
            self.record(files, Done.SETTLED, "amendment", slug, version, detail=f"operation {operation}")
            files.amendments.settle(
                Settled(
                    basis, operation, answer.remedy, locator, answer.text, answer.reason.strip(), self.person_id, at
                )
            )
        return self._file(basis)

    def _file(self, basis: Basis) -> str:
        """Make the text and file it with its comparison, its dates in the law's life, and what it was made from."""
        with self.library.reading() as files:
            base = files.versions.get(basis.instrument, basis.base)
            decided = files.versions.get(basis.decision, basis.decision_version)
            answers = files.amendments.settlements(Basis(basis.instrument, base.id, base.id, *_of(basis)))
        made = _made(base, decided, answers)
        version = self._version(made, base, decided, basis)
        comparison = asking.made(base, version, whatever_it_costs=True)
        with self.library.writing() as files:
            card = files.versions.file(version)
            self.record(files, Done.MADE, "version", basis.instrument, card.id)
            files.amendments.record(Basis(basis.instrument, card.id, basis.base, *_of(basis)))
            if card.stage.in_force_text:
                _add_events(files, card, made.decision, decided)
            file_comparison(files, basis.instrument, base.id, card.id, comparison, self.clock())
        return card.id

    def _version(self, made: Consolidation, base: Version, decided: Version, basis: Basis) -> Version:
        head = made.document.headmatter
        stage = head.stage or Stage.AMENDED
        reading = decided.reading if stage is Stage.BILL else None
        return Version(
            instrument=basis.instrument,
            id=version_id(decided.dated_on.isoformat(), stage, reading),
            stage=stage,
            reading=reading,
            dated_on=decided.dated_on,
            document=made.document,
            captures=(),
            note=NOTE,
            first_seen_at=self.clock(),
            last_seen_at=self.clock(),
            effective_on=head.effective_on,
            comment_deadline=None,
            metadata={"decision": f"{basis.decision}/{basis.decision_version}", "base": base.id},
        )


def _checked(answer: Answer) -> str:
    """The locator an answer names; empty where there is nothing to do."""
    needs_words = answer.remedy in (Remedy.READS, Remedy.NEW)
    if not answer.reason.strip() or (needs_words and not answer.text.strip()):
        raise Conflict("An answer needs its reason, and a provision that reads otherwise needs its words.")
    if answer.remedy is Remedy.NOTHING:
        return ""
    locator = parse_chinese(answer.place) or answer.place.strip()
    if parse_locator(locator) is None:
        raise NotFound(f"“{answer.place}” names no provision.")
    return locator


def _of(basis: Basis) -> tuple[str, str]:
    return basis.decision, basis.decision_version


def _made(base: Version, decided: Version, answers: Sequence[Settled]) -> Consolidation:
    decision = read_decision(decided.document, amending())
    return amend(base.document, decision, guide=guide(), settlements=[one.settlement for one in answers])


def _is_named(instrument: Instrument, law: str) -> bool:
    return any(same_law(title, law) for title in (instrument.title_zh, *instrument.aliases))


def _in_force(files: Files, slug: str, decided: Version) -> VersionCard | None:
    """The version in force a decision is applied to: the newest one before it; of one day the published one."""
    ours = {basis.version: _of(basis) for basis in files.amendments.of(slug)}
    mine = {version for version, decision in ours.items() if decision == (decided.instrument, decided.id)}
    cards = [c for c in files.versions.of(slug) if c.stage.in_force_text and c.id not in mine]
    before = [card for card in cards if card.dated_on < decided.dated_on]
    return max(before, key=lambda card: (card.dated_on, card.id not in ours, card.id), default=None)


def _official(cards: Sequence[VersionCard], files: Files, slug: str, held: Version) -> VersionCard | None:
    """The published text of the same amendment: the first in force of that day or later that is not ours."""
    ours = {basis.version for basis in files.amendments.of(slug)}
    later = [c for c in cards if c.stage.in_force_text and c.dated_on >= held.dated_on and c.id not in ours]
    return min(later, key=lambda card: (card.dated_on, card.id), default=None)


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
