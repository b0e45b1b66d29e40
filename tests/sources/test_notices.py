"""Lists of announcements in every shape the sites use; the rows are ours, the shapes are theirs."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tracker.errors import UnexpectedPage
from tracker.sources import registry
from tracker.sources.notices import address, clean_title, read_list
from tracker.sources.source import Expectations, ListKind, Rows, SourceList

CAC_LIST = """
<html><body><ul class="nav"><li><a href="/index.htm">首页</a></li></ul>
<div id="loadingInfoPage">
<li><h5><a href=//www.cac.gov.cn/2026-03/16/c_1700000000000001.htm title="关于《智能电梯运行服务管理办法
（征求意见稿）》公开征求意见的通知">关于《智能…</a></h5>
<div class="times">2026-03-16</div></li>
<li><h5><a href="//www.cac.gov.cn/2026-03/02/c_1700000000000002.htm" title="关于征集示例委员意见的通知">x</a></h5>
<div class="times">2026-03-02</div></li>
<li><h5><a href="//www.cac.gov.cn/2026-02/01/c_1700000000000003.htm"
title="关于《望远镜规定（征求意见稿）》征求意见的通知">
x</a></h5><div class="times">2026-02-01</div></li>
<li><h5><a href="/hdfw/wxan/A093802index_2.htm" title="征求更多意见">下一页</a></h5>
<div class="times">2026-02-01</div></li>
</div></body></html>
"""


def cac_drafts(**changes):
    return replace(registry.get("cac").lists[0], **({"expects": Expectations(3, 120)} | changes))


def test_the_cac_drafts_list_gives_drafts_only_oldest_first():
    listing = read_list("cac", cac_drafts(unwanted="委员"), CAC_LIST.encode(), "https://www.cac.gov.cn/hdfw/wxan/x.htm")
    assert listing.rows == 3  # the pager leads to no article
    assert listing.newest_on == date(2026, 3, 16)
    assert [(n.published_on, n.url, n.title) for n in listing.notices] == [
        (
            date(2026, 2, 1),
            "https://www.cac.gov.cn/2026-02/01/c_1700000000000003.htm",
            "关于《望远镜规定（征求意见稿）》征求意见的通知",
        ),
        (
            date(2026, 3, 16),
            "https://www.cac.gov.cn/2026-03/16/c_1700000000000001.htm",
            "关于《智能电梯运行服务管理办法（征求意见稿）》公开征求意见的通知",
        ),
    ]


def test_a_pager_link_is_never_a_notice():
    listing = read_list("cac", cac_drafts(), CAC_LIST.encode(), "https://www.cac.gov.cn/")
    assert not any("index_2" in notice.url for notice in listing.notices)


def test_a_list_in_gbk_that_calls_itself_utf_8_is_read():
    lying = CAC_LIST.replace("<body>", '<body><meta charset="utf-8">')
    listing = read_list("cac", cac_drafts(), lying.encode("gb18030"), "https://www.cac.gov.cn/")
    assert "智能电梯" in listing.notices[-1].title


def test_json_of_the_cac_endpoint():
    answer = {
        "list": [
            {"topic": "示例规范", "infourl": "//www.cac.gov.cn/2026-01/02/c_1.htm", "pubtime": "2026-01-02 10:00"}
        ],
        "totalRec": 1,
    }
    page = SourceList(id="x", url="https://www.cac.gov.cn/cms/JsonList", kind=ListKind.CAC_JSON)
    listing = read_list("cac", page, json.dumps(answer).encode(), page.url)
    assert listing.notices[0].url == "https://www.cac.gov.cn/2026-01/02/c_1.htm"
    assert listing.notices[0].published_on == date(2026, 1, 2)


def test_the_npc_s_drafts_lead_to_their_pdf():
    row = {
        "flxxmc": "望远镜法（草案）征求意见",
        "flxxId": "ff80",
        "ksrq": "2026-06-26 00:00:00",
        "jsrq": "2026-07-25 23:59:59",
    }
    answer = {"total": 1, "rows": [row]}
    page = registry.get("npc").lists[0]
    listing = read_list("npc", page, json.dumps(answer).encode(), page.url)
    assert listing.notices[0].url == "http://www.npc.gov.cn/flcaw/flca/ff80/attachment.pdf"
    assert listing.notices[0].published_on == date(2026, 6, 26)
    assert listing.notices[0].closes_on == date(2026, 7, 25)
    assert listing.notices[0].closing == "2026-07-25 23:59:59"


def test_between_two_sessions_no_bill_is_open():
    page = registry.get("npc").lists[0]
    listing = read_list("npc", page, b'{"per_page": 100, "total": 0, "page": 1, "rows": []}', page.url)
    assert (listing.rows, listing.notices, listing.newest_on) == (0, (), None)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"total": 0}, "no “rows” or no “total”"),
        ({"rows": []}, "no “rows” or no “total”"),
        ({"total": 2, "rows": []}, "though the answer counts 2"),
        ({"total": 0, "rows": None}, "no list of rows"),
        ({"total": 1, "rows": [{"flxxmc": "望远镜法（草案）征求意见", "ksrq": "2026-06-26"}]}, "no “flxxId”"),
        ({"total": 1, "rows": [{"flxxId": "ff80", "ksrq": "2026-06-26"}]}, "no “flxxmc”"),
        ({"total": 1, "rows": [{"flxxId": "ff80", "flxxmc": "望远镜法"}]}, "has a date"),
    ],
)
def test_the_npc_s_list_without_its_keys_is_never_nothing_open(answer, says):
    page = registry.get("npc").lists[0]
    with pytest.raises(UnexpectedPage, match=says):
        read_list("npc", page, json.dumps(answer).encode(), page.url)


def test_the_policy_feed_is_upper_case():
    rows = [
        {
            "TITLE": "网络数据示例条例",
            "SUB_TITLE": "",
            "URL": "https://www.gov.cn/a/content_1.htm",
            "DOCRELPUBTIME": "2026-09-11",
        }
    ]
    page = replace(registry.get("gov-cn").lists[0], expects=Expectations(rows=1))
    listing = read_list("gov-cn", page, json.dumps(rows).encode("utf-8-sig"), page.url)
    assert listing.notices[0].title == "网络数据示例条例"
    lower = [{key.lower(): value for key, value in rows[0].items()}]
    with pytest.raises(UnexpectedPage, match="no TITLE or URL"):
        read_list("gov-cn", page, json.dumps(lower).encode(), page.url)


def test_tc260_rows_have_no_href():
    html = """<div class="item"><a onclick="jumpDetail('0123456789abcdef0123456789abcdef','2026-04-12')">
      关于国家标准《冷链 机器人》征求意见稿征求意见的通知 </a><span>2026-02-11</span></div>"""
    page = registry.get("tc260").lists[0]
    listing = read_list("tc260", page, html.encode(), page.url)
    assert listing.notices[0].url == (
        "https://www.tc260.org.cn/portal/suggestion-detail/0123456789abcdef0123456789abcdef"
    )
    assert listing.notices[0].published_on == date(2026, 2, 11)
    assert listing.notices[0].closes_on == date(2026, 4, 12)
    assert listing.notices[0].title == "关于国家标准《冷链 机器人》征求意见稿征求意见的通知"


@pytest.mark.parametrize("call", ["'0123456789abcdef0123456789abcdef'", "'0123456789abcdef0123456789abcdef',''"])
def test_a_tc260_row_without_a_deadline_is_a_row_all_the_same(call):
    html = f"""<div class="item"><a onclick="jumpDetail({call})">标准《冷链》发布</a><span>2026-02-11</span></div>"""
    page = registry.get("tc260").lists[0]
    (notice,) = read_list("tc260", page, html.encode(), page.url).notices
    assert (notice.closes_on, notice.closing) == (None, "")


def unit(html):
    """An answer of the endpoint MIIT and SAMR share."""
    return json.dumps({"code": "200", "success": True, "data": {"html": html}}).encode()


def test_miit_hides_the_last_day_for_comments_as_milliseconds():
    """1792339200000 is midnight between 18 and 19 October 2026 in Beijing: the nineteenth, as its notices say."""
    html = f"""<ul><li><span class='fr'>2026-09-20</span><a href='/art/art_{"0" * 32}.html'>征求意见稿</a>
      <span class="endtime" style="display:none !important;">1792339200000</span></li></ul>"""
    page = registry.get("miit").lists[0]
    (notice,) = read_list("miit", page, unit(html), "https://www.miit.gov.cn/api").notices
    assert (notice.published_on, notice.closes_on) == (date(2026, 9, 20), date(2026, 10, 19))


@pytest.mark.parametrize(
    ("printed", "closes_on"),
    [
        ("2026-09-17至2026-10-17", date(2026, 10, 17)),
        ("2026-09-17 至 2026-10-17", date(2026, 10, 17)),
        ("2026-09-17", None),  # a beginning without an end
        ("2026-09-17至长期", None),
    ],
)
def test_samr_prints_the_window_as_a_period(printed, closes_on):
    html = f"""<ul><li class="zjnav04Left02_content">
      <div class="doctitle"><a href="/hd/art_{"0" * 32}.html">网络公告</a></div>
      <div class="doctime tim">{printed}</div><div class="docstatus stu">(进行中)</div></li></ul>"""
    page = registry.get("samr").lists[0]
    (notice,) = read_list("samr", page, unit(html), "https://www.samr.gov.cn/api").notices
    assert (notice.published_on, notice.closes_on) == (date(2026, 9, 17), closes_on)


def test_rows_inside_json_of_the_shared_endpoint():
    html = (
        "<ul><li><span class='fr'>2026-09-14</span><a href='/gzcy/yjzj/art/2026/art_"
        + "0" * 32
        + ".html'>征求意见稿甲</a></li></ul>"
    )
    page = registry.get("miit").lists[0]
    answer = {"code": "200", "success": True, "data": {"html": html}}
    listing = read_list("miit", page, json.dumps(answer).encode(), "https://www.miit.gov.cn/api")
    assert listing.notices[0].url == f"https://www.miit.gov.cn/gzcy/yjzj/art/2026/art_{'0' * 32}.html"
    with pytest.raises(UnexpectedPage, match="without success"):
        read_list("miit", page, b'{"code":"200","success":false,"data":null}', page.url)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"<html><body>moved</body></html>", "0 rows"),
        (CAC_LIST.replace("2026-", "soon-").encode(), "0 rows"),  # its addresses carry the day
    ],
)
def test_a_list_that_lost_its_shape_is_never_nothing_new(data, says):
    with pytest.raises(UnexpectedPage, match=says):
        read_list("cac", cac_drafts(), data, "https://www.cac.gov.cn/")


@pytest.mark.parametrize("data", [b"<html>please wait</html>", b'{"list": []}', b"{}", b"[]", b'{"list": ["a"]}'])
def test_html_or_nothing_where_json_was_due(data):
    page = SourceList(id="x", url="https://www.cac.gov.cn/cms/JsonList", kind=ListKind.CAC_JSON)
    with pytest.raises(UnexpectedPage):
        read_list("cac", page, data, page.url)


def test_a_path_that_is_none_names_itself():
    page = SourceList(id="x", url="https://a.invalid/", kind=ListKind.HTML, rows=Rows(row="//li["))
    with pytest.raises(UnexpectedPage, match="neither a CSS selector nor an XPath"):
        read_list("x", page, b"<ul><li>a</li></ul>", page.url)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("售电公司<BR>管理办法", "售电公司管理办法"),
        ("<em>数据</em>安全", "数据安全"),
        ("关于出口\n转内销的通知\n（征求意见稿）", "关于出口转内销的通知（征求意见稿）"),
        ("【进行中】关于示例的公告", "关于示例的公告"),
        ("Draft\nRules 办法", "Draft Rules 办法"),
    ],
)
def test_titles_are_cleaned_of_what_sites_put_into_them(raw, clean):
    assert clean_title(raw) == clean


def test_one_address_has_one_spelling():
    assert address("//WWW.cac.gov.cn/a.htm?ref=x#top", "https://b/") == "https://www.cac.gov.cn/a.htm"
