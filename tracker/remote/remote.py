"""A tracker that runs elsewhere, with everything a program may ask of it; every method is an operation of the API."""

import time
from collections.abc import Callable
from typing import Self

from tracker.remote.governing import Governing
from tracker.remote.judging import Judging
from tracker.remote.keeping import Keeping
from tracker.remote.line import PATIENCE, TIMEOUT, Line
from tracker.remote.publishing import Publishing
from tracker.remote.reading import Reading
from tracker.remote.serving import Serving


class Remote(Reading, Judging, Serving, Publishing, Keeping, Governing):
    """One tracker, asked with one token. Raises RemoteRefused for a problem, RemoteSilent where nothing answers.

    Waits where it is told to (429, 503), `patience` seconds at most for one answer; asks again after a lost one, and
    nothing is done twice for that. `timeout` is seconds for one answer.
    """

    def __init__(
        self,
        address: str,
        token: str,
        *,
        timeout: float = TIMEOUT,
        patience: float = PATIENCE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._line = Line(address, token, timeout=timeout, patience=patience, sleep=sleep)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._line.close()
