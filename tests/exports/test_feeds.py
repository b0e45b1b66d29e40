"""Our feeds as a feed reader reads them."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from tracker.exports.feeds import Feed, Item, atom, json_feed, rss

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ITEMS = (
    Item(
        "tag:t,2026:a/2",
        AT,
        "[加严 2 · 放宽 5] 《甲办法》 征求意见稿 → 公布稿",
        ("日期：2026-11-22", "施行 2027-01-01"),
        "https://t.invalid/2",
        ("数据",),
    ),
    Item("tag:t,2026:a/1", AT - timedelta(days=9), "《甲办法》<b>&\x0b", (), "https://t.invalid/1?a=1&b=2"),
)
FEED = Feed("tag:t,2026:feed/1", "tracker · 全部", "https://t.invalid/f.atom", "https://t.invalid/", "zh", AT, ITEMS)


@pytest.mark.parametrize("write", [atom, rss])
def test_a_feed_reader_finds_no_fault_and_reads_what_was_written(write) -> None:  # type: ignore[no-untyped-def]
    found = feedparser.parse(write(FEED))
    assert found.bozo == 0, found.get("bozo_exception")
    assert (found.feed.title, found.feed.language) == ("tracker · 全部", "zh-CN")
    assert [entry.id for entry in found.entries] == [item.id for item in ITEMS]
    assert [entry.link for entry in found.entries] == [item.url for item in ITEMS]
    assert found.entries[0].title == ITEMS[0].title
    assert found.entries[0].summary == "日期：2026-11-22\n施行 2027-01-01"
    assert [tag.term for tag in found.entries[0].tags] == ["数据"]
    assert found.entries[0].updated_parsed[:5] == (2026, 11, 22, 2, 0) if write is atom else True
    assert any(link.rel == "self" for link in found.feed.links)


@pytest.mark.parametrize("write", [atom, rss])
def test_titles_are_words_and_never_marks(write) -> None:  # type: ignore[no-untyped-def]
    assert b"<b>" not in write(FEED)
    assert b"\x0b" not in write(FEED)


def test_the_json_feed_has_what_its_version_asks_for() -> None:
    told = json.loads(json_feed(FEED))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert {"title", "feed_url", "home_page_url", "items"} <= told.keys()
    assert all({"id", "url", "content_text", "date_modified"} <= item.keys() for item in told["items"])
    assert told["items"][1]["content_text"]


@pytest.mark.parametrize("write", [atom, rss])
def test_an_empty_feed_is_one(write) -> None:  # type: ignore[no-untyped-def]
    empty = Feed(FEED.id, FEED.title, FEED.self_url, FEED.page_url, "en", AT, ())
    assert feedparser.parse(write(empty)).bozo == 0
