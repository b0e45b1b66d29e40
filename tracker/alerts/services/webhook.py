"""A program's own address: the alert as JSON, signed in the manner of Standard Webhooks (standardwebhooks.com).

The receiver recomputes `v1,` + base64(HMAC-SHA256(secret, id.timestamp.body)) and refuses an old timestamp; an id it
has seen is a second copy of the same alert.
"""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any

from tracker.alerts.bulletin import Entry
from tracker.alerts.services.post import Answer, Post, as_json, check_status
from tracker.alerts.services.words import Note
from tracker.practice.watch import Hook

LIMIT = 64 * 1024  # bytes: what small receivers take; a digest that is longer is cut entry by entry
SCHEMA = "tracker.alert/1"


def request(hook: Hook, note: Note, at: datetime) -> Post:
    """What is posted, signed with the address's secret."""
    body, stamp = _body(note), str(int(at.timestamp()))
    headers = {"webhook-id": note.id, "webhook-timestamp": stamp}
    if hook.secret:
        headers["webhook-signature"] = sign(hook.secret, note.id, stamp, body)
    return Post(hook.url, body, headers)


def sign(secret: str, name: str, stamp: str, body: bytes) -> str:
    """The signature of a body, its id and its second."""
    signed = hmac.new(secret.encode(), f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def judge(answer: Answer) -> None:
    """Raises DeliveryFailed unless the status is 2xx; 410 says that the address is gone for good, as any 4xx does."""
    check_status(answer, "The webhook")


def _body(note: Note) -> bytes:
    """The alert as JSON within the limit; `truncated` says that entries were left out."""
    entries = [_entry(entry) for entry in note.entries]
    frame: dict[str, Any] = {
        "schema": SCHEMA,
        "id": note.id,
        "subject": note.subject,
        "entries": [],
        "truncated": False,
    }
    room, kept = LIMIT - len(as_json(frame)), []
    for entry in entries:
        room -= len(as_json(entry)) + 1
        if room < 0:
            break
        kept.append(entry)
    return as_json(frame | {"entries": kept, "truncated": len(kept) < len(entries)})


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "occasion": entry.occasion.value,
        "stage": entry.kicker,
        "title": entry.title,
        "says": list(entry.lines),
        "touches": list(entry.touches),
        "directions": {direction.value: n for direction, _, _, n in entry.counts},
        "link": entry.link,
        "fiction": entry.fiction,
    }
