"""A release is the only door to a client, and it can be shut again."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tracker.errors import NotFound
from tracker.practice.access import Release
from tracker.practice.person import Client
from tracker.store.library import Files

SLUG = "cloud-computing-power"
PAIR = (SLUG, "2031-03-01-draft", "2031-09-10-promulgated")
At = Callable[[float], datetime]


def test_a_comparison_is_released_to_a_client_and_to_every_follower(filed: Files, client: Client, at: At) -> None:
    filed.people.put_client(client)
    one, everybody = Release(*PAIR, client.id, "c-1", at(1)), Release(*PAIR, None, "c-1", at(2))
    filed.releases.add(one)
    filed.releases.add(everybody)
    assert filed.releases.of(*PAIR) == [one, everybody]


def test_releasing_twice_is_releasing_once(filed: Files, at: At) -> None:
    filed.releases.add(Release(*PAIR, None, "c-1", at(1)))
    filed.releases.add(Release(*PAIR, None, "c-2", at(2)))
    assert [r.by for r in filed.releases.of(*PAIR)] == ["c-1"]


def test_a_withdrawn_release_stays_on_record(filed: Files, at: At) -> None:
    filed.releases.add(Release(*PAIR, None, "c-1", at(1)))
    filed.releases.withdraw(*PAIR, None, at(2))
    filed.releases.add(Release(*PAIR, None, "c-1", at(3)))
    assert [(r.at, r.withdrawn_at) for r in filed.releases.of(*PAIR)] == [(at(1), at(2)), (at(3), None)]


def test_withdrawing_from_one_client_leaves_the_others(filed: Files, client: Client, at: At) -> None:
    filed.people.put_client(client)
    filed.releases.add(Release(*PAIR, client.id, "c-1", at(1)))
    filed.releases.add(Release(*PAIR, None, "c-1", at(1)))
    filed.releases.withdraw(*PAIR, client.id, at(2))
    assert [(r.client, r.withdrawn_at) for r in filed.releases.of(*PAIR)] == [(client.id, at(2)), (None, None)]


def test_what_is_not_there_cannot_be_released_or_withdrawn(filed: Files, at: At) -> None:
    with pytest.raises(NotFound, match="no comparison"):
        filed.releases.add(Release(SLUG, "a", "b", None, "c-1", at(1)))
    with pytest.raises(NotFound, match="no client “nobody”"):
        filed.releases.add(Release(*PAIR, "nobody", "c-1", at(1)))
    with pytest.raises(NotFound, match="not released there"):
        filed.releases.withdraw(*PAIR, None, at(1))
    assert filed.releases.of(SLUG, "a", "b") == []
