"""Posting an alert to an address a person entered: guarded as fetching is, no redirect, one try, little patience."""

import time
from dataclasses import dataclass

import httpx2

from tracker.errors import DeliveryFailed, DeliveryUnsure, FetchFailed, Refused
from tracker.sources.fetch import Pinned

SECONDS = 15.0  # services answer within a second; whoever takes longer is asked again later
# In all: a service that answers byte by byte holds up the letters behind it.
LONGEST = 60.0
MOST = 64 * 1024  # bytes of an answer that are looked at


@dataclass(frozen=True, slots=True)
class Poster:
    """Posts for one installation; `open_loopback` lets this machine's own addresses be posted to (tests, the demo)."""

    agent: str
    open_loopback: bool = False

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """The status and the beginning of the answer.

        Raises DeliveryFailed where it surely did not arrive (for good where the guard refuses the address), and
        DeliveryUnsure where the words went out and no answer came. No message names the address: a key stands in it.
        """
        try:
            with self._client() as client, client.stream("POST", url, content=body, headers=headers) as response:
                return response.status_code, _beginning(response)
        except Refused as fault:
            raise DeliveryFailed("The address leads to no public machine, or is none.", permanent=True) from fault
        except (FetchFailed, httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as fault:
            raise DeliveryFailed("The service could not be reached.", permanent=False) from fault
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as fault:
            raise DeliveryFailed("The address is none that can be posted to.", permanent=True) from fault
        except httpx2.RequestError as fault:
            kind = type(fault).__name__
            raise DeliveryUnsure(f"The service went away while it held the alert ({kind}).") from fault

    def _client(self) -> httpx2.Client:
        """A client of its own for each post: a redirect or a cookie of one service never meets another."""
        transport = Pinned(self.open_loopback)
        transport.patience.end = time.monotonic() + LONGEST
        return httpx2.Client(
            transport=transport,
            headers={"User-Agent": self.agent, "Content-Type": "application/json; charset=utf-8"},
            timeout=httpx2.Timeout(SECONDS, connect=SECONDS),
            trust_env=False,
            follow_redirects=False,
        )


def _beginning(response: httpx2.Response) -> bytes:
    data = b""
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MOST:
            break
    return data[:MOST]
