"""A page that is no regulation waits for a person, with its reason."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tracker.errors import Conflict, NotFound
from tracker.law.instrument import Shelf
from tracker.practice.visit import Quarantined
from tracker.store.library import Files

At = Callable[[float], datetime]
PAGE = (
    "aa" * 32,
    "hanhai-cac",
    "https://hanhai.example/31.html",
    "关于征求意见的通知",
    "The page is a JavaScript challenge.",
)


def test_it_knows_the_shelf_of_its_source(files: Files, at: At) -> None:
    number = files.quarantine.put(*PAGE, at(0), Shelf.SAMPLE)
    assert files.quarantine.get(number).shelf is Shelf.SAMPLE


def test_it_waits_until_somebody_settles_it(files: Files, at: At) -> None:
    number = files.quarantine.put(*PAGE, at(0))
    waiting = Quarantined(number, *PAGE, at(0))
    assert files.quarantine.open() == [waiting]
    files.quarantine.settle(number, "rejected", "a-1", at(2))
    assert files.quarantine.open() == []
    settled = files.quarantine.get(number)
    assert (settled.settled, settled.settled_by, settled.settled_at) == ("rejected", "a-1", at(2))


def test_the_same_bad_page_every_day_is_one_case(files: Files, at: At) -> None:
    number = files.quarantine.put(*PAGE, at(0))
    assert files.quarantine.put(*PAGE, at(24)) == number
    files.quarantine.settle(number, "rejected", "a-1", at(25))
    assert files.quarantine.put(*PAGE, at(48)) == number
    assert files.quarantine.open() == []


def test_two_people_cannot_both_settle_it(files: Files, at: At) -> None:
    number = files.quarantine.put(*PAGE, at(0))
    files.quarantine.settle(number, "accepted", "a-1", at(1))
    with pytest.raises(Conflict, match="already accepted"):
        files.quarantine.settle(number, "rejected", "a-2", at(1))


def test_it_is_accepted_or_rejected_and_nothing_else(files: Files, at: At) -> None:
    number = files.quarantine.put(*PAGE, at(0))
    with pytest.raises(ValueError, match="accepted or rejected"):
        files.quarantine.settle(number, "forgotten", "a-1", at(1))
    with pytest.raises(NotFound, match="number 99"):
        files.quarantine.get(99)
