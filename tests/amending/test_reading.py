"""What decisions say, sentence by sentence, and the operations read from it."""

from collections.abc import Callable
from datetime import date

import pytest

from tracker.amending.operation import Act, Decision

Orders = Callable[[str], Decision]
RENUMBERED = "《云岛灯塔法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"


@pytest.mark.parametrize(
    ("point", "acts", "targets", "becomes"),
    [
        ("将第三条修改为：“灯塔长明。”", ["replace"], ["3"], []),
        ("将第三条第二款第一项修改为：“（一）修塔的；”", ["replace"], ["3.2(1)"], []),
        ("增加一条，作为第四条：“灯塔刷白。”", ["insert"], [], ["4"]),
        ("在第三条之一后增加一条，作为第三条之二：“灯塔刷白。”", ["insert"], [], ["3-2"]),
        ("将第四条改为第五条，删去第二款。", ["renumber", "delete"], ["4.2"], ["5"]),
        ("将第四条改为第五条，增加一款，作为第二款：“情节严重的，没收灯油。”", ["renumber", "insert"], ["4"], ["4.2"]),
        ("第三条第二款增加一项，作为第三项：“（三）起雾的；”", ["insert"], ["3.2"], ["3.2(3)"]),
        ("删去第二条、第四条至第六条。", ["delete"], ["2", "4", "5", "6"], []),
        ("将第二条第一款中的“看守人”修改为“灯塔长”。", ["substitute"], ["2.1"], []),
        ("将第二条中的“每日”删去。", ["strike"], ["2"], []),
        ("在第二条中的“每日”后增加“日落前”。", ["add-after"], ["2"], []),
        ("将第四条、第五条合并，作为第四条，修改为：“违反本法的，处罚。”", ["merge"], ["4", "5"], ["4"]),
        ("将第四条分为二条，作为第四条、第五条，修改为：“第四条　甲。\n“第五条　乙。”", ["split"], ["4"], ["4", "5"]),
        ("原第四条作为第五条。", ["renumber"], ["4"], ["5"]),
        ("第四条修改为第五条：\n“违反本法的，处罚。”", ["renumber", "replace"], ["4"], ["5"]),
        ("将第二章章名修改为“处罚”。", ["rename"], [], []),
        ("将本法中的“岛务署”修改为“灯政署”。", ["substitute-everywhere"], [], []),
        ("为了夜航安全，将第三条修改为：“灯塔长明。”", ["replace"], ["3"], []),
    ],
)
def test_a_point_becomes_operations(
    orders: Orders, decision: Callable[..., str], point: str, acts: list[str], targets: list[str], becomes: list[str]
) -> None:
    read = orders(decision(point)).operations[:-1]
    assert [o.act.value for o in read] == acts
    assert list(read[-1].targets) == targets
    assert [place for o in read for place in o.becomes][-len(becomes) or len(read) * 9 :] == becomes


def test_every_operation_has_the_sentence_that_orders_it(orders: Orders, decision: Callable[..., str]) -> None:
    text = decision("将第三条修改为：“灯塔长明。\n“看守人值夜。”", "删去第五条。")
    for operation in orders(text).operations:
        start = operation.sentence.start
        assert text[start : start + len(operation.sentence.quote)] == operation.sentence.quote
    assert orders(text).operations[0].text == (("灯塔长明。", "看守人值夜。"),)


def test_quotation_marks_inside_a_quotation_come_back_out(orders: Orders, decision: Callable[..., str]) -> None:
    read = orders(decision("将第二条修改为：“本法所称‘灯塔’，是指‘航标“甲”类’。”")).operations[0]
    assert read.text == (("本法所称“灯塔”，是指“航标‘甲’类”。",),)


def test_a_sentence_nobody_can_read_is_named_and_never_skipped(orders: Orders, decision: Callable[..., str]) -> None:
    read = orders(decision("将第二条酌情润色，其中的“每日”修改为“每夜”。", "删去第五条。"))
    assert [o.act for o in read.operations] == [Act.UNKNOWN, Act.DELETE, Act.COMMENCE]
    assert [p.what for p in read.problems] == ["not-understood"]
    assert "将第二条酌情润色" in read.problems[0].says


def test_the_closing_sentences_say_when_it_starts_and_that_all_is_counted_anew(
    orders: Orders, decision: Callable[..., str]
) -> None:
    read = orders(decision("删去第五条。", closing=f"本决定自2026年3月1日起施行。\n{RENUMBERED}"))
    assert [o.act for o in read.operations[1:]] == [Act.COMMENCE, Act.ADJUST_NUMBERING, Act.REPUBLISH]
    assert read.operations[1].on == date(2026, 3, 1)


def test_changes_a_decision_allows_and_does_not_name_are_a_problem(
    orders: Orders, decision: Callable[..., str]
) -> None:
    read = orders(decision("删去第五条。", closing="此外，对条文顺序和个别文字作相应调整。"))
    assert [p.what for p in read.problems] == ["unsaid-changes"]


def test_one_decision_amends_several_laws(orders: Orders) -> None:
    text = (
        "云岛议事会关于修改《云岛灯塔法》、《云岛码头法》的决定\n（2026年1月5日通过）\n"
        "一、修改《云岛灯塔法》\n1.将第三条修改为：\n“灯塔长明。”\n2.删去第五条。\n"
        "二、对《云岛码头法》作出修改\n（一）删去第二条。\n本决定自2026年3月1日起施行。\n"
    )
    read = orders(text)
    assert [(o.point, o.law, o.act.value) for o in read.operations] == [
        ("一.1", "云岛灯塔法", "replace"),
        ("一.2", "云岛灯塔法", "delete"),
        ("二.一", "云岛码头法", "delete"),
        ("", "", "commence"),
    ]
    assert [o.act.value for o in read.of("云岛码头法")] == ["delete", "commence"]


def test_a_consolidated_text_printed_behind_is_no_part_of_the_decision(
    orders: Orders, decision: Callable[..., str], law: str
) -> None:
    text = decision("删去第五条。") + law
    read = orders(text)
    assert [o.act for o in read.operations] == [Act.DELETE, Act.COMMENCE]
    assert read.appended is not None
    assert text[read.appended :].startswith("云岛灯塔法")


@pytest.mark.parametrize(
    ("opening", "order", "expected"),
    [
        ("云岛议事会第三次会议决定：", "将《云岛灯塔法》第二条修改为：“灯塔属于全岛。”", ("replace", "2")),
        ("", "云岛议事会决定将《云岛灯塔法》第二条修改为：“第二条　灯塔属于全岛。”", ("replace", "2")),
        ("云岛议事会决定对《云岛灯塔法》作如下修改：\n", "一、将第二条修改为：“灯塔属于全岛。”", ("replace", "2")),
        ("", "为了惩治毁坏灯塔的犯罪，将云岛灯塔法第二条修改为：\n“灯塔属于全岛。”", ("replace", "2")),
        ("云岛议事会决定对《云岛灯塔法》作如下修改：\n", "删去第二条。", ("delete", "2")),
    ],
)
def test_a_decision_of_one_order_needs_no_points(
    orders: Callable[[str], Decision], opening: str, order: str, expected: tuple[str, str]
) -> None:
    title = "云岛议事会关于修改《云岛灯塔法》的决定\n（2026年1月5日云岛议事会第三次会议通过）\n"
    read = orders(f"{title}{opening}{order}\n本决定自公布之日起施行。\n")
    assert [(o.act.value, o.targets[0]) for o in read.operations if o.targets] == [expected]
    assert read.problems == ()
