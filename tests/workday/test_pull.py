"""A visit, stage by stage: lists, notices, articles, attachments; new, known, corrected, walled, gone."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from tracker.law.stage import Stage
from tracker.practice.visit import SourceState
from tracker.practice.watch import Watch
from tracker.sources import registry
from tracker.sources.source import Expectations
from tracker.workday import intake
from tracker.workday.filing import CORRECTED
from tracker.workday.pull import pull
from tracker.workday.tally import What


def versions(desk, slug="smart-lifts"):
    with desk.library.reading() as files:
        return files.versions.of(slug)


def quarantine(desk):
    with desk.library.reading() as files:
        return files.quarantine.open()


def test_a_visit_finds_draft_and_final_and_compares_them(desk, cac, published, counsel):
    with desk.library.writing() as files:
        files.watches.add(Watch(0, counsel.id, instrument="smart-lifts"))
    steps = []
    visit = pull(desk, cac, tell=steps.append)
    assert (visit.state, visit.new, visit.failed) == (SourceState.OK, 2, 0), visit.detail
    draft, final = versions(desk)
    assert (draft.id, draft.stage, draft.articles) == ("2026-03-16-draft", Stage.CONSULTATION_DRAFT, 6)
    assert (final.id, final.stage) == ("2026-09-10-promulgated", Stage.PROMULGATED)
    assert final.effective_on == date(2027, 1, 1)
    with desk.library.reading() as files:
        comparison = files.comparisons.get("smart-lifts", draft.id, final.id)
        alerts = files.outbox.alerts_of(counsel.id)
    assert len(comparison.links) >= 6
    assert [(a.version, a.compared_with) for a in alerts] == [(final.id, draft.id), (draft.id, None)]
    told = [(s.what, s.taken.version) for s in steps if s.what is What.NEW]
    assert told == [(What.NEW, draft.id), (What.NEW, final.id)]


def test_the_raw_bytes_are_evidence(desk, cac, published, paper):
    pull(desk, cac)
    with desk.library.reading() as files:
        capture = files.versions.get("smart-lifts", "2026-03-16-draft").captures[0]
    assert desk.archive.read(capture.sha256).decode() == paper.draft_page()
    assert capture.url == f"{published.url}{paper.DRAFT_ROW[0]}"
    assert ("etag", '"d1"') in capture.headers


def test_a_second_visit_asks_for_the_lists_again_and_for_no_article(desk, cac, published, paper):
    pull(desk, cac)
    visit = pull(desk, cac)
    assert (visit.state, visit.new) == (SourceState.NOTHING_NEW, 0)
    assert published.asked_for(paper.DRAFTS) == 2
    assert published.asked_for(paper.DRAFT_ROW[0]) == 1
    last = [headers for _, path, headers in published.asked if path == paper.DRAFTS][-1]
    assert last["if-none-match"] == '"drafts-1"'


def test_a_list_without_validators_ends_by_its_known_bytes(desk, cac, published, paper):
    published.put(paper.DRAFTS, paper.list_page(paper.DRAFT_ROW))
    pull(desk, cac)
    assert pull(desk, cac).state is SourceState.NOTHING_NEW
    assert published.asked_for(paper.DRAFT_ROW[0]) == 1


def test_asked_again_an_unchanged_page_ends_its_visit_and_is_seen_later(desk, cac, published, paper, clock):
    pull(desk, cac)
    clock.move(days=7)
    visit = pull(desk, cac, again=True)
    assert (visit.unchanged, visit.new) == (2, 0)
    draft = versions(desk)[0]
    assert draft.last_seen_at == clock.at
    assert draft.first_seen_at < clock.at
    assert published.asked[-1][2]["if-none-match"] == '"f1"'


def test_a_page_whose_frame_changed_is_the_same_version_with_two_captures(desk, cac, published, paper):
    pull(desk, cac)
    published.put(paper.DRAFT_ROW[0], paper.draft_page(chrome="<div class='footer'>访问量 4711</div>"))
    visit = pull(desk, cac, again=True)
    assert (visit.new, len(versions(desk))) == (0, 2)
    with desk.library.reading() as files:
        assert len(files.versions.get("smart-lifts", "2026-03-16-draft").captures) == 2


def test_a_text_corrected_without_notice_is_a_version_that_says_so(desk, cac, published, paper):
    pull(desk, cac)
    corrected = (*paper.DRAFT[:2], "提供者应当在四十八小时内报告事故。", *paper.DRAFT[3:])
    published.put(paper.DRAFT_ROW[0], paper.draft_page(corrected))
    visit = pull(desk, cac, again=True)
    assert visit.new == 1
    cards = versions(desk)
    assert [c.id for c in cards] == ["2026-03-16-draft", "2026-03-16-draft-2", "2026-09-10-promulgated"]
    assert cards[1].note == CORRECTED
    with desk.library.reading() as files:
        assert files.comparisons.get("smart-lifts", "2026-03-16-draft", "2026-03-16-draft-2").clauses
        assert files.comparisons.get("smart-lifts", "2026-03-16-draft-2", "2026-09-10-promulgated").clauses


def test_the_same_text_on_another_host_is_one_version_with_two_captures(desk, cac, published, paper):
    pull(desk, cac)
    published.put(
        paper.DRAFTS, paper.list_page(("/2026-03/17/c_1700000000000009.htm", paper.DRAFT_ROW[1], "2026-03-17"))
    )
    published.put("/2026-03/17/c_1700000000000009.htm", paper.draft_page(chrome="<p>转载</p>"))
    visit = pull(desk, cac)
    assert (visit.new, visit.unchanged) == (0, 1)
    assert len(versions(desk)) == 2


def test_a_draft_found_after_its_final_takes_its_place_in_the_chain(desk, cac, published, paper):
    rules_only = replace(cac, lists=cac.lists[1:])
    pull(desk, rules_only)
    assert [c.id for c in versions(desk)] == ["2026-09-10-promulgated"]
    pull(desk, cac)
    assert [c.id for c in versions(desk)] == ["2026-03-16-draft", "2026-09-10-promulgated"]
    with desk.library.reading() as files:
        assert files.comparisons.get("smart-lifts", "2026-03-16-draft", "2026-09-10-promulgated").clauses


def test_an_unknown_text_becomes_a_new_instrument_with_a_slug_that_stays(desk, cac, published, paper):
    row = (
        "/2026-05/01/c_1700000000000003.htm",
        "关于《城市望远镜使用规定（征求意见稿）》公开征求意见的通知",
        "2026-05-01",
    )
    published.put(paper.DRAFTS, paper.list_page(row))
    published.put(
        row[0], paper.article_page(row[1], "城市望远镜使用规定", "（征求意见稿）", paper.DRAFT, "2026年05月01日")
    )
    pull(desk, cac)
    with desk.library.reading() as files:
        made = [i for i in files.instruments.all() if i.slug != "smart-lifts"]
    assert [(i.slug, i.title_zh, i.kind, i.authorities) for i in made] == [
        ("cac-b10ee85dae", "城市望远镜使用规定", "departmental-rule", ("cac",))
    ]


def test_the_text_in_an_attachment_of_a_stub(desk, cac, published, paper):
    stub = (
        "<html><body><div id=BodyLabel><p>现公开征求意见，详见附件。</p>"
        "<p><a href='/cms/pub/interact/downloadfile.jsp?filepath=1'>"
        "附件：1.智能电梯运行服务管理办法（征求意见稿）.docx</a></p>"
        "<p><a href='/cms/pub/interact/downloadfile.jsp?filepath=2'>2.《智能电梯运行服务管理办法》起草说明.docx</a></p>"
        "</div></body></html>"
    )
    text = "智能电梯运行服务管理办法\n（征求意见稿）\n" + "\n".join(
        f"第{'一二三四五六'[n]}条　{words}" for n, words in enumerate(paper.DRAFT)
    )
    published.put(paper.DRAFT_ROW[0], stub)
    published.put("/cms/pub/interact/downloadfile.jsp", text)
    visit = pull(desk, cac)
    assert (visit.new, visit.quarantined, visit.failed) == (2, 0, 0), visit.detail
    assert published.asked_for("/cms/pub/interact/downloadfile.jsp") == 1  # the explanation was left where it is
    with desk.library.reading() as files:
        draft = files.versions.get("smart-lifts", "2026-03-16-draft")
    assert "downloadfile.jsp?filepath=1" in draft.captures[0].url
    assert pull(desk, cac).state is SourceState.NOTHING_NEW
    assert published.asked_for(paper.DRAFT_ROW[0]) == 1


def _zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("[Content_Types].xml", "<Types/>")
        files.writestr("word/document.xml", b"0" * 60_000_000)
    return packed.getvalue()


GBK = '<html><head><meta charset="utf-8"></head><body><div id=BodyLabel><p>{}</p></div></body></html>'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html><script>$_ts=window['$_ts'];</script></html>", "challenge"),
        ("<html><body>系统繁忙，请稍后再试</body></html>", "error page"),
        ("<html><body><div id=BodyLabel><p>本页没有条文，只有一句话。</p></div></body></html>" + " " * 7000, ""),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 2000, ""),
        (GBK.format("本会换届，征集委员。" * 40).encode("gb18030"), ""),
    ],
)
def test_what_is_no_regulation_is_put_aside_with_its_bytes(desk, cac, published, paper, counsel, body, reason):
    with desk.library.writing() as files:
        files.watches.add(Watch(0, counsel.id))
    data = body if isinstance(body, bytes) else body.encode()
    published.put(paper.DRAFT_ROW[0], data)
    visit = pull(desk, replace(cac, lists=cac.lists[:1]))
    assert visit.new == 0
    aside = quarantine(desk)
    assert len(aside) == 1
    assert reason in aside[0].reason
    assert aside[0].title == paper.DRAFT_ROW[1]
    assert desk.archive.read(aside[0].sha256) == data
    assert versions(desk) == []
    with desk.library.reading() as files:
        assert files.outbox.alerts_of(counsel.id) == []


def test_a_zip_bomb_that_calls_itself_docx_is_put_aside(desk, cac, published, paper):
    bomb = _zip_bomb()
    published.put(paper.DRAFT_ROW[0], bomb)
    visit = pull(desk, replace(cac, lists=cac.lists[:1]))
    assert (visit.new, visit.quarantined) == (0, 1)
    assert desk.archive.read(quarantine(desk)[0].sha256) == bomb


def test_gbk_bytes_declared_as_utf_8_are_read(desk, cac, published, paper):
    published.put(paper.DRAFT_ROW[0], paper.draft_page().encode("gb18030"))
    assert pull(desk, replace(cac, lists=cac.lists[:1])).new == 1
    assert versions(desk)[0].articles == 6


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (412, SourceState.BLOCKED),
        (521, SourceState.BLOCKED),
        (403, SourceState.BLOCKED),
        (404, SourceState.GONE),
        (500, SourceState.DOWN),
    ],
)
def test_a_wall_before_the_lists_is_a_state_of_the_source(desk, cac, published, paper, status, state):
    for path in (paper.DRAFTS, paper.RULES):
        published.put(path, paper.Answer(b"<html>no</html>", status))
    visit = pull(desk, cac)
    assert visit.state is state
    assert visit.detail
    with desk.library.reading() as files:
        assert files.visits.health()[0].state is state


def test_a_list_that_lost_its_rows_is_degraded_not_quiet(desk, cac, published, paper):
    for path in (paper.DRAFTS, paper.RULES):
        published.put(path, "<html><body>redesigned" + "新版网站" * 100 + "</body></html>")
    visit = pull(desk, cac)
    assert visit.state is SourceState.DEGRADED
    assert "0 rows" in visit.detail


@pytest.mark.parametrize(
    ("answer", "state"),
    [(b'{"total": 0, "rows": []}', SourceState.NOTHING_NEW), (b'{"rows": []}', SourceState.DEGRADED)],
)
def test_no_open_bill_is_nothing_new_and_a_list_without_its_count_is_not(desk, site, answer, state):
    npc = registry.get("npc").moved(site.url)
    npc = replace(npc, lists=npc.lists[:1])
    site.put("/flcaw/flca-list", answer)
    assert pull(desk, npc).state is state


def test_a_list_whose_newest_row_is_old_is_degraded(desk, cac, published, paper):
    lists = tuple(replace(page, expects=Expectations(rows=1, newest_days=30)) for page in cac.lists)
    visit = pull(desk, replace(cac, lists=lists))
    assert visit.state is SourceState.DEGRADED
    assert "days old" in visit.detail
    assert visit.new == 2


def test_one_lost_list_does_not_stop_the_other(desk, cac, published, paper):
    published.put(paper.DRAFTS, paper.Answer(b"", 500))
    visit = pull(desk, cac)
    assert (visit.state, visit.new) == (SourceState.DEGRADED, 1)


def test_a_wall_before_an_article_is_evidence_and_the_article_comes_later(desk, cac, published, paper):
    published.put(paper.DRAFT_ROW[0], paper.Answer(b"<html>$_ts=1</html>", 412), paper.draft_page())
    first = pull(desk, cac)
    assert (first.state, first.new) == (SourceState.DEGRADED, 1)
    assert len(quarantine(desk)) == 1
    second = pull(desk, cac)
    assert (second.state, second.new) == (SourceState.OK, 1)


def test_the_same_wall_every_day_is_one_row(desk, cac, published, paper):
    only = replace(cac, lists=cac.lists[:1])
    for day in range(3):
        published.put(paper.DRAFT_ROW[0], f"<html><script>$_ts={day}</script></html>")
        pull(desk, only)
    assert len(quarantine(desk)) == 1


def test_a_page_about_a_text_is_no_version_of_it(desk, cac, published, paper):
    row = ("/2026-09/11/c_1700000000000004.htm", "《智能电梯运行服务管理暂行办法》起草情况的图解", "2026-09-11")
    lists = (replace(cac.lists[1], unwanted=""),)
    published.put(paper.RULES, paper.list_page(row))
    published.put(row[0], paper.final_page())
    pull(desk, replace(cac, lists=lists))
    assert versions(desk) == []
    assert "about a text" in quarantine(desk)[0].reason


def test_a_source_that_is_forbidden_is_blocked_with_its_reason(desk):
    visit = pull(desk, registry.get("flk"))
    assert visit.state is SourceState.BLOCKED
    assert "Disallow" in visit.detail


def test_robots_txt_blocks_the_visit(desk, cac, published, paper):
    published.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    visit = pull(desk, cac)
    assert visit.state is SourceState.BLOCKED
    assert published.asked_for(paper.DRAFTS) == 0


def test_a_slip_of_ours_on_one_page_stops_no_other(desk, cac, published, paper, monkeypatch):
    real = intake.read

    def slips(data, **more):
        if "征求意见稿".encode() in data:
            raise KeyError("an odd page")
        return real(data, **more)

    monkeypatch.setattr(intake, "read", slips)
    visit = pull(desk, cac)
    assert (visit.new, visit.quarantined) == (1, 1)
    assert "stumbled over it (KeyError" in quarantine(desk)[0].reason


def test_an_attachment_that_cannot_be_fetched_leaves_the_notice_to_the_next_visit(desk, cac, published, paper):
    stub = "<html><body><div id=BodyLabel><p><a href='/text.txt.docx'>征求意见稿</a></p></div></body></html>"
    text = (
        "智能电梯运行服务管理办法\n（征求意见稿）\n"
        "第一条　为了规范示例电梯的运行服务，保障乘用者的合法权益，制定本办法。\n"
        "第二条　提供者应当向示例管理局登记其服务的电梯和维护人员。\n"
    )
    published.put(paper.DRAFT_ROW[0], stub)
    published.put("/text.txt.docx", paper.Answer(b"", 404), text)
    only = replace(cac, lists=cac.lists[:1])
    first = pull(desk, only)
    assert (first.state, first.new, quarantine(desk)) == (SourceState.DEGRADED, 0, [])
    second = pull(desk, only)
    assert (second.state, second.new) == (SourceState.OK, 1)


def test_an_article_that_redirects_inside_a_network_is_refused(desk, cac, published, paper):
    published.put(paper.DRAFT_ROW[0], paper.Answer(b"", 302, {"Location": "http://169.254.169.254/latest/"}))
    visit = pull(desk, replace(cac, lists=cac.lists[:1]))
    assert (visit.state, visit.new, visit.failed) == (SourceState.DEGRADED, 0, 1)
    assert "not a public address" in visit.detail
    assert quarantine(desk) == []
