"""PDFs in the layout of official texts, made here from our own fiction."""

from typing import Any

import pytest

from tracker.documents.pdf import Printed, garbled, join, paragraphs
from tracker.documents.reading import read
from tracker.errors import UnreadableDocument

LAW = "\n".join(
    [
        "灯会管理办法",
        "第一章 总则",
        "第一条 为了规范灯会活动，保护参加灯会的公民、法人和其他组织的合法权益，维护公共秩序，制定本办法。",
        "第二条 在示例市行政区域内举办灯会，应当遵守本办法第三条至第五条的规定，并提出载明时间、地点和人数的申请。",
        "举办者应当在2026年灯会开始三十日前提出申请，灯会委员会应当自收到申请之日起十五日内作出决定，并书面通知举办者；逾期未作出决定的，视为同意。",
        "第三条 灯会应当符合下列要求：",
        "（一）场地面积不少于一千平方米，设有两个以上出口，并在每个出口配备不少于两名的安全管理人员和必要的灭火器材；",
        "（二）灯笼牢固。",
        "第四条 本办法自2026年5月1日起施行。",
    ]
)


def test_a_pdf_gives_the_text_it_was_set_from(files: Any) -> None:
    rows = files.set_lines(LAW, width=26)
    pages = [
        [(x, 100 + 20 * i, words) for i, (x, _, words) in enumerate(rows[k : k + 7])] for k in range(0, len(rows), 7)
    ]
    document = read(files.pdf(pages, header="示例市灯会汇编 2026"), name="law.pdf")
    assert "".join(document.text.split()) == "".join(LAW.split())
    assert document.text.count("\n") == LAW.count("\n")
    assert [p.locator for p in document.articles] == ["1", "2", "3", "4"]
    assert document.furniture[:2] == ("示例市灯会汇编 2026", "— 1 —")


def test_an_outdented_standard_is_joined_and_parted_by_its_numbers(files: Any) -> None:
    lines = [
        (90, 200, "1 范围"),
        (90, 220, "2 要求"),
        (90, 240, "2.1 结构"),
        (114, 260, "灯笼的骨架应当牢固，使用竹、木或者金属材料制作的，其直径不"),
        (90, 280, "小于五毫米。"),
        (90, 300, "2.2 提手"),
        (114, 320, "a) 提手应当能够承受灯笼自身重量五倍以上的拉力，并在每次使用"),
        (132, 340, "前检查；"),
        (114, 360, "b) 提手绝缘。"),
    ]
    document = read(files.pdf([lines]), name="standard.pdf")
    assert [p.locator for p in document.walk()] == ["1", "2", "2.1", "2.2", "2.2(a)", "2.2(b)"]
    assert document.find("2.1").text.endswith("其直径不小于五毫米。")  # type: ignore[union-attr]


def printed(*texts: str) -> list[Printed]:
    return [Printed(text, 0, 90, 500, 12, 0.5) for text in texts]


def test_fonts_without_a_map_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"font\.pdf is a garbled PDF: 67%"):
        garbled(printed("(cid:12)(cid:13)灯", "\ue001\ue002会"), "font.pdf")


def test_a_few_lost_signs_are_said() -> None:
    problems = garbled(printed("灯会应当有序。" * 20, "灯\ue001。"), "law.pdf")
    assert [(p.what, p.where) for p in problems] == [("garbled", "text")]
    assert garbled(printed("灯会应当有序。"), "law.pdf") == []


@pytest.mark.parametrize(
    ("text", "more", "joined"),
    [
        ("灯", "会", "灯会"),
        ("rule", "of", "rule of"),
        ("20", "26年", "2026年"),
        ("self-", "made", "self-made"),
        ("灯", "A", "灯A"),
    ],
)
def test_broken_lines_join_as_their_script_does(text: str, more: str, joined: str) -> None:
    assert join(text, more) == joined


def test_a_heading_in_larger_type_is_never_joined() -> None:
    lines = [
        Printed("灯会管理办法（征求意见稿）的全文如下", 0, 90, 500, 22, 0.2),
        Printed("起草说明", 0, 90, 200, 12, 0.3),
    ]
    assert paragraphs(lines) == [line.text for line in lines]


def test_no_lines_make_noparagraphs() -> None:
    assert paragraphs([]) == []


def test_a_line_ends_early_where_a_long_latin_word_did_not_fit() -> None:
    lines = [
        Printed("Lanterns shall be hung by stewards who passed the", 0, 90, 470, 12, 0.2),
        Printed("examination-of-the-board and wear a badge at all times of the", 0, 90, 500, 12, 0.3),
        Printed("evening. Candles are excluded from every festival in the town", 0, 90, 500, 12, 0.4),
        Printed("hall.", 0, 90, 120, 12, 0.5),
    ]
    assert len(paragraphs(lines)) == 1
