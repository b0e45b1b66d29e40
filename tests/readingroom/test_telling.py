"""Who is told of a direction, and when: the firm at the filing, a client at the release, everybody once."""

import pytest

from tests.web.conftest import LIFTS, NOW, PEOPLE, ROBOTS, Firm
from tracker.diff.changes import Direction
from tracker.practice.access import Release
from tracker.practice.person import Person
from tracker.practice.watch import Alert, Channel, DeliveryState, Watch
from tracker.readingroom.telling import event_of, tell_filed, tell_released
from tracker.store.library import Files

# hengtong follows both works, zaozhi (verdicts before release) and yuanjing one other each; nobody released ROBOTS.
SLUG, OLD, NEW = ROBOTS


@pytest.fixture(autouse=True)
def _no_other_watch(firm: Firm) -> None:
    """Whoever watches twice gets one letter, by the older watch: here each has the watch of the test alone."""
    with firm.library.writing() as files:
        for watch in files.watches.all_active():
            files.watches.remove(watch.id, watch.person)


def watch(firm: Firm, who: str, **criteria: object) -> Watch:
    with firm.library.writing() as files:
        return files.watches.add(Watch(0, who, **{"instrument": SLUG, **criteria}))  # type: ignore[arg-type]


def told(firm: Firm, who: str, of: Watch) -> list[Alert]:
    with firm.library.reading() as files:
        return [alert for alert in files.outbox.alerts_of(who) if alert.watch == of.id]


def file_again(firm: Firm) -> None:
    """What intake does when the version is filed."""
    with firm.library.writing() as files:
        tell_filed(files, event_of(files, SLUG, OLD, NEW), NOW)


def follow(firm: Firm, who: str, **more: bool) -> None:
    """Let this person's client follow the work."""
    with firm.library.writing() as files:
        client = files.people.client(PEOPLE[who].client or "")
        files.people.put_client(type(client)(client.id, client.name, frozenset({SLUG}), **more))


# The moments: at the filing, at a release to this client, to another client, to everybody.
@pytest.mark.parametrize(
    ("who", "direction", "filing", "to_mine", "to_another", "to_all"),
    [
        ("counsel", Direction.SOFTENED, True, False, False, False),  # the firm sees verdicts at once
        ("analyst", Direction.SOFTENED, True, False, False, False),
        ("administrator", Direction.SOFTENED, True, False, False, False),
        ("client", Direction.SOFTENED, False, True, False, True),
        ("client", Direction.UNCLEAR, False, False, False, False),  # released, but no clause went that way
        ("client", None, True, False, False, False),  # facts need no release
        ("other", Direction.SOFTENED, False, False, False, False),  # follows another work
        ("early", Direction.SOFTENED, True, False, False, False),  # “machine, not reviewed”: told at the filing
        ("early", None, True, False, False, False),
    ],
)
def test_who_hears_at_which_moment(
    firm: Firm, who: str, direction: Direction | None, filing: bool, to_mine: bool, to_another: bool, to_all: bool
) -> None:
    if who == "early":
        follow(firm, who, machine_not_reviewed=True)
    asked = watch(firm, who, direction=direction)
    file_again(firm)
    assert bool(told(firm, who, asked)) is filing
    counsel = firm.room("counsel").comparisons
    mine = PEOPLE[who].client or "hengtong"
    for client, hears in ((next(c for c in ("yuanjing", "zaozhi") if c != mine), to_another), (mine, to_mine)):
        heard = len(told(firm, who, asked))
        counsel.release(*ROBOTS, client)
        assert len(told(firm, who, asked)) == heard + hears
        counsel.withdraw(*ROBOTS, client)
    counsel.release(*ROBOTS, None)
    assert len(told(firm, who, asked)) == (filing or to_mine or to_all)


def test_a_release_tells_every_follower_at_once(firm: Firm) -> None:
    follow(firm, "other")
    first, second = (
        watch(firm, "client", direction=Direction.SOFTENED),
        watch(firm, "other", direction=Direction.SOFTENED),
    )
    firm.room("counsel").comparisons.release(*ROBOTS, None)
    assert (len(told(firm, "client", first)), len(told(firm, "other", second))) == (1, 1)


def test_released_twice_and_taken_back_between_it_is_told_once(firm: Firm) -> None:
    asked, counsel = watch(firm, "client", direction=Direction.SOFTENED), firm.room("counsel").comparisons
    counsel.release(*ROBOTS, "hengtong")
    counsel.release(*ROBOTS, None)
    counsel.withdraw(*ROBOTS, "hengtong")
    counsel.withdraw(*ROBOTS, None)
    counsel.release(*ROBOTS, "hengtong")
    assert len(told(firm, "client", asked)) == 1


def test_the_facts_told_before_stay_and_the_direction_is_a_second_alert_of_its_own_watch(firm: Firm) -> None:
    facts, direction = watch(firm, "client"), watch(firm, "client", direction=Direction.SOFTENED)
    file_again(firm)
    assert (len(told(firm, "client", facts)), len(told(firm, "client", direction))) == (1, 0)
    firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    assert (len(told(firm, "client", facts)), len(told(firm, "client", direction))) == (1, 1)


def test_what_a_release_tells_is_queued_by_the_channel_asked_for(firm: Firm) -> None:
    asked = watch(firm, "client", direction=Direction.SOFTENED, channel=Channel.MAIL)
    firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    (alert,) = told(firm, "client", asked)
    assert (alert.event, alert.compared_with, alert.created_at) == (f"{SLUG}/{NEW}", OLD, NOW)
    with firm.library.reading() as files:
        (sent,) = [d for d in files.outbox.deliveries(20) if d.alert == alert.id]
    assert (sent.channel, sent.address, sent.state) == (Channel.MAIL, PEOPLE["client"].email, DeliveryState.QUEUED)


@pytest.mark.parametrize(
    "criteria",
    [{"active": False}, {"instrument": LIFTS[0]}, {"keyword": "此词不在其中"}, {"authority": "cac"}],
)
def test_the_other_criteria_hold_at_the_release_too(firm: Firm, criteria: dict[str, object]) -> None:
    asked = watch(firm, "client", direction=Direction.SOFTENED, **criteria)
    firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    assert told(firm, "client", asked) == []


def test_somebody_whose_account_is_closed_hears_nothing(firm: Firm) -> None:
    asked = watch(firm, "client", direction=Direction.SOFTENED)
    with firm.library.writing() as files:
        person = files.people.get("client")
        files.people.put(Person(person.id, person.email, person.name, person.role, person.client, active=False))
    firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    assert told(firm, "client", asked) == []


def test_release_and_alert_are_one_transaction(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    """A death between the two would leave a client who may see and was never told: there is no between."""
    watch(firm, "client", direction=Direction.SOFTENED)

    def dies(*_: object) -> int:
        raise OSError("the power went")

    monkeypatch.setattr("tracker.readingroom.telling.tell_released", dies)
    with pytest.raises(OSError, match="power"):
        firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    with firm.library.reading() as files:
        assert files.releases.of(*ROBOTS) == []


def test_only_who_could_not_see_before_is_told(firm: Firm) -> None:
    asked = watch(firm, "client", direction=Direction.SOFTENED)
    release = Release(*ROBOTS, "hengtong", "counsel", NOW)

    def tell(files: Files, before: list[Release], after: list[Release]) -> int:
        return tell_released(files, event_of(files, *ROBOTS), before, after, NOW)

    with firm.library.writing() as files:
        assert tell(files, [release], [release]) == 0
        assert tell(files, [], []) == 0
        assert tell(files, [], [release]) == 1
    assert len(told(firm, "client", asked)) == 1
