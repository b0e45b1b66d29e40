"""A connection that has to be through by an instant, however slowly the other side speaks.

Time-outs of a socket count the silence between two bytes: a byte a second is never silent, and never ends.
"""

import math
import ssl
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2


class Patience:
    """Until when one host may keep us, in seconds of a monotonic clock; nobody hurries before `end` is set."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.end = math.inf

    def left(self, timeout: float | None) -> float | None:
        """How long the next read or write may take; raises ReadTimeout where nothing is left."""
        left = self.end - self._now()
        if left <= 0:
            raise httpcore2.ReadTimeout("no time is left")
        return timeout if math.isinf(left) else left if timeout is None else min(timeout, left)


class Hurried(httpcore2.NetworkBackend):
    """Connects as usual; what comes of it waits no longer than its patience."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection; `timeout` and what is left of the patience, the shorter of them, is waited for it."""
        stream = self._backend.connect_tcp(host, port, self._patience.left(timeout), local_address, socket_options)
        return _Stream(stream, self._patience)


class _Stream(httpcore2.NetworkStream):
    """An open connection that is hurried."""

    def __init__(self, stream: httpcore2.NetworkStream, patience: Patience) -> None:
        self._stream, self._patience = stream, patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._patience.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._patience.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, self._patience.left(timeout)), self._patience
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
