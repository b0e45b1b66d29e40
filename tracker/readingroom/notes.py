"""The notes desk: counsel's notes on a comparison, and what of them a client may read."""

from dataclasses import replace

from tracker.annotations.annotation import Note, Selector
from tracker.practice import access
from tracker.practice.person import Reader, Role
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import NoteView
from tracker.store.library import Files


class Notes(Desk):
    """Writing, revising, releasing and taking back notes. A client only ever reads what was released to them."""

    def of(self, slug: str, old: str, new: str) -> tuple[NoteView, ...]:
        """The notes on one comparison as this reader may see them."""
        with self.library.reading() as files:
            self.readable(files, slug)
            return seen_by(self.reader, files, slug, old, new)

    def add(self, slug: str, old: str, new: str, change: str, body: str, selector: Selector | None = None) -> Note:
        """Write a note on a change (`Clause.key`, empty for the whole comparison); internal until released."""
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            return files.notes.add(slug, old, new, change, selector, body, self.person_id, self.clock())

    def revise(self, note: int, body: str, *, expected: int | None = None) -> Note:
        """Give a note a new wording; the earlier ones stay, and clients read what was released until the next release.

        `expected` is how many wordings the writer had seen; raises Conflict when somebody added one meanwhile.
        """
        self.must_write_notes()
        with self.library.writing() as files:
            self._note(files, note)
            return files.notes.revise(note, body, self.person_id, self.clock(), expected=expected)

    def release(self, note: int, client: str | None = None) -> Note:
        """Let a client (None: every follower) read the present wording."""
        self.must_write_notes()
        with self.library.writing() as files:
            self._note(files, note)
            return files.notes.release(note, client, self.person_id, self.clock())

    def withdraw(self, note: int, client: str | None = None) -> Note:
        """Take a note back from a client (None: from those it was released to as followers)."""
        self.must_write_notes()
        with self.library.writing() as files:
            self._note(files, note)
            return files.notes.withdraw(note, client, self.clock())

    def get(self, note: int) -> Note:
        """One note in full, for the firm only."""
        self.must_be_inside()
        with self.library.reading() as files:
            return self._note(files, note)

    def waiting(self) -> tuple[NoteView, ...]:
        """Notes nobody outside may read yet, for the firm's review."""
        self.must_be_inside()
        with self.library.reading() as files:
            names = self.names(files)
            return tuple(
                replace(inside(note, names), about=self.instrument(files, note.instrument))
                for note in files.notes.waiting()
            )

    def _note(self, files: Files, note: int) -> Note:
        found = files.notes.get(note)
        self.readable(files, found.instrument)
        return found


def seen_by(reader: Reader, files: Files, slug: str, old: str, new: str) -> tuple[NoteView, ...]:
    """The notes on a comparison as a reader may see them, in the order they were written."""
    if reader.role is Role.VISITOR:
        return ()
    names = {person.id: person.name for person in files.people.all()}
    notes = files.notes.of(slug, old, new)
    if access.is_inside(reader):
        return tuple(inside(note, names) for note in notes)
    return tuple(view for note in notes if (view := outside(reader, note, names)) is not None)


def released(reader: Reader, files: Files, slug: str, old: str, new: str) -> tuple[NoteView, ...]:
    """The released wordings only: to this client, or inside the firm the newest that anybody outside may read."""
    if not access.is_inside(reader):
        return seen_by(reader, files, slug, old, new)
    names = {person.id: person.name for person in files.people.all()}
    out = []
    for note in files.notes.of(slug, old, new):
        if note.releases:
            newest = max(note.releases, key=lambda release: release.at)
            out.append(replace(inside(note, names), body=newest.body, at=newest.at))
    return tuple(out)


def inside(note: Note, names: dict[str, str]) -> NoteView:
    """A note for the firm: its latest wording, with everything behind it."""
    latest = note.revisions[-1]
    return NoteView(
        change=note.change,
        body=latest.body,
        author=names.get(note.author, note.author),
        at=latest.at,
        selector=note.selector,
        released=bool(note.releases),
        old=note.old,
        new=note.new,
        id=note.id,
        full=note,
    )


def outside(reader: Reader, note: Note, names: dict[str, str]) -> NoteView | None:
    """A note for a client: the wording released to them, who wrote it, when it was released; no number, no history."""
    wording = access.released_wording(reader, note)
    if wording is None:
        return None
    author = next((r.author for r in reversed(note.revisions) if r.body == wording.body), note.author)
    return NoteView(
        change=note.change,
        body=wording.body,
        author=names.get(author, ""),
        at=wording.at,
        selector=note.selector,
        released=True,
        old=note.old,
        new=note.new,
    )
