"""An alert is told once: claimed, sent, recorded; and where nobody can say, a person decides."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from tracker.errors import Conflict, NotFound
from tracker.practice.person import Person
from tracker.practice.watch import Alert, Channel, Delivery, DeliveryState, Filing, Watch
from tracker.store.library import Files, Library

SLUG, DRAFT, FINAL = "cloud-computing-power", "2031-03-01-draft", "2031-09-10-promulgated"
At = Callable[[float], datetime]
Letter = Callable[[str], Delivery]


def queue(files: Files, at: At, *deliveries: Delivery, event: str = f"{SLUG}/{FINAL}") -> Alert | None:
    made = files.outbox.file([Filing(1, "c-1", event, SLUG, FINAL, DRAFT, deliveries)], at(0))
    return files.outbox.alert(made[0]) if made else None


def one(files: Files, number: int = 1) -> Delivery:
    return files.outbox.delivery(number)


def test_an_alert_is_filed_unsent(watched: Files, at: At, letter: Letter) -> None:
    alert = queue(watched, at, letter("lin@firm.example"))
    assert alert == Alert(1, 1, "c-1", f"{SLUG}/{FINAL}", SLUG, FINAL, DRAFT, at(0))
    assert watched.outbox.alerts_of("c-1") == [alert]
    assert watched.outbox.alert(1) == alert
    assert watched.outbox.deliveries(5) == [
        Delivery(1, 1, Channel.MAIL, "lin@firm.example", "<lin.31@tracker.example>", next_at=at(0))
    ]


def test_a_watch_is_told_of_an_event_once(watched: Files, at: At, letter: Letter) -> None:
    queue(watched, at, letter("lin@firm.example"))
    assert queue(watched, at, letter("lin@firm.example")) is None
    assert len(watched.outbox.deliveries(5)) == 1
    assert queue(watched, at, event=f"{SLUG}/{DRAFT}") is not None


def test_one_address_gets_an_alert_once_per_channel(watched: Files, at: At, letter: Letter) -> None:
    queue(watched, at, letter("lin@firm.example"), letter("lin@firm.example"), letter("zhou@firm.example"))
    assert [d.address for d in watched.outbox.deliveries(5)] == ["zhou@firm.example", "lin@firm.example"]


def test_an_alert_on_the_persons_own_page_is_told_by_standing_there(watched: Files, at: At) -> None:
    queue(watched, at, Delivery(0, 0, Channel.PAGE, "c-1", ""))
    told = one(watched)
    assert (told.state, told.delivered_at) == (DeliveryState.DELIVERED, at(0))
    assert watched.outbox.claim(at(9), 5) == []


def test_a_delivery_without_message_id_gets_one_that_no_other_has(watched: Files, at: At) -> None:
    queue(watched, at, *(Delivery(0, 0, Channel.MAIL, f"{n}@firm.example", "") for n in range(3)))
    ids = {d.message_id for d in watched.outbox.deliveries(5)}
    assert len(ids) == 3
    assert all(i.startswith("<") and i.endswith("@tracker>") for i in ids)


def test_a_claimed_letter_is_nobody_elses(watched: Files, at: At, letter: Letter) -> None:
    alert = queue(watched, at, letter("lin@firm.example"))
    [(claimed, its_alert)] = watched.outbox.claim(at(1), 10)
    assert (claimed.state, claimed.claimed_at, claimed.attempts) == (DeliveryState.CLAIMED, at(1), 1)
    assert its_alert == alert
    assert watched.outbox.claim(at(1), 10) == []


def test_what_is_due_longest_goes_first_and_what_is_not_due_stays(watched: Files, at: At) -> None:
    due = {"late": 2, "early": 1, "tomorrow": 24}
    queue(watched, at, *(Delivery(0, 0, Channel.MAIL, name, "", next_at=at(hour)) for name, hour in due.items()))
    assert [d.address for d, _ in watched.outbox.claim(at(3), 1)] == ["early"]
    assert [d.address for d, _ in watched.outbox.claim(at(3), 5)] == ["late"]


def test_a_hand_over_is_recorded(watched: Files, at: At, letter: Letter) -> None:
    queue(watched, at, letter("lin@firm.example"))
    watched.outbox.claim(at(1), 1)
    watched.outbox.delivered(1, at(2))
    assert (one(watched).state, one(watched).delivered_at, one(watched).next_at) == (
        DeliveryState.DELIVERED,
        at(2),
        None,
    )
    with pytest.raises(Conflict, match="is delivered"):
        watched.outbox.delivered(1, at(3))
    with pytest.raises(Conflict, match="is delivered"):
        watched.outbox.resend(1, at(3))


def test_a_fault_that_may_pass_is_tried_again_later(watched: Files, at: At, letter: Letter) -> None:
    queue(watched, at, letter("lin@firm.example"))
    watched.outbox.claim(at(1), 1)
    watched.outbox.failed(1, "The mailbox is full.", False, at(5))
    assert (one(watched).state, one(watched).error) == (DeliveryState.QUEUED, "The mailbox is full.")
    assert watched.outbox.claim(at(4), 1) == []
    [(again, _)] = watched.outbox.claim(at(5), 1)
    assert (again.attempts, again.message_id) == (2, "<lin.31@tracker.example>")
    with pytest.raises(ValueError, match="next try"):
        watched.outbox.failed(1, "The mailbox is full.", False, None)


def test_a_fault_that_will_not_pass_ends_it_until_a_person_says_otherwise(
    watched: Files, at: At, letter: Letter
) -> None:
    queue(watched, at, letter("lin@firm.example"))
    watched.outbox.claim(at(1), 1)
    watched.outbox.failed(1, "There is no such address.", True, None)
    assert one(watched).state is DeliveryState.FAILED
    assert watched.outbox.claim(at(99), 1) == []
    watched.outbox.resend(1, at(100))
    assert len(watched.outbox.claim(at(100), 1)) == 1


def test_what_was_not_even_tried_goes_back_uncounted(watched: Files, at: At, letter: Letter) -> None:
    queue(watched, at, letter("lin@firm.example"))
    watched.outbox.claim(at(1), 1)
    watched.outbox.put_back(1, at(2), "No mail server is set.")
    assert (one(watched).state, one(watched).attempts, one(watched).next_at) == (DeliveryState.QUEUED, 0, at(2))


def test_a_death_between_hand_over_and_record_leaves_a_doubt(watched: Files, at: At, letter: Letter) -> None:
    """The sender died at two; nobody knows whether the letter left. It is never sent again by itself."""
    queue(watched, at, letter("lin@firm.example"))
    watched.outbox.claim(at(2), 1)
    assert watched.outbox.doubt_claimed(at(2)) == 0
    assert watched.outbox.doubt_claimed(at(3)) == 1
    assert watched.outbox.doubt_claimed(at(3)) == 0
    assert one(watched).state is DeliveryState.IN_DOUBT
    assert watched.outbox.claim(at(99), 5) == []


def test_a_person_sends_a_doubtful_letter_again_under_the_same_message_id(
    watched: Files, at: At, letter: Letter
) -> None:
    queue(watched, at, letter("lin@firm.example"))
    watched.outbox.claim(at(2), 1)
    watched.outbox.doubt_claimed(at(3))
    watched.outbox.resend(1, at(4))
    [(again, _)] = watched.outbox.claim(at(4), 1)
    assert (again.message_id, again.attempts) == ("<lin.31@tracker.example>", 2)


def test_who_was_only_slow_may_still_say_that_it_arrived(watched: Files, at: At, letter: Letter) -> None:
    queue(watched, at, letter("lin@firm.example"))
    watched.outbox.claim(at(2), 1)
    watched.outbox.doubt_claimed(at(3))
    watched.outbox.delivered(1, at(4))
    assert one(watched).state is DeliveryState.DELIVERED


def test_only_what_was_claimed_can_be_recorded(watched: Files, at: At, letter: Letter) -> None:
    queue(watched, at, letter("lin@firm.example"))
    for record in (
        lambda: watched.outbox.delivered(1, at(1)),
        lambda: watched.outbox.failed(1, "", True, None),
        lambda: watched.outbox.resend(1, at(1)),
    ):
        with pytest.raises(Conflict, match="is queued"):
            record()
    with pytest.raises(NotFound, match="no delivery number 9"):
        watched.outbox.delivered(9, at(1))


def test_an_alert_is_read_once(watched: Files, at: At) -> None:
    queue(watched, at)
    watched.outbox.mark_read(1, at(1))
    watched.outbox.mark_read(1, at(2))
    assert watched.outbox.alert(1).read_at == at(1)
    with pytest.raises(NotFound, match="no alert number 9"):
        watched.outbox.mark_read(9, at(1))


def test_four_senders_at_once_hold_every_letter_once(library: Library, counsel: Person, at: At) -> None:
    with library.writing() as files:
        files.people.add(counsel, "a")
        files.watches.add(Watch(0, counsel.id))
        letters = [Delivery(0, 0, Channel.MAIL, f"{n}@firm.example", "") for n in range(40)]
        files.outbox.file([Filing(1, "c-1", "e", "s", "v", None, tuple(letters))], at(0))

    def sender(_: int) -> list[int]:
        held = []
        while True:
            with library.writing() as files:
                claimed = files.outbox.claim(at(1), 3)
            if not claimed:
                return held
            held += [delivery.id for delivery, _ in claimed]

    with ThreadPoolExecutor(4) as pool:
        held = [number for each in pool.map(sender, range(4)) for number in each]
    assert sorted(held) == list(range(1, 41))
