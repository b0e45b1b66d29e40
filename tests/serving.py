"""An application served on this machine, as `tracker web` serves it, for as long as a test asks it over HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import waitress
from flask import Flask
from waitress.wasyncore import close_all, dispatcher

from tracker.cli.up import BOUNDS


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Its address while it is served; stopped and closed at the end whatever happened."""
    sockets: dict[int, dispatcher] = {}
    server = waitress.create_server(app, map=sockets, host="127.0.0.1", port=0, **BOUNDS)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.pull_trigger()
        server.close()
        # A browser keeps its connections open, and the server runs while it has one.
        close_all(sockets, ignore_all=True)
        thread.join(5)
