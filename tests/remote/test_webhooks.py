"""A posted alert is taken once: altered, kept back, of another or repeated, it is refused."""

import json
from datetime import timedelta

import pytest

from tests.alerts.test_services import AT, hook, note
from tracker.alerts.services import webhook
from tracker.practice.watch import Channel
from tracker.remote import NotGenuine, genuine
from tracker.remote.webhooks import FRESH

NOW = AT.timestamp()
POST = webhook.request(hook(Channel.WEBHOOK, "s3cret"), note(), AT)
HEADERS = dict(POST.headers)


def test_what_is_genuine_is_told() -> None:
    assert genuine(HEADERS, POST.body, "s3cret", now=NOW) == json.loads(POST.body)
    shouted = {name.upper(): value for name, value in HEADERS.items()}
    assert genuine(shouted, POST.body, "s3cret", now=NOW + FRESH)["id"] == HEADERS["webhook-id"]
    turning = {**HEADERS, "webhook-signature": f"v1,AAAA v1a,x {HEADERS['webhook-signature']}"}
    assert genuine(turning, POST.body, "s3cret", now=NOW)


@pytest.mark.parametrize(
    ("headers", "body", "secret", "now", "says"),
    [
        ({}, POST.body + b" ", "s3cret", NOW, "not signed"),
        ({}, POST.body, "other", NOW, "not signed"),
        ({"webhook-id": "another@tracker"}, POST.body, "s3cret", NOW, "not signed"),
        ({"webhook-timestamp": str(int(NOW) + 9_000)}, POST.body, "s3cret", NOW + 9_000, "not signed"),
        ({"webhook-signature": ""}, POST.body, "s3cret", NOW, "not signed"),
        ({"webhook-signature": "v1,"}, POST.body, "s3cret", NOW, "not signed"),
        ({"webhook-signature": "v1,毒"}, POST.body, "s3cret", NOW, "not signed"),
        ({"webhook-timestamp": "now"}, POST.body, "s3cret", NOW, "no timestamp"),
        ({"webhook-timestamp": ""}, POST.body, "s3cret", NOW, "no timestamp"),
        ({}, POST.body, "s3cret", NOW + FRESH + 1, "not of now"),
        ({}, POST.body, "s3cret", NOW - FRESH - 1, "not of now"),
    ],
)
def test_what_is_not_is_refused(headers: dict[str, str], body: bytes, secret: str, now: float, says: str) -> None:
    with pytest.raises(NotGenuine, match=says):
        genuine({**HEADERS, **headers}, body, secret, now=now)


def test_a_replay_is_known_by_its_id_and_a_retry_is_stamped_anew_under_it() -> None:
    seen = {genuine(HEADERS, POST.body, "s3cret", now=NOW)["id"]}
    with pytest.raises(NotGenuine, match="came before"):
        genuine(HEADERS, POST.body, "s3cret", now=NOW, seen=seen)
    later = webhook.request(hook(Channel.WEBHOOK, "s3cret"), note(), AT + timedelta(hours=1))
    assert later.headers["webhook-signature"] != HEADERS["webhook-signature"]
    with pytest.raises(NotGenuine, match="came before"):
        genuine(later.headers, later.body, "s3cret", now=NOW + 3600, seen=seen)
