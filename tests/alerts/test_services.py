"""Chat groups and programs: what each is sent, within its limit, signed as its manual says, and what it answers."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from tracker.alerts.bulletin import Entry
from tracker.alerts.services import SERVICES, dingtalk, feishu, slack, webhook, wecom
from tracker.alerts.services.post import Answer
from tracker.alerts.services.words import Note, cut, markdown, plain, size
from tracker.diff.changes import Direction
from tracker.errors import DeliveryFailed
from tracker.practice.watch import HOOKED, Channel, Hook, Occasion

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
COUNTS = ((Direction.STRENGTHENED, "加严", "▲", 2), (Direction.SOFTENED, "放宽", "▽", 5))
LINK = "https://tracker.sample.invalid/comparisons/smart-lifts/a..b/"


def entry(n: int = 1, title: str = "《智能电梯办法》") -> Entry:
    return Entry(Occasion.FINAL, "公布稿", f"{title}{n}", ("自2027年1月1日起施行。" * 3,), COUNTS, LINK, "打开对照")


def note(n: int = 1, language: str = "zh") -> Note:
    return Note(
        "[加严 2 · 放宽 5] 《智能电梯办法》 公布稿", tuple(entry(k) for k in range(n)), language, "ab12@tracker"
    )


def hook(channel: Channel, secret: str = "") -> Hook:
    return Hook(1, "p1", channel, "合规群", f"https://service.invalid/send?key=K&channel={channel.value}", secret)


@pytest.mark.parametrize(
    ("service", "limit"),
    [(wecom, 2048), (feishu, 20 * 1024), (dingtalk, 20_000), (slack, 40_000), (webhook, 64 * 1024)],
)
@pytest.mark.parametrize("entries", [1, 3, 40, 900])
def test_whatever_is_sent_stays_within_the_service_s_limit(service, limit, entries):
    channel = next(c for c, one in SERVICES.items() if one.request is service.request)
    post = service.request(hook(channel, "s3cret"), note(entries), AT)
    told = json.loads(post.body)
    words = told["text"]["content"] if service is wecom else post.body.decode()
    assert size(words) <= limit
    if entries == 900:
        assert told.get("truncated") or "已截断" in words
        assert LINK in words
    if entries == 1:
        assert "已截断" not in words
        assert "加严 2" in words or told["entries"][0]["directions"]["strengthened"] == 2


def test_a_cut_falls_between_entries_and_says_where_the_rest_is():
    words = plain(note(40), 1500)
    assert words.endswith(f"（已截断） 全文见：{LINK}")
    assert all(part.count("施行。") == 3 for part in words.split("\n\n")[1:-1])


def test_one_long_entry_is_cut_inside_without_tearing_a_character():
    long = Note("题" * 500, (entry(),), "zh", "x")
    assert size(plain(long, 300)) <= 300
    assert cut("电梯办法", 10) == "电……"
    assert cut("电梯", 6) == "电梯"


def test_a_title_cannot_make_a_link_or_call_a_channel():
    sly = Note("[按此](https://evil.invalid) <!channel> *x*", (entry(title="<a|b>"),), "zh", "x")
    assert "](https://evil.invalid" not in markdown(sly, 9000).replace("\\]", "")
    assert "<!channel>" not in slack.request(hook(Channel.SLACK), sly, AT).body.decode()


def test_feishu_signs_over_the_second():
    told = json.loads(feishu.request(hook(Channel.FEISHU, "s3cret"), note(), AT).body)
    assert told["timestamp"] == str(int(AT.timestamp()))
    key = f"{told['timestamp']}\ns3cret".encode()
    assert told["sign"] == base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
    assert "sign" not in json.loads(feishu.request(hook(Channel.FEISHU), note(), AT).body)


def test_dingtalk_signs_in_the_address():
    args = parse_qs(urlsplit(dingtalk.request(hook(Channel.DINGTALK, "SECx"), note(), AT).url).query)
    stamp = args["timestamp"][0]
    made = hmac.new(b"SECx", f"{stamp}\nSECx".encode(), hashlib.sha256).digest()
    assert args["sign"] == [base64.b64encode(made).decode()]
    assert stamp == str(int(AT.timestamp() * 1000))


def test_a_program_can_check_the_signature_and_know_a_second_copy():
    post = webhook.request(hook(Channel.WEBHOOK, "s3cret"), note(), AT)
    name, stamp = post.headers["webhook-id"], post.headers["webhook-timestamp"]
    made = hmac.new(b"s3cret", f"{name}.{stamp}.".encode() + post.body, hashlib.sha256).digest()
    assert post.headers["webhook-signature"] == f"v1,{base64.b64encode(made).decode()}"
    assert json.loads(post.body)["id"] == name == "ab12@tracker"


def test_no_key_shows_in_a_repr():
    for channel in HOOKED:
        asked = hook(channel, "s3cret")
        assert "key=K" not in repr(asked)
        assert "s3cret" not in repr(asked)
        assert "key=K" not in repr(SERVICES[channel].request(asked, note(), AT))


@pytest.mark.parametrize(
    ("channel", "status", "body", "permanent"),
    [
        (Channel.WECOM, 200, '{"errcode":0,"errmsg":"ok"}', None),
        (Channel.WECOM, 200, '{"errcode":45009,"errmsg":"api freq out of limit"}', False),
        (Channel.WECOM, 200, '{"errcode":93000,"errmsg":"invalid webhook url"}', True),
        (Channel.WECOM, 502, "bad gateway", False),
        (Channel.WECOM, 200, "<html>a portal</html>", True),
        (Channel.FEISHU, 200, '{"code":0,"msg":"success"}', None),
        (Channel.FEISHU, 200, '{"code":19021,"msg":"sign match fail"}', True),
        (Channel.FEISHU, 200, '{"code":11232,"msg":"frequency limited"}', False),
        (Channel.DINGTALK, 200, '{"errcode":0,"errmsg":"ok"}', None),
        (Channel.DINGTALK, 200, '{"errcode":310000,"errmsg":"sign not match"}', True),
        (Channel.DINGTALK, 200, '{"errcode":130101,"errmsg":"send too fast"}', False),
        (Channel.SLACK, 200, "ok", None),
        (Channel.SLACK, 404, "no_service", True),
        (Channel.SLACK, 429, "", False),
        (Channel.SLACK, 200, "<html>", True),
        (Channel.WEBHOOK, 204, "", None),
        (Channel.WEBHOOK, 410, "gone", True),
        (Channel.WEBHOOK, 503, "", False),
        (Channel.WEBHOOK, 302, "", True),
    ],
)
def test_what_an_answer_means(channel, status, body, permanent):
    judge = SERVICES[channel].judge
    if permanent is None:
        judge(Answer(status, body.encode()))
        return
    with pytest.raises(DeliveryFailed) as failed:
        judge(Answer(status, body.encode()))
    assert failed.value.permanent is permanent


def test_citations_elsewhere_stand_in_a_post_and_shrink_before_an_entry_is_left_out():
    told = replace(entry(), touches=("《楼宇守则》第二条引用的第二十一条已改为第二十三条",) * 3)
    words = plain(replace(note(), entries=(told,)), 2000)
    assert words.count("· 《楼宇守则》第二条") == 3
    tight = plain(replace(note(), entries=(told,)), size(words) - 1)
    assert "另有他法引用受影响，见网页。" in tight
    assert "已截断" not in tight
    sent = json.loads(webhook.request(hook(Channel.WEBHOOK, "s"), replace(note(), entries=(told,)), AT).body)
    assert sent["entries"][0]["touches"] == list(told.touches)
