"""PDFs in the layout of official texts, made here from our own fiction."""

from dataclasses import replace
from typing import Any

import pytest

from tracker.documents.lines import CELL
from tracker.documents.pdf import Pages, garbled, set_free
from tracker.documents.pdf_page import Ink, Printed, Sheet, Sign, bands, lay_out, spell
from tracker.documents.pdf_page import written as read_sign
from tracker.documents.pdf_paragraphs import join, paragraphs, rejoin_tables
from tracker.documents.pdf_tables import Rule, grids, rules_of
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


def sign(text: str, left: float, bottom: float, size: float = 12, width: float | None = None) -> Sign:
    return Sign(text, left, bottom, left + (width or size), bottom + size)


def test_figures_on_another_baseline_stay_in_their_line() -> None:
    line = [sign("第", 90, 700), sign("2", 102, 697, 9, 5), sign("0", 107, 703, 9, 5), sign("条", 112, 700)]
    below = [sign("灯", 90, 682), sign("会", 102, 682)]
    assert [spell(band) for band in bands([*below, *line])] == ["第20条", "灯会"]


def test_letters_printed_twice_for_boldness_are_read_once() -> None:
    twice = [sign("常", 90, 700), sign("常", 90.4, 700), sign("常", 102, 700), sign("常", 102.4, 700)]
    assert [spell(band) for band in bands(twice)] == ["常常"]


def test_radicals_are_read_as_the_signs_they_look_like(files: Any) -> None:
    assert read_sign("⽹") == "网"
    assert read_sign("ﬁ") == "fi"
    assert read_sign("网") == "网"
    assert "".join(map(read_sign, "⼈⺠的⻛险⽤⼾")) == "人民的风险用户"


def test_two_columns_are_read_one_after_the_other(files: Any) -> None:
    words = "灯会的举办者应当在灯会开始以前检查全部灯笼的骨架和提手并将检查结果书面报送灯会委员会备案留存"
    text = "\n".join(f"第{numeral}条 {words}{numeral}。" for numeral in "一二三四五六七八")
    left = files.set_lines(text, width=18, left=60, top=140)
    half = len(left) // 2
    right = [(x + 250, 140 + 20 * i, line) for i, (x, _, line) in enumerate(left[half:])]
    title = [(200, 100, "灯会管理办法")]
    document = read(files.pdf([[*title, *left[:half], *right]]), name="columns.pdf")
    assert document.text == "灯会管理办法\n" + text


def test_a_list_of_short_lines_is_no_second_column(files: Any) -> None:
    lines = [(90, 100 + 20 * i, f"第{n}条 灯。") for i, n in enumerate("一二三四五六七八")]
    signed = [(400, 100 + 20 * i, "会") for i in range(8)]
    document = read(files.pdf([[*lines, *signed]]))
    assert document.text.startswith("第一条 灯。 会\n第二条 灯。 会")


TABLE = "\n".join(
    [
        "灯笼安全要求",
        "1 范围",
        "本文件适用于灯笼。",
        "2 要求",
        "2.1 骨架",
        "骨架应当牢固。",
        "2.2 提手",
        "提手应当绝缘。",
        "附录A",
        "（规范性）",
        "检验表",
        "A.1 项目",
        "检验项目见下表。",
        "| 序号 | 项目 | 要求 |",
        *(f"| {n} | 第{n}项检验内容 | 检验员应当逐一检查并且记录所见，不合格的灯笼不得悬挂 |" for n in range(1, 41)),
        "A.2 保存",
        "检验表应当保存二年。",
    ]
)


def test_a_ruled_table_over_two_pages_is_one_table_and_ends_where_it_ends() -> None:
    from tracker.demo.standard_pdf import make

    document = read(make(TABLE, running_head="XG/T 7—2026"), name="standard.pdf")
    plain = read(TABLE.encode())
    assert [(p.locator, p.heading) for p in document.walk()] == [(p.locator, p.heading) for p in plain.walk()]
    assert document.find("A.2") is not None
    rows = [line.split(CELL) for line in document.text.split("\n") if CELL in line]
    assert [row[0] for row in rows] == ["序号", *map(str, range(1, 41))]
    assert {len(row) for row in rows} == {3}
    assert CELL.join(("序号", "项目", "要求")) in document.furniture  # the head repeated on the second page


def test_a_row_the_page_cut_is_one_row() -> None:
    def row(page: int, *cells: str) -> Printed:
        return Printed(CELL.join(cells), page, 90, 500, 12, 0.5, row=True, edges=(90, 200, 500))

    rows, repeated = rejoin_tables(
        [row(0, "项目", "要求"), row(0, "提手", "提手应当"), row(1, "项目", "要求"), row(1, "", "绝缘。")]
    )
    assert [line.text for line in rows] == [CELL.join(("项目", "要求")), CELL.join(("提手", "提手应当绝缘。"))]
    assert [line.page for line in repeated] == [1]


def test_merged_cells_are_one() -> None:
    across = [Rule(y, 0, 90) for y in (0, 20, 40)]
    down = [Rule(0, 0, 40), Rule(90, 0, 40), Rule(60, 0, 40), Rule(30, 0, 20)]
    (grid,) = grids(across, down)
    assert grid.cell(45, 30) == (0, 0)
    assert grid.cell(45, 10) == (1, 1)
    assert grid.cell(75, 10) == (1, 2)


def test_a_frame_round_a_text_is_no_table() -> None:
    across, down = rules_of((0, 0, 100, 100), stroked=True)
    assert grids([*across, *across], [*down, *down]) == []
    assert rules_of((0, 0, 100, 100), stroked=False) == ([], [])


def test_a_pdf_locked_with_a_password_is_named(files: Any) -> None:
    with pytest.raises(UnreadableDocument, match=r"law\.pdf is a PDF locked with a password"):
        read(files.pdf([files.set_lines(LAW)], password="灯"), name="law.pdf")


def test_a_pdf_that_breaks_off_says_so(files: Any) -> None:
    whole = files.pdf([files.set_lines(LAW)])
    with pytest.raises(UnreadableDocument, match=r"law\.pdf is a damaged or locked PDF.*breaks off"):
        read(whole[: len(whole) // 2], name="law.pdf")
    document = read(whole[: whole.rindex(b"%%EOF")], name="law.pdf")
    # the law of these tests has one chapter: it is read, and said to go on
    assert [p.what for p in document.problems] == ["truncated", "lost-heading"]


def test_a_chinese_text_with_a_wrong_map_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="accented letters"):
        garbled(printed("ÎªÁË¹æ·¶µÆ»á»î¶¯£¬ÖÆ¶¨±¾°ì·¨¡£"), "font.pdf")


def test_words_set_across_a_page_are_furniture(files: Any) -> None:
    document = read(files.pdf([files.set_lines(LAW)], across="内部资料"), name="law.pdf")
    assert document.furniture[-1] == "内部资料" or "内部资料" in document.furniture
    assert "内部资料" not in document.text


def test_what_begins_two_signs_in_begins_a_paragraph_though_the_line_above_is_full(files: Any) -> None:
    full = "灯会委员会应当在灯会开始三十日之前向社会公布灯会的时间和地点及人"
    rows = [(114, 100, full[:30]), (114, 120, full[:30]), (90, 140, full[:32]), (90, 160, "数。")]
    rows += [(114, 180 + 20 * i, f"第{n}条 灯会有序。") for i, n in enumerate("一二三四")]
    document = read(files.pdf([rows]))
    assert document.text.split("\n")[:2] == [full[:30], full[:30] + full[:32] + "数。"]


def test_small_print_at_the_edge_of_a_single_page_is_furniture() -> None:
    small = Printed("示例汇编", 0, 250, 300, 7, 0.02)
    body = [Printed(f"第{n}条 灯会应当有序。", 0, 90, 300, 12, 0.2 + i / 10) for i, n in enumerate("一二三")]
    assert set_free(Pages((Sheet([small, *body]),)))[1] == ["示例汇编"]
    assert set_free(Pages((Sheet([replace(small, height=12), *body]),)))[1] == []


def test_a_wide_quotation_mark_stands_behind_the_bracket_its_box_reaches_over() -> None:
    """A font for Chinese text draws ‘ in the right half of a whole sign's box: the bracket stands inside it."""
    boxes = [("(", 85, 89), ("‘", 83, 95), ("a", 95, 102), ("b", 102, 108), ("’", 108, 120), ("c", 160, 166)]
    signs = [Sign(text, left, 542, right, 554) for text, left, right in boxes]
    assert [line.text for line in lay_out(Ink(signs), 0, 595, 842).lines] == ["(‘ab’ c"]


@pytest.mark.parametrize(
    ("line", "is_number"), [("3", True), ("— 3 —", True), ("3/17", True), ("2019/1020.", False), ("2019/1020", False)]
)
def test_the_number_of_a_regulation_is_no_page_number(files: Any, line: str, is_number: bool) -> None:
    page = [*files.set_lines(LAW), (90, 800, line)]
    document = read(files.pdf([page], numbered=False))
    assert (line in document.furniture) is is_number
