"""Notes as threads: each with its answers, as the firm reads them, or the released wording alone, as a client does."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tracker.annotations.annotation import Note
from tracker.practice import access
from tracker.practice.person import Reader, Role
from tracker.readingroom.carried import carried_to
from tracker.readingroom.pages import NoteView
from tracker.store.library import Files


def seen_by(reader: Reader, files: Files, slug: str, old: str, new: str) -> tuple[NoteView, ...]:
    """The notes on a comparison as a reader may see them, in the order they were written.

    For the firm with their answers, and with the notes that were carried to the newer text from elsewhere.
    """
    if reader.role is Role.VISITOR:
        return ()
    names = {person.id: person.name for person in files.people.all()}
    notes = files.notes.of(slug, old, new)
    if not access.is_inside(reader):
        return tuple(view for note in notes if (view := outside(reader, note, names)) is not None)
    return (*threads(notes, names), *_carried(files, slug, old, new, names))


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


def threads(notes: Iterable[Note], names: Mapping[str, str]) -> tuple[NoteView, ...]:
    """Notes for the firm, each with its answers in the order they were written."""
    notes = list(notes)
    answers: dict[int, list[NoteView]] = {}
    for note in notes:
        if note.parent is not None:
            answers.setdefault(note.parent, []).append(inside(note, names))
    return tuple(
        replace(inside(note, names), replies=tuple(answers.get(note.id, ()))) for note in notes if note.parent is None
    )


def _carried(files: Files, slug: str, old: str, new: str, names: Mapping[str, str]) -> tuple[NoteView, ...]:
    """The notes carried to the newer text, where they stand there; none that were written on this very pair."""
    out = []
    for standing in carried_to(files, slug, new):
        note = files.notes.get(standing.note)
        if (note.old, note.new) != (old, new):
            view = threads([note, *files.notes.answers(note.id)], names)[0]
            out.append(replace(view, standing=standing))
    return tuple(out)


def inside(note: Note, names: Mapping[str, str]) -> NoteView:
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
        spot=note.spot,
    )


def outside(reader: Reader, note: Note, names: Mapping[str, str]) -> NoteView | None:
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
        spot=note.spot,
    )
