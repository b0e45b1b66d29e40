"""Pages of official sites: the text alone, and the facts around it. Every text here is fiction."""

from datetime import date
from pathlib import Path

import pytest

from tracker.documents.guide import Guide
from tracker.documents.html import read_page
from tracker.documents.lines import CELL
from tracker.documents.reading import read
from tracker.errors import DocumentError
from tracker.law.stage import Stage

NAV = "<div class=nav><a href=/a>首页</a><a href=/b>政策法规</a><a href=/c>互动服务第一条</a></div>"
ARTICLES = (
    "<p style='text-align:center'><strong>灯会管理办法</strong></p>"
    "<p><strong>第一条</strong> 为了灯会，\n制定本办法。</p>"
    "<p>第二条&nbsp;灯会应当：</p><p>（一）有序；<br>（二）安全。</p>"
    "<p>第三条&#x200b; 本办法自2026年5月1日起施行。</p>"
)
SHARE = "<div class=share>分享到：微信</div><script>var 第四条 = 1;</script>"


def page(box: str, title: str = "灯会管理办法") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}_示例市灯会委员会</title></head><body>{NAV}"
        f"<h1 class=title>\n{title}\n</h1><span id=pubtime>\n2026年03月13日 15:00\n</span>"
        f"<span id=source>来源：\n 示例灯会网</span>{box}{SHARE}</body></html>"
    )


@pytest.mark.parametrize(
    "box",
    [
        f"<DIV id=BodyLabel>{ARTICLES}<div id='网站群管理'></div></DIV>",
        f"<div class='pages_content'>{ARTICLES}</div>",
        f"<div class='view TRS_UEDITOR trs_paper_default'>{ARTICLES}</div>",
        f"<div id=Zoom>{ARTICLES}</div>",
        f"<div class=Three_xilan_07></div><div class=Three_xilan_07>{ARTICLES}</div>",
        f"<table><tr><td id=UCAP-CONTENT>{ARTICLES}</td></tr></table>",
        f"<div class=unknown><div>{ARTICLES}</div></div>",
    ],
)
def test_the_text_is_found_in_the_frames_of_official_sites(box: str) -> None:
    document = read(page(box).encode(), name="page.htm")
    assert document.text.split("\n") == [
        "灯会管理办法",
        "第一条 为了灯会，制定本办法。",
        "第二条 灯会应当：",
        "（一）有序；",
        "（二）安全。",
        "第三条 本办法自2026年5月1日起施行。",
    ]
    assert [p.locator for p in document.walk()] == ["1", "2", "2(1)", "2(2)", "3"]


def test_what_stands_around_the_text() -> None:
    found = read_page(page(f"<div id=BodyLabel>{ARTICLES}</div>"), Guide())
    assert (found.title, found.published_on, found.source) == ("灯会管理办法", date(2026, 3, 13), "示例灯会网")


def test_meta_tags_tell_where_the_page_prints_nothing() -> None:
    markup = (
        "<html><head><meta name=ArticleTitle content='灯会\n办法'><meta name=PubDate content='2026-03-13 20:26'>"
        "<meta name=ContentSource content='灯会委员会'></head><body><p>文</p></body></html>"
    )
    found = read_page(markup, Guide())
    assert (found.title, found.published_on, found.source) == ("灯会办法", date(2026, 3, 13), "灯会委员会")


def test_a_text_without_a_title_takes_the_pages_heading() -> None:
    box = "<div id=BodyLabel><p>第一条 甲。</p><p>第二条 本办法自公布之日起施行。</p></div>"
    document = read(page(box, "灯会管理办法（征求意见稿）").encode())
    assert document.headmatter.title == "灯会管理办法（征求意见稿）"
    assert document.headmatter.stage is Stage.CONSULTATION_DRAFT
    assert document.text.startswith("灯会管理办法（征求意见稿）\n第一条")


def test_a_notice_page_gives_the_draft_it_carries() -> None:
    notice = (
        "<p>示例市灯会委员会起草了《灯会管理办法（征求意见稿）》，现向社会公开征求意见：</p>"
        "<p>1.电子邮件。</p><p>2.信函。</p>"
        "<p>意见反馈截止日期为2026年4月15日。</p><p>附件：1.灯会管理办法（征求意见稿）</p>"
        "<p>示例市灯会委员会</p>"
        "<p>2026年3月16日</p>"
        "<p><b>灯会管理办法</b></p><p>（征求意见稿）</p><p>第一条</p><p>为了灯会。</p>"
        "<p>第二条 自2026年 月 日起施行。</p>"
        "<p>关于《灯会管理办法（征求意见稿）》的说明</p><p>一、必要性</p>"
    )
    title = "示例市灯会委员会关于《灯会管理办法（征求意见稿）》公开征求意见的通知"
    document = read(page(f"<div id=BodyLabel>{notice}</div>", title).encode())
    assert [p.locator for p in document.walk()] == ["preamble", "1", "2"]
    head = document.headmatter
    assert (head.title, head.stage) == ("灯会管理办法（征求意见稿）", Stage.CONSULTATION_DRAFT)
    assert head.comment_deadline == date(2026, 4, 15)
    assert head.authorities == ("示例市灯会委员会",)
    assert document.furniture[-1] == "一、必要性"


def test_the_same_words_in_two_frames_are_the_same_text() -> None:
    one = read(page(f"<div id=BodyLabel>{ARTICLES}</div>").encode())
    two = read(f"<div class=TRS_Editor>{ARTICLES}</div>".encode())
    assert one.sha256 == two.sha256


def test_a_page_nested_without_end_is_read() -> None:
    deep = "<div>" * 3000 + ARTICLES + "</div>" * 3000
    assert read_page(deep, Guide()).text is not None


@pytest.mark.parametrize(
    "markup", ["", "<", "<html>", "<!---->", "<?xml version='1.0' encoding='gbk'?><p>灯</p>", "\x00<p>"]
)
def test_odd_markup_breaks_nothing(markup: str) -> None:
    read_page(markup, Guide())


def test_the_real_page_of_the_generative_measures(samples: Path) -> None:
    document = read((samples / "cac" / "c_1690898327029107.htm").read_bytes(), name="c_1690898327029107.htm")
    head = document.headmatter
    assert len(document.articles) == 24
    assert document.problems == ()
    assert head.stage is Stage.PROMULGATED
    assert len(head.authorities) == 7
    assert head.document_number == "国家互联网信息办公室令第15号"
    assert (head.promulgated_on, head.effective_on) == (date(2023, 7, 10), date(2023, 8, 15))


def test_the_real_draft_notice(samples: Path) -> None:
    document = read((samples / "cac" / "draft-notice-c_1791482017777471.htm").read_bytes())
    assert [p.locator for p in document.articles] == ["1", "4", "25"]
    assert document.headmatter.stage is Stage.CONSULTATION_DRAFT
    assert document.headmatter.title.endswith("（征求意见稿）")
    assert document.headmatter.authorities == ("国家互联网信息办公室",)


@pytest.mark.parametrize(
    ("file", "number", "made", "points"),
    [
        ("content_5351718.body-fragment.htm", "国办发〔1996〕25号", date(1996, 6, 29), ["1", "2", "3"]),
        ("content_5353307.body-fragment.htm", "国发〔2018〕43号", date(2018, 12, 21), ["text"]),
    ],
)
def test_the_real_pages_of_the_state_council(
    samples: Path, file: str, number: str, made: date, points: list[str]
) -> None:
    document = read((samples / "gov-cn" / file).read_bytes())
    head = document.headmatter
    assert (head.document_number, head.promulgated_on, head.stage) == (number, made, Stage.PROMULGATED)
    assert "国务院" in head.authorities[0]
    assert [p.locator for p in document.articles] == points


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("miit/yjzj-detail.html", r"a notice without provisions of its own; .*68e7\.pdf\."),
        ("moj/lfyjzj-list.html", "holds no provisions"),
        ("cac/wxan-list-A093802.htm", "holds no provisions"),
        ("npc/flca-info.json", "a JSON answer"),
    ],
)
def test_real_pages_that_are_no_text_say_what_they_are(samples: Path, file: str, sentence: str) -> None:
    with pytest.raises(DocumentError, match=sentence):
        read((samples / file).read_bytes(), name=file)


def test_rows_of_a_table_keep_their_cells() -> None:
    table = (
        "<table><tr><th>品名<th>规格<th>价<tr><td rowspan=2>红灯<td>大<td><p>十元</p><p>起</p>"
        "<tr><td>小<td>五元<tr><td colspan=3>合计</table>"
    )
    document = read(page(f"<div id=BodyLabel><p>第一条 价目：</p>{table}<p>第二条 乙。</p></div>").encode())
    assert [line.split(CELL) for line in document.text.split("\n")[2:6]] == [
        ["品名", "规格", "价"],
        ["红灯", "大", "十元 起"],
        ["", "小", "五元"],
        ["合计", ""],
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td>灯</td><td>{}</td></tr></table>",
        "<table><tr><td>{}</td></tr></table>",
        "<div>{}</div>",
        "<center><font>{}</font></center>",
        "{}",
    ],
)
def test_a_page_without_known_frame_that_only_breaks_lines(box: str) -> None:
    text = "灯会管理办法<br>" + "<br>".join(f"　　第{n}条 灯会应当有序安全。" for n in "一二三四五六七八九十")
    text += "<br>" + "<br>".join(f"　　第十{n}条 灯会应当有序安全。" for n in "一二三四")
    markup = (
        f"<html><head><title>灯会</title></head><body><div>首页 政策 互动</div>{box.replace('{}', text)}</body></html>"
    )
    document = read(markup.encode("gb18030"))
    assert [p.locator for p in document.articles] == [str(n) for n in range(1, 15)]
    assert document.headmatter.title == "灯会管理办法"


@pytest.mark.parametrize("row", ["<tr><td>{}</td></tr>", "<tr><td><p>{}</p></td></tr>"])
def test_a_page_with_a_row_for_each_paragraph(row: str) -> None:
    rows = "".join(row.format(f"第{n}条 灯会应当有序安全。") for n in "一二三四五")
    document = read(f"<html><body><div>首页</div><table>{rows}</table></body></html>".encode())
    assert len(document.articles) == 5


def test_a_page_with_a_box_for_each_paragraph() -> None:
    boxes = "".join(f"<div>第{n}条 灯会应当有序安全。</div>" for n in "一二三四五")
    document = read(f"<html><body><div>首页</div><div>{boxes}</div></body></html>".encode())
    assert len(document.articles) == 5
