"""The notes desk: counsel writes, answers, gives away, closes, releases; a client only reads what was released."""

from dataclasses import replace

from tracker.annotations.annotation import Deed, Note, Selector, Spot
from tracker.annotations.mentions import mentioned
from tracker.errors import NotAllowed, NotFound
from tracker.practice.audit import EVERYBODY, Done
from tracker.practice.person import Role
from tracker.readingroom import threads
from tracker.readingroom.desk import Desk
from tracker.readingroom.pages import NoteView
from tracker.store.library import Files

#: Whom a note can be given to: whoever may answer it.
COLLEAGUES = (Role.COUNSEL, Role.ADMINISTRATOR)


class Notes(Desk):
    """Notes on a comparison, one thread each."""

    def of(self, slug: str, old: str, new: str) -> tuple[NoteView, ...]:
        """The notes on one comparison as this reader may see them."""
        with self.library.reading() as files:
            self.readable(files, slug)
            return threads.seen_by(self.reader, files, slug, old, new)

    def add(
        self,
        slug: str,
        old: str,
        new: str,
        change: str,
        body: str,
        selector: Selector | None = None,
        *,
        spot: Spot | None = None,
        matter: str = "",
    ) -> Note:
        """Write a note on a change (`Clause.key`), on the provision at `spot`, or, with neither, on the whole.

        Internal until released.
        """
        self.must_write_notes()
        with self.library.writing() as files:
            self.readable(files, slug)
            who, at = self.person_id, self.clock()
            note = files.notes.add(slug, old, new, change, selector, body, who, at, spot=spot, matter=matter)
            self.record(files, Done.WROTE, "note", note.id)
            return note

    def answer(self, note: int, body: str) -> Note:
        """Answer a note; an answer to an answer joins the same thread. It stays inside the firm."""
        self.must_write_notes()
        with self.library.writing() as files:
            asked = self._note(files, note)
            first = asked.parent or asked.id
            reply = files.notes.add(
                asked.instrument,
                asked.old,
                asked.new,
                asked.change,
                None,
                body,
                self.person_id,
                self.clock(),
                spot=asked.spot,
                parent=first,
            )
            self.record(files, Done.WROTE, "note", reply.id, detail=f"answer to {first}")
            return reply

    def revise(self, note: int, body: str, *, expected: int | None = None) -> Note:
        """Give a note a new wording; the earlier ones stay, and clients read what was released until the next release.

        `expected` is how many wordings the writer had seen; raises Conflict when somebody added one meanwhile.
        """
        self.must_write_notes()
        with self.library.writing() as files:
            self._note(files, note)
            self.record(files, Done.REVISED, "note", note)
            return files.notes.revise(note, body, self.person_id, self.clock(), expected=expected)

    def act(self, note: int, deed: Deed, value: str = "") -> Note:
        """Assign, label, resolve, reopen a note, or make it the house view; what was done before stays on record.

        Of the notes on one place only one is the house view: the firm speaks with one voice. Raises NotFound for a
        colleague nobody knows.
        """
        self.must_write_notes()
        with self.library.writing() as files:
            found, at = self._note(files, note), self.clock()
            if deed is Deed.ASSIGNED and value and value not in colleagues(files):
                raise NotFound("Nobody of that name can be given a note.")
            if deed is Deed.HOUSE_VIEW:
                for other in files.notes.of(found.instrument, found.old, found.new):
                    if other.is_house_view and (other.change, other.spot) == (found.change, found.spot):
                        files.notes.act(other.id, Deed.NOT_HOUSE_VIEW, "", self.person_id, at)
            self.record(files, Done.MARKED, "note", note, detail=deed.value)
            return files.notes.act(note, deed, value, self.person_id, at)

    def release(self, note: int, client: str | None = None) -> Note:
        """Let a client (None: every follower) read the present wording. Raises NotAllowed for an answer."""
        self.must_write_notes()
        with self.library.writing() as files:
            if self._note(files, note).parent is not None:
                raise NotAllowed("An answer stays inside the firm; release the note it answers.")
            self.record(files, Done.RELEASED, "note", note, detail=client or EVERYBODY)
            return files.notes.release(note, client, self.person_id, self.clock())

    def withdraw(self, note: int, client: str | None = None) -> Note:
        """Take a note back from a client (None: from those it was released to as followers)."""
        self.must_write_notes()
        with self.library.writing() as files:
            self._note(files, note)
            self.record(files, Done.WITHDREW, "note", note, detail=client or EVERYBODY)
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
            return self._told(files, [note for note in files.notes.waiting() if note.closing is None])

    def mine(self) -> tuple[NoteView, ...]:
        """The open notes that were given to this reader, or that call them by name, themselves or in an answer."""
        self.must_be_inside()
        with self.library.reading() as files:
            names, notes = self.names(files), files.notes.all()
            calling = {note.parent or note.id for note in notes if self._calls_me(note, names)}
            mine = [n for n in notes if n.parent is None and (n.assignee == self.person_id or n.id in calling)]
            return self._told(files, [note for note in mine if note.closing is None])

    def _calls_me(self, note: Note, names: dict[str, str]) -> bool:
        return note.author != self.person_id and self.person_id in mentioned(note.body, names)

    def _told(self, files: Files, notes: list[Note]) -> tuple[NoteView, ...]:
        names = self.names(files)
        return tuple(
            replace(threads.inside(note, names), about=self.instrument(files, note.instrument)) for note in notes
        )

    def _note(self, files: Files, note: int) -> Note:
        found = files.notes.get(note)
        self.readable(files, found.instrument)
        return found


def colleagues(files: Files) -> set[str]:
    """The ids of everybody a note can be given to."""
    return {person.id for person in files.people.all() if person.active and person.role in COLLEAGUES}
