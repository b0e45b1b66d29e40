"""What a page tells of itself, so that a person who adds a site need not know CSS."""

import pytest

from tracker.errors import Conflict, NotFound, SourceError
from tracker.sources import added, registry
from tracker.sources.guessing import guess
from tracker.sources.notices import read_list
from tracker.sources.source import ListKind, Paging, Rows, Source, SourceList

ROW = '<{tag} class="it"><a href="/art/t2026110{n}_{n}.html">关于灯塔的第{n}号通知</a>{day}</{tag}>'


def page(tag, day, holder='<div class="menu"><a href="/">首页</a></div><div id="list">{}</div>'):
    rows = "".join(ROW.format(tag=tag, n=n, day=day.format(n=n)) for n in range(1, 6))
    return f"<html><body>{holder.format(rows)}</body></html>".encode()


@pytest.mark.parametrize(
    ("data", "row", "day"),
    [
        (page("li", "<span>2026-11-0{n}</span>"), "#list > li.it", "span"),
        (page("div", "<em class='d'>2026年11月{n}日</em>"), "#list > div.it", "em.d"),
        (page("p", ""), "#list > p.it", ""),  # the day stands in the address
        (
            page("td", "</td><td class='day'>2026/11/0{n}", "<table><tr>{}</tr></table>").replace(
                b'<td class="it">', b"</tr><tr><td>"
            ),
            "table > tr",
            "td.day",
        ),
    ],
)
def test_the_rows_of_a_list_are_told_from_the_page(data, row, day):
    told = guess(data)
    assert (told.kind, told.where.row, told.where.date, told.rows) == (ListKind.HTML, row, day, 5)
    listing = read_list(
        "x", SourceList("list", "https://a.invalid/", told.kind, told.where), data, "https://a.invalid/"
    )
    assert listing.rows == 5
    assert listing.notices[0].title == "关于灯塔的第1号通知"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', ListKind.FEED),
        (b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom"></feed>', ListKind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', ListKind.FEED),
        (b'{"rows": []}', ListKind.PAGE),
        ("<html><body><h1>灯塔管理办法</h1><p>第一条</p></body></html>".encode(), ListKind.PAGE),
        (page("li", "", "<p>{}</p>").replace(b"t2026110", b"x"), ListKind.PAGE),  # links without a day are a menu
    ],
)
def test_a_feed_and_a_single_page_are_told_from_a_list(data, kind):
    assert guess(data).kind is kind


def source(name="lighthouse-gov"):
    rows = Rows("#list > li", "a[href]", date="span")
    turning = Paging("https://www.lighthouse.gov.example/x_{n}.html", pages=2)
    lists = (
        SourceList(
            "list", "https://www.lighthouse.gov.example/x/", ListKind.HTML, rows, wanted='数据|"网络"', paging=turning
        ),
    )
    return Source(
        name,
        "",
        "灯塔局\\的",
        "Light\nhouses",
        "https://www.lighthouse.gov.example/x/",
        lists,
        robots="-",
        added_by="a",
    )


def test_a_source_added_on_screen_is_read_back_as_it_was_written(tmp_path):
    file = added.save(tmp_path, source())
    assert registry.load(file) == source()
    with pytest.raises(Conflict):
        added.save(tmp_path, source())
    with pytest.raises(Conflict):
        added.save(tmp_path, source("cac"))


@pytest.mark.parametrize("name", ["../evil", "", "A b", "x/y", "-x"])
def test_a_name_never_leads_out_of_the_folder(tmp_path, name):
    with pytest.raises(NotFound):
        added.save(tmp_path, source(name))
    assert not list(tmp_path.rglob("*.toml"))


def test_only_what_was_added_is_switched(tmp_path):
    added.save(tmp_path, source())
    added.switch(tmp_path, "lighthouse-gov", False)
    assert not registry.get("lighthouse-gov", registry.installed(tmp_path)).enabled
    with pytest.raises(NotFound):
        added.switch(tmp_path, "cac", False)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.lighthouse.gov.cn/x", "lighthouse-gov"),
        ("http://深海.example.org/", "example"),
        ("https://taken.example/", "taken-example-2"),
        ("https://www.com.cn/", "source"),
    ],
)
def test_a_site_nobody_named_gets_a_name(url, name):
    assert added.name_for(url, frozenset({"taken-example"})) == name


def test_a_cadence_that_would_be_rude_is_a_fault_of_the_description(tmp_path):
    file = added.save(tmp_path, source())
    file.write_text(file.read_text().replace("cadence_minutes = 360", "cadence_minutes = 1"))
    with pytest.raises(SourceError, match="nobody is visited oftener"):
        registry.load(file)
