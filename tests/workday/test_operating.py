"""Operating the sources: alarms that repeat, a look that leaves no trace, a back-fill that goes on, dropped files."""

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.replicas import sites
from tests.replicas.server import Replica, Reply, Running
from tests.replicas.texts import DRAFT, FINAL, Text
from tracker.practice.visit import SourceState
from tracker.sources import registry
from tracker.sources.source import Expectations, ListKind, Source, SourceList
from tracker.workday.backfill import backfill
from tracker.workday.dropfolder import sweep
from tracker.workday.preview import preview
from tracker.workday.pull import pull

DOWN = Reply("<html>error</html>", 500)


def text(n: int, **more) -> Text:
    return Text(100 + n, f"网络数据第{n}号灯塔管理办法", date(2026, 8, 1) - timedelta(n), **more)


def at(running: Running, name: str, lists: int) -> Source:
    moved = registry.get(name).moved(running.url)
    pages = tuple(replace(page, expects=replace(page.expects, rows=1)) for page in moved.lists[:lists])
    return replace(moved, lists=pages)


def test_an_alarm_is_said_at_once_and_every_day_until_a_visit_finds_the_site_mended(desk, clock):
    replica = sites.Cac([text(1)])
    with Running(replica) as here:
        source = replace(at(here, "cac", 1), lists=(replace(at(here, "cac", 1).lists[0], expects=Expectations(1)),))
        pull(desk, source)
        replica.failure = lambda _asked: DOWN
        said = []
        for _ in range(17):  # two days, every three hours
            clock.move(hours=3)
            pull(desk, source)
            with desk.library.reading() as files:
                (alarm,) = files.alarms.open()
            said.append(alarm.times)
        assert said == [1] * 8 + [2] * 8 + [3]
        assert alarm.state is SourceState.DOWN
        replica.failure = None
        clock.move(hours=3)
        pull(desk, source)
    with desk.library.reading() as files:
        assert files.alarms.open() == []
        (ended,) = files.alarms.of("cac", 9)
        (health,) = files.visits.health()
    assert ended.ended_at == clock()
    assert health.last_good_at == clock()


def test_a_list_that_answers_not_modified_for_ever_grows_old_all_the_same(desk, clock):
    """It was seen healthy once; a month of 304 later it is degraded, and says since when its newest row is."""
    replica = sites.Cac([text(1)])
    clock.at = clock.at.replace(month=8, day=2)
    with Running(replica) as here:
        source = at(here, "cac", 1)
        source = replace(source, lists=(replace(source.lists[0], expects=Expectations(1, 30)),))
        assert pull(desk, source).state is SourceState.OK
        clock.move(days=10)
        assert pull(desk, source).state is SourceState.NOTHING_NEW
        clock.move(days=30)
        visit = pull(desk, source)
    assert visit.state is SourceState.DEGRADED
    assert "its newest row is 42 days old" in visit.detail


def test_some_rows_without_a_day_are_said(desk):
    replica = sites.Moj([text(1), text(2)])
    with Running(replica) as here:
        source = at(here, "moj", 1)
        listing = replica.answer
        replica.answer = lambda asked: _undated(listing(asked)) if replica.is_list(asked) else listing(asked)
        source = replace(source, lists=(replace(source.lists[0], article=""),))
        visit = pull(desk, source)
    assert visit.state is SourceState.DEGRADED
    assert "1 of its rows have no date any more" in visit.detail


def _undated(reply: Reply | None) -> Reply | None:
    if reply is None or not reply.data:
        return reply
    return replace(reply, body=reply.data.decode().replace("2026-07-31", "今天").replace("/t20260731_", "/x"))


def test_a_look_says_what_a_visit_would_find_and_leaves_no_trace(desk):
    replica = sites.Cac([text(n) for n in range(3)])
    with Running(replica) as here:
        source = at(here, "cac", 1)
        (look,) = preview(desk, source)
        assert (look.rows, look.fresh, look.fault) == (3, 3, "")
        assert [notice.published_on for notice, _ in look.announced] == [text(n).on for n in range(3)]
        assert replica.bodies_sent() == []
        with desk.library.reading() as files:
            assert files.visits.of("cac", 9) == []
            assert files.versions.latest(9) == []
        assert desk.archive.digests() == frozenset()
        pull(desk, source)
        assert preview(desk, source)[0].fresh == 0


def test_a_look_at_a_site_in_trouble_says_so(desk):
    replica = sites.Cac([text(1)])
    replica.failure = lambda _asked: DOWN
    with Running(replica) as here:
        (look,) = preview(desk, at(here, "cac", 1))
    assert "out of order" in look.fault


def test_a_back_fill_reads_to_the_end_and_goes_on_where_it_was_broken_off(desk):
    """Ninety rows, one in fifteen of them wanted; the site dies in the middle of the third page."""
    replica = sites.Cac([text(n) if n % 15 == 0 else replace(text(n), name=f"第{n}号解读") for n in range(90)])
    with Running(replica) as here:
        source = registry.get("cac").moved(here.url)
        deep = next(page for page in source.lists if page.id == "drafts-older")
        source = replace(source, lists=(replace(deep, expects=Expectations(1)),))
        _, (first,) = backfill(desk, source, most=2)
        assert (first.page, first.finished) == (2, False)
        replica.on_lists, replica.failure = False, lambda _asked: DOWN
        visit, (second,) = backfill(desk, source)
        assert (second.page, second.finished, visit.state) == (2, False, SourceState.DEGRADED)
        replica.failure = None
        replica.diary.clear()
        _, (third,) = backfill(desk, source)
        pages = [asked.form["pageno"] for asked in replica.asked_lists()]
    assert third.finished
    assert pages == ["3", "4", "5", "6"]  # the sixth is empty: the end
    with desk.library.reading() as files:
        assert len(files.versions.latest(99)) == 6


def test_a_gazette_s_past_is_read_issue_by_issue(desk):
    replica = sites.GovCn([text(n, articles=FINAL, draft=False) for n in range(4)])
    with Running(replica) as here:
        source = registry.get("gov-cn").moved(here.url)
        source = replace(source, lists=(replace(source.lists[1], expects=Expectations(1)),))
        _, (first,) = backfill(desk, source, most=3)
        assert (first.page, first.finished) == (3, False)
        _, (second,) = backfill(desk, source)
    assert (second.page, second.finished) == (4, True)
    with desk.library.reading() as files:
        assert len(files.versions.latest(99)) == 4


def test_a_dropped_file_is_taken_in_once_and_moved_beside(desk, settings, clock):
    inbox = settings.data / "inbox"
    inbox.mkdir()
    lines = "\n".join(replace(text(1), articles=DRAFT).lines)
    (inbox / "2026-08-01-draft.txt").write_text(lines, encoding="utf-8")
    (inbox / "shopping.txt").write_text("鸡蛋、牛奶、面包。", encoding="utf-8")
    (inbox / "half.docx").write_bytes(b"PK")  # still being copied
    long_ago = clock().timestamp() - 60
    for name in ("2026-08-01-draft.txt", "shopping.txt"):
        os.utime(inbox / name, (long_ago, long_ago))
    os.utime(inbox / "half.docx", (clock().timestamp(),) * 2)
    taken = sweep(desk, settings.data)
    assert [one.outcome.value for one in taken] == ["new", "quarantined"]
    assert sweep(desk, settings.data) == []
    assert sorted(str(p.relative_to(inbox)) for p in inbox.rglob("*") if p.is_file()) == [
        "aside/shopping.txt",
        "half.docx",
        "taken/2026-08-01-draft.txt",
    ]
    with desk.library.reading() as files:
        (card,) = files.versions.latest(9)
    assert (card.id, card.articles) == ("2026-08-01-draft", 6)


FEEDS = {
    "rss": '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{}</channel></rss>',
    "atom": '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{}</feed>',
    "json": '{{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{}]}}',
}
ENTRIES = {
    "rss": "<item><title>{title}</title><link>{url}</link><pubDate>Fri, 31 Jul 2026 17:00:00 GMT</pubDate></item>",
    "atom": '<entry><title>{title}</title><link href="{url}"/><updated>2026-07-31T17:00:00Z</updated></entry>',
    "json": '{{"id": "1", "url": "{url}", "title": "{title}", "date_published": "2026-07-31T17:00:00Z"}}',
}


class Fed(Replica):
    """A site with a feed beside its articles."""

    kind = "rss"

    def is_list(self, asked):
        return asked.path == "/feed"

    def answer(self, asked):
        one = self.texts[0]
        if asked.path == "/feed":
            entry = ENTRIES[self.kind].format(
                title=one.announced, url=f"http://{asked.headers['x-host']}{sites.path(one)}"
            )
            return Reply(FEEDS[self.kind].format(entry), kind="application/xml", conditional=True)
        return Reply(sites.cac_article(one)) if asked.path == sites.path(one) else None


@pytest.mark.parametrize("kind", FEEDS)
def test_a_feed_is_a_list_like_any_other_and_its_days_are_china_s(desk, kind):
    replica = Fed([text(0)])
    replica.kind = kind
    with Running(replica) as here:
        page = SourceList("list", f"{here.url}/feed", ListKind.FEED)
        source = Source("fed", "", "灯塔局", "Lighthouses", here.url, (page,))
        assert pull(desk, source).new == 1
        assert pull(desk, source).state is SourceState.NOTHING_NEW
    with desk.library.reading() as files:
        (card,) = files.versions.latest(9)
    assert card.dated_on == date(2026, 8, 1)  # one in the morning of the first, in Beijing


def test_a_page_watched_for_itself_gives_a_version_whenever_its_words_change(desk):
    replica = Fed([text(0, draft=False)])
    with Running(replica) as here:
        page = SourceList("list", f"{here.url}{sites.path(replica.texts[0])}", ListKind.PAGE, timeless=True)
        source = Source("one", "", "灯塔局", "Lighthouses", here.url, (page,))
        assert pull(desk, source).new == 1
        replica.texts = [replace(replica.texts[0], chrome="<p>访问量 99</p>")]
        assert pull(desk, source).new == 0
        replica.texts = [replace(replica.texts[0], articles=FINAL)]
        assert pull(desk, source).new == 1
    with desk.library.reading() as files:
        assert [card.note for card in reversed(files.versions.latest(9))] == [
            "",
            "changed at the source without notice",
        ]
