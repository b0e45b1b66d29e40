"""The placing desk: notes that were carried to a newer version and wait for a person to say where they stand."""

from dataclasses import dataclass, replace

from tracker.annotations.annotation import Deed, Selector
from tracker.annotations.carrying import Carried, Placement
from tracker.diff.units import units_of
from tracker.errors import NotFound
from tracker.practice.audit import Done
from tracker.practice.cards import VersionCard
from tracker.practice.standing import Settled, StandingNote
from tracker.readingroom import threads
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import NoteView
from tracker.store.library import Files


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A note to settle: the note, where it was put, the words it stood on, the words it would stand on, both texts."""

    view: NoteView
    standing: StandingNote
    source: VersionCard
    version: VersionCard
    before: str
    after: str


class Placing(Desk):
    """Carried notes, for the firm."""

    def waiting(self) -> tuple[ToPlace, ...]:
        """The open notes whose words changed or went in a newer version, in order of carrying."""
        self.must_be_inside()
        with self.library.reading() as files:
            names = self.names(files)
            found = [(files.notes.get(one.note), one) for one in files.places.open()]
            return tuple(
                self._to_place(
                    files, replace(threads.inside(note, names), about=self.instrument(files, note.instrument)), one
                )
                for note, one in found
                if note.closing is None
            )

    def accept(self, note: int, version: str) -> None:
        """Say that a note stands where it was put. Raises NotFound for an orphan, which was put nowhere."""
        self.must_write_notes()
        with self.library.writing() as files:
            standing = files.places.get(note, version)
            if standing.placement.how is Carried.ORPHANED:
                raise NotFound("This note has no place yet; choose one, or let it go.")
            self._settle(files, standing, Settled.ACCEPTED, standing.placement)

    def place(self, note: int, version: str, locator: str) -> None:
        """Put a note on a provision of a newer version. Raises NotFound where there is none at that place."""
        self.must_write_notes()
        with self.library.writing() as files:
            standing = files.places.get(note, version)
            slug = files.notes.get(note).instrument
            units = {unit.locator: unit for unit in units_of(files.versions.get(slug, version).document)}
            if locator not in units:
                raise NotFound(f"There is no provision “{locator}” in that text.")
            placed = Placement(Carried.EDITED, locator, likeness=1.0)
            self._settle(files, standing, Settled.PLACED, placed)

    def let_go(self, note: int, version: str) -> None:
        """Say that a note belongs to the older version only; it stays there, and goes no further."""
        self.must_write_notes()
        with self.library.writing() as files:
            standing = files.places.get(note, version)
            self._settle(files, standing, Settled.LET_GO, standing.placement)

    def _settle(self, files: Files, standing: StandingNote, how: Settled, placement: Placement) -> None:
        self.readable(files, files.notes.get(standing.note).instrument)
        at = self.clock()
        files.places.settle(standing.note, standing.version, how, placement, self.person_id, at)
        said = f"{standing.version} {how.value} {placement.locator}".rstrip()
        files.notes.act(standing.note, Deed.SETTLED, said, self.person_id, at)
        self.record(files, Done.PLACED, "note", standing.note, detail=how.value)

    def _to_place(self, files: Files, view: NoteView, standing: StandingNote) -> ToPlace:
        slug = view.about.slug if view.about else ""
        before = self._words(files, slug, standing.source, self._origin(files, view, standing))
        placement = standing.placement
        after = placement.selector.exact if placement.selector else ""
        return ToPlace(
            view,
            standing,
            files.versions.card(slug, standing.source),
            files.versions.card(slug, standing.version),
            before,
            after or self._words(files, slug, standing.version, (placement.locator, None)),
        )

    def _origin(self, files: Files, view: NoteView, standing: StandingNote) -> tuple[str, Selector | None]:
        """Where the note stood in the version it was carried from."""
        note = view.full
        if note and note.version == standing.source and note.place:
            return note.place.locator, note.selector
        came = files.places.get(standing.note, standing.source).placement
        return came.locator, came.selector

    def _words(self, files: Files, slug: str, version: str, origin: tuple[str, Selector | None]) -> str:
        locator, quoted = origin
        if quoted:
            return quoted.exact
        units = units_of(files.versions.get(slug, version).document)
        return next((unit.text for unit in units if unit.locator == locator), "")
