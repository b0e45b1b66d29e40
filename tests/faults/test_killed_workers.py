"""SIGKILL of who works unseen: of workers that judge again, and of the scheduler between site and mail server."""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import click
import pytest

from tests.databases import Cluster, Server
from tests.faults.programs import Nursery, wrong
from tests.replicas import sites
from tests.replicas.server import Running
from tests.replicas.texts import DRAFT, FINAL, Text
from tracker.practice.person import Person, Role
from tracker.practice.watch import DeliveryState, Watch
from tracker.settings import Mailbox, Settings
from tracker.store.library import Library
from tracker.workday import sharing
from tracker.workday.desk import Desk, open_desk
from tracker.workday.jobs import Job, Kind
from tracker.workday.rebuilding import behind
from tracker.workday.upload import Upload, take_in_file

TITLE = "示例望远镜使用规定"
RULE = (
    "{title}\n第一条　为了规范示例望远镜的借用和归还，保障借用者的合法权益，制定本规定。\n"
    "第二条　使用者应当向望远镜管理站登记姓名，并在{days}日内归还。\n第三条　本规定自2027年1月1日起施行。"
)
# Shorter waits than in life, so that a hundred lives fit: silence of a worker, letters, the look after the lease.
HASTE = """
from tracker.workday import sharing, schedule, keeping
sharing.SILENT_SECONDS, sharing.LOOK_SECONDS, schedule.DISPATCH_SECONDS = 2.0, 0.5, 0.2
keeping.LOOK_SECONDS = 0.2
"""
# The scheduler visits one list of a site on this machine, and nothing else.
ONE_SITE = (
    HASTE
    + """
from dataclasses import replace
from tracker.sources import registry
from tracker.sources.source import Expectations
source = registry.get("cac").moved("{url}")
lists = tuple(replace(page, expects=Expectations(rows=1)) for page in source.lists[:2])
source = replace(source, lists=lists, hours=(0, 24), cadence_minutes=1)
registry.installed = lambda data: (source,)
"""
)


def judged_by_rules_of_yesterday(desk: Desk) -> list[Job]:
    """Twelve versions of one rule, and the jobs of judging each anew."""
    yesterday = replace(desk, drafting=replace(desk.drafting, version="yesterday"))
    for days in range(1, 13):
        data = RULE.format(title=TITLE, days=days).encode()
        take_in_file(yesterday, Upload(data, f"{days}.txt", title=TITLE, dated_on=date(2026, days, 1)))
    return [Job(Kind.JUDGE, (one.slug, one.old, one.new)) for one in behind(desk)]


@pytest.mark.endurance
def test_sixty_kills_of_a_worker_that_judges_again(
    mortal: Cluster, tmp_path: Path, nursery: Callable[[], Nursery], capsys: pytest.CaptureFixture[str]
) -> None:
    """Before each life all is handed in again."""
    desk = open_desk(Settings(tmp_path / "data", Server(mortal.address).new(tmp_path)))
    jobs = judged_by_rules_of_yesterday(desk)
    line, worker, drawn, held = sharing.Shared(desk.settings.database), nursery(), random.Random(9), 0
    for _ in range(60):
        line.hand_in(jobs)
        worker.start(desk.settings, "worker", "--jobs", first=HASTE)
        time.sleep(drawn.uniform(0.3, 2.0))
        worker.end()
        held += line.counts()["doing"] > 0
        assert wrong(desk.settings) == []
        assert len(comparisons(desk)) == len(jobs)
    worker.start(desk.settings, "worker", "--jobs", first=HASTE)
    for _ in range(600):
        counted = line.counts()
        if counted["todo"] == counted["doing"] == 0:
            break
        time.sleep(0.2)
    with capsys.disabled():
        click.echo(f"\n60 kills of a worker, {held} of them with a job in hand; at the end {dict(line.counts())}")
    assert held > 10  # else the deaths met nobody at work, and prove nothing
    assert dict(counted) | {"succeeded": 0} == {"todo": 0, "doing": 0, "failed": 0, "succeeded": 0}
    assert list(behind(desk)) == []
    assert len(comparisons(desk)) == len(jobs)
    desk.close()


def comparisons(desk: Desk) -> list[object]:
    with desk.library.reading() as files:
        return [card for one in files.instruments.all() for card in files.comparisons.of(one.slug)]


LIVES = int(os.environ.get("TRACKER_KILLS", "100"))


@pytest.mark.parametrize(
    ("where", "lives"),
    [
        ("sqlite", 3),
        *(pytest.param(where, LIVES, marks=pytest.mark.endurance) for where in ("sqlite", "postgresql")),
    ],
)
def test_kills_of_the_scheduler(
    where: str,
    lives: int,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    post,
    nursery: Callable[[], Nursery],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each life finds another text announced, files it and sends its letters, and is killed somewhere in it.

    A third is killed anywhere, the others within a second of asking for the text that is new.
    """
    data = tmp_path / "data"
    data.mkdir()
    there = where == "postgresql"
    url = (
        Server(request.getfixturevalue("mortal").address).new(tmp_path) if there else f"sqlite:///{data / 'a.sqlite3'}"
    )
    settings = Settings(data, url, mail=Mailbox("127.0.0.1", post.port, sender="tracker@sample.invalid"))
    library = Library.open(url)
    with library.writing() as files:
        counsel = files.people.add(Person("", "counsel@sample.invalid", "林律师", Role.COUNSEL), "pass word of counsel")
        files.watches.add(Watch(0, counsel.id))
    scheduler, drawn = nursery(), random.Random(10)
    replica, met = sites.Cac([]), 0
    with Running(replica) as here:
        first = ONE_SITE.format(url=here.url)
        for life in range(lives):
            replica.texts = [*replica.texts, text(life)]
            scheduler.start(settings, "worker", first=first)
            if life % 3:
                asked_for(replica, text(life))
            time.sleep(drawn.uniform(0, 1.0) if life % 3 else drawn.uniform(0.3, 2.5))
            scheduler.end()
            met += is_asked_for(replica, text(life))
            assert wrong(settings) == []
        scheduler.start(settings, "worker", first=first)
        expected = settled(library, lives)
        scheduler.end()
    with library.reading() as files:
        cards = Counter((card.instrument, card.id) for card in files.versions.latest(9999))
        alerts = Counter(alert.event for alert in files.outbox.alerts_of(counsel.id))
        counts = files.outbox.counts()
        letters = {one.message_id: one.state for one in files.outbox.deliveries(9999) if one.channel == "mail"}
    sent = Counter(letter["Message-ID"] for _, letter in post.letters)
    with capsys.disabled():
        click.echo(
            f"\n{where}: {lives} kills of the scheduler, {met} after it asked for what was new; {len(cards)} versions "
            f"and {len(alerts)} alerts, {len(sent)} letters, the most of one {max(sent.values())}; "
            f"{counts[DeliveryState.IN_DOUBT]} in doubt"
        )
    assert expected
    assert met >= lives * 2 // 3
    assert len(cards) == lives
    assert set(cards.values()) == {1} == set(alerts.values())
    assert len(alerts) == lives
    assert set(sent.values()) == {1}
    assert {number for number, state in letters.items() if state is DeliveryState.DELIVERED} <= set(sent)
    assert set(letters.values()) <= {DeliveryState.DELIVERED, DeliveryState.IN_DOUBT}
    assert wrong(settings) == []
    library.close()


def asked_for(replica: sites.Cac, one: Text) -> None:
    """Wait until a text is asked for; a machine at its limits visits late."""
    for _ in range(1200):
        if is_asked_for(replica, one):
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody asks for {one.name}")


def is_asked_for(replica: sites.Cac, one: Text) -> bool:
    return sites.path(one) in [asked.path for asked, _ in replica.diary]


def text(number: int) -> Text:
    """Draft and final in turn of one rule after another, a day each: a list shows its newest twenty."""
    rule, final = divmod(number, 2)
    on = date(2026, 2, 1) + timedelta(days=number)
    return Text(1 + number, f"第{rule + 1}号灯塔管理办法", on, FINAL if final else DRAFT, draft=not final)


def settled(library: Library, lives: int) -> bool:
    """Wait until every text is filed and no letter is left."""
    for _ in range(1500):
        with library.reading() as files:
            counts = files.outbox.counts()
            filed = len(files.versions.latest(9999))
        if filed == lives and not counts[DeliveryState.QUEUED] + counts[DeliveryState.CLAIMED]:
            return True
        time.sleep(0.1)
    return False
