"""钉钉 custom robots: Markdown in a request of at most 20,000 bytes, signed in the address where a secret is set.

Their manual: open.dingtalk.com/document/group/custom-robot-access. Refusals come with status 200 and `errcode`.
"""

import base64
import hashlib
import hmac
from datetime import datetime
from urllib.parse import urlencode

from tracker.alerts.services.post import Answer, Post, as_json, check_code
from tracker.alerts.services.words import Note, cut, markdown
from tracker.practice.watch import Hook

HOME = "https://oapi.dingtalk.com/robot/send?access_token="
# The request may have 20,000 bytes; JSON's own signs and its escapes take the rest.
LIMIT = 16_000
TITLE = 120  # bytes: what the list of chats shows
# 130101: more than twenty messages a minute (ten minutes' pause); 410100, -1: trouble of the service.
TEMPORARY = frozenset({130101, 410100, -1})


def request(hook: Hook, note: Note, at: datetime) -> Post:
    """What is posted, signed if the robot asks for it."""
    # A single line end joins two lines in its Markdown: two spaces before it keep them apart.
    words = markdown(note, LIMIT).replace("\n", "  \n")
    told = {"msgtype": "markdown", "markdown": {"title": cut(note.subject, TITLE), "text": words}}
    signed = f"{hook.url}&{urlencode(sign(hook.secret, at))}" if hook.secret else hook.url
    return Post(signed, as_json(told))


def sign(secret: str, at: datetime) -> dict[str, str]:
    """The two arguments that prove who posts: the millisecond, and HMAC-SHA256 over it and the secret."""
    stamp = str(int(at.timestamp() * 1000))
    made = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(made).decode()}


def judge(answer: Answer) -> None:
    """Raises DeliveryFailed unless the robot took it."""
    check_code(answer, "钉钉 DingTalk", code="errcode", says="errmsg", temporary=TEMPORARY)
