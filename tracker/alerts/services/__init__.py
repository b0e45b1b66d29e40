"""CHAT GROUPS AND PROGRAMS: what is posted to each service, within its limit, and what its answer means.

One module a service with the same names: `LIMIT` (bytes of the words), `request(hook, note, at)` and `judge(answer)`,
which raises DeliveryFailed. No network here: the working day posts what `request` gives. A general library was tried
and put aside: apprise 2.2 takes every answer of status 200 as success, while these services refuse with 200 and a
code inside, and it cuts by characters where they count bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tracker.alerts.services import dingtalk, feishu, slack, webhook, wecom
from tracker.alerts.services.post import Answer, Post
from tracker.alerts.services.words import Note
from tracker.practice.watch import Channel, Hook


@dataclass(frozen=True, slots=True)
class Service:
    """One service: how it is written to, how its answer is read, and where its addresses must lead."""

    request: Callable[[Hook, Note, datetime], Post]
    judge: Callable[[Answer], None]
    home: str  # what an address of it starts with; empty: any https address


SERVICES = {
    Channel.WEBHOOK: Service(webhook.request, webhook.judge, ""),
    Channel.WECOM: Service(wecom.request, wecom.judge, wecom.HOME),
    Channel.FEISHU: Service(feishu.request, feishu.judge, feishu.HOME),
    Channel.DINGTALK: Service(dingtalk.request, dingtalk.judge, dingtalk.HOME),
    Channel.SLACK: Service(slack.request, slack.judge, slack.HOME),
}
