"""The facts of a text and the sentence each was read from. Every text here is fiction."""

from datetime import date

import pytest

from tracker.documents.guide import Guide
from tracker.documents.reading import read
from tracker.law.document import Document, Headmatter
from tracker.law.stage import Stage

BODY = "第一条 为了灯会，制定本办法。\n第二条 本办法自2026年 月 日起施行。"


def facts(front: str, body: str = BODY, tail: str = "") -> Headmatter:
    return read(f"{front}\n{body}\n{tail}".encode()).headmatter


def test_an_order_says_who_what_when_and_from_when(law: Document) -> None:
    """
    示例市灯会管理办法
    示例市灯会委员会
    示例市公安局
    令
    第3号
    《示例市灯会管理办法》已经2026年2月1日示例市灯会委员会第2次会议审议通过，现予公布，自2026年5月1日起施行。
    2026年3月2日
    第一条 甲。
    第二条 本办法自2026年5月1日起施行。
    """
    head = law.headmatter
    assert head.title == "示例市灯会管理办法"
    assert head.stage is Stage.PROMULGATED
    assert head.authorities == ("示例市灯会委员会", "示例市公安局")
    assert head.document_number == "示例市灯会委员会令第3号"
    assert head.promulgated_on == date(2026, 3, 2)
    assert head.effective_on == date(2026, 5, 1)
    assert "自2026年5月1日起施行" in head.evidence["effective_on"].quote
    assert head.evidence["promulgated_on"].quote == "2026年3月2日"


@pytest.mark.parametrize(
    ("title", "stage", "reading"),
    [
        ("灯会管理办法（征求意见稿）", Stage.CONSULTATION_DRAFT, None),
        ("灯会管理办法\n（公开征求意见稿）", Stage.CONSULTATION_DRAFT, None),
        ("灯会管理条例（草案征求意见稿）", Stage.CONSULTATION_DRAFT, None),
        ("灯会管理条例（送审稿）", Stage.SUBMITTED_DRAFT, None),
        ("灯会安全标准（报批稿）", Stage.DRAFT_FOR_APPROVAL, None),
        ("示例国灯会法（草案）", Stage.BILL, 1),
        ("示例国灯会法\n（草案二次审议稿）", Stage.BILL, 2),
        ("示例国灯会法（修订草案三次审议稿）", Stage.BILL, 3),
        ("示例国灯会法（学者建议稿）", Stage.SCHOLARS_DRAFT, None),
        ("灯会管理办法", None, None),
    ],
)
def test_the_title_says_the_stage(title: str, stage: Stage | None, reading: int | None) -> None:
    head = facts(title)
    assert (head.stage, head.reading) == (stage, reading)
    assert head.title == title.replace("\n", "")


def test_a_law_says_who_passed_it_and_when() -> None:
    head = facts(
        "示例市灯会条例\n（2026年1月15日示例市第九届人民代表大会常务委员会第三次会议通过）",
        "第一条 甲。\n第二条 本条例自公布之日起施行。",
    )
    assert head.stage is Stage.PROMULGATED
    assert head.authorities == ("示例市人民代表大会常务委员会",)
    assert head.promulgated_on == head.effective_on == date(2026, 1, 15)


def test_an_amended_law_has_no_commencement_older_than_itself() -> None:
    head = facts(
        "示例市灯会条例\n2016年1月15日 示例市第七届人民代表大会第一次会议通过\n"
        "2026年1月15日 示例市第九届人民代表大会第三次会议《关于修改灯会条例的决定》修正",
        "第一条 甲。\n第二条 本条例自2016年5月1日起施行。",
    )
    assert head.stage is Stage.AMENDED
    assert head.promulgated_on == date(2026, 1, 15)
    assert head.effective_on is None


def test_a_revised_text_says_so() -> None:
    head = facts(
        "灯会条例\n（2026年1月15日示例市第九届人民代表大会第三次会议修订）",
        "第一条 甲。\n第二条 自2026年5月1日起施行。",
    )
    assert (head.stage, head.effective_on) == (Stage.REVISED, date(2026, 5, 1))


def test_a_bare_text_with_a_commencement_is_law() -> None:
    assert facts("灯会办法", "第一条 甲。\n第二条 本办法自2026年5月1日起施行。").stage is Stage.PROMULGATED


@pytest.mark.parametrize(
    ("notice", "deadline"),
    [
        ("意见反馈截止日期为2026年4月15日。", date(2026, 4, 15)),
        ("意见反馈截止时间为2026年4月15日。", date(2026, 4, 15)),
        ("请于2026年4月15日前将意见反馈给示例市灯会委员会。", date(2026, 4, 15)),
        ("公众可以在2026年4月15日前，通过信函提出意见。", date(2026, 4, 15)),
        ("征求意见时间为2026年3月16日至2026年4月15日。", date(2026, 4, 15)),
        ("此次公开征求意见的时间为2026年3月16日至2026年4月15日。", date(2026, 4, 15)),
        ("截止日期：2026年4月15日，逾期不再受理。", date(2026, 4, 15)),
        ("意见反馈时间截至2026年4月15日。", date(2026, 4, 15)),
        ("征求意见期限为30日。", date(2026, 4, 15)),
        ("征求意见截止日期为二〇二六年四月十五日。", date(2026, 4, 15)),
        ("欢迎提出意见。", None),
    ],
)
def test_a_notice_says_until_when_to_comment(notice: str, deadline: date | None) -> None:
    head = facts(
        f"现就灯会管理办法公开征求意见。\n{notice}\n示例市灯会委员会\n2026年3月16日\n灯会管理办法\n（征求意见稿）"
    )
    assert head.comment_deadline == deadline
    if deadline:
        assert head.evidence["comment_deadline"].quote == notice
    assert head.authorities == ("示例市灯会委员会",)
    assert head.title == "灯会管理办法（征求意见稿）"


def test_a_day_that_does_not_exist_is_no_deadline() -> None:
    head = facts("灯会管理办法（征求意见稿）\n意见反馈截止日期为2026年2月30日。")
    assert head.comment_deadline is None


def test_a_draft_that_speaks_of_days_has_no_promulgation() -> None:
    head = facts("灯会管理办法（征求意见稿）\n2026年3月16日发布")
    assert head.promulgated_on is None


def test_a_letter_that_hands_a_text_over_is_not_its_title() -> None:
    head = facts(
        "关于印发《灯会管理办法》的通知\n示灯发〔2026〕12号\n现将《灯会管理办法》印发给你们。\n2026年3月2日\n灯会管理办法"
    )
    assert head.title == "灯会管理办法"
    assert head.document_number == "示灯发〔2026〕12号"


def test_a_title_broken_by_its_layout_is_joined() -> None:
    head = facts("示例市灯会委员会\n关于灯会期间加强烟火\n安全管理的规定\n2026年3月2日发布")
    assert head.title == "示例市灯会委员会关于灯会期间加强烟火安全管理的规定"


def test_a_standard_is_dated_on_its_cover(law: Document) -> None:
    """
    示例国推荐性标准
    XG/T 0001—2026
    灯笼　安全要求
    2026-11-06发布
    2027-05-01实施
    示例国标准化管理总局
    1 范围
    适用于灯笼。
    2 要求
    2.1 结构
    应牢固。
    2.2 提手
    应牢固。
    """
    head = law.headmatter
    assert head.title == "灯笼　安全要求"
    assert head.document_number == "XG/T 0001—2026"
    assert (head.promulgated_on, head.effective_on) == (date(2026, 11, 6), date(2027, 5, 1))
    assert head.stage is Stage.PROMULGATED
    assert head.authorities == ("示例国标准化管理总局",)


def test_the_guide_may_know_other_words() -> None:
    guide = Guide(stage_words=(("内部讨论稿", Stage.SUBMITTED_DRAFT),), authorities=("灯会委员会",))
    head = read(f"灯会管理办法（内部讨论稿）\n{BODY}\n示例市灯会委员会".encode(), guide=guide).headmatter
    assert head.stage is Stage.SUBMITTED_DRAFT
    assert head.authorities == ("灯会委员会",)


@pytest.mark.parametrize(
    "title",
    ["国务院关于灯会安全的规定（征求意见稿）", "国务院关于灯会安全的规定\n（征求意见稿）"],
)
def test_a_draft_is_issued_by_who_signs_the_notice_and_not_by_the_body_its_title_names(title: str) -> None:
    notice = "司法部起草了《国务院关于灯会安全的规定（征求意见稿）》，现向社会公开征求意见。\n司法部\n2026年3月2日"
    assert facts(f"{notice}\n{title}").authorities == ("司法部",)
    assert facts(title).authorities == ()


def test_a_notice_that_asks_for_comments_is_issued_by_the_body_its_title_names() -> None:
    title = "司法部关于《灯会安全规定（征求意见稿）》公开征求意见的通知"
    assert facts(f"{title}\n现征求意见。").authorities == ("司法部",)
    assert facts("国务院关于灯会安全的规定").authorities == ("国务院",)


@pytest.mark.parametrize(
    ("history", "made"),
    [
        # an order's day is not that of the text as amended since
        ("2001年12月11日 示例国令第3号公布\n2023年7月20日 《关于修改部分条例的决定》第四次修订", date(2023, 7, 20)),
        # a city passes, its province approves
        (
            "2020年8月27日 甲市人民代表大会常务委员会第三次会议通过并经2020年9月25日乙省人民代表大会常务委员会第二次"
            "会议批准的《甲市人民代表大会常务委员会关于修改〈灯会条例〉等九件地方性法规的决定》修正",
            date(2020, 9, 25),
        ),
        # two days in one line; a title that says 实施
        (
            "2012年7月27日 第三次会议修订根据2020年9月24日第四次会议《关于修改〈甲市实施灯会法办法〉的决定》修正",
            date(2020, 9, 24),
        ),
        # a title the source broke at 、
        (
            "1999年8月30日 第十一次会议通过\n2017年12月27日 第三次会议《关于修改〈灯会法〉\n〈灯笼法〉的决定》修正",
            date(2017, 12, 27),
        ),
        ("2021年11月16日 示例国灯会办公室2021年第20次室务会议审议通过\n2022年3月1日 施行", date(2021, 11, 16)),
        ("2020年8月31日 甲院第8次会议、2020年8月21日乙院第3次会议通过", date(2020, 8, 31)),
    ],
)
def test_a_text_is_of_the_day_it_was_last_made(history: str, made: date) -> None:
    head = facts(f"灯会条例\n{history}", "第一条 甲。\n第二条 乙。")
    assert head.promulgated_on == made


def test_a_title_set_with_gaps_is_taken_as_the_line_without_them_prints_it() -> None:
    printed = "甲院、乙院关于办理灯会案件适用法律的解释"
    head = facts(f"{printed}\n2026年1月1日 通过\n甲院 乙院 关于办理灯会案件 适用法律的解释")
    assert head.title == printed


def test_who_approved_a_text_did_not_make_it() -> None:
    """A city's rule passes its own congress and is approved by the province's (立法法 art. 81); amended likewise."""
    front = """示例市灯会条例
2015年10月30日 示例市第二届人民代表大会常务委员会第三次会议通过
2015年12月30日 示例省第三届人民代表大会常务委员会第五次会议批准
2019年4月3日 示例市第三届人民代表大会常务委员会第八次会议通过
"""
    approved = "2019年5月31日 示例省第四届人民代表大会常务委员会第二次会议批准"
    decision = "《示例市人民代表大会常务委员会关于修改〈示例市灯会条例〉的决定》"
    head = facts(f"{front}{approved}的{decision}修正")
    assert head.authorities == ("示例市人民代表大会常务委员会",)
    assert head.promulgated_on == date(2019, 5, 31)
    autonomous = "山水族灯族自治县灯会条例\n2012年11月29日 经山水族灯族自治县第六届人民代表大会第二次会议通过"
    assert facts(autonomous).authorities == ("山水族灯族自治县人民代表大会",)
    placeless = "山水族灯族自治县灯会条例\n2012年11月29日 县第六届人民代表大会第二次会议通过"
    assert facts(placeless).authorities == ("山水族灯族自治县人民代表大会",)


def test_an_order_of_two_bodies_names_both() -> None:
    head = facts("灯会交通条例\n1995年2月24日 中华人民共和国国务院、中华人民共和国示例委员会令第173号发布")
    assert head.authorities == ("国务院", "示例委员会")
    assert head.document_number == "中华人民共和国国务院、中华人民共和国示例委员会令第173号"


def test_a_text_made_after_it_applied_was_amended() -> None:
    """Its history names no amendment: 2003年…通过 / 2020年…通过, and its last article still says 2003."""
    front = """最高人民法院关于审理灯会案件的规定
2003年5月16日 最高人民法院审判委员会第1270次会议通过
2020年12月23日 最高人民法院审判委员会第1823次会议通过"""
    head = facts(front, "第一条 甲。\n第二条 本规定自2003年7月1日起施行。")
    assert (head.stage, head.effective_on) == (Stage.AMENDED, None)
    assert head.evidence["stage"].quote.startswith("2020年12月23日")


def test_a_chapter_named_like_a_body_signs_nothing() -> None:
    head = facts("灯会条例", "第一章 总则\n第一条 甲。\n第二章 示例市灯会协会\n第二条 灯会协会应当自律。")
    assert head.authorities == ()


def test_the_evidence_of_a_stage_is_the_line_that_says_it() -> None:
    head = facts("灯会管理办法\n（征求意见稿）")
    assert (head.stage, head.evidence["stage"].quote) == (Stage.CONSULTATION_DRAFT, "（征求意见稿）")
