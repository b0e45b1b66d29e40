"""Every connector against a replica of its site: good days, second visits, deep lists, and every way to fail."""

import re
import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.replicas import failures, forbidden, jpaas, ministries, sites
from tests.replicas.server import MISSING, Replica, Running
from tests.replicas.texts import DRAFT, FINAL, Text
from tracker.law.stage import Stage
from tracker.practice.visit import SourceState
from tracker.sources import registry
from tracker.sources.fetch import Fetcher
from tracker.sources.manners import Manners
from tracker.sources.source import Expectations, Source
from tracker.workday.backfill import backfill
from tracker.workday.preview import preview
from tracker.workday.pull import pull
from tracker.workday.quarantine import accept

NAME = "网络数据灯塔平台个人信息管理办法"
LAW = "网络数据灯塔法"


@dataclass(frozen=True)
class Site:
    """A connector, its replica, and how its works are called."""

    source: str
    replica: type[Replica]
    name: str = NAME


SITES = [
    Site("cac", sites.Cac),
    Site("npc", sites.Npc, LAW),
    Site("gov-cn", sites.GovCn),
    Site("moj", sites.Moj),
    Site("tc260", sites.Tc260),
    Site("miit", jpaas.Miit),
    Site("samr", jpaas.Samr),
    Site("mofcom", jpaas.Mofcom),
    Site("ndrc", ministries.Ndrc),
    Site("nda", ministries.Nda),
    Site("most", ministries.Most),
]
FORBIDDEN = [Site("flk", forbidden.Flk, LAW), Site("sousuo", forbidden.Sousuo)]
every_site = pytest.mark.parametrize("one", SITES, ids=lambda one: one.source)


def source_at(running: Running, name: str) -> Source:
    """The real description, standing on this machine; a replica has few rows, and old ones."""
    moved = registry.get(name).moved(running.url)
    lists = tuple(replace(page, expects=Expectations(rows=0)) for page in moved.lists)
    return replace(moved, lists=lists, hours=(0, 24))


def draft_of(one: Site, **more) -> Text:
    return Text(4711, one.name, date(2026, 9, 1), closes_on=date(2026, 10, 1), **more)


def final_of(one: Site, **more) -> Text:
    return Text(4713, one.name, date(2026, 11, 10), FINAL, draft=False, **more)


def filler(n: int, draft: bool, wanted: bool = True) -> Text:
    """An older text of the same site, a work of its own; not `wanted`: something no filter lets through."""
    name = f"网络数据平台第{n}号灯塔管理办法" if wanted else f"第{n}号灯塔招聘结果解读"
    return Text(100 + n, name, date(2026, 8, 1) - timedelta(n), draft=draft)


def versions(desk):
    with desk.library.reading() as files:
        return sorted(files.versions.latest(500), key=lambda card: (card.dated_on, card.id))


def cards(desk, slug):
    with desk.library.reading() as files:
        return files.versions.of(slug)


@every_site
def test_a_draft_is_found_then_its_final_and_both_are_one_chain(desk, one):
    """Where a site publishes only drafts, or only finals, the other half comes from the State Council or the MOJ."""
    replica = one.replica()
    with Running(replica) as here, Running(sites.GovCn()) as council, Running(sites.Moj()) as justice:
        mine = source_at(here, one.source)
        (replica if replica.drafts else justice.replica).texts.append(draft_of(one))
        first = [pull(desk, mine if replica.drafts else source_at(justice, "moj"))]
        (replica if replica.finals else council.replica).texts.append(final_of(one))
        first.append(pull(desk, mine if replica.finals else source_at(council, "gov-cn")))
    assert [visit.new for visit in first] == [1, 1], [visit.detail for visit in first]
    draft, final = versions(desk)
    assert draft.instrument == final.instrument
    assert (draft.stage, final.stage) == (
        Stage.BILL if one.source == "npc" else Stage.CONSULTATION_DRAFT,
        Stage.PROMULGATED,
    )
    with desk.library.reading() as files:
        assert files.comparisons.get(draft.instrument, draft.id, final.id).clauses


@every_site
def test_a_second_visit_asks_for_lists_alone(desk, one):
    replica = one.replica()
    replica.texts = [draft_of(one)] if replica.drafts else [final_of(one)]
    with Running(replica) as here:
        source = source_at(here, one.source)
        assert pull(desk, source).new == 1
        replica.diary.clear()
        again = pull(desk, source)
    assert again.state is SourceState.NOTHING_NEW, again.detail
    assert replica.bodies_sent() == []
    assert replica.asked_lists()
    if replica.conditional:
        gets = [asked for asked in replica.asked_lists() if asked.method == "GET" and "gbgl" not in asked.path]
        assert gets
        assert all(asked.conditional for asked in gets)


@every_site
def test_an_attachment_holds_the_text_of_a_stub(desk, one):
    replica = one.replica()
    replica.texts = [draft_of(one, in_file=True) if replica.drafts else final_of(one, in_file=True)]
    with Running(replica) as here:
        visit = pull(desk, source_at(here, one.source))
    assert (visit.new, visit.quarantined, visit.failed) == (1, 0, 0), visit.detail
    (card,) = versions(desk)
    assert (card.articles, card.stage.in_force_text) == (len(DRAFT), not replica.drafts)


def test_a_rar_holds_the_text_of_a_stub(desk):
    if shutil.which("bsdtar") is None:
        pytest.skip("bsdtar is not installed")
    replica = sites.Tc260()
    replica.packing, replica.texts = "rar", [draft_of(SITES[4], in_file=True)]
    with Running(replica) as here:
        visit = pull(desk, source_at(here, "tc260"))
    assert (visit.new, visit.quarantined, visit.failed) == (1, 0, 0), visit.detail
    (card,) = versions(desk)
    assert card.articles == len(DRAFT)


TURNED = ("cac", "miit", "samr", "mofcom", "ndrc", "nda", "most")


@pytest.mark.parametrize("one", [s for s in SITES if s.source in TURNED], ids=lambda s: s.source)
def test_turning_over_stops_where_everything_is_known(desk, one):
    """Of six pages a first visit reads five; an unchanged list ends at its first page, news on it at the third."""
    replica = one.replica()
    drafts = one.source not in ("ndrc", "mofcom")  # whose lists of several pages are of finals
    replica.texts = [filler(n, drafts, wanted=n % 20 == 0) for n in range(120)]
    with Running(replica) as here:
        source = deep(source_at(here, one.source))
        first = pull(desk, source)
        replica.diary.clear()
        second = pull(desk, source)
        asked = len(replica.asked_lists())
        replica.texts.append(replace(draft_of(one), draft=replica.texts[0].draft))
        replica.diary.clear()
        third = pull(desk, source)
    assert first.new == 5
    assert (second.new, asked) == (0, len(source.lists))
    assert third.new == 1
    assert len(replica.asked_lists()) <= 3 * len(source.lists)  # the page with the news, the known one, one more


def test_closed_bills_are_turned_over_in_a_back_fill(desk):
    replica = sites.Npc()
    named = [f"{'网络' if n % 10 == 0 else '海上'}灯塔第{n}号法" for n in range(21)]
    replica.texts = [replace(filler(n, draft=True), name=name) for n, name in enumerate(named)]
    with Running(replica) as here:
        source = source_at(here, "npc")
        source = replace(source, lists=tuple(page for page in source.lists if page.id == "closed"))
        visit, (reached,) = backfill(desk, source)
        asked = [call.query["page"] for call in replica.asked_lists()]
    assert (visit.new, reached.finished, asked) == (3, True, ["1", "2", "3"])


def test_records_of_standards_are_turned_over_by_offset(desk):
    replica = ministries.Std()
    replica.texts = [replace(filler(n, draft=False), name=f"网络安全灯塔第{n}号要求") for n in range(16)]
    with Running(replica) as here:
        source = source_at(here, "std")
        pages = tuple(page for page in source.lists if page.id == "cybersecurity")
        visit = pull(desk, deep(replace(source, lists=pages)))
        asked = [call.query["offset"] for call in replica.asked_lists()]
    assert (visit.new, asked) == (16, ["0", "15", "30"])


def test_which_lists_have_one_page_and_why_stands_in_the_note():
    note = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    said = re.findall(r"^\| `([a-z0-9-]+)/([a-z-]+)` \| \S", note, re.MULTILINE)
    single = [(s.id, page.id) for s in registry.sources() for page in s.lists if page.paging is None]
    assert said == single


def deep(source: Source) -> Source:
    """The source, its lists turned over up to five pages a visit."""
    return replace(
        source,
        lists=tuple(replace(p, paging=p.paging and replace(p.paging, pages=5)) for p in source.lists),
    )


ONCE = Manners(delay=0, jitter=0, tries=1, silence=20.0)
IMPATIENT = replace(ONCE, silence=0.2)  # for the site that hangs; a busy machine may need longer for any other


@pytest.mark.parametrize("one", [*SITES, *FORBIDDEN], ids=lambda one: one.source)
def test_every_way_a_list_fails_is_a_state_and_never_a_version(desk, one):
    replica = one.replica()
    if isinstance(replica, forbidden.Forbidden):
        replica.leave = True
    with Running(replica) as here:
        source = replace(source_at(here, one.source), enabled=True)
        source = replace(source, lists=tuple(replace(p, expects=Expectations(rows=1)) for p in source.lists))
        for says, (failure, state) in failures.LISTS.items():
            replica.failure = failure
            with Fetcher(open_loopback=True, manners=IMPATIENT if "hangs" in says else ONCE) as fetcher:
                visit = pull(replace(desk, fetcher=fetcher), source)
            assert visit.state == state, f"{says}: {visit.detail}"
            assert visit.detail
    assert versions(desk) == []


@every_site
def test_a_list_whose_dates_are_gone_is_degraded(desk, one):
    """List by list, where it has rows on a normal day; CAC's days stand in its addresses too, and go with them."""
    replica = one.replica()
    replica.texts = [filler(n, draft=n % 2 == 0 and replica.drafts) for n in range(2)]
    judged = 0
    with Running(replica) as here:
        source = source_at(here, one.source)
        for page in source.lists:
            alone = replace(source, lists=(replace(page, expects=Expectations(rows=1)),))
            replica.failure = None
            if page.timeless or pull(desk, alone, again=True).state is SourceState.DEGRADED:
                continue  # no row of its own on this replica
            replica.failure = lambda asked: failures.without_dates(replica.answer(asked) or MISSING)
            before = versions(desk)
            assert pull(desk, alone, again=True).state is SourceState.DEGRADED, page.id
            assert versions(desk) == before
            judged += 1
    assert judged


@every_site
def test_every_wall_before_an_article_leaves_no_version_and_the_text_comes_later(desk, one):
    replica = one.replica()
    replica.on_lists = False
    replica.texts = [draft_of(one)] if replica.drafts else [final_of(one)]
    with Running(replica) as here:
        source = source_at(here, one.source)
        for says, failure in failures.ARTICLES.items():
            replica.failure = failure
            with Fetcher(open_loopback=True, manners=ONCE) as fetcher:
                visit = pull(replace(desk, fetcher=fetcher), source)
            assert visit.new == 0, says
            assert versions(desk) == [], says
            with desk.library.writing() as files:  # what a person would settle, so that the next wall is met afresh
                for waiting in files.quarantine.open():
                    files.quarantine.settle(waiting.id, "rejected", "analyst", desk.clock())
        replica.failure = None
        assert pull(desk, source, again=True).new == 1


def announced_at(card) -> str:
    """The address of its page: TC260's text is a file beside it."""
    return card.url.replace("/sysFile/downloadFile/", "/portal/suggestion-detail/")


@every_site
def test_a_text_that_is_gone_is_absent_at_the_check_and_stays(desk, one):
    replica = one.replica()
    replica.texts = [draft_of(one)] if replica.drafts else [final_of(one)]
    with Running(replica) as here:
        source = source_at(here, one.source)
        pull(desk, source)
        (card,) = versions(desk)
        url = announced_at(card)
        replica.gone.add(replica.texts[0].number)
        visit = pull(desk, source, again=True)
        assert visit.state is SourceState.NOTHING_NEW, visit.detail
        with desk.library.reading() as files:
            (absence,) = files.captures.absences(url)
        assert (absence.status, absence.back_at) == (404, None)
        replica.gone.clear()
        pull(desk, source, again=True)
        with desk.library.reading() as files:
            assert files.captures.absences(url)[0].back_at is not None
    assert versions(desk) == [card]


@pytest.mark.parametrize("name", ["std", "openstd"])
def test_standards_are_records_and_links_and_their_texts_are_not_asked_for(desk, name):
    replica = ministries.Std()
    replica.texts = [Text(45654, "网络数据灯塔个人信息安全基本要求", date(2026, 4, 25), draft=False)]
    with Running(replica) as here:
        source = source_at(here, name)
        source = replace(source, lists=tuple(replace(p, expects=Expectations(rows=0)) for p in source.lists))
        visit = pull(desk, source)
        assert (visit.new, visit.failed) == (1, 0), visit.detail
        assert pull(desk, source).new == 0
    with desk.library.reading() as files:
        (made,) = [i for i in files.instruments.all() if i.slug != "smart-lifts"]
    assert (made.kind, made.title_zh) == ("standard", "网络数据灯塔个人信息安全基本要求")
    assert [(e.kind.value, e.on) for e in made.events] == [
        ("stage", date(2026, 4, 25)),
        ("effective", date(2026, 10, 22)),
    ]
    assert versions(desk) == []
    assert replica.bodies_sent() == []


def test_the_moj_is_played_back_once_with_its_cookies(desk):
    replica = sites.Moj()
    replica.texts = [draft_of(SITES[0])]
    with Running(replica) as here:
        assert pull(desk, source_at(here, "moj")).new == 1
    first, second = replica.asked_lists()[:2]
    assert "cookie" not in first.headers
    assert second.headers["cookie"] == "CT6T=1; CT6TS=2"


def test_the_gazette_is_read_issue_by_issue_and_an_issue_once(desk):
    replica = sites.GovCn()
    replica.texts = [filler(n, draft=False) for n in range(5)]
    with Running(replica) as here:
        source = source_at(here, "gov-cn")
        gazette = replace(source, lists=source.lists[1:])
        first = pull(desk, gazette)
        issues = [asked.path for asked in replica.asked_lists() if "issue_" in asked.path]
        replica.diary.clear()
        pull(desk, gazette)
    assert (first.new, len(issues)) == (2, 2)  # the newest two issues; older ones are for a back-fill
    assert [asked.path for asked in replica.asked_lists()] == ["/gongbao/gbgl.json"]


def test_the_npc_s_three_calls_are_kept_as_evidence(desk):
    replica = sites.Npc()
    replica.texts = [draft_of(SITES[1])]
    with Running(replica) as here:
        pull(desk, source_at(here, "npc"))
        number = f"ff{4711:030x}"
        called = [
            asked.path.removeprefix(f"/flcaw/flca/{number}/") for asked, _ in replica.diary if number in asked.path
        ]
    assert called == ["info/", "fjxx/", "attachment.pdf"]
    (card,) = versions(desk)
    assert card.comment_deadline == date(2026, 10, 1)


def test_the_same_text_on_two_hosts_is_one_version_with_two_captures(desk):
    cac, moj = sites.Cac(), sites.Moj()
    cac.texts, moj.texts = [draft_of(SITES[0])], [draft_of(SITES[0])]
    with Running(cac) as first, Running(moj) as second:
        assert pull(desk, source_at(first, "cac")).new == 1
        assert pull(desk, source_at(second, "moj")).new == 0
    (card,) = versions(desk)
    with desk.library.reading() as files:
        captures = files.versions.get(card.instrument, card.id).captures
    assert sorted(capture.source for capture in captures) == ["cac", "moj"]


def test_a_page_corrected_without_notice_is_a_new_version_that_says_so(desk):
    replica = sites.GovCn()
    replica.texts = [final_of(SITES[2])]
    with Running(replica) as here:
        source = source_at(here, "gov-cn")
        pull(desk, source)
        replica.texts = [
            replace(final_of(SITES[2]), articles=(*FINAL[:4], "违反本办法规定的，处五万元以下罚款。", FINAL[5]))
        ]
        pull(desk, source, again=True)
        replica.texts = [replace(replica.texts[0], chrome="<div>访问量 12345</div>")]
        pull(desk, source, again=True)
    assert [card.note for card in versions(desk)] == ["", "changed at the source without notice"]


every_forbidden = pytest.mark.parametrize("one", FORBIDDEN, ids=lambda one: one.source)


@every_forbidden
def test_a_site_that_forbids_programs_is_not_asked_at_all(desk, one):
    replica = one.replica()
    replica.texts = [final_of(one)]
    with Running(replica) as here:
        visit = pull(desk, source_at(here, one.source))
    assert (visit.state, visit.new, replica.diary) == (SourceState.BLOCKED, 0, [])
    assert "Disallow: / for every program" in visit.detail


@every_forbidden
def test_switched_on_by_hand_it_is_refused_all_the_same(desk, one):
    replica = one.replica()
    replica.texts = [final_of(one)]
    with Running(replica) as here:
        visit = pull(desk, replace(source_at(here, one.source), enabled=True))
        looks = preview(desk, replace(source_at(here, one.source), enabled=True))
    assert (visit.state, visit.new) == (SourceState.BLOCKED, 0)
    assert "robots.txt forbids programs to fetch this" in visit.detail
    assert ["robots.txt forbids" in look.fault for look in looks] == [True]
    assert {asked.path for asked, _ in replica.diary} == {"/robots.txt"}


@every_forbidden
def test_where_a_mirror_gives_leave_its_texts_come_once(desk, one):
    """A text is found and chained with its draft; a second visit asks for no text; a deep list is turned over."""
    replica, justice = one.replica(), sites.Moj()
    replica.leave, replica.texts, justice.texts = True, [final_of(one)], [draft_of(one)]
    with Running(replica) as here, Running(justice) as there:
        pull(desk, source_at(there, "moj"))
        source = replace(source_at(here, one.source), enabled=True)
        assert pull(desk, source).new == 1
        replica.diary.clear()
        assert pull(desk, source).state is SourceState.NOTHING_NEW
        assert replica.bodies_sent() == []
        more = 25 if one.source == "flk" else 60  # more than one page of either; the latter's filter lets three through
        replica.texts += [filler(n, draft=False, wanted=n % 20 == 0) for n in range(more)]
        pull(desk, source)
        assert len(replica.asked_lists()) == 3
    draft, final = versions(desk)[-2:]
    assert (draft.instrument, draft.stage, final.stage) == (
        final.instrument,
        Stage.CONSULTATION_DRAFT,
        Stage.PROMULGATED,
    )


def long_final() -> Text:
    return replace(final_of(SITES[0]), pages=3)


def test_an_article_of_three_pages_is_one_text_with_three_captures(desk):
    replica = sites.Cac()
    replica.texts = [long_final()]
    with Running(replica) as here:
        source = source_at(here, "cac")
        assert pull(desk, source).new == 1
        replica.diary.clear()
        assert pull(desk, source).new == 0
        assert replica.bodies_sent() == []
        again = pull(desk, source, again=True)
        assert (again.new, again.unchanged, again.failed) == (0, 2, 0), again.detail  # it stands on two lists
        asked = [path for path in replica.bodies_sent() if "_3.htm" in path]
    assert len(asked) == 2
    (card,) = versions(desk)
    with desk.library.reading() as files:
        version = files.versions.get(card.instrument, card.id)
    assert [a.text for a in version.document.articles] == list(FINAL)
    assert version.document.problems == ()
    assert [capture.url[-6:] for capture in version.captures] == ["13.htm", "_2.htm", "_3.htm"]
    assert all(desk.archive.read(capture.sha256) for capture in version.captures)


def test_a_correction_on_a_further_page_is_a_new_version(desk):
    replica = sites.Cac()
    replica.texts = [long_final()]
    with Running(replica) as here:
        source = source_at(here, "cac")
        pull(desk, source)
        mended = (*FINAL[:4], "违反本办法规定的，处五万元以下罚款。", FINAL[5])
        replica.texts = [replace(long_final(), articles=mended)]
        assert pull(desk, source, again=True).new == 1
    assert [card.note for card in versions(desk)] == ["", "changed at the source without notice"]


def test_half_an_article_is_never_a_version(desk):
    """Its second page answers with a wall or is gone: the whole is asked for again, and is no text that is absent."""
    replica = sites.Cac()
    replica.texts = [long_final()]
    whole = replica.answer
    with Running(replica) as here:
        source = source_at(here, "cac")
        for says in ("a challenge", "404", "a zero-byte file"):
            failure = failures.ARTICLES[says]
            replica.answer = lambda asked, failure=failure: failure(asked) if "_2.htm" in asked.path else whole(asked)
            with Fetcher(open_loopback=True, manners=ONCE) as fetcher:
                visit = pull(replace(desk, fetcher=fetcher), source, again=True)
            assert (visit.new, visit.state) == (0, SourceState.DEGRADED), says
            assert "it goes on, but" in visit.detail
        replica.answer = whole
        assert pull(desk, source).new == 1
    (card,) = versions(desk)
    with desk.library.reading() as files:
        assert files.captures.absences(card.url) == []


def test_a_long_article_a_person_accepts_is_read_whole(desk):
    replica = sites.Cac()
    replica.texts = [replace(long_final(), name="网络数据灯塔平台负责人就管理办法的规定")]
    with Running(replica) as here:
        source = source_at(here, "cac")
        source = replace(source, lists=tuple(replace(page, unwanted="") for page in source.lists))
        assert pull(desk, source).quarantined
    with desk.library.reading() as files:
        waiting = files.quarantine.open()
    assert accept(desk, waiting[0].id, "analyst").version
    (card,) = versions(desk)
    assert (card.articles, card.id) == (len(FINAL), "2026-11-10-promulgated")
