"""Who hears of a new version: watches × one event, with the expected answers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tracker.alerts.matching import matches, wanted
from tracker.diff.changes import Direction
from tracker.practice.access import Release
from tracker.practice.person import Role
from tracker.practice.watch import Channel, Watch

AT = datetime(2026, 11, 22, tzinfo=UTC)
RELEASED = Release("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated", "liftco", "p1", AT)


@pytest.mark.parametrize(
    ("criteria", "hears"),
    [
        ({}, True),
        ({"instrument": "smart-lifts"}, True),
        ({"instrument": "city-telescopes"}, False),
        ({"authority": "cac"}, True),
        ({"authority": "miit"}, False),
        ({"topic": "data"}, True),
        ({"topic": "finance"}, False),
        ({"keyword": "电梯"}, True),  # in the title
        ({"keyword": "保证金"}, True),  # in deleted words
        ({"keyword": "豁免"}, True),  # in inserted words
        ({"keyword": "SMART lift"}, True),
        ({"keyword": "应当在"}, False),  # stands there, but did not change
        ({"keyword": "二十四十二"}, False),  # deleted and inserted words make no word together
        ({"direction": Direction.MIXED}, True),
        ({"direction": Direction.NEUTRAL}, False),
        ({"topic": "data", "authority": "miit"}, False),
        ({"topic": "data", "keyword": "保证金", "direction": Direction.SOFTENED}, True),
        ({"active": False}, False),
    ],
)
def test_criteria_inside_the_firm(event, counsel, criteria, hears):
    assert matches(Watch(1, "p1", **criteria), event, counsel) is hears


def test_a_first_version_is_searched_whole_and_has_no_direction(event, counsel):
    first = replace(event, old=None, comparison=None, words="提供者应当登记。")
    assert matches(Watch(1, "p1", keyword="登记"), first, counsel)
    assert not matches(Watch(1, "p1", direction=Direction.STRENGTHENED), first, counsel)


@pytest.mark.parametrize(
    ("follows", "machine", "releases", "direction", "hears"),
    [
        ({"smart-lifts"}, False, (), None, True),
        ({"topic:data"}, False, (), None, True),
        ({"city-telescopes"}, False, (), None, False),
        ({"smart-lifts"}, False, (), Direction.SOFTENED, False),
        ({"smart-lifts"}, True, (), Direction.SOFTENED, True),
        ({"smart-lifts"}, False, (RELEASED,), Direction.SOFTENED, True),
        ({"smart-lifts"}, False, (replace(RELEASED, client="other"),), Direction.SOFTENED, False),
        ({"smart-lifts"}, False, (replace(RELEASED, withdrawn_at=AT),), Direction.SOFTENED, False),
    ],
)
def test_a_client_hears_what_it_may_know(event, client, follows, machine, releases, direction, hears):
    organisation = replace(client.client, follows=frozenset(follows), machine_not_reviewed=machine)
    reader = replace(client, client=organisation)
    assert matches(Watch(1, "p2", direction=direction), event, reader, releases) is hears


def test_three_matching_watches_make_one_letter_by_every_channel_asked_for(event, counsel, client):
    watches = [
        Watch(9, "p1", keyword="电梯", channel=Channel.PAGE),
        Watch(4, "p1"),
        Watch(5, "p2", instrument="smart-lifts"),
        Watch(6, "p1", authority="cac"),
    ]
    told = wanted(watches, event, {"p1": counsel, "p2": client})
    assert [(w.watch.id, w.person.id, w.channels) for w in told] == [
        (4, "p1", (Channel.MAIL, Channel.PAGE)),
        (5, "p2", (Channel.MAIL,)),
    ]


def test_somebody_who_left_hears_nothing(event, counsel):
    gone = replace(counsel, person=replace(counsel.person, active=False))
    assert wanted([Watch(1, "p1"), Watch(2, "nobody")], event, {"p1": gone}) == []


def test_a_client_s_member_without_a_client_hears_nothing(event, client):
    assert client.role is Role.CLIENT
    assert not matches(Watch(1, "p2"), event, replace(client, client=None))
