"""The sources' screens: their health, one source's history, a new one added after a look, a file by hand."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.replicas import sites
from tests.replicas.server import Asked, Replica, Reply, Running
from tests.replicas.texts import Text
from tests.web.conftest import NOW, Firm, Visitor, _browser
from tracker.practice.visit import SourceState, Visit
from tracker.sources import registry
from tracker.web.app import create_app
from tracker.workday.alarms import sound

TEXTS = [Text(n, f"网络数据第{n}号灯塔管理办法", date(2026, 8, n)) for n in (1, 2, 3, 4)]


@pytest.fixture
def near(firm: Firm) -> Flask:
    """The site as an installation that may look at this machine: for the replicas alone."""
    made = create_app(replace(firm.settings, open_loopback=True), firm.library)
    made.config.update(NOW=NOW, TESTING=True)
    return made


def sent(browser: FlaskClient, where: str, form_at: str, **fields: object):
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(form_at).text)
    return browser.post(where, data={"csrf_token": token[1] if token else "", **fields})


def test_each_page_shape_says_whether_it_was_seen(reading_as: Visitor):
    page = reading_as("counsel").get("/sources/cac/").text
    assert "A093802index_1.htm" in page
    assert page.count(">见过</span>") == 2
    assert page.count(">推断</span>") == 7
    assert "1 份留存原页，5 个独立采集程序" in page
    assert "页面结构：2 种见过，7 种推断" in reading_as("counsel").get("/sources/").text


def test_an_alarm_stands_on_the_list_and_on_the_source_s_own_page(as_: Visitor, firm: Firm):
    with firm.library.writing() as files:
        files.visits.record(Visit("moj", NOW, NOW, SourceState.DOWN, "连接失败"))
        sound(files, "moj", NOW)
    assert "警报，已提示 1 次" in as_("counsel").get("/sources/").text
    page = as_("counsel").get("/sources/moj/").text
    assert "连接失败" in page
    assert "尚未" in page


@pytest.mark.parametrize(
    ("state", "zh", "en"),
    [
        (SourceState.BLOCKED, "网站不让程序通过", "The site lets no program through"),
        (SourceState.DEGRADED, "网站有回应，但与描述不符", "The site answers, but not as described"),
        (SourceState.DOWN, "网站或网络出现故障", "The site or the way to it is out of order"),
        (SourceState.GONE, "该地址回应内容已不存在", "The address answers that there is nothing"),
    ],
)
def test_a_source_in_trouble_says_what_that_means_and_what_to_do(
    as_: Visitor, firm: Firm, state: SourceState, zh: str, en: str
):
    with firm.library.writing() as files:
        files.visits.record(Visit("moj", NOW, NOW, state, "x"))
        files.visits.record(Visit("cac", NOW, NOW, SourceState.OK))
    assert zh in as_("analyst").get("/sources/moj/?lang=zh").text
    assert en in as_("analyst").get("/sources/moj/?lang=en").text
    assert "todo-now" not in as_("analyst").get("/sources/cac/").text


def test_how_often_a_source_is_visited_is_said_as_a_person_would(reading_as: Visitor):
    page = reading_as("counsel").get("/sources/").text
    assert "每 3 小时" in page
    assert "每天一次" in page
    assert not re.search(r"\d{3,} 分钟", page)


@pytest.mark.parametrize(
    ("who", "status"), [("analyst", 200), ("administrator", 200), ("counsel", 403), ("client", 403)]
)
def test_only_who_keeps_sources_adds_one_or_takes_a_file_in(reading_as: Visitor, who: str, status: int):
    for address in ("/sources/new/", "/sources/upload/"):
        assert reading_as(who).get(address).status_code == status


def test_a_new_source_takes_an_address_a_look_and_a_click(near: Flask, firm: Firm):
    analyst = _browser(near, "analyst")
    with Running(sites.Moj(TEXTS)) as here:
        address = f"{here.url}/pub/sfbgw/lfyjzj/lflfyjzj/"
        looked = sent(analyst, "/sources/new/", "/sources/new/", url=address, name="灯塔局", do="look").text
        assert "4 行，其中 4 行符合条件" in looked
        assert "ul.newsMsgList_zzy &gt; li" in looked  # told from the page
        assert registry.installed(firm.settings.data) == registry.sources()  # a look keeps nothing
        added = sent(analyst, "/sources/new/", "/sources/new/", url=address, name="灯塔局", do="add")
    assert added.status_code == 303
    (mine,) = [s for s in registry.installed(firm.settings.data) if s.added_by]
    assert (mine.name_zh, mine.added_by, mine.lists[0].url) == ("灯塔局", "analyst", address)
    page = analyst.get(f"/sources/{mine.id}/").text
    assert "灯塔局" in page
    assert sent(analyst, f"/sources/{mine.id}/switch/off/", f"/sources/{mine.id}/").status_code == 303
    assert not registry.get(mine.id, registry.installed(firm.settings.data)).enabled


class Town(Replica):
    """A town's site: cards nobody would take for a list, and a text on a page of its own."""

    def is_list(self, asked: Asked) -> bool:
        return asked.path == "/cards/"

    def answer(self, asked: Asked) -> Reply | None:
        if asked.path == "/one.html":
            return Reply(sites.page(f'<h1>{TEXTS[0].name}</h1><div id="content">{TEXTS[0].body}</div>'))
        cards = "".join(
            f'<div class="card"><a class="go" href="/n/{t.number}">详情</a><b>{t.name}</b>'
            f'<p class="d">发布：{t.on:%Y年%m月%d日}</p><a href="/share">分享</a></div>'
            for t in TEXTS
        )
        return Reply(sites.page(cards))


def test_a_list_nobody_recognised_is_not_kept_as_a_text_but_told_by_css(near: Flask, firm: Firm):
    analyst, form = _browser(near, "analyst"), "/sources/new/"
    with Running(Town()) as here:
        for do in ("look", "add"):
            page = sent(analyst, form, form, url=f"{here.url}/cards/", do=do).text
            assert "此页未见列表，也不是法规文本" in page
            assert "添加此来源" not in page
        assert registry.installed(firm.settings.data) == registry.sources()
        where = {"row": "div.card", "link": "a.go", "title": "b", "date": "p.d", "kind": "html"}
        assert "4 行，其中 4 行符合条件" in sent(analyst, form, form, url=f"{here.url}/cards/", do="look", **where).text
        assert sent(analyst, form, form, url=f"{here.url}/cards/", do="add", **where).status_code == 303
    (mine,) = [s for s in registry.installed(firm.settings.data) if s.added_by]
    assert "添加时已预览" in analyst.get(f"/sources/{mine.id}/").text


def test_a_single_page_shows_the_text_it_is(near: Flask):
    analyst, form = _browser(near, "analyst"), "/sources/new/"
    with Running(Town()) as here:
        page = sent(analyst, form, form, url=f"{here.url}/one.html", do="look").text
    assert "此页即文本：6 条" in page
    assert f'<b lang="zh-CN">{TEXTS[0].name}' in page


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/list",
        "http://169.254.169.254/latest/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://localhost/",
    ],
)
def test_an_address_inside_the_network_is_not_looked_at(as_: Visitor, firm: Firm, address: str):
    page = sent(as_("analyst"), "/sources/new/", "/sources/new/", url=address, do="add")
    assert page.status_code == 200
    assert "not a public address" in page.text
    assert registry.installed(firm.settings.data) == registry.sources()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"url": "ftp://a.example/"}, "地址须以 http"),
        ({"url": "javascript:alert(1)"}, "地址须以 http"),
        ({"url": "https://a.example/", "wanted": "("}, "不是有效的模式"),
        ({"url": "https://a.example/", "further": "https://a.example/2"}, "须在页码处写"),
    ],
)
def test_a_slip_in_the_form_is_said_before_anybody_is_asked(as_: Visitor, fields: dict[str, str], says: str):
    assert says in sent(as_("analyst"), "/sources/new/", "/sources/new/", do="look", **fields).text


def test_a_dry_run_on_screen_shows_each_list_and_keeps_nothing(near: Flask, firm: Firm):
    with Running(sites.Moj(TEXTS)) as here:
        moved = registry.get("moj").moved(here.url)
        folder = firm.settings.data / "sources"
        folder.mkdir()
        (folder / "moj.toml").write_text(
            f'id="moj"\nauthority="moj"\nname_zh="x"\nname_en="x"\nurl="{here.url}"\nrobots="-"\nrobots_zh="-"\n'
            f'[[list]]\nid="drafts"\nurl="{moved.lists[0].url}"\nkind="html"\nrows={{row="ul.newsMsgList_zzy > li"}}\n',
            encoding="utf-8",
        )
        analyst = _browser(near, "analyst")
        page = sent(analyst, "/sources/moj/look/", "/sources/moj/").text
    assert "4 行尚未收录" in page
    with firm.library.reading() as files:
        assert files.visits.of("moj", 9) == []


def test_a_file_by_hand_becomes_a_version_like_a_fetched_one(as_: Visitor, firm: Firm):
    analyst = as_("analyst")
    data = "\n".join(TEXTS[0].lines).encode()
    form = "/sources/upload/"
    answer = sent(analyst, form, form, file=(io.BytesIO(data), "2026-08-01-draft.txt"))
    assert answer.status_code == 303
    assert answer.location.endswith("/versions/2026-08-01-draft/")
    with firm.library.reading() as files:
        (card,) = files.versions.latest(1)
        captured = files.versions.get(card.instrument, card.id).captures[0]
    assert (captured.source, captured.size) == ("analyst", len(data))


def test_a_file_that_is_no_regulation_waits_for_a_person(as_: Visitor):
    form = "/sources/upload/"
    answer = sent(as_("analyst"), form, form, file=(io.BytesIO("鸡蛋、牛奶。".encode()), "shopping.txt"))
    assert answer.location == "/review/#quarantine"
    assert "shopping.txt" in as_("analyst").get("/review/").text


def test_counsel_cannot_widen_a_form_with_a_large_file(as_: Visitor):
    form = {"data": b"a=" + b"0" * 2_000_000, "content_type": "application/x-www-form-urlencoded"}
    assert as_("counsel").post("/sources/upload/", **form).status_code in (400, 413)
