"""The demo's site answers in the shapes the sources know, step by step, politely cached."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from http.client import HTTPMessage

import lxml.html
import pytest

from tracker.demo import site as demo
from tracker.demo.shelf import BILLS, DRAFTS, JSON_LIST, RULES, STANDARDS, SUGGESTIONS, Resource
from tracker.demo.site import Site
from tracker.practice.visit import Notice
from tracker.sources.fetch import Fetcher
from tracker.sources.notices import read_list
from tracker.sources.source import Source

DRAFT_TITLE = "虚构国城市设施管理总局关于《智能电梯运行服务管理办法（征求意见稿）》公开征求意见的通知"


@pytest.fixture
def site() -> Iterator[Site]:
    with demo.serve() as running:
        yield running


def get(url: str, data: bytes | None = None, **headers: str) -> tuple[int, bytes, HTTPMessage]:
    request = urllib.request.Request(url, data, {k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read(), fault.headers


def notices(source: Source, fetcher: Fetcher) -> list[Notice]:
    """What a visit reads off every list of a source, with the real fetcher and the real readers."""
    found: list[Notice] = []
    for page in source.lists:
        answer = fetcher.get(page.url, form=page.form)
        found.extend(read_list(source.id, page, answer.data, answer.final_url).notices)
    return found


def test_texts_appear_step_by_step_and_the_real_readers_find_them() -> None:
    with Site() as site, Fetcher(open_loopback=True) as fetcher:
        rules, law, standards = (s for s in sorted(demo.sources(site.base), key=lambda s: s.id != "sample-facilities"))
        seen = []
        for step in site.steps:
            site.publish(step)
            seen.append([len(notices(source, fetcher)) for source in (rules, law, standards)])
    assert seen == [[1, 1, 1], [1, 2, 1], [2, 3, 2]]


def test_the_noise_of_a_real_list_is_no_notice(site: Site) -> None:
    rules = next(s for s in demo.sources(site.base) if s.id == "sample-facilities")
    with Fetcher(open_loopback=True) as fetcher:
        titles = [notice.title for notice in notices(rules, fetcher)]
    assert titles == [DRAFT_TITLE, "智能电梯运行服务管理暂行办法"]
    assert "志愿者" in get(site.base + DRAFTS)[1].decode()


def test_a_draft_page_has_the_shape_of_the_cac_page(site: Site) -> None:
    page = lxml.html.fromstring(get(site.base + DRAFTS)[1].decode())
    (link,) = page.xpath(f"//*[@id='loadingInfoPage']//li/h5/a[@title='{DRAFT_TITLE}']")
    article = lxml.html.fromstring(get("http:" + link.get("href"))[1].decode())
    body = article.xpath("//*[@id='BodyLabel']")[0].text_content()
    assert article.xpath("string(//*[@class='main-title']/h1[@class='title'])").strip() == DRAFT_TITLE
    assert article.xpath("string(//*[@id='pubtime'])").strip() == "2026年03月16日 15:00"
    assert article.xpath("string(//*[@id='source'])") == "来源：虚构国城市设施管理总局"
    assert "意见反馈截止日期为2026年4月15日。" in body
    assert "第二十三条 本办法自2026年" in body


def test_every_page_says_that_it_is_fiction_outside_the_text(site: Site) -> None:
    for path in (DRAFTS, RULES, SUGGESTIONS, STANDARDS, "/", "/nowhere"):
        page = lxml.html.fromstring(get(site.base + path)[1].decode())
        assert "虚构示例站点" in page.xpath("string(//*[@class='sample-mark'])")
        assert not page.xpath("//*[@id='BodyLabel' or @id='Zoom']//*[@class='sample-mark']")


def test_the_json_list_answers_a_form_by_channel_and_page(site: Site) -> None:
    form = b"channelCode=A093802&perPage=20&pageno=1&condition=0&fuhao=%3D&value="
    answer = json.loads(get(site.base + JSON_LIST, form)[1])
    assert answer["totalRec"] == 1
    assert answer["list"][0]["topic"] == DRAFT_TITLE
    assert answer["list"][0]["infourl"].startswith("//127.0.0.1:")
    assert answer["list"][0]["pubtime"].startswith("2026-03-16")
    assert json.loads(get(site.base + JSON_LIST + "?channelCode=A09370303&perPage=1&pageno=2")[1])["list"] == []
    assert json.loads(get(site.base + JSON_LIST, b"channelCode=A1&pageno=x")[1]) == {"list": [], "totalRec": 0}


def test_bills_come_as_three_json_answers_and_a_pdf(site: Site) -> None:
    rows = json.loads(get(site.base + BILLS + "?flag=0&type=0&page=1&per_page=100")[1])["rows"]
    assert [row["flxxmc"] for row in rows] == ["城市望远镜法（草案二次审议稿）征求意见", "城市望远镜法（草案）征求意见"]
    assert rows[0]["jsrq"] == "2026-07-25 23:59:59"
    at = f"{site.base}/flcaw/flca/{rows[0]['flxxId']}"
    assert "第十次会议" in json.loads(get(f"{at}/info/")[1])["tsy"]
    status, data, headers = get(f"{at}/attachment.pdf")
    assert (status, headers["Content-Type"], data[:5]) == (200, "application/pdf", b"%PDF-")
    named = json.loads(get(f"{at}/fjxx/")[1])
    assert (named["fileName"], named["size"]) == ("虚构国城市望远镜法（草案二次审议稿）.PDF", str(len(data)))
    assert json.loads(get(site.base + BILLS + "?flag=1")[1])["rows"] == []


def test_a_standard_is_downloaded_under_its_name(site: Site) -> None:
    with Fetcher(open_loopback=True) as fetcher:
        source = next(s for s in demo.sources(site.base) if s.id == "sample-standards")
        detail = notices(source, fetcher)[0]
        page = lxml.html.fromstring(fetcher.get(detail.url).data.decode())
    (link,) = page.xpath("//li[label='征求意见稿：']/a")
    _, data, headers = get(site.base + link.get("href"))
    assert headers["Content-Type"] == "application/x-msdownload"
    assert headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%86%B7")
    assert data.startswith(b"%PDF-")
    assert detail.published_on == date(2026, 5, 20)


def test_a_page_known_already_is_not_sent_again(site: Site) -> None:
    status, body, headers = get(site.base + RULES)
    assert status == 200
    assert get(site.base + RULES, If_None_Match=headers["ETag"])[:2] == (304, b"")
    assert get(site.base + RULES, If_Modified_Since=headers["Last-Modified"])[:2] == (304, b"")
    assert get(site.base + RULES, If_None_Match='"another"', If_Modified_Since=headers["Last-Modified"])[1] == body
    assert get(site.base + RULES, If_Modified_Since="yesterday")[0] == 200
    assert [visit.status for visit in site.visits] == [200, 304, 304, 200, 200]


def test_a_list_is_sent_again_once_something_new_stands_on_it() -> None:
    with Site() as site:
        site.publish(1)
        etag = get(site.base + RULES)[2]["ETag"]
        site.publish(3)
        assert get(site.base + RULES, If_None_Match=etag)[0] == 200


def test_publishing_leaves_what_was_published_as_it_was() -> None:
    with Site() as site:
        site.publish(1)
        first = get(site.base + BILLS)[1]
        path = f"/flcaw/flca/{json.loads(first)['rows'][0]['flxxId']}/attachment.pdf"
        before = get(site.base + path)
        site.publish()
        after = get(site.base + path)
        assert (before[1], before[2]["ETag"]) == (after[1], after[2]["ETag"])


def test_robots_and_pages_that_are_not_there(site: Site) -> None:
    assert "Disallow: /private/" in get(site.base + "/robots.txt")[1].decode()
    assert get(site.base + "/nowhere")[0] == 404
    assert get(site.base + JSON_LIST, b"value=" + b"x" * 70_000)[0] == 413


def test_a_page_of_ones_own_can_be_offered(site: Site) -> None:
    site.offer("/2026-11/01/c_1000000000000000.htm", Resource("<p>灯会</p>".encode()))
    assert get(site.base + "/2026-11/01/c_1000000000000000.htm")[1].decode() == "<p>灯会</p>"


def test_the_demo_sources_stand_on_the_sample_shelf_at_the_sites_own_address(site: Site) -> None:
    for source in demo.sources(site.base):
        assert source.shelf == "sample"
        assert all(page.url.startswith(site.base + "/") for page in source.lists)
