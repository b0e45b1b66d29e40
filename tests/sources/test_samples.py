"""The stored copies of real pages and answers, read by the real descriptions: what is marked *seen* was seen here."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tracker.sources import registry
from tracker.sources.guessing import guess
from tracker.sources.notices import read_list
from tracker.sources.source import Evidence, Expectations
from tracker.sources.wrapped import unwrapped
from tracker.workday.attachments import attachments

DAY = date(2026, 9, 20)


def dated(data: bytes) -> bytes:
    """A sample whose collector put tokens for days: {{DATE-3}}, {{CN_DATE+14}}, {{EPOCH+27}}."""

    def day(found):
        on = DAY + timedelta(int(found[2] or 0))
        return {
            "DATE": on.isoformat(),
            "CN_DATE": f"{on.year}年{on.month}月{on.day}日",
            "EPOCH": str((on - date(1970, 1, 1)).days * 86_400_000),
        }[found[1]]

    return re.sub(r"\{\{(CN_DATE|DATE|EPOCH)([+-]\d+)?\}\}", day, data.decode()).encode()


@pytest.mark.parametrize(
    ("source", "which", "file", "base", "rows", "wanted"),
    [
        ("cac", "drafts", "cac/wxan-list-A093802.htm", "https://www.cac.gov.cn/", 4, 3),
        ("npc", "open", "npc/flca-list.json", "http://www.npc.gov.cn/", 3, 3),
        ("gov-cn", "latest", "gov-cn/ZUIXINZHENGCE-rows.json", "https://www.gov.cn/", 1, 0),
        ("miit", "drafts", "miit/yjzj-unit.json", "https://www.miit.gov.cn/", 4, 2),
        ("samr", "drafts", "samr/zjdc-unit.json", "https://www.samr.gov.cn/", 2, 1),
        ("moj", "drafts", "moj/lfyjzj-list.html", "https://www.moj.gov.cn/", 3, 3),
        ("tc260", "drafts", "tc260/portal-suggestion-item.html", "https://www.tc260.org.cn/", 1, 1),
    ],
)
def test_every_list_marked_seen_reads_its_stored_copy(samples, source, which, file, base, rows, wanted):
    page = next(page for page in registry.get(source).lists if page.id == which)
    assert page.evidence is Evidence.SEEN
    assert page.copies == 1
    page = replace(page, expects=Expectations(rows=rows))
    listing = read_list(source, page, dated((samples / file).read_bytes()), base)
    assert (listing.rows, len(listing.notices), listing.undated) == (rows, wanted, 0)
    assert all(notice.title and notice.published_on for notice in listing.notices)


def test_no_list_is_marked_seen_without_a_stored_copy_read_above():
    seen = {(s.id, p.id) for s in registry.sources() for p in s.lists if p.evidence is Evidence.SEEN}
    assert seen == {
        ("cac", "drafts"),
        ("npc", "open"),
        ("gov-cn", "latest"),
        ("miit", "drafts"),
        ("samr", "drafts"),
        ("moj", "drafts"),
        ("tc260", "drafts"),
    }
    for source in registry.sources():
        for shape in source.all_shapes:
            assert (shape.copies > 0) is (shape.evidence is Evidence.SEEN), (source.id, shape.page)


def test_lists_carry_their_deadlines(samples):
    npc = (samples / "npc" / "flca-list.json").read_bytes()
    listing = read_list("npc", registry.get("npc").lists[0], dated(npc), "http://n/")
    assert {n.title: n.closes_on for n in listing.notices}["检察公益诉讼法（草案二次审议稿）征求意见"] == date(
        2026, 7, 25
    )
    tc260 = (samples / "tc260" / "portal-suggestion-item.html").read_bytes()
    (standard,) = read_list("tc260", registry.get("tc260").lists[0], tc260, "https://www.tc260.org.cn/").notices
    assert standard.closes_on == date(2026, 4, 12)


def test_a_draft_of_the_ndrc_is_a_page_inside_json_with_its_file(samples):
    data = dated((samples / "ndrc" / "getArticleDetail.json").read_bytes())
    page = unwrapped(data)
    title = json.loads(data)["data"]["articleTitle"].replace("<BR>", "")
    assert f"<title>{title}</title>" in page.decode()
    (file,) = attachments(page, "https://yyglxxbsgw.ndrc.gov.cn/")
    assert file.url.startswith("https://yyglxxbs.ndrc.gov.cn/file-submission/")


def test_the_npc_s_notice_is_a_page_inside_json(samples):
    page = unwrapped((samples / "npc" / "flca-info.json").read_bytes()).decode()
    assert "征求意见期限为30日" in page


def test_the_files_of_a_tc260_draft_are_told_from_its_explanation(samples):
    page = (samples / "tc260" / "portal-suggestion-item.html").read_bytes()
    assert [file.url[-32:] for file in attachments(page, "https://www.tc260.org.cn/portal/")] == [
        "e83fb6ca44834427bb498c5a090d33d4"
    ]


def test_the_file_of_a_miit_draft_is_found(samples):
    page = dated((samples / "miit" / "yjzj-detail.html").read_bytes())
    (file,) = attachments(page, "https://www.miit.gov.cn/gzcy/yjzj/art/2026/x.html")
    assert file.url.endswith("2d8db4c8e8a940009b16a4fd0a6d68e7.pdf")


@pytest.mark.parametrize(
    ("file", "row", "day", "rows"),
    [
        ("cac/wxan-list-A093802.htm", "#loadingInfoPage > li", "div.times", 4),
        ("moj/lfyjzj-list.html", "div.newsMsgList_con > ul.newsMsgList_zzy > li", "div.rightData", 3),
    ],
)
def test_a_real_list_tells_where_its_rows_stand(samples, file, row, day, rows):
    told = guess(dated((samples / file).read_bytes()))
    assert (told.where.row, told.where.date, told.rows) == (row, day, rows)
