"""Who hears of a new version: watches × one event, with the expected answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.alerts.event import Coming, SourceNews
from tracker.alerts.matching import Route, carried, matches, matches_date, matches_source, wanted
from tracker.diff.changes import Direction
from tracker.practice.access import Release
from tracker.practice.hours import Cadence
from tracker.practice.person import Role
from tracker.practice.visit import SourceState
from tracker.practice.watch import Channel, Occasion, Watch

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


DATE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("criteria", "hears"),
    [
        ({"occasions": frozenset({Occasion.FINAL})}, True),
        ({"occasions": frozenset({Occasion.DRAFT})}, False),
        ({"occasions": frozenset({Occasion.WITHDRAWN, Occasion.IN_FORCE})}, False),
        ({"instrument": "lifts-law"}, False),
        ({"instrument": "lifts-law", "chain": True}, True),  # the law these measures carry out
        ({"instrument": "city-telescopes", "chain": True}, False),
        ({"instrument": "smart-lifts", "chain": True}, True),
        ({"instrument": "smart-lifts", "provision": "3"}, True),  # amended
        ({"instrument": "smart-lifts", "provision": "5"}, True),  # deleted
        ({"instrument": "smart-lifts", "provision": "7"}, True),  # added
        ({"instrument": "smart-lifts", "provision": "4"}, True),  # one of its items
        ({"instrument": "smart-lifts", "provision": "6"}, False),  # renumbered, its words stand
        ({"instrument": "smart-lifts", "provision": "1"}, False),
        ({"instrument": "smart-lifts", "provision": "1 3"}, True),
        ({"phrase": "应当每日巡检"}, True),  # stands in the text, changed or not
        ({"phrase": "Smart Lift"}, True),  # a saved search finds titles too
        ({"phrase": "保证金"}, False),  # was deleted: it stands in the new text no more
        ({"direction": Direction.STRENGTHENED, "affected": "provider"}, True),
        ({"direction": Direction.STRENGTHENED, "affected": "regulator"}, False),
        ({"direction": Direction.MIXED, "affected": "provider"}, False),
        ({"affected": "regulator"}, True),
        ({"affected": "individual"}, False),
    ],
)
def test_criteria_of_every_kind(chained, counsel, criteria, hears):
    assert matches(Watch(1, "p1", **criteria), chained, counsel) is hears


def test_who_bears_it_is_a_judgement_too(chained, client):
    assert not matches(Watch(1, "p2", affected="provider"), chained, client)
    assert matches(Watch(1, "p2", affected="provider"), chained, client, (RELEASED,))


@pytest.mark.parametrize(
    ("criteria", "occasion", "days", "hears"),
    [
        ({"occasions": frozenset({Occasion.COMMENT_CLOSES})}, Occasion.COMMENT_CLOSES, 7, True),
        ({"occasions": frozenset({Occasion.COMMENT_CLOSES})}, Occasion.COMMENT_CLOSES, 8, False),
        ({"occasions": frozenset({Occasion.COMMENT_CLOSES})}, Occasion.COMMENT_CLOSES, 0, True),
        ({"occasions": frozenset({Occasion.COMMENT_CLOSES})}, Occasion.COMMENT_CLOSES, -1, False),
        ({"occasions": frozenset({Occasion.IN_FORCE}), "days": 30}, Occasion.IN_FORCE, 30, True),
        ({"occasions": frozenset({Occasion.IN_FORCE}), "days": 30}, Occasion.COMMENT_CLOSES, 3, False),
        ({"occasions": frozenset({Occasion.WITHDRAWN})}, Occasion.WITHDRAWN, -3, True),
        ({}, Occasion.IN_FORCE, 3, False),  # a watch on texts
        ({"occasions": frozenset({Occasion.IN_FORCE}), "topic": "finance"}, Occasion.IN_FORCE, 3, False),
        ({"occasions": frozenset({Occasion.IN_FORCE}), "direction": Direction.MIXED}, Occasion.IN_FORCE, 3, False),
        ({"occasions": frozenset({Occasion.IN_FORCE}), "keyword": "电梯"}, Occasion.IN_FORCE, 3, False),
    ],
)
def test_dates_ahead(event, counsel, criteria, occasion, days, hears):
    coming = Coming(event.instrument, occasion, DATE, DATE - timedelta(days=days))
    assert matches_date(Watch(1, "p1", **criteria), coming, counsel) is hears


def test_a_date_of_what_a_client_does_not_follow_is_not_told(event, client):
    coming = Coming(event.instrument, Occasion.IN_FORCE, DATE, DATE)
    watch = Watch(1, "p2", occasions=frozenset({Occasion.IN_FORCE}))
    assert matches_date(watch, coming, client)
    stranger = replace(client, client=replace(client.client, follows=frozenset()))
    assert not matches_date(watch, coming, stranger)


def test_the_sources_are_the_firm_s(counsel, client):
    news = SourceNews("cac", SourceState.BLOCKED, AT)
    every, other = frozenset({Occasion.SOURCE}), "npc"
    assert matches_source(Watch(1, "p1", occasions=every), news, counsel)
    assert matches_source(Watch(1, "p1", occasions=every, source="cac"), news, counsel)
    assert not matches_source(Watch(1, "p1", occasions=every, source=other), news, counsel)
    assert not matches_source(Watch(1, "p1"), news, counsel)
    assert not matches_source(Watch(1, "p2", occasions=every), news, client)


def test_two_watches_on_one_address_make_one_letter_at_the_sooner_hour(event, counsel):
    watches = [
        Watch(1, "p1", cadence=Cadence.WEEKLY),
        Watch(2, "p1", cadence=Cadence.DAILY),
        Watch(3, "p1", channel=Channel.SLACK, hook=5, cadence=Cadence.DAILY),
        Watch(4, "p1", channel=Channel.SLACK, hook=6),
        Watch(5, "p1", channel=Channel.SLACK, hook=5),
    ]
    (told,) = wanted(watches, event, {"p1": counsel})
    assert told.watch.id == 1
    assert told.routes == (
        Route(Channel.MAIL, None, Cadence.DAILY),
        Route(Channel.SLACK, 5, Cadence.NOW),
        Route(Channel.SLACK, 6, Cadence.NOW),
    )


def test_a_watch_on_articles_goes_on_with_their_new_numbers(chained):
    assert carried(Watch(1, "p1", provision="3 6"), chained.comparison) == "3 8"
    assert carried(Watch(1, "p1", provision="2"), chained.comparison) == "2 9"  # split in two
    assert carried(Watch(1, "p1", provision="5"), chained.comparison) == "5"  # deleted: it may come back
