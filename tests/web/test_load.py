"""A firm at work: readers on every screen and counsel writing at once; no error, no lost write, memory flat.

The long run (`make endurance`) is each screen alone beside a static page, then two hundred readers and ten writers for
five minutes (or TRACKER_LOAD_SECONDS), with the slope of memory; it prints its figures.
"""

import asyncio
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
import pytest
from flask import Flask

from tests.web.conftest import LIFTS, TELESCOPES, Firm, Visitor

SCREENS = {
    "home": "/",
    "catalogue": "/instruments/",
    "timeline": f"/instruments/{LIFTS[0]}/",
    "workbench": "/comparisons/{}/{}..{}/".format(*LIFTS),
    "search": "/search/?" + urlencode({"q": "电梯"}),
}
WRITES = "/comparisons/{}/{}..{}/notes".format(*TELESCOPES)
STATIC = """
import sys, waitress
from flask import Flask
app = Flask("static")
app.add_url_rule("/", "page", lambda: "<!doctype html><title>still</title>" + "x" * 20_000)
waitress.serve(app, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
"""


@dataclass
class Seen:
    """What the crowd met: seconds by screen, answers that were none of ours, notes that were acknowledged."""

    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    written: set[str] = field(default_factory=set)

    def at(self, share: float, screen: str = "") -> float:
        """A quantile in milliseconds, of one screen or of all."""
        times = sorted(self.took[screen] if screen else [t for some in self.took.values() for t in some])
        return round(1000 * times[min(len(times) - 1, int(share * len(times)))], 1)

    @property
    def answers(self) -> int:
        return sum(map(len, self.took.values()))


async def ask(port: int, head: str, body: str = "") -> tuple[int, str]:
    """One request on a connection of its own, as a browser's first one is; its status and all it said."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = f"{head}\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
    if body:
        sent += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body.encode())}\r\n"
    writer.write(f"{sent}\r\n{body}".encode())
    await writer.drain()
    said = (await reader.read()).decode(errors="replace")
    writer.close()
    return int(said.split(" ", 2)[1]) if said else 0, said


async def read_on(port: int, cookie: str, turn: int, until: float, seen: Seen, screens: dict[str, str]) -> None:
    names = list(screens)
    while time.monotonic() < until:
        name = names[turn % len(names)]
        turn += 1
        began = time.perf_counter()
        try:
            status, _ = await ask(port, f"GET {screens[name]} HTTP/1.1\r\nCookie: {cookie}")
        except OSError as fault:
            status = 0
            seen.wrong[f"{name}: {type(fault).__name__}"] += 1
            continue
        seen.took.setdefault(name, []).append(time.perf_counter() - began)
        if status != 200:
            seen.wrong[f"{name}: {status}"] += 1


async def write_on(port: int, cookie: str, token: str, who: int, until: float, seen: Seen) -> None:
    number = 0
    while time.monotonic() < until:
        number += 1
        words = f"writer {who} note {number} end"
        body = urlencode({"csrf_token": token, "body": words, "change": ""})
        began = time.perf_counter()
        status, _ = await ask(port, f"POST {WRITES} HTTP/1.1\r\nCookie: {cookie}", body)
        seen.took.setdefault("write", []).append(time.perf_counter() - began)
        if status in (302, 303):
            seen.written.add(words)
        else:
            seen.wrong[f"write: {status}"] += 1
        await asyncio.sleep(0.5)  # somebody types


def apart(doing: Coroutine[Any, Any, Seen]) -> Seen:
    """What a crowd does, in a thread of its own: the browser of other tests may have this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()


async def crowd(port: int, cookies: Sequence[str], token: str, readers: int, writers: int, seconds: float) -> Seen:
    """Readers of several seats in turns, and counsel, whose cookie is the first, writing."""
    seen, until = Seen(), time.monotonic() + seconds
    await asyncio.gather(
        *(read_on(port, cookies[n % len(cookies)], n, until, seen, SCREENS) for n in range(readers)),
        *(write_on(port, cookies[0], token, n, until, seen) for n in range(writers)),
    )
    return seen


async def alone(port: int, cookie: str, path: str, seconds: float) -> Seen:
    """Four readers before one screen and nothing else."""
    seen, until = Seen(), time.monotonic() + seconds
    await asyncio.gather(*(read_on(port, cookie, n, until, seen, {"alone": path}) for n in range(4)))
    return seen


class Weighing(threading.Thread):
    """Weighs a process every few seconds: its megabytes by the seconds since the beginning."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._ended, self.weighed = pid, threading.Event(), list[tuple[float, float]]()

    def run(self) -> None:
        """Weigh until told to stop."""
        began = time.monotonic()
        while not self._ended.wait(2.0):
            self.weighed.append((time.monotonic() - began, megabytes(self._pid)))

    def end(self) -> float:
        """Stop; the slope over the latter half, when all is warm, in MB an hour (least squares)."""
        self._ended.set()
        self.join()
        late = self.weighed[len(self.weighed) // 2 :]
        if len(late) < 2:
            return 0.0
        return 3600 * statistics.linear_regression(*zip(*late, strict=True)).slope


async def still(port: int, readers: int, seconds: float) -> Seen:
    """The same crowd before a page that never changes and asks nothing."""
    seen, until = Seen(), time.monotonic() + seconds
    await asyncio.gather(*(read_on(port, "a=b", n, until, seen, {"static": "/"}) for n in range(readers)))
    return seen


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(port: int, *line: str, **environment: str) -> Iterator[int]:
    """A server process on a port, waited for and ended; its process id."""
    process = subprocess.Popen(
        [sys.executable, "-c", *line],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with socket.socket() as knocking:
                if knocking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def site(firm: Firm) -> Iterator[tuple[int, int]]:
    """The firm's screens as `tracker web` serves them: port and process id."""
    port = free_port()
    said = {
        "TRACKER_DATA": str(firm.settings.data),
        "TRACKER_DATABASE": firm.settings.database,
        "TRACKER_SECRET": firm.settings.secret,
        "PORT": str(port),
    }
    with served(port, "from tracker.cli import main; main()", "web", **said) as pid:
        yield port, pid


def signed_in(app: Flask, as_: Visitor) -> tuple[list[str], str]:
    """The cookies of counsel, analyst and administrator, and the token of counsel's forms."""
    app.config["NOW"] = datetime.now(UTC)  # sessions end after half a day, and the site goes by the real clock
    cookies = []
    for who in ("analyst", "administrator"):
        colleague = as_(who)
        colleague.get("/account/")
        held = colleague.get_cookie("session")
        assert held
        cookies.append(f"session={held.value}")
    counsel = as_("counsel")
    page = counsel.get("/account/").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    cookie = counsel.get_cookie("session")
    assert found
    assert cookie
    return [f"session={cookie.value}", *cookies], found[1]


def lost(firm: Firm, seen: Seen) -> set[str]:
    """What was acknowledged and is not there; what is there twice raises."""
    with firm.library.reading() as files:
        bodies = [note.body for note in files.notes.of(*TELESCOPES)]
    assert len(bodies) == len(set(bodies))
    return seen.written - set(bodies)


def megabytes(pid: int) -> float:
    words = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", words)
    assert found
    return round(int(found[1]) / 1024, 1)


def test_a_small_crowd_meets_no_error_and_loses_no_write(app: Flask, firm: Firm, as_: Visitor) -> None:
    cookies, token = signed_in(app, as_)
    with site(firm) as (port, _):
        seen = apart(crowd(port, cookies, token, 10, 3, 3))
    assert seen.wrong == {}
    assert len(seen.written) >= 3
    assert lost(firm, seen) == set()
    assert firm.room("administrator").auditing.verify().holds


@pytest.mark.endurance
def test_a_firm_of_two_hundred_readers_and_ten_writers(
    app: Flask, firm: Firm, as_: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    seconds = float(os.environ.get("TRACKER_LOAD_SECONDS", "300"))
    cookies, token = signed_in(app, as_)
    port = free_port()
    with served(port, STATIC, str(port)):
        base = apart(still(port, 200, min(seconds, 10)))
        plain = apart(alone(port, "a=b", "/", 5))
    with site(firm) as (port, pid):
        apart(crowd(port, cookies, token, 20, 0, 5))  # warm: templates compiled, words read
        before = megabytes(pid)
        each = {name: apart(alone(port, cookies[0], path, 5)) for name, path in SCREENS.items()}
        began, scales = time.monotonic(), Weighing(pid)
        scales.start()
        seen = apart(crowd(port, cookies, token, 200, 10, seconds))
        took = time.monotonic() - began  # whoever waits at the end is waited for
        slope, after = scales.end(), megabytes(pid)
    with capsys.disabled():
        click.echo(f"\nstatic: {base.answers / min(seconds, 10):.0f}/s, p50 {base.at(0.5)} ms")
        click.echo(f"site: {seen.answers / took:.1f}/s over {took:.0f} s, {len(seen.written)} notes")
        click.echo(f"  wrong: {dict(seen.wrong)}")
        for name in seen.took:
            said = " ".join(f"p{int(100 * q)} {seen.at(q, name)}" for q in (0.5, 0.95, 0.99))
            click.echo(f"  {name:<10} {len(seen.took[name]):>6} answers, {said} ms")
        click.echo(f"  memory {before} → {after} MB, {slope:+.1f} MB an hour over the latter half")
        for name, one in each.items():
            click.echo(
                f"  {name} alone: {one.answers / 5:.0f}/s, a static page {plain.answers / one.answers:.0f} times that"
            )
        click.echo(f"  load of the machine {os.getloadavg()}")
    assert seen.wrong == {}
    assert lost(firm, seen) == set()
    assert after < before * 1.5 + 50
