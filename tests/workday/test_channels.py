"""Alerts to chat groups and programs, over the wire: receivers on this machine that refuse what the services refuse."""

import base64
import hashlib
import hmac
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tracker.diff.changes import Direction
from tracker.practice.access import Release
from tracker.practice.watch import Channel, DeliveryState, Hook, Occasion, Watch
from tracker.readingroom.telling import event_of, tell_filed
from tracker.settings import Settings
from tracker.workday.dispatch import dispatch

SECRET = "SECtop"
VERDICTS = ("加严", "放宽", "▲", "strengthened", "第二条")


class Services(HTTPServer):
    """All services in one, by path: `/wecom`, `/feishu` and so on; each with its limit and its answer."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.taken = []  # (service, told, headers)
        self.refusals = []  # status and body given to the first posts instead
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, service):
        return f"http://127.0.0.1:{self.server_address[1]}/{service}?access_token=K"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        parts = urlsplit(self.path)
        service = parts.path.strip("/")
        status, body = self.server.refusals.pop(0) if self.server.refusals else self.judge(service, raw, parts.query)
        if status is None:
            self.close_connection = True
            self.connection.close()  # takes the words and hangs up
            return
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def judge(self, service, raw, query):
        told = json.loads(raw)
        answer = getattr(self, service)(told, raw, {k: v[0] for k, v in parse_qs(query).items()})
        if answer[0] in (200, 204) and b'errcode":3' not in answer[1] and b'code":1' not in answer[1]:
            self.server.taken.append((service, told, dict(self.headers)))
        return answer

    def wecom(self, told, raw, args):
        if len(told["text"]["content"].encode()) > 2048:
            return 200, b'{"errcode":40058,"errmsg":"content size out of limit"}'
        return 200, b'{"errcode":0,"errmsg":"ok"}'

    def feishu(self, told, raw, args):
        if len(raw) > 20 * 1024:
            return 200, b'{"code":19001,"msg":"param invalid: request too large"}'
        key = f"{told['timestamp']}\n{SECRET}".encode()
        made = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
        return 200, b'{"code":0,"msg":"success"}' if made == told["sign"] else b'{"code":19021,"msg":"sign match fail"}'

    def dingtalk(self, told, raw, args):
        made = hmac.new(SECRET.encode(), f"{args['timestamp']}\n{SECRET}".encode(), hashlib.sha256).digest()
        if len(raw) > 20_000 or base64.b64encode(made).decode() != args["sign"]:
            return 200, b'{"errcode":310000,"errmsg":"sign not match"}'
        return 200, b'{"errcode":0,"errmsg":"ok"}'

    def slack(self, told, raw, args):
        return (200, b"ok") if len(told["text"]) <= 40_000 else (400, b"msg_too_long")

    def webhook(self, told, raw, args):
        name, stamp = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        made = hmac.new(SECRET.encode(), f"{name}.{stamp}.".encode() + raw, hashlib.sha256).digest()
        good = self.headers["webhook-signature"] == f"v1,{base64.b64encode(made).decode()}"
        return (204, b"") if good else (401, b"bad signature")

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def services():
    running = Services()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def settings(databases, tmp_path, pulled_library):
    """Here the day's visit is over: what is watched is told when a test says so."""
    database = databases.copy(pulled_library, tmp_path)
    return Settings(data=tmp_path, database=database, open_loopback=True, base_url="https://tracker.sample.invalid")


def tell(desk):
    """File the alerts of the draft and the final, as intake does with each."""
    draft, final = "2026-03-16-draft", "2026-09-10-promulgated"
    for old, new in ((None, draft), (draft, final)):
        with desk.library.writing() as files:
            tell_filed(files, event_of(files, "smart-lifts", old, new, whole=True), desk.clock())


HOOKS = (Channel.WEBHOOK, Channel.WECOM, Channel.FEISHU, Channel.DINGTALK, Channel.SLACK)


def watch(desk, person, services, channel, secret=SECRET, **criteria):
    with desk.library.writing() as files:
        hook = files.hooks.add(Hook(0, person.id, channel, "合规群", services.url(channel.value), secret))
        return files.watches.add(Watch(0, person.id, channel=channel, hook=hook.id, **criteria))


def deliveries(desk):
    with desk.library.reading() as files:
        return sorted(files.outbox.deliveries(50), key=lambda d: d.id)


@pytest.mark.parametrize("channel", HOOKS)
def test_a_new_version_reaches_the_group_once_without_any_mail_server(desk, counsel, services, channel):
    watch(desk, counsel, services, channel)
    tell(desk)
    assert (dispatch(desk), dispatch(desk)) == (2, 0)
    assert [service for service, _, _ in services.taken] == [channel.value] * 2
    assert "智能电梯运行服务管理暂行办法" in json.dumps(services.taken[1][1], ensure_ascii=False)
    assert all(d.state is DeliveryState.DELIVERED for d in deliveries(desk))


@pytest.mark.parametrize("channel", HOOKS)
@pytest.mark.parametrize("released", [False, True])
def test_before_release_a_client_s_group_hears_facts_only(
    desk, client_member, counsel, services, channel, released, clock
):
    watch(desk, client_member, services, channel)
    tell(desk)
    if released:
        pair = ("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated")
        with desk.library.writing() as files:
            files.releases.add(Release(*pair, "liftco", counsel.id, clock()))
    dispatch(desk)
    said = json.dumps(services.taken[1][1], ensure_ascii=False)
    assert "2027年1月1日" in said
    assert any(word in said for word in VERDICTS) is released


@pytest.mark.parametrize(
    ("channel", "status", "body", "state"),
    [
        (Channel.WECOM, 200, b'{"errcode":45009,"errmsg":"api freq out of limit"}', DeliveryState.QUEUED),
        (Channel.WECOM, 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}', DeliveryState.FAILED),
        (Channel.SLACK, 404, b"no_service", DeliveryState.FAILED),
        (Channel.WEBHOOK, 503, b"", DeliveryState.QUEUED),
        (Channel.WEBHOOK, 302, b"", DeliveryState.FAILED),  # no redirect is followed: it could lead inside
        (Channel.FEISHU, None, b"", DeliveryState.CLAIMED),  # hung up: nobody knows
    ],
)
def test_a_refusal_is_recorded_for_what_it_is(desk, counsel, services, clock, channel, status, body, state):
    watch(desk, counsel, services, channel, occasions=frozenset({Occasion.FINAL}))
    services.refusals = [(status, body)]
    tell(desk)
    dispatch(desk)
    (delivery,) = deliveries(desk)
    assert delivery.state is state
    assert "K" not in delivery.error.replace("OK", "")  # the key of the address is told to nobody
    clock.move(minutes=11)
    dispatch(desk)
    expected = {DeliveryState.QUEUED: DeliveryState.DELIVERED, DeliveryState.CLAIMED: DeliveryState.IN_DOUBT}
    assert deliveries(desk)[0].state is expected.get(state, state)


def test_a_wrong_secret_is_a_refusal_that_names_itself(desk, counsel, services):
    watch(desk, counsel, services, Channel.FEISHU, secret="another", occasions=frozenset({Occasion.FINAL}))
    tell(desk)
    assert dispatch(desk) == 0
    (delivery,) = deliveries(desk)
    assert (delivery.state, delivery.error) == (DeliveryState.FAILED, "飞书 Feishu: 19021 sign match fail")


def test_an_address_inside_the_network_is_posted_to_by_nobody(desk, counsel, services):
    watch(desk, counsel, services, Channel.WEBHOOK, occasions=frozenset({Occasion.FINAL}))
    tell(desk)
    guarded = replace(desk, poster=replace(desk.poster, open_loopback=False))
    assert dispatch(guarded) == 0
    assert deliveries(desk)[0].state is DeliveryState.FAILED
    assert services.taken == []


def test_an_address_taken_away_gets_nothing_more(desk, counsel, services):
    asked = watch(desk, counsel, services, Channel.SLACK, occasions=frozenset({Occasion.FINAL}))
    tell(desk)
    with desk.library.writing() as files:
        files.hooks.remove(asked.hook, counsel.id)
    assert dispatch(desk) == 0
    assert "taken away" in deliveries(desk)[0].error


def test_a_direction_is_told_to_the_group_that_asked_and_to_it_alone(desk, counsel, services):
    watch(desk, counsel, services, Channel.WECOM, direction=Direction.UNCLEAR)
    watch(desk, counsel, services, Channel.SLACK, direction=Direction.STRENGTHENED)
    tell(desk)
    dispatch(desk)
    assert {service for service, _, _ in services.taken} == {"slack"}


def test_the_webhook_s_second_is_the_one_of_sending(desk, counsel, services, clock):
    watch(desk, counsel, services, Channel.WEBHOOK, occasions=frozenset({Occasion.FINAL}))
    tell(desk)
    clock.move(hours=1)
    dispatch(desk)
    stamp = int(services.taken[0][2]["webhook-timestamp"])
    assert datetime.fromtimestamp(stamp, UTC) == clock() >= datetime(2026, 11, 22, 2, tzinfo=UTC) + timedelta(hours=1)
