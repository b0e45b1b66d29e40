"""`tracker up`: everything in one process, database made if absent; `worker` and `web` are its two halves."""

import ctypes
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import click

from tracker import knowledge, settings
from tracker.cli.progress import show_step
from tracker.logs import speak
from tracker.settings import Settings
from tracker.sources import registry
from tracker.store.library import Library
from tracker.workday.catalogue import sync
from tracker.workday.desk import open_desk
from tracker.workday.schedule import run, running
from tracker.workday.upload import LARGEST

# What a request may bring before anybody looks at it, in bytes: the largest file with its form, a long address with its
# cookies. The server's own limits (a gigabyte, kept on disk until it is whole) let a stranger fill the disk.
BOUNDS = {"max_request_body_size": LARGEST + 1_000_000, "max_request_header_size": 65_536}
_ARENAS = -8  # M_ARENA_MAX of <malloc.h>
THREADS = 8  # of the web server; each may hold one read transaction


@click.command("up")
def command() -> None:
    """Scheduler and web in one process, until Ctrl-C: what a firm starts with. Data in TRACKER_DATA, port in PORT."""
    chosen = settings.from_environment()
    with _working(chosen):
        serve(chosen)


@contextmanager
def _working(chosen: Settings) -> Iterator[None]:
    desk = open_desk(chosen)
    try:
        sync(desk.library, knowledge.catalogue())
        described = partial(registry.installed, chosen.data)
        with running(desk, described(), chosen.data, tell=show_step, described=described):
            yield
    finally:
        desk.close()


def work(chosen: Settings) -> None:
    """The scheduler alone, until Ctrl-C or SIGTERM; stands by while another one works on the same library."""
    speak(chosen.log)
    desk = open_desk(chosen)
    until = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: until.set())
    signal.signal(signal.SIGINT, lambda *_: until.set())
    try:
        sync(desk.library, knowledge.catalogue())
        described = partial(registry.installed, chosen.data)
        _show_measures(chosen)
        run(desk, described(), chosen.data, until, tell=show_step, described=described)
    finally:
        desk.close()


def serve(chosen: Settings, *, library: Library | None = None, before: Callable[[], None] = lambda: None) -> None:
    """The web alone, until Ctrl-C or SIGTERM; prints what `before` prints, then `ready:` and the address."""
    import waitress

    from tracker.web.app import create_app

    speak(chosen.log)
    _take_one_arena()
    server = waitress.create_server(
        create_app(chosen, library),
        host="127.0.0.1",
        port=chosen.port,
        threads=THREADS,
        **BOUNDS,
        clear_untrusted_proxy_headers=not chosen.proxies,  # the application reads them, and only our own proxies' part
    )
    for end in (signal.SIGTERM, signal.SIGINT):  # a shell that starts us in the background has SIGINT ignored
        signal.signal(end, _interrupt)
    before()
    click.echo(f"ready: http://127.0.0.1:{chosen.port}/")
    try:
        server.run()
    finally:
        server.close()


def _take_one_arena() -> None:
    """Have all threads' memory taken from one place, where the C library is glibc; elsewhere nothing is done.

    With a place of its own each of eight threads keeps the most it ever needed.
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_ARENAS, 1)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _show_measures(chosen: Settings) -> None:
    """Let Prometheus ask a scheduler without screens, on this machine only, where a port is named for it."""
    if chosen.metrics_port:
        from prometheus_client import start_http_server

        from tracker.measures import REGISTRY

        start_http_server(chosen.metrics_port, addr="127.0.0.1", registry=REGISTRY)
