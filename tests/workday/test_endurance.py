"""Long runs, with a short form in the suite: ten thousand watches on one version; a sender killed again and again.

Work is told in seconds of one core, so that other work on the machine does not count.
"""

import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from tracker.diff.changes import Direction
from tracker.practice.hours import Cadence
from tracker.practice.watch import DATES, Channel, Delivery, DeliveryState, Filing, Watch
from tracker.readingroom.telling import event_of, tell_filed
from tracker.settings import Settings
from tracker.store.tables import PersonRow

PAIR = ("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated")
AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def settings(databases, tmp_path, pulled_library):
    return Settings(data=tmp_path, database=databases.copy(pulled_library, tmp_path), open_loopback=True)


def say(capsys, words):
    """A figure for whoever reads the run."""
    with capsys.disabled():
        sys.stdout.write(f"\n{words}\n")


def people(files, count):
    """So many of the firm's people, without the work of a password each."""
    rows = [
        {"id": f"p{n}", "email": f"p{n}@sample.invalid", "folded_email": f"p{n}@sample.invalid", "name": f"律师{n}"}
        | {"role": "counsel", "client": None, "language": "zh", "zone": "Asia/Shanghai", "active": True, "secret": "-"}
        for n in range(count)
    ]
    files.people._session.execute(insert(PersonRow), rows)


# Ten kinds of watch, and whether this version concerns them.
KINDS = (
    ({}, True),
    ({"instrument": "smart-lifts"}, True),
    ({"topic": "data", "cadence": Cadence.DAILY}, True),
    ({"topic": "finance"}, False),
    ({"keyword": "十二小时"}, True),
    ({"keyword": "此词不在其中"}, False),
    ({"phrase": "乘用人"}, True),
    ({"direction": Direction.STRENGTHENED, "affected": "provider", "cadence": Cadence.WEEKLY}, True),
    ({"instrument": "smart-lifts", "provision": "3"}, True),
    ({"occasions": DATES}, False),
)


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.endurance)])
def test_so_many_watches_on_one_new_version(desk, count, capsys):
    """Each of a tenth as many people has ten watches, one of each kind: one alert each, under the oldest that asks."""
    with desk.library.writing() as files:
        people(files, count // 10)
        for n in range(count // 10):
            for criteria, _ in KINDS:
                files.watches.add(Watch(0, f"p{n}", **criteria))
        event = event_of(files, *PAIR, whole=True)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with desk.library.writing() as files:
        told = tell_filed(files, event, AT)
    took, grown = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    say(
        capsys,
        f"{count} watches, {told} alerts: {took:.2f} s of one core, {grown / 1024:.0f} MiB more",
    )
    assert told == count // 10
    with desk.library.reading() as files:
        rows = files.outbox.deliveries(count * 10)
    assert Counter(row.cadence for row in rows) == {Cadence.NOW: count // 10}  # one address: the soonest of its watches
    assert took < 60  # the pen is held meanwhile: a minute is as long as others may be made to wait


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.endurance)])
def test_so_many_people_with_one_watch_each(desk, count, capsys):
    """Everybody asks for everything: as many alerts and letters as watches."""
    with desk.library.writing() as files:
        people(files, count)
        for n in range(count):
            files.watches.add(Watch(0, f"p{n}"))
        event = event_of(files, *PAIR, whole=True)
    began = time.process_time()
    with desk.library.writing() as files:
        assert tell_filed(files, event, AT) == count
    say(capsys, f"{count} alerts: {time.process_time() - began:.2f} s of one core to match and queue")


SENDER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tracker.settings import Mailbox, Settings
from tracker.workday.desk import open_desk
from tracker.workday.dispatch import dispatch, recover
data, url, port, minutes = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
desk = open_desk(Settings(data, url, mail=Mailbox("127.0.0.1", port)))
desk = replace(desk, clock=lambda: datetime.now(UTC) + timedelta(minutes=minutes))
recover(desk)
print("ready", flush=True)
dispatch(desk, limit=100_000)
print("done", flush=True)
"""


class Unreliable:
    """A mail server that says 451 to a tenth of the letters the first time, 550 to a twentieth for ever."""

    def __init__(self):
        self.taken, self.seen = Counter(), Counter()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name
        import asyncio

        await asyncio.sleep(0.003)  # long enough that a kill falls between hand-over and record now and then
        number = int(envelope.rcpt_tos[0].split("@")[0][1:])
        self.seen[number] += 1
        if number % 20 == 7:
            return "550 no such person"
        if number % 10 == 3 and self.seen[number] == 1:
            return "451 try again later"
        self.taken[number] += 1
        return "250 taken"


@pytest.fixture
def unreliable():
    import socket

    from aiosmtpd.controller import Controller

    box = Unreliable()
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    yield box
    server.stop()


@pytest.mark.parametrize(("letters", "kills"), [(40, 2), pytest.param(1000, 50, marks=pytest.mark.endurance)])
def test_a_sender_killed_again_and_again_sends_nothing_twice_and_loses_nothing(
    desk, settings, unreliable, letters, kills, capsys
):
    with desk.library.writing() as files:
        people(files, letters)
        watches = [files.watches.add(Watch(0, f"p{n}")) for n in range(letters)]
        files.outbox.file([_letter(n, watch) for n, watch in enumerate(watches)], AT)
    chance = random.Random(7)
    killed = sum(_run(settings, unreliable.port, minutes * 5, chance.uniform(0.02, 0.5)) for minutes in range(kills))
    for minutes in range(kills, kills + 2):
        _run(settings, unreliable.port, minutes * 5, None)
    with desk.library.reading() as files:
        rows = {int(d.address.split("@")[0][1:]): d for d in files.outbox.deliveries(letters)}
    states = Counter(d.state for d in rows.values())
    say(capsys, f"{letters} letters, {killed} kills: {dict(sorted((s.value, n) for s, n in states.items()))}")
    assert max(unreliable.taken.values()) == 1
    for number, row in rows.items():
        if row.state is DeliveryState.DELIVERED:
            assert unreliable.taken[number] == 1
        elif row.state is DeliveryState.FAILED:
            assert (number % 20, unreliable.taken[number]) == (7, 0)
            assert "no such person" in row.error
        else:
            assert row.state is DeliveryState.IN_DOUBT
    assert states[DeliveryState.IN_DOUBT] <= killed
    assert killed > kills // 3  # most starts were cut off in the middle of the work


def _letter(number, watch):
    mail = Delivery(0, 0, Channel.MAIL, f"p{number}@sample.invalid", "")
    return Filing(watch.id, f"p{number}", f"{PAIR[0]}/{PAIR[2]}", PAIR[0], PAIR[2], PAIR[1], (mail,))


def _run(settings, port, minutes, patience):
    """One life of the sender, cut off so many seconds after it began to send; whether it was cut off."""
    arguments = [sys.executable, "-c", SENDER, str(settings.data), settings.database, str(port), str(minutes)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as sender:
        assert sender.stdout.readline() == "ready\n"
        try:
            sender.wait(patience)
        except subprocess.TimeoutExpired:
            sender.send_signal(signal.SIGKILL)
        sender.wait(600)
    assert sender.returncode in (0, -signal.SIGKILL)
    return sender.returncode == -signal.SIGKILL
