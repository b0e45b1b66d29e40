"""Slow and half-dead sources and mail servers: bounded times, a known end, and the others go on meanwhile."""

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from _pytest.mark import ParameterSet

from tests.faults.half_dead import MAIL, SOURCES, HalfDead
from tracker.alerts import mail
from tracker.practice.watch import DeliveryState, Watch
from tracker.settings import Mailbox
from tracker.sources.fetch import Fetcher
from tracker.sources.manners import Manners
from tracker.sources.source import Source
from tracker.workday import keeping
from tracker.workday.desk import Desk
from tracker.workday.dispatch import dispatch, recover
from tracker.workday.pull import pull
from tracker.workday.schedule import running

# The proportions of the real ones: a try gives up after a silence, a page after its limit, and there are three tries.
SILENCE, LIMIT, TRIES = 0.2, 0.5, 3
HURRIED = Manners(tries=TRIES, back_off=0.01, silence=SILENCE)
# What a visit may take in all: robots.txt, then each of its two lists, every try at its limit.
LONGEST = (1 + 2) * TRIES * LIMIT + 2


@pytest.fixture
def hurried(desk: Desk) -> Iterator[Desk]:
    fetcher = Fetcher(open_loopback=True, manners=HURRIED)
    yield replace(desk, fetcher=fetcher)
    fetcher.close()


def moved(cac: Source, to: HalfDead) -> Source:
    return replace(cac.moved(to.url), id="half-dead", limit_seconds=LIMIT)


def some(evils: Iterable[str], *short: str) -> list[ParameterSet]:
    """All of them, these few in every run of the suite."""
    return [pytest.param(evil, marks=() if evil in short else pytest.mark.endurance) for evil in evils]


@pytest.mark.parametrize("evil", some(SOURCES, "drips its head", "resets"))
def test_a_visit_to_a_half_dead_source_ends_in_time_and_says_so(hurried: Desk, cac: Source, evil: str) -> None:
    with HalfDead(SOURCES[evil]) as site:
        began = time.monotonic()
        visit = pull(hurried, moved(cac, site))
        took = time.monotonic() - began
    assert took < LONGEST
    assert visit.state in ("down", "blocked", "degraded")
    assert visit.new == 0
    with hurried.library.reading() as files:
        assert [alarm.source for alarm in files.alarms.open()] == ["half-dead"]


@pytest.mark.endurance
def test_other_sources_go_on_meanwhile(hurried: Desk, cac: Source, published, settings) -> None:
    """Three that hang, drip and never end their headers beside one that is well: its texts are in while they hang."""
    slow = replace(HURRIED, silence=30.0)
    desk = replace(hurried, fetcher=Fetcher(open_loopback=True, manners=slow))
    done = threading.Event()
    with HalfDead(SOURCES["hangs after robots.txt"]) as one, HalfDead(SOURCES["drips its head"]) as two:
        half_dead = [
            replace(moved(cac, site), id=f"ill-{n}", limit_seconds=60) for n, site in enumerate((one, two, one))
        ]
        began = time.monotonic()
        with running(desk, [*half_dead, replace(cac, hours=(0, 24))], settings.data):
            while not done.is_set() and time.monotonic() - began < 28:
                with desk.library.reading() as files:
                    if len(files.versions.latest(9)) == 2:
                        done.set()
                time.sleep(0.05)
            with desk.library.reading() as files:
                ended = [files.visits.of(f"ill-{n}", 1) for n in range(3)]
    assert done.is_set()
    assert ended == [[], [], []]  # they were still at it


@pytest.fixture
def letters(desk: Desk, cac: Source, published, counsel) -> Desk:
    """Two letters are due."""
    with desk.library.writing() as files:
        files.watches.add(Watch(0, counsel.id))
    pull(desk, cac)
    return desk


def states(desk: Desk) -> list[str]:
    with desk.library.reading() as files:
        return [one.state.value for one in files.outbox.deliveries(9) if one.channel == "mail"]


@pytest.mark.parametrize("evil", some(MAIL, "drips after the letter", "puts the letter off"))
def test_a_half_dead_mail_server_is_left_in_time_and_nothing_is_guessed(
    letters: Desk, evil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "SECONDS", SILENCE)
    monkeypatch.setattr(mail, "LONGEST", LIMIT)
    script, state = MAIL[evil]
    with HalfDead(script) as server:
        desk = replace(letters, mailbox=Mailbox("127.0.0.1", server.port, sender="tracker@sample.invalid"))
        began = time.monotonic()
        assert dispatch(desk) == 0
        took = time.monotonic() - began
        assert server.lines == 2
    assert took < 2 * LIMIT + 2
    assert states(letters) == [state, state]
    recover(letters)
    assert states(letters) == [DeliveryState.IN_DOUBT.value if state == "claimed" else state] * 2


@pytest.mark.endurance
def test_a_letter_in_the_hands_of_a_slow_server_holds_up_neither_lease_nor_visits(
    letters: Desk, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr("tracker.workday.schedule.DISPATCH_SECONDS", 0.05)
    looks = []
    with HalfDead(MAIL["hangs after the letter"][0]) as server:
        desk = replace(letters, mailbox=Mailbox("127.0.0.1", server.port, sender="tracker@sample.invalid"))
        monkeypatch.setattr(mail, "SECONDS", 1.0)
        with running(desk, [], settings.data) as rounds:
            look = rounds.keeper._follow_clock
            monkeypatch.setattr(
                rounds.keeper, "_follow_clock", lambda: (looks.append("claimed" in states(desk)), look())[1]
            )
            time.sleep(1.0)
    assert looks.count(True) > 3
