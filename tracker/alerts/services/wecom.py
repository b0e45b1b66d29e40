"""企业微信 group robots: text of at most 2,048 bytes; Markdown is not shown in WeChat's own app, where clients read.

Their manual: developer.work.weixin.qq.com/document/path/91770. Refusals come with status 200 and `errcode`.
"""

from datetime import datetime

from tracker.alerts.services.post import Answer, Post, as_json, check_code
from tracker.alerts.services.words import Note, plain
from tracker.practice.watch import Hook

HOME = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="
LIMIT = 2048
# 45009: more than twenty messages a minute; -1: the service is busy.
TEMPORARY = frozenset({45009, -1})


def request(hook: Hook, note: Note, at: datetime) -> Post:
    """What is posted; the key in the address is the whole of its secret."""
    return Post(hook.url, as_json({"msgtype": "text", "text": {"content": plain(note, LIMIT)}}))


def judge(answer: Answer) -> None:
    """Raises DeliveryFailed unless the robot took it."""
    check_code(answer, "企业微信 WeCom", code="errcode", says="errmsg", temporary=TEMPORARY)
