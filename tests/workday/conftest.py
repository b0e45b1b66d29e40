"""A desk over a real library, a site in the shape of the CAC's pages, and our own fiction to publish there."""

import importlib.util
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller

from tests.databases import Databases
from tracker import knowledge
from tracker.law.instrument import Instrument
from tracker.practice.person import Client, Person, Role
from tracker.settings import Mailbox, Settings
from tracker.sources import registry
from tracker.sources.fetch import Fetcher
from tracker.sources.source import Expectations, Source
from tracker.store.library import Library
from tracker.workday.desk import Desk, open_desk
from tracker.workday.pull import pull

_spec = importlib.util.spec_from_file_location("local_site", Path(__file__).parents[1] / "sources" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
local_site = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(local_site)
Answer, Site = local_site.Answer, local_site.Site

LIFTS = Instrument(
    "smart-lifts", "智能电梯运行服务管理暂行办法", "Smart Lifts", "departmental-rule", ("cac",), ("data",)
)
DRAFT_TITLE = "关于《智能电梯运行服务管理办法（征求意见稿）》公开征求意见的通知"
DRAFT = (
    "为了规范智能电梯运行服务活动，制定本办法。",
    "提供者应当保证运行数据真实、准确、完整。",
    "提供者应当在二十四小时内报告事故。",
    "提供者不得泄露乘用人个人信息。",
    "违反本办法规定的，处一万元以下罚款。",
    "本办法自2026年　月　日起施行。",
)
FINAL_TITLE = "智能电梯运行服务管理暂行办法"
FINAL = (
    "为了规范智能电梯运行服务活动，制定本办法。",
    "提供者应当采取有效措施，提高运行数据的真实性、准确性和完整性。",
    "提供者应当在十二小时内报告事故。",
    "提供者不得泄露乘用人个人信息。",
    "违反本办法规定的，处三万元以下罚款。",
    "本办法自2027年1月1日起施行。",
)
_NUMBERS = "一二三四五六七八九十"


def article_page(title: str, name: str, stage: str, articles: tuple[str, ...], on: str, chrome: str = "") -> str:
    """An article page in the shape of www.cac.gov.cn."""
    lines = [f"<p><strong>{name}</strong></p>", f"<p>{stage}</p>" if stage else ""]
    lines += [f"<p><strong>第{_NUMBERS[n]}条</strong> {words}</p>" for n, words in enumerate(articles)]
    return (
        f'<html><head><meta charset="utf-8"><title>{title}_虚构国示例管理局</title></head><body>{chrome}'
        f'<div class="main-title"><h1 class="title">{title}</h1><span id="pubtime">{on} 10:00</span></div>'
        f'<div class="main-content"><DIV id=BodyLabel>{"".join(lines)}<div id="网站群管理"></div></DIV></div>'
        "</body></html>"
    )


def draft_page(articles: tuple[str, ...] = DRAFT, chrome: str = "") -> str:
    return article_page(DRAFT_TITLE, "智能电梯运行服务管理办法", "（征求意见稿）", articles, "2026年03月16日", chrome)


def final_page(articles: tuple[str, ...] = FINAL, chrome: str = "") -> str:
    return article_page(FINAL_TITLE, FINAL_TITLE, "", articles, "2026年09月10日", chrome)


def list_page(*rows: tuple[str, str, str]) -> str:
    """A list page in the shape of www.cac.gov.cn: (address, title, day) a row."""
    items = "".join(
        f'<li><h5><a href="{link}" title="{title}">{title}</a></h5><div class="times">{on}</div></li>'
        for link, title, on in rows
    )
    return f'<html><body><div id="loadingInfoPage">{items}</div></body></html>'


DRAFT_ROW = ("/2026-03/16/c_1700000000000001.htm", DRAFT_TITLE, "2026-03-16")
FINAL_ROW = ("/2026-09/10/c_1700000000000002.htm", FINAL_TITLE, "2026-09-10")
DRAFTS, RULES = "/hdfw/wxan/A093802index_1.htm", "/wxzw/zcfg/bmgz/A09370303index_1.htm"


@dataclass
class Clock:
    """A clock that stands until somebody moves it."""

    at: datetime = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def empty_library(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library of the present shape with one instrument, made once: every test works on a copy."""
    url = databases.new(tmp_path_factory.mktemp("library"))
    library = Library.open(url)
    with library.writing() as files:
        files.instruments.put(LIFTS)
    library.checkpoint()
    library.close()
    return url


@pytest.fixture(scope="session")
def pulled_library(databases: Databases, tmp_path_factory: pytest.TempPathFactory, empty_library: str) -> str:
    """The same after a normal day's visit, which nobody watched: draft and final filed and compared."""
    folder = tmp_path_factory.mktemp("pulled")
    settings = Settings(data=folder, database=databases.copy(empty_library, folder), open_loopback=True)
    site = Site()
    publish(site)
    fetcher = Fetcher(open_loopback=True, sleep=lambda _seconds: None)
    made = replace(open_desk(settings), clock=Clock(), fetcher=fetcher, authorities=knowledge.authorities())
    pull(made, described(site))
    made.library.checkpoint()
    made.close()
    site.close()
    return settings.database


@pytest.fixture
def settings(tmp_path: Path, databases: Databases, empty_library: str) -> Settings:
    return Settings(
        data=tmp_path,
        database=databases.copy(empty_library, tmp_path),
        open_loopback=True,
        base_url="https://tracker.sample.invalid",
        mail=Mailbox(),
    )


@pytest.fixture
def desk(settings: Settings, clock: Clock) -> Iterator[Desk]:
    fetcher = Fetcher(open_loopback=True, sleep=lambda _seconds: None)
    made = replace(open_desk(settings), clock=clock, fetcher=fetcher, authorities=knowledge.authorities())
    yield made
    made.close()


@pytest.fixture
def cac(site: Site) -> Source:
    """The real description of the CAC's site, standing on this machine; our lists have few rows and few days."""
    return described(site)


def described(site: Site) -> Source:
    """The CAC's description for a site on this machine."""
    source = registry.get("cac").moved(site.url)
    lists = tuple(replace(page, expects=Expectations(rows=1)) for page in source.lists[:2])
    return replace(source, lists=lists)


@pytest.fixture
def published(site: Site) -> Site:
    """A normal day: the draft and the final stand on their lists."""
    return publish(site)


def publish(site: Site) -> Site:
    """Put the draft and the final on their lists."""
    site.put(DRAFTS, Answer(list_page(DRAFT_ROW).encode(), etag='"drafts-1"'))
    site.put(RULES, Answer(list_page(FINAL_ROW).encode(), etag='"rules-1"'))
    site.put(DRAFT_ROW[0], Answer(draft_page().encode(), etag='"d1"'))
    site.put(FINAL_ROW[0], Answer(final_page().encode(), etag='"f1"'))
    return site


@pytest.fixture
def counsel(desk: Desk) -> Person:
    with desk.library.writing() as files:
        return files.people.add(Person("", "counsel@sample.invalid", "林律师", Role.COUNSEL), "pass word of counsel")


@pytest.fixture
def client_member(desk: Desk) -> Person:
    with desk.library.writing() as files:
        files.people.put_client(Client("liftco", "示例电梯公司", frozenset({"smart-lifts"})))
        person = Person("", "client@sample.invalid", "王经理", Role.CLIENT, "liftco")
        return files.people.add(person, "pass word of client")


class Postbox:
    """A mail server that keeps what it takes; `answers` are given to the first letters instead of taking them."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name
        if self.answers:
            return self.answers.pop(0)
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 taken"


@pytest.fixture
def post() -> Iterator[Postbox]:
    postbox = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        postbox.port = free.getsockname()[1]  # aiosmtpd wants to be told
    server = Controller(postbox, hostname="127.0.0.1", port=postbox.port)
    server.start()
    yield postbox
    server.stop()


@pytest.fixture
def posting(desk: Desk, post: Postbox) -> Desk:
    return replace(desk, mailbox=Mailbox(host="127.0.0.1", port=post.port, sender="tracker@sample.invalid"))


@pytest.fixture
def paper() -> SimpleNamespace:
    """What the tests publish: our pages in the shape of the CAC's, and where they stand."""
    return SimpleNamespace(
        Answer=Answer,
        article_page=article_page,
        draft_page=draft_page,
        final_page=final_page,
        list_page=list_page,
        DRAFT=DRAFT,
        FINAL=FINAL,
        DRAFT_ROW=DRAFT_ROW,
        FINAL_ROW=FINAL_ROW,
        DRAFTS=DRAFTS,
        RULES=RULES,
    )
