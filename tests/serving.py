"""An application served on this machine, as `tracker web` serves it, for as long as a test asks it over HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import waitress
from flask import Flask
from waitress.wasyncore import close_all, dispatcher, loop

from tracker.cli.up import BOUNDS


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Its address while it is served; stopped and closed at the end whatever happened."""
    sockets: dict[int, dispatcher] = {}
    server = waitress.create_server(app, map=sockets, host="127.0.0.1", port=0, **BOUNDS)
    over = threading.Event()

    def serve() -> None:
        # What waits for its sockets closes them, or it would wait for some that are gone.
        while not over.is_set():
            loop(timeout=1, map=sockets, count=1)
        server.task_dispatcher.shutdown()
        close_all(sockets, ignore_all=True)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        over.set()
        server.pull_trigger()
        thread.join(10)
