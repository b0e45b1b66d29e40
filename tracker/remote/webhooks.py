"""The other end of a webhook: whether what came is from the tracker it says, fresh, whole and for the first time.

The signature is that of Standard Webhooks: `v1,` and HMAC-SHA256 over the id, the second and the body.
"""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Container, Mapping
from typing import Any

from tracker.remote.faults import NotGenuine

FRESH = 300  # seconds, before and after: what Standard Webhooks proposes; a retry is stamped anew


def genuine(
    headers: Mapping[str, str],
    body: bytes,
    secret: str,
    *,
    seen: Container[str] = frozenset(),
    now: float | None = None,
) -> dict[str, Any]:
    """What was posted, once it is known to be genuine. `now` is in seconds since 1970, the present if left out.

    `seen` are the ids taken in before: tracker posts again what was not answered, under the same id. Keep each id for
    as long as your own memory of alerts; within FRESH seconds at least. Raises NotGenuine.
    """
    told = {name.lower(): value for name, value in headers.items()}
    name, stamp = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not stamp.isascii() or not stamp.isdecimal() or len(stamp) > 12:
        raise NotGenuine("It bears no timestamp.")
    made = hmac.new(secret.encode(), f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
    if not any(hmac.compare_digest(made, one) for one in _signatures(told.get("webhook-signature", ""))):
        raise NotGenuine("It is not signed with this secret, or was changed on the way.")
    if abs((time.time() if now is None else now) - int(stamp)) > FRESH:
        raise NotGenuine("It is not of now: somebody may have kept it.")
    if name in seen:
        raise NotGenuine("It came before: a second copy of the same alert.")
    said: dict[str, Any] = json.loads(body)
    return said


def _signatures(said: str) -> list[bytes]:
    """The signatures of the first version, several while a secret is changed."""
    found = []
    for one in said.split(" "):
        version, _, value = one.partition(",")
        try:
            found += [base64.b64decode(value, validate=True)] if version == "v1" else []
        except (binascii.Error, ValueError):
            continue
    return found
