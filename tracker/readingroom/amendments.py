"""The amendment desk: a decision applied to the law it amends, shown operation by operation, settled by hand."""

from tracker.amending.checking import differences
from tracker.amending.reading import read_decision
from tracker.amending.settling import Remedy
from tracker.errors import Conflict, NotFound
from tracker.knowledge import amending
from tracker.law.citation import parse_chinese, parse_locator
from tracker.law.instrument import Instrument
from tracker.practice.amendment import Answer, Basis, Settled, Waiting
from tracker.practice.audit import Done
from tracker.practice.cards import VersionCard
from tracker.readingroom.comparisons import outside
from tracker.readingroom.consolidating import base_of, file_made, laws_named, made_of, make, official_of
from tracker.readingroom.consolidation import AmendmentPage, Offer, steps
from tracker.readingroom.decided import consolidate_law
from tracker.readingroom.desk import Desk


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
            made = made_of(base, files.versions.get(basis.decision, basis.decision_version), answers)
            cards = self.cards(files, slug)
            card = next(card for card in cards if card.id == version)
            official = official_of(files, slug, card) if card.stage.in_force_text else None
            text = files.versions.get(slug, official.id).document if official else None
            return AmendmentPage(
                instrument=instrument,
                version=held if self.is_inside else outside(held),
                base=next(card for card in cards if card.id == basis.base),
                decision=decision,
                decision_version=files.versions.card(basis.decision, basis.decision_version),
                steps=steps(made, base.document, answers if self.is_inside else ()),
                problems=(
                    *(p for p in held.document.problems if p.what == "base-older"),
                    *(p for p in made.problems if not p.where.startswith("operation-")),
                ),
                carried=made.carried,
                done=sum(outcome.is_done for outcome in made.outcomes),
                may_settle=self.is_inside,
                official=official,
                differences=differences(held.document, text) if text else (),
                is_stale=made.document.sha256 != held.document.sha256,
                superseded=next((one for one in cards if one.id == card.superseded), None),
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
            card = files.versions.card(slug, version)
            found = laws_named(files, card.shelf, decision.laws if decision.operations else ())
            laws = [law for law in found if law.slug != slug and self.sees_facts(law)]
            based = [(law, base_of(files, law.slug, card)) for law in laws]
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

    def waiting(self) -> tuple[tuple[Instrument, VersionCard, Waiting], ...]:
        """What waits for a person, newest first: texts with something missing or differing, decisions not applied."""
        self.must_be_inside()
        with self.library.reading() as files:
            return tuple(
                (files.instruments.get(one.instrument), files.versions.card(one.instrument, one.version), one)
                for one in files.amendments.waiting()
            )

    def look(self, slug: str, version: str) -> None:
        """Say that one looked at what waits with a version; raises NotAllowed for a reader outside, NotFound."""
        self.must_be_inside()
        with self.library.writing() as files:
            files.amendments.look(slug, version, self.person_id, self.clock())
            self.record(files, Done.SETTLED, "amendment", slug, version, detail="looked at")

    def _file(self, basis: Basis) -> str:
        """Make the text, file it, and make anew what was built on the one it takes the place of."""
        made = make(self.library, basis, self.clock())
        with self.library.writing() as files:
            card = file_made(files, made, self.clock())
            self.record(files, Done.MADE, "version", basis.instrument, card.id)
        consolidate_law(self.library, basis.instrument, self.clock)
        return card.id


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
