"""A digest is one letter of several alerts: nothing told twice, nothing lost, whatever the hour and the clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.databases import Databases
from tracker.errors import Conflict
from tracker.practice.hours import Cadence, Habits, due
from tracker.practice.person import Person, Role
from tracker.practice.watch import Channel, Delivery, DeliveryState, Filing, Watch
from tracker.store.library import Files, Library

At = Callable[[float], datetime]


def filing(
    event: str, next_at: datetime, cadence: Cadence = Cadence.DAILY, address: str = "lin@firm.example"
) -> Filing:
    mail = Delivery(0, 0, Channel.MAIL, address, "", next_at=next_at, cadence=cadence)
    return Filing(1, "c-1", event, "", "", None, (mail,))


def states(files: Files) -> dict[str, list[DeliveryState]]:
    found: dict[str, list[DeliveryState]] = {}
    for delivery in files.outbox.deliveries(50):
        found.setdefault(delivery.message_id, []).append(delivery.state)
    return found


def test_alerts_gathered_for_one_hour_are_one_letter_with_one_message_id(watched: Files, at: At) -> None:
    watched.outbox.file([filing("a", at(9)), filing("b", at(9))], at(0))
    watched.outbox.file([filing("c", at(9))], at(5))
    watched.outbox.file([filing("d", at(33)), filing("e", at(1), Cadence.NOW)], at(1))
    assert sorted(map(len, states(watched).values())) == [1, 1, 3]
    letter = watched.outbox.claim(at(9), 2)[1:]
    assert [alert.event for _, alert in letter] == ["a", "b", "c"]
    assert len({delivery.message_id for delivery, _ in letter}) == 1


def test_an_alert_that_comes_while_the_digest_is_in_somebody_s_hands_goes_into_the_next_letter(
    watched: Files, at: At
) -> None:
    watched.outbox.file([filing("a", at(9))], at(0))
    watched.outbox.claim(at(9), 5)
    watched.outbox.file([filing("late", at(9))], at(8.99))
    assert [[state.value for state in one] for one in states(watched).values()] == [["queued"], ["claimed"]]


def test_a_digest_that_failed_takes_nothing_more_in_and_is_sent_again_whole(watched: Files, at: At) -> None:
    watched.outbox.file([filing("a", at(9)), filing("b", at(9))], at(0))
    for delivery, _ in watched.outbox.claim(at(9), 1):
        watched.outbox.failed(delivery.id, "The mailbox is full.", False, at(10))
    watched.outbox.file([filing("c", at(10))], at(9.5))
    assert sorted(map(len, states(watched).values())) == [1, 2]


def test_a_person_sends_a_digest_in_doubt_again_whole(watched: Files, at: At) -> None:
    watched.outbox.file([filing("a", at(9)), filing("b", at(9))], at(0))
    first = [delivery for delivery, _ in watched.outbox.claim(at(9), 1)]
    watched.outbox.doubt_claimed(at(10))
    watched.outbox.resend(first[1].id, at(11))
    again = watched.outbox.claim(at(11), 1)
    assert [delivery.message_id for delivery, _ in again] == [first[0].message_id] * 2
    with pytest.raises(Conflict):
        watched.outbox.resend(first[0].id, at(12))


def test_two_people_s_digests_are_two_letters(watched: Files, at: At, client: object) -> None:
    watched.outbox.file([filing("a", at(9)), filing("b", at(9), address="zhou@firm.example")], at(0))
    assert len(states(watched)) == 2


def test_the_letter_s_address_for_leaving_names_its_watches(watched: Files, at: At) -> None:
    watched.watches.add(Watch(0, "c-1"))
    second = Filing(2, "c-1", "b", "", "", None, filing("b", at(9)).deliveries)
    watched.outbox.file([filing("a", at(9)), second], at(0))
    token = watched.outbox.deliveries(1)[0].token
    assert watched.outbox.watches_of(token) == [1, 2]
    assert watched.outbox.watches_of("") == watched.outbox.watches_of("guessed") == []


@dataclass
class Day:
    """What one person was handed: every letter with its events and the instant it left."""

    letters: dict[str, list[str]] = field(default_factory=dict)
    left_at: dict[str, datetime] = field(default_factory=dict)


steps = st.lists(
    st.tuples(
        st.integers(0, 3 * 24 * 60),  # minutes to the next step
        st.sampled_from(["event", "event", "sender", "sender fails"]),
        st.sampled_from([frozenset({Cadence.NOW}), frozenset({Cadence.DAILY}), frozenset(Cadence)]),
    ),
    min_size=1,
    max_size=12,
)
# In the weeks after these Berlin and New York change their clocks.
starts = st.sampled_from([datetime(2026, 10, 23, 22, tzinfo=UTC), datetime(2027, 3, 12, 5, tzinfo=UTC)])
zones = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia"])
clocks = st.sampled_from([time(0, 0), time(1, 30), time(2, 30), time(8, 0), time(23, 59)])
quiet = st.sampled_from([(None, None), (time(22, 0), time(7, 0)), (time(2, 0), time(2, 45))])


class Enough(Exception):
    """Roll back: the next example finds the library as this one did."""


@settings(max_examples=25)
@given(starts, steps, zones, clocks, quiet, st.integers(0, 6))
def test_at_once_and_gathered_together_tell_every_event_exactly_once_by_each_way(
    library_for_all: Library,
    start: datetime,
    steps: list[tuple[int, str, frozenset[Cadence]]],
    zone: str,
    digest_at: time,
    quiet: tuple[time | None, time | None],
    day: int,
) -> None:
    """Each cadence has an address of its own; each event asks for some of them; senders come, and fail, between."""
    habits, told = Habits(digest_at, day, *quiet), {cadence: Day() for cadence in Cadence}
    asked: dict[Cadence, set[str]] = {cadence: set() for cadence in Cadence}
    due_at: dict[tuple[Cadence, str], datetime] = {}
    now = start
    with pytest.raises(Enough), library_for_all.writing() as files:  # noqa: PT012  the example is what is rolled back
        for number, (minutes, what, cadences) in enumerate(steps):
            now += timedelta(minutes=minutes)
            if what == "event":
                for cadence in sorted(cadences):
                    leaves = due(now, cadence, habits, ZoneInfo(zone))
                    asked[cadence].add(f"e{number}")
                    due_at[cadence, f"e{number}"] = leaves
                files.outbox.file([_asked(f"e{number}", cadences, now, habits, zone)], now)
            else:
                _send(files, now, told, fails=what == "sender fails")
        for more in range(3):  # nine days on every digest has come, and a failed one was tried again
            _send(files, now + timedelta(days=9 + more), told, fails=False)
        assert all(d.state is DeliveryState.DELIVERED for d in files.outbox.deliveries(200))
        raise Enough
    for cadence, days in told.items():
        handed = [event for letter in days.letters.values() for event in letter]
        assert sorted(handed) == sorted(asked[cadence])
        for letter, events in days.letters.items():
            assert len(events) == 1 or cadence is not Cadence.NOW
            assert all(due_at[cadence, event] <= days.left_at[letter] for event in events)


def _asked(event: str, cadences: frozenset[Cadence], now: datetime, habits: Habits, zone: str) -> Filing:
    mails = tuple(
        Delivery(
            0, 0, Channel.MAIL, cadence.value, "", next_at=due(now, cadence, habits, ZoneInfo(zone)), cadence=cadence
        )
        for cadence in sorted(cadences)
    )
    return Filing(1, "c-1", event, "", "", None, mails)


def _send(files: Files, now: datetime, told: dict[Cadence, Day], *, fails: bool) -> None:
    while letter := files.outbox.claim(now, 1):
        for delivery, alert in letter:
            if fails:
                files.outbox.failed(delivery.id, "451", False, now + timedelta(minutes=1))
                continue
            files.outbox.delivered(delivery.id, now)
            day = told[delivery.cadence]
            assert day.left_at.setdefault(delivery.message_id, now) == now  # never a second letter of this name
            day.letters.setdefault(delivery.message_id, []).append(alert.event)


@pytest.fixture(scope="module")
def library_for_all(databases: Databases, fresh: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library for all examples, each of which is rolled back."""
    library = Library.open(databases.copy(fresh, tmp_path_factory.mktemp("digests")))
    with library.writing() as files:
        files.people.add(Person("c-1", "lin@firm.example", "林律师", Role.COUNSEL), "correct horse")
        files.watches.add(Watch(0, "c-1"))
    yield library
    library.close()
