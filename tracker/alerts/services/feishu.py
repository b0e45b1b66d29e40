"""飞书 custom robots: a request of at most 20 KB, signed over the second it is made where a secret is set.

Their manual: open.feishu.cn/document/client-docs/bot-v3/add-custom-bot. Refusals come with `code`.
"""

import base64
import hashlib
import hmac
from datetime import datetime
from typing import Any

from tracker.alerts.services.post import Answer, Post, as_json, check_code
from tracker.alerts.services.words import Note, plain
from tracker.practice.watch import Hook

HOME = "https://open.feishu.cn/open-apis/bot/v2/hook/"
# The request may have 20 KB; JSON's own signs and its escapes of quotes and line ends take the rest.
LIMIT = 16 * 1024
# 11232: more than a hundred a minute or five a second; 1001, 1002: trouble of the service.
TEMPORARY = frozenset({11232, 1001, 1002})


def request(hook: Hook, note: Note, at: datetime) -> Post:
    """What is posted, signed if the robot asks for it."""
    told: dict[str, Any] = {"msg_type": "text", "content": {"text": plain(note, LIMIT)}}
    if hook.secret:
        told |= {"timestamp": str(int(at.timestamp())), "sign": sign(hook.secret, at)}
    return Post(hook.url, as_json(told))


def sign(secret: str, at: datetime) -> str:
    """Base64 of HMAC-SHA256 over nothing, with second, line end and secret as the key: so their manual has it."""
    key = f"{int(at.timestamp())}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()


def judge(answer: Answer) -> None:
    """Raises DeliveryFailed unless the robot took it."""
    check_code(answer, "飞书 Feishu", code="code", says="msg", temporary=TEMPORARY)
