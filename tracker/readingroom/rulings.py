"""The rulings desk: counsel pairs anew, splits, merges, overrules a verdict with a reason, and takes it back."""

from dataclasses import dataclass
from datetime import datetime

from tracker.diff.changes import Comparison, Direction
from tracker.diff.overruling import opinion
from tracker.diff.repairing import Act, correction
from tracker.errors import NotFound
from tracker.knowledge import drafting
from tracker.law.document import Document
from tracker.practice.audit import Done, compared
from tracker.practice.cards import Review
from tracker.practice.ruling import Ruling, Standing, stand
from tracker.readingroom.desk import Desk
from tracker.store.library import Files


@dataclass(frozen=True, slots=True)
class Example:
    """A comparison counsel put right, for training: what it compares, as counsel has it, and what counsel decided."""

    slug: str
    old: str
    new: str
    standing: Standing
    texts: tuple[str, str]
    reviewed: bool


class Rulings(Desk):
    """Corrections of one comparison."""

    def overrule(
        self, slug: str, old: str, new: str, key: str, direction: Direction, severity: int, reason: str
    ) -> None:
        """Put counsel's verdict beside the machine's on a change (`Clause.key`). Raises NotFound for no such change."""
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            comparison = standing(files, slug, old, new).comparison
            clause = next((c for c in comparison.clauses if c.key == key), None)
            if clause is None:
                raise NotFound("This change is not in the comparison any more.")
            said = opinion(clause, direction, severity if direction is not Direction.NEUTRAL else 0)
            self._keep(files, Ruling(0, slug, old, new, reason, self.person_id, self.clock(), opinion=said))

    def pair(self, slug: str, old: str, new: str, act: Act, places: tuple[str | None, str | None], reason: str) -> None:
        """Say which provisions belong together, or do not. Raises NotFound where one has no such place, or fits not."""
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            texts = files.versions.get(slug, old).document, files.versions.get(slug, new).document
            said = correction(act, *texts, *places)
            ruling = Ruling(0, slug, old, new, reason, self.person_id, self.clock(), pairing=said)
            kept = self._keep(files, ruling)
            if any(one.id == kept.id for one in standing(files, slug, old, new).unfit):
                raise NotFound("These two places cannot be put together; please check both numbers.")

    def undo(self, number: int) -> Ruling:
        """Take a correction back; it stays on record. Raises NotFound."""
        self.must_write_notes()
        with self.library.writing() as files:
            found = files.rulings.get(number)
            self.readable(files, found.instrument)
            found = files.rulings.undo(number, self.person_id, self.clock())
            self.record(files, Done.UNDID, "ruling", number)
            restand(files, found.instrument, found.old, found.new)
            return found

    def examples(self) -> tuple[Example, ...]:
        """Every comparison in which something counsel put right stands, for the firm only."""
        self.must_be_inside()
        with self.library.reading() as files:
            return examples(files)

    def _keep(self, files: Files, ruling: Ruling) -> Ruling:
        kept = files.rulings.add(ruling)
        done = Done.OVERRULED if ruling.opinion else Done.PAIRED
        place = compared(ruling.instrument, ruling.old, ruling.new)
        self.record(files, done, *place, detail=f"ruling {kept.id}")
        restand(files, ruling.instrument, ruling.old, ruling.new)
        if files.comparisons.card(ruling.instrument, ruling.old, ruling.new).review is Review.NEW:
            files.comparisons.set_review(ruling.instrument, ruling.old, ruling.new, Review.IN_REVIEW)
        return kept


def examples(files: Files) -> tuple[Example, ...]:
    """Every comparison in which something counsel put right stands, in the order of the first correction."""
    places = dict.fromkeys((r.instrument, r.old, r.new) for r in files.rulings.all() if r.stands)
    return tuple(_example(files, *place) for place in places)


def _example(files: Files, slug: str, old: str, new: str) -> Example:
    texts = files.versions.get(slug, old).document.text, files.versions.get(slug, new).document.text
    reviewed = files.comparisons.card(slug, old, new).review is Review.RELEASED
    return Example(slug, old, new, standing(files, slug, old, new), texts, reviewed)


def standing(files: Files, slug: str, old: str, new: str) -> Standing:
    """A filed comparison as counsel has it, with what the machine had said and the rulings that fit no more."""
    machine = files.comparisons.get(slug, old, new)
    rulings = [one for one in files.rulings.of(slug, old, new) if one.stands]
    if not rulings:
        return Standing(machine)
    texts = files.versions.get(slug, old).document, files.versions.get(slug, new).document
    return _stood(machine, *texts, rulings)


def _stood(machine: Comparison, old: Document, new: Document, rulings: list[Ruling]) -> Standing:
    """What rulings make of a comparison; a page asks several times, and pairings compare both texts anew."""
    key = (id(machine), old.sha256, new.sha256, tuple(rulings))
    if key not in _kept:
        while len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = machine, stand(machine, old, new, drafting(), rulings)
    return _kept[key][1]


# The machine's comparison is held beside what was made of it, so that its identity stays its own.
_kept: dict[tuple[int, str, str, tuple[Ruling, ...]], tuple[Comparison, Standing]] = {}
KEPT = 16  # comparisons with rulings that a firm reads on one day


def restand(files: Files, slug: str, old: str, new: str) -> Standing:
    """File the comparison as counsel has it after a ruling, or after the machine compared anew; and hand it over."""
    made = standing(files, slug, old, new)
    machine = files.comparisons.get(slug, old, new)
    files.snapshots.stand(slug, old, new, None if made.comparison == machine else made.comparison, made.signed)
    return made


def last_ruled_at(rulings: tuple[Ruling, ...]) -> datetime | None:
    """When counsel last put something right or took it back; None if never."""
    return max((one.undone_at or one.at for one in rulings), default=None)
