"""A thousand sources that answer 304: what a visit costs in processor time and memory, and that it grows linearly."""

import gc
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from tracker.practice.visit import SourceState
from tracker.settings import Settings
from tracker.sources.fetch import Fetcher
from tracker.sources.manners import Manners
from tracker.sources.source import ListKind, Rows, Source, SourceList
from tracker.workday.desk import Desk, open_desk
from tracker.workday.pull import pull
from tracker.workday.schedule import VISITORS

# A list of twenty rows nobody wants, with an ETag; in a process of its own, so that its costs are not ours.
SITE = """
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
rows = "".join(f'<li><a href="/art/t20261101_{n}.html">灯塔通知{n}</a><span>2026-11-01</span></li>' for n in range(20))
page = f"<html><body><ul>{rows}</ul></body></html>".encode()
class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        known = self.headers.get("If-None-Match") == '"1"'
        missing = self.path == "/robots.txt"
        self.send_response_only(404 if missing else 304 if known else 200)
        self.send_header("ETag", '"1"')
        body = b"" if known or missing else page
        if not known:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
class Server(ThreadingHTTPServer):
    request_queue_size = 128
server = Server(("0.0.0.0", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture
def port() -> Any:
    with subprocess.Popen([sys.executable, "-c", SITE], stdout=subprocess.PIPE, text=True) as site:
        assert site.stdout is not None
        yield int(site.stdout.readline())
        site.kill()


def sources(port: int, count: int) -> list[Source]:
    """So many sites, each an address of this machine of its own: a host of its own."""
    made = []
    for n in range(count):
        base = f"http://127.1.{n // 250}.{n % 250 + 1}:{port}"
        page = SourceList("list", f"{base}/list", ListKind.HTML, Rows("li", "a[href]", date="span"), wanted="航标")
        made.append(Source(f"site-{n:04d}", "", "x", "x", base, (page,), cadence_minutes=60))
    return made


def desk_at(tmp_path: Path, at: list[datetime], manners: Manners) -> Desk:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 't.sqlite3'}", open_loopback=True)
    return replace(open_desk(settings), clock=lambda: at[0], fetcher=Fetcher(open_loopback=True, manners=manners))


def resident() -> float:
    """Megabytes this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def round_of(desk: Desk, asked: list[Source]) -> tuple[float, float]:
    """One visit each, by as many visitors as the schedule has: processor and wall seconds."""
    gc.collect()
    cpu, wall = time.process_time(), time.monotonic()
    with ThreadPoolExecutor(VISITORS) as visitors:
        states = list(visitors.map(lambda source: pull(desk, source).state, asked))
    assert set(states) == {SourceState.NOTHING_NEW}
    return time.process_time() - cpu, time.monotonic() - wall


def test_a_thousand_sources_that_did_not_change(port: int, tmp_path: Path) -> None:
    at = [datetime(2026, 11, 2, 2, 0, tzinfo=UTC)]
    desk = desk_at(tmp_path, at, Manners(delay=0, jitter=0))
    everyone = sources(port, 1000)
    round_of(desk, everyone)  # the first visit: 200, robots.txt and connections
    figures = []
    before = resident()
    for count in (250, 500, 1000):
        at[0] += timedelta(hours=1)
        cpu, wall = round_of(desk, everyone[:count])
        figures.append((count, cpu / count * 1000, wall))
        click.echo(f"{count:5d} sources, 304: {cpu / count * 1000:.1f} ms processor a visit, {wall:.1f} s in all")
    click.echo(f"memory: {before:.0f} MB before, {resident():.0f} MB after 1,750 visits to {len(everyone)} hosts")
    least, most = min(cost for _, cost, _ in figures), max(cost for _, cost, _ in figures)
    assert most < 1.5 * least  # linear: a visit costs the same among 250 and among 1,000
    desk.close()


def test_at_the_politeness_limits_the_pauses_of_one_host_decide(port: int, tmp_path: Path) -> None:
    """Twenty lists on one host, with real pauses: two to three and a half seconds each, whoever asks."""
    at = [datetime(2026, 11, 2, 2, 0, tzinfo=UTC)]
    desk = desk_at(tmp_path, at, Manners(loopback_too=True))
    one = sources(port, 1)[0]
    lists = tuple(replace(one.lists[0], id=f"list-{n}", url=f"{one.url}/list?{n}") for n in range(20))
    pull(desk, replace(one, lists=lists[:1]))
    began = time.monotonic()
    pull(desk, replace(one, lists=lists))
    took = time.monotonic() - began
    click.echo(f"one host, 20 lists: {took:.1f} s, {took / 20:.2f} s a request; 1,000 hosts do not wait for each other")
    assert 2.0 <= took / 20 <= 3.7
    desk.close()
