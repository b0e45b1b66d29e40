"""A person's watches are hers; a silent one makes no alert."""

from dataclasses import replace

import pytest

from tracker.diff.changes import Direction
from tracker.errors import NotFound
from tracker.practice.person import Person
from tracker.practice.watch import Channel, Watch
from tracker.store.library import Files


@pytest.fixture
def lin(files: Files, counsel: Person) -> Person:
    return files.people.add(counsel, "a")


def test_a_watch_comes_back_with_its_number(files: Files, lin: Person) -> None:
    asked = Watch(0, lin.id, "cloud-computing-power", "hanhai-cac", "data", "算力", Direction.SOFTENED, Channel.PAGE)
    kept = files.watches.add(asked)
    assert kept == replace(asked, id=kept.id)
    assert kept.id > 0
    assert files.watches.of(lin.id) == [kept]
    assert files.watches.of("c-2") == []


def test_a_silent_watch_is_listed_and_not_active(files: Files, lin: Person) -> None:
    loud, silent = files.watches.add(Watch(0, lin.id)), files.watches.add(Watch(0, lin.id, active=False))
    assert files.watches.of(lin.id) == [loud, silent]
    assert files.watches.all_active() == [loud]


def test_who_left_the_firm_hears_nothing(files: Files, lin: Person) -> None:
    files.watches.add(Watch(0, lin.id))
    files.people.put(replace(lin, active=False))
    assert files.watches.all_active() == []


def test_only_its_owner_removes_a_watch(files: Files, lin: Person) -> None:
    watch = files.watches.add(Watch(0, lin.id))
    with pytest.raises(NotFound, match="You have no watch"):
        files.watches.remove(watch.id, "c-2")
    files.watches.remove(watch.id, lin.id)
    assert (files.watches.of(lin.id), files.watches.all_active()) == ([], [])
    with pytest.raises(NotFound):
        files.watches.remove(watch.id, lin.id)


def test_nobody_watches_for_a_stranger(files: Files) -> None:
    with pytest.raises(NotFound, match="no person “x”"):
        files.watches.add(Watch(0, "x"))
