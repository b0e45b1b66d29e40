"""Slack incoming webhooks: text in Slack's own marks; it cuts words after 40,000 characters without saying so.

Their manual: api.slack.com/messaging/webhooks. It answers `ok`, or a word of refusal with status 4xx.
"""

from datetime import datetime

from tracker.alerts.services.post import Answer, Post, as_json, check_status
from tracker.alerts.services.words import Note, plain
from tracker.errors import DeliveryFailed
from tracker.practice.watch import Hook

HOME = "https://hooks.slack.com/services/"
LIMIT = 30_000  # bytes, so never more characters than are shown


def request(hook: Hook, note: Note, at: datetime) -> Post:
    """What is posted; its three signs are escaped, so that no title makes a link or calls a channel."""
    words = plain(note, LIMIT).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Post(hook.url, as_json({"text": words}))


def judge(answer: Answer) -> None:
    """Raises DeliveryFailed unless the answer is `ok`."""
    check_status(answer, "Slack")
    if answer.body.strip() != b"ok":
        said = answer.body[:100].decode("utf-8", errors="replace")
        raise DeliveryFailed(f"Slack answered “{said}”.", permanent=True)
