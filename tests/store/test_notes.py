"""Every wording of a note is kept; a client reads the one that was released to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from tracker.annotations.annotation import Note, NoteRelease, Revision, Selector, Visibility
from tracker.errors import Conflict, NotFound
from tracker.law.instrument import Instrument, Shelf
from tracker.practice.person import Client
from tracker.store.library import Files

SLUG = "cloud-computing-power"
PAIR = (SLUG, "2031-03-01-draft", "2031-09-10-promulgated")
PHRASE = Selector("old", "在三个月内", "提供者应当", "完成", 5, 10)
At = Callable[[float], datetime]


def write(files: Files, at: At, selector: Selector | None = None) -> Note:
    return files.notes.add(*PAIR, "1~1", selector, "期限删去，登记义务仍在。", "c-1", at(0))


def test_a_note_points_at_words_and_is_internal(files: Files, at: At) -> None:
    note = write(files, at, PHRASE)
    assert note == Note(note.id, *PAIR, "1~1", PHRASE, (Revision("期限删去，登记义务仍在。", "c-1", at(0)),))
    assert note.visibility is Visibility.INTERNAL
    assert files.notes.get(note.id) == note
    assert files.notes.of(*PAIR) == [note]
    assert files.notes.of(SLUG, "other", "pair") == []


def test_a_new_wording_keeps_the_former(files: Files, at: At) -> None:
    note = files.notes.revise(write(files, at).id, "期限删去；建议仍按三个月内部掌握。", "c-2", at(1))
    assert [(r.author, r.at) for r in note.revisions] == [("c-1", at(0)), ("c-2", at(1))]
    assert (note.author, note.body) == ("c-1", "期限删去；建议仍按三个月内部掌握。")


def test_two_counsel_at_once_lose_nothing(files: Files, at: At) -> None:
    """Both opened the first wording; the second to save is told, and the first one's words stand."""
    note = write(files, at)
    files.notes.revise(note.id, "林的措辞", "c-1", at(1), expected=1)
    with pytest.raises(Conflict, match="look again"):
        files.notes.revise(note.id, "周的措辞", "c-2", at(1), expected=1)
    assert files.notes.get(note.id).body == "林的措辞"


def test_a_client_reads_the_wording_of_the_moment_of_release(files: Files, client: Client, at: At) -> None:
    files.people.put_client(client)
    note = write(files, at)
    files.notes.release(note.id, client.id, "c-1", at(1))
    note = files.notes.revise(note.id, "内部：客户可能超期。", "c-1", at(2))
    assert note.releases == (NoteRelease("期限删去，登记义务仍在。", "c-1", at(1), client.id),)


def test_a_second_release_takes_the_place_of_the_first_for_that_client_only(
    files: Files, client: Client, at: At
) -> None:
    files.people.put_client(client)
    note = write(files, at)
    files.notes.release(note.id, None, "c-1", at(1))
    files.notes.release(note.id, client.id, "c-1", at(1))
    files.notes.revise(note.id, "第二稿", "c-1", at(2))
    note = files.notes.release(note.id, client.id, "c-1", at(3))
    assert [(r.client, r.body) for r in note.releases] == [(None, "期限删去，登记义务仍在。"), (client.id, "第二稿")]


def test_a_withdrawn_note_is_internal_again(files: Files, at: At) -> None:
    note = write(files, at)
    files.notes.release(note.id, None, "c-1", at(1))
    files.notes.revise(note.id, "第二稿", "c-1", at(2))
    files.notes.release(note.id, None, "c-1", at(3))
    note = files.notes.withdraw(note.id, None, at(4))
    assert note.releases == ()
    assert note.visibility is Visibility.INTERNAL


def test_what_waits_for_release(files: Files, instrument: Instrument, at: At) -> None:
    """Waiting is a note whose latest wording nobody outside was ever shown; a withdrawn one was."""
    first, second, third = (write(files, at) for _ in range(3))
    files.notes.release(first.id, None, "c-1", at(1))
    files.notes.release(second.id, None, "c-1", at(1))
    files.notes.revise(second.id, "改了", "c-1", at(2))
    assert [n.id for n in files.notes.waiting()] == [second.id, third.id]
    files.notes.withdraw(first.id, None, at(3))
    assert [n.id for n in files.notes.waiting(Shelf.SAMPLE)] == [second.id, third.id]
    assert files.notes.waiting(Shelf.REAL) == []


def test_what_is_not_there_is_not_found(files: Files, instrument: Instrument, at: At) -> None:
    note = write(files, at)
    with pytest.raises(NotFound, match="number 99"):
        files.notes.get(99)
    with pytest.raises(NotFound, match="no client"):
        files.notes.release(note.id, "nobody", "c-1", at(1))
    with pytest.raises(NotFound, match="not released there"):
        files.notes.withdraw(note.id, None, at(1))
    with pytest.raises(NotFound, match="lunar-mining"):
        files.notes.add("lunar-mining", "a", "b", "", None, "…", "c-1", at(0))
    assert files.instruments.get(SLUG) == replace(instrument)
