"""Headings that print no 第X章: what heads articles and what merely stands above one. Every text here is fiction."""

import pytest

from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.provision import Kind


def divisions(document: Document) -> list[str]:
    return [p.locator for p in document.walk() if p.kind in (Kind.CHAPTER, Kind.SECTION)]


def test_an_interpretation_is_divided_by_numbered_points(law: Document) -> None:
    """
    最高人民法院关于灯会纠纷的解释
    2026年1月1日 通过
    一、管辖
    第一条 由灯会所在地管辖。
    二、证据
    （一）一般规定
    第二条 谁主张谁举证。
    第三条 下列为证据：
    （一）灯笼；
    （二）影像。
    （二）灯笼的审查
    第四条 灯笼应当完整。
    三、附 则
    第五条 本解释自2026年5月1日起施行。
    """
    assert divisions(law) == ["chapter-1", "chapter-2", "chapter-2.section-1", "chapter-2.section-2", "chapter-3"]
    assert [p.label + p.heading for p in law.provisions[1:]] == ["一、管辖", "二、证据", "三、附 则"]
    assert [p.locator for p in law.articles] == ["1", "2", "3", "4", "5"]
    assert law.problems == ()
    assert law.find("preamble").text == "2026年1月1日 通过"  # type: ignore[union-attr]


def test_names_that_lost_their_numbers_head_their_articles(law: Document) -> None:
    """
    灯会条例
    总则
    第一条 为了灯会，制定本条例。
    举办
    第二条 灯会应当报批。
    第三条 灯会应当有序。
    安全管理和灯笼的
    检查
    第四条 灯笼应当牢固。
    第五章 附则
    第五条 本条例自2026年5月1日起施行。
    """
    assert divisions(law) == ["chapter-总则", "chapter-举办", "chapter-安全管理和灯笼的检查", "chapter-5"]
    assert law.find("3").full_text == "灯会应当有序。"  # type: ignore[union-attr]
    assert [(p.what, p.where) for p in law.problems] == [("unlabelled", "举办")]


def test_a_name_between_two_chapters_that_follow_one_another_is_a_sections(law: Document) -> None:
    """
    灯会条例
    第一章 总则
    第一条 为了灯会，制定本条例。
    第二章 举办
    一般规定
    第二条 灯会应当报批。
    夜间灯会
    第三条 夜间灯会应当有序。
    第三章 附则
    第四条 本条例自2026年5月1日起施行。
    """
    assert divisions(law) == [
        "chapter-1",
        "chapter-2",
        "chapter-2.section-一般规定",
        "chapter-2.section-夜间灯会",
        "chapter-3",
    ]


def test_a_short_name_above_another_is_a_chapter_with_its_first_section(law: Document) -> None:
    """
    灯会条例
    第一条 为了灯会，制定本条例。
    灯会自治
    会员
    第二条 会员应当点灯。
    第三条 本条例自2026年5月1日起施行。
    """
    assert divisions(law) == ["chapter-灯会自治", "chapter-灯会自治.section-会员"]


def test_what_merely_stands_above_an_article_is_no_heading(law: Document) -> None:
    """
    灯会条例
    示例市灯会委员会
    第一条 举办者：
    （一）甲；
    （二）乙
    第二条 灯会应当免费
    第三条 举办灯会的单位不得收费
    第四条 灯会的门票为：
    门票
    第五条 本条例自2026年5月1日起施行。
    附件：
    灯会守则
    第一条 有序。
    第二条 本守则自2026年5月1日起施行。
    """
    assert divisions(law) == []
    assert law.find("4").full_text == "灯会的门票为：\n门票"  # type: ignore[union-attr]


def test_the_words_of_a_rule_that_lost_its_stop_are_no_heading() -> None:
    text = "灯会条例\n第一条 甲。\n灯会应当免费\n第二条 乙。\n不得收费\n第三条 丙，\n及其他灯会\n第四条 丁。"
    assert divisions(read(text.encode())) == []


@pytest.mark.parametrize(
    ("headings", "says"),
    [
        ("第二章 举办|第三章 附则", "第一章 print no heading here."),
        ("第一章 总则|第二章 举办|第四章 附则", "第三章 print no heading here."),
        ("第一章 总则|第二章 举办|第二节 申请|第三章 附则", "第一节 print no heading here."),
        ("第一章 总则", "第一章 alone prints a heading: the others are lost here, or the text goes on."),
    ],
)
def test_a_chapter_whose_heading_is_not_here_is_missed(headings: str, says: str) -> None:
    lines = [f"{heading}\n第{'一二三四五'[n]}条 灯会应当有序。" for n, heading in enumerate(headings.split("|"))]
    document = read("\n".join(["灯会条例", *lines]).encode())
    assert [(p.what, p.says) for p in document.problems] == [("lost-heading", says)]


def test_chapters_begin_anew_in_a_part_and_may_run_on_through_it() -> None:
    for second in ("第一章", "第三章"):
        heads = ("第一编 总则", "第一章 甲", "第二章 乙", "第二编 分则", f"{second} 丙")
        lines = [f"{head}\n第{'一二三四五'[n]}条 灯会应当有序。" for n, head in enumerate(heads)]
        assert read("\n".join(["灯会法典", *lines]).encode()).problems == ()
