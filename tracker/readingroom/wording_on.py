"""The words in force on one day, provision by provision: parts of a text may start earlier or later than the rest.

Two things part a text: it says itself that a chapter starts on another day, or the decision that amended it says so of
some of its points. Then the text of the day is made from the text before and the points that had begun.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.amending.commencing import commencements, starts
from tracker.amending.consolidating import amend
from tracker.amending.operation import SAYING
from tracker.amending.reading import read_decision
from tracker.knowledge import amending, guide
from tracker.law.commencement import Commencement, starts_on
from tracker.law.document import Document
from tracker.law.instrument import Instrument, Version
from tracker.practice.amendment import Basis
from tracker.practice.cards import VersionCard
from tracker.store.library import Files


@dataclass(frozen=True, slots=True)
class Part:
    """Provisions that start on a day of their own: `on` is None where nobody says which; `says` is the sentence."""

    places: tuple[str, ...]
    on: date | None
    says: str

    def has_begun(self, day: date) -> bool:
        """Whether they are in force on a day."""
        return self.on is not None and self.on <= day


@dataclass(frozen=True, slots=True)
class TextOn:
    """The text in force on a day.

    Attributes:
        version: the version in force as a whole.
        document: the words in force; another text than the version's where a decision began in part.
        parts: provisions that start on days of their own, of the text or of the decision.
        waiting: locators of the articles of `document` that are not in force yet on the day.
        decision: the decision of which only some points had begun; None where the text is a version as it stands.
    """

    instrument: Instrument
    on: date
    version: VersionCard
    document: Document
    parts: tuple[Part, ...]
    waiting: frozenset[str]
    decision: VersionCard | None = None


def text_on(files: Files, instrument: Instrument, version: VersionCard, on: date) -> TextOn:
    """The words of an instrument in force on a day, of which `version` is the text in force as a whole."""
    held = files.versions.get(version.instrument, version.id)
    parts = list(_parts(held.document))
    document, decision = held.document, None
    for basis, decided in _decisions(files, version):
        own = _points(files, basis, decided)
        parts += own
        begun = [part.has_begun(on) for part in own]
        if any(begun) and not all(begun):
            base = files.versions.get(basis.instrument, basis.base)
            answers = [one.settlement for one in files.amendments.settlements(basis)]
            read = read_decision(decided.document, amending())
            document = amend(base.document, read, guide=guide(), settlements=answers, on=on).document
            decision = files.versions.card(basis.decision, basis.decision_version)
    records = tuple(record for record in commencements(document) if record.places)
    waiting = frozenset(article.locator for article in document.articles if not _in_force(records, article.locator, on))
    return TextOn(instrument, on, version, document, tuple(parts), waiting, decision)


def _in_force(records: tuple[Commencement, ...], place: str, on: date) -> bool:
    """Whether an article is in force, as far as the text gives it a day of its own."""
    named = any(place == one or one.startswith((f"{place}.", f"{place}(")) for r in records for one in r.places)
    day = starts_on(records, place)
    return not named or (day is not None and day <= on)  # of a day nobody has said yet nothing is claimed


def _parts(document: Document) -> Iterator[Part]:
    """What a text says of its own provisions."""
    for record in commencements(document):
        if record.places:
            yield Part(record.places, record.on, record.sentence.quote)


def _decisions(files: Files, version: VersionCard) -> Iterator[tuple[Basis, Version]]:
    """The decisions that made a version, and those that amend it, as far as they were applied here."""
    superseded = {card.id: card.superseded for card in files.versions.of(version.instrument)}
    seen: set[tuple[str, str]] = set()
    for basis in reversed(files.amendments.of(version.instrument)):
        made = {basis.version, superseded.get(basis.version, "")}
        if (version.id in made or version.id == basis.base) and (basis.decision, basis.decision_version) not in seen:
            seen.add((basis.decision, basis.decision_version))
            decided = files.versions.get(basis.decision, basis.decision_version)
            if decided.stage.in_force_text:
                yield basis, decided


def _points(files: Files, basis: Basis, decided: Version) -> list[Part]:
    """What a decision says of its points, by day, with the articles they touch; none where all start together."""
    decision = read_decision(decided.document, amending())
    days = starts(decision)
    if len({days[o.number] for o in decision.operations if o.act not in SAYING}) < 2:
        return []  # one day for all, as nearly always: nothing need be applied to know it
    base = files.versions.get(basis.instrument, basis.base)
    outcomes = amend(base.document, decision, guide=guide()).outcomes
    changing = [outcome for outcome in outcomes if outcome.operation.act not in SAYING]
    by_day: dict[date | None, list[str]] = {}
    for outcome in changing:
        by_day.setdefault(days[outcome.operation.number], []).extend(outcome.places or outcome.operation.targets)
    said = next((o.sentence.quote for o in decision.operations if o.act.value == "commence" and o.targets), "")
    return [Part(tuple(dict.fromkeys(places)), day, said) for day, places in by_day.items()]
