"""What goes over the wire to a service, what comes back, and what both mean: plain values and a few readings."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.errors import DeliveryFailed

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})  # a server's own trouble, over within hours


@dataclass(frozen=True, slots=True)
class Post:
    """One POST of JSON; the address holds a key and is never shown."""

    url: str = field(repr=False)
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """The status of an answer and its bytes."""

    status: int
    body: bytes


def as_json(value: Mapping[str, Any]) -> bytes:
    """JSON as the services take it: UTF-8, Chinese as it is, so that a character costs three bytes and not six."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def check_status(answer: Answer, service: str) -> None:
    """Raise DeliveryFailed unless the status is 2xx: temporary for a server's own trouble, else for good."""
    if not 200 <= answer.status < 300:
        said = answer.body[:200].decode("utf-8", errors="replace").strip()
        raise DeliveryFailed(f"{service}: status {answer.status}. {said}".strip(), permanent=answer.status not in BUSY)


def check_code(answer: Answer, service: str, *, code: str, says: str, temporary: frozenset[int]) -> None:
    """Raise DeliveryFailed unless the answer's JSON says 0 under `code`: these services refuse with status 200."""
    check_status(answer, service)
    try:
        told = json.loads(answer.body)
        number = int(told[code])
    except (ValueError, TypeError, KeyError) as fault:
        raise DeliveryFailed(f"{service} answered something that is no answer of it.", permanent=True) from fault
    if number:
        raise DeliveryFailed(f"{service}: {number} {told.get(says, '')}".strip(), permanent=number not in temporary)
