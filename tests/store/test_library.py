"""The library is read and written in whole transactions, by many threads, and no death leaves half of one."""

import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest

from tracker.diff.changes import Comparison
from tracker.errors import Conflict, StoreError
from tracker.law.document import Document
from tracker.law.instrument import Instrument, Version
from tracker.practice.person import Client, Person, Role
from tracker.practice.visit import Notice
from tracker.practice.watch import Delivery, Filing, Watch
from tracker.store import codec
from tracker.store.library import Library

SLUG, DRAFT, FINAL = "cloud-computing-power", "2031-03-01-draft", "2031-09-10-promulgated"
At = Callable[[float], datetime]


def test_what_was_written_stands_after_closing(library: Library, url: str, instrument: Instrument) -> None:
    with library.writing() as files:
        files.instruments.put(instrument)
    library.close()
    again = Library.open(url)
    with again.reading() as files:
        assert files.instruments.all() == [instrument]
    again.close()


def test_all_or_nothing(library: Library, instrument: Instrument, draft: Version) -> None:
    def intake() -> None:
        with library.writing() as files:
            files.instruments.put(instrument)
            files.versions.file(draft)
            assert files.search.find("三个月内").total == 1
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        intake()
    with library.reading() as files:
        assert files.instruments.all() == []
        assert files.search.find("三个月内").total == 0


def test_a_reader_cannot_write(library: Library, instrument: Instrument) -> None:
    with pytest.raises(StoreError, match=r"read-?only"), library.reading() as files:
        files.instruments.put(instrument)


def test_a_reader_sees_one_moment(library: Library, instrument: Instrument) -> None:
    with library.reading() as before:
        assert before.instruments.all() == []
        with library.writing() as files:
            files.instruments.put(instrument)
        assert before.instruments.all() == []
    with library.reading() as after:
        assert after.instruments.all() == [instrument]


def test_a_writing_inside_a_writing_is_refused_at_once(library: Library, instrument: Instrument) -> None:
    with library.writing() as files:
        files.instruments.put(instrument)
        with pytest.raises(StoreError, match="already writing"), library.writing():
            pass
    with library.writing() as files:
        assert files.instruments.all() == [instrument]


def test_what_stands_against_the_rules_of_the_file_is_a_conflict(library: Library) -> None:
    with pytest.raises(Conflict, match=r"(?i)foreign key"), library.writing() as files:
        files.people.add(Person("m-1", "wu@haiyun.example", "吴", Role.CLIENT, "no-such-client"), "a")


def test_four_writers_and_two_readers_at_once_lose_nothing(
    library: Library, instrument: Instrument, draft: Version, document: Callable[..., Document], at: At
) -> None:
    """The scheduler and the web write at the same time; nobody meets a locked database."""
    writers, rounds = 4, 8
    done = threading.Event()

    def write(writer: int) -> None:
        slug = f"rule-{writer}"
        with library.writing() as files:
            files.instruments.put(replace(instrument, slug=slug))
        for n in range(rounds):
            with library.writing() as files:
                text = document("办法", f"第{writer}组第{n}次登记。")
                files.versions.file(replace(draft, instrument=slug, document=text))
                files.visits.announced(Notice("s", f"https://hanhai.example/{writer}/{n}", ""), at(n))

    def read() -> int:
        looks = 0
        while not done.is_set():
            with library.reading() as files:
                assert files.search.find("登记").total == len(files.versions.latest(999))
                looks += 1
        return looks

    with ThreadPoolExecutor(writers + 2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            list(pool.map(write, range(writers)))
        finally:
            done.set()
        assert all(reader.result() > 0 for reader in readers)
    with library.reading() as files:
        assert [len(files.versions.of(f"rule-{w}")) for w in range(writers)] == [rounds] * writers


def prepare(library: Library, instrument: Instrument, draft: Version, counsel: Person, client: Client) -> None:
    with library.writing() as files:
        files.instruments.put(instrument)
        files.versions.file(draft)
        files.people.put_client(client)
        files.people.add(counsel, "a")
        files.watches.add(Watch(0, counsel.id))


def what_is_filed(url: str) -> tuple[bool, bool, bool, bool]:
    """Whether the final text, its comparison, its alert and its place in the index are there."""
    library = Library.open(url)
    with library.reading() as files:
        found = (
            any(v.id == FINAL for v in files.versions.of(SLUG)),
            bool(files.comparisons.of(SLUG)),
            bool(files.outbox.alerts_of("c-1")) and bool(files.outbox.deliveries(9)),
            files.search.find("转售").total == 1,
        )
    library.close()
    return found


CHILD = """
    import os, signal, sys
    from datetime import UTC, datetime
    from tracker.diff.changes import Comparison
    from tracker.law.instrument import Version
    from tracker.practice.watch import Channel, Delivery, Filing
    from tracker.store import codec
    from tracker.store.library import Library

    url, death, version, comparison = sys.argv[1:]
    at = datetime(2031, 9, 10, tzinfo=UTC)

    def step(name):
        if name == death:
            os.kill(os.getpid(), signal.SIGKILL)

    with Library.open(url).writing() as files:
        step("begun")
        files.versions.file(codec.decode(Version, version))
        step("version")
        files.comparisons.file("cloud-computing-power", "2031-03-01-draft", "2031-09-10-promulgated",
                               codec.decode(Comparison, comparison), at)
        step("comparison")
        letter = Delivery(0, 0, Channel.MAIL, "lin@firm.example", "<31@tracker.example>")
        filing = Filing(1, "c-1", "e", "cloud-computing-power", "2031-09-10-promulgated", None, (letter,))
        files.outbox.file([filing], at)
        step("alert")
    step("committed")
"""


@pytest.mark.parametrize("death", ["begun", "version", "comparison", "alert", "committed"])
def test_a_death_in_the_middle_of_filing_leaves_all_or_nothing(
    library: Library,
    url: str,
    instrument: Instrument,
    draft: Version,
    final: Version,
    comparison: Comparison,
    counsel: Person,
    client: Client,
    at: At,
    death: str,
) -> None:
    """The process is killed (SIGKILL, no clean-up) after each step of filing the final text."""
    prepare(library, instrument, draft, counsel, client)
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CHILD), url, death, codec.encode(final), codec.encode(comparison)],
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    assert what_is_filed(url) == (death == "committed",) * 4

    # Nothing is stuck: whoever comes next files it, and the alert stands once.
    with library.writing() as files:
        files.versions.file(final)
        files.comparisons.file(SLUG, DRAFT, FINAL, comparison, at(0))
        letter = Delivery(0, 0, files.watches.of("c-1")[0].channel, "lin@firm.example", "<31@tracker.example>")
        queued = files.outbox.file([Filing(1, "c-1", "e", SLUG, FINAL, None, (letter,))], at(0))
    assert (queued == []) == (death == "committed")
    assert what_is_filed(url) == (True,) * 4
