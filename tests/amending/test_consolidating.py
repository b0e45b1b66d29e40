"""A fictional law amended: the new text, what is linked to what, and what happens where an order is impossible."""

from collections.abc import Callable

import pytest

from tracker.amending.consolidating import Consolidation
from tracker.law.stage import Stage

Amended = Callable[[str, str], Consolidation]
Deciding = Callable[..., str]
ANEW = "本决定自2026年3月1日起施行。\n《云岛灯塔法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"


def words(made: Consolidation, locator: str) -> str:
    node = made.document.find(locator)
    assert node is not None
    return node.full_text


def test_all_behind_a_new_article_move_and_what_cites_them_follows(
    amended: Amended, decision: Deciding, law: str
) -> None:
    made = amended(law, decision("增加一条，作为第二条：“灯塔属于全岛。”", closing=ANEW))
    assert [a.locator for a in made.document.articles] == ["1", "2", "3", "4", "5", "6", "7"]
    assert words(made, "2") == "灯塔属于全岛。"
    assert words(made, "5") == "违反本法第四条第一款规定，熄灭灯塔的，处三枚银币以下罚款。"
    assert words(made, "6") == "违反本法第三条规定，不点灯的，给予警告。"
    assert [(c.where, c.old, c.new) for c in made.carried] == [
        ("5", "第三条第一款", "第四条第一款"),
        ("6", "第二条", "第三条"),
    ]
    assert dict(made.renumbered)["6"] == "7"


def test_without_an_order_to_count_anew_numbers_stay_and_a_hole_is_printed(
    amended: Amended, decision: Deciding, law: str
) -> None:
    made = amended(law, decision("删去第二条。", "在第三条后增加一条，作为第三条之一：“灯塔刷白。”"))
    assert [a.locator for a in made.document.articles] == ["1", "2", "3", "3-1", "4", "5", "6"]
    assert words(made, "2") == "（删去）"
    assert words(made, "3-1") == "灯塔刷白。"


def test_a_paragraph_and_an_item_put_in_move_the_others(amended: Amended, decision: Deciding, law: str) -> None:
    made = amended(
        law,
        decision(
            "在第三条中增加一款，作为第一款：“灯塔须每日擦洗。”",
            "第三条第二款增加一项，作为第二项：“（二）清洗灯罩的；”",
            closing=ANEW,
        ),
    )
    assert words(made, "3.1") == "灯塔须每日擦洗。"
    assert words(made, "3.3").split("\n") == [
        "有下列情形之一的，可以暂时熄灭：",
        "（一）修理灯器的；",
        "（二）清洗灯罩的；",
        "（三）更换灯油的；",
        "（四）岛务署批准的。",
    ]
    assert words(made, "4").startswith("违反本法第三条第二款规定")


def test_merged_articles_become_one_and_an_item_merged_away_leaves_its_list(
    amended: Amended, decision: Deciding, law: str
) -> None:
    made = amended(law, decision("将第四条、第三条第二款第三项合并，作为第四条，修改为：“违者处罚。”", closing=ANEW))
    assert words(made, "4") == "违者处罚。"
    assert "岛务署批准" not in words(made, "3")
    assert made.is_complete


def test_a_new_chapter_stands_before_the_one_whose_number_it_takes(
    amended: Amended, decision: Deciding, law: str
) -> None:
    contents = law.replace("第一章　总则\n", "目录\n第一章　总则\n第二章　罚则\n第一章　总则\n", 1)
    made = amended(
        contents,
        decision(
            "增加一章，作为第二章：“第二章　灯油\n“第四条　灯油由岛务署供给。\n“第五条　灯油不得转卖。”", closing=ANEW
        ),
    )
    assert made.problems == ()
    lines = made.document.text.split("\n")
    assert lines[2:6] == ["目录", "第一章　总则", "第二章　灯油", "第三章　罚则"]
    chapters = [(p.label, p.heading, [a.locator for a in p.children]) for p in made.document.provisions if p.heading]
    assert chapters == [
        ("第一章", "总则", ["1", "2", "3"]),
        ("第二章", "灯油", ["4", "5"]),
        ("第三章", "罚则", ["6", "7", "8"]),
    ]
    assert words(made, "6").startswith("违反本法第三条第一款规定")


CHAPTERS = """云岛灯塔法
（2019年5月6日云岛议事会第一次会议通过）
第一章　总则
第一条　灯塔依照本法第三章的规定看管。
第二章　建造
第二条　建造灯塔的，报岛务署。
第三章　看管
第三条　看守人每夜点灯；违反本法第二章规定建造的，不适用第三章。
附件1
灯塔名录
一、东塔
二、西塔
附件2
看守费
每夜三枚银币
"""
COUNTED = "《云岛灯塔法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"


def test_references_to_chapters_follow_a_new_chapter_and_one_that_goes(amended: Amended, decision: Deciding) -> None:
    point = "增加一章，作为第二章：“第二章　选址\n第二条　灯塔建在高处。”"
    made = amended(CHAPTERS, decision(point, closing=COUNTED))
    assert [(c.old, c.new) for c in made.carried] == [("本法第三章", "本法第四章"), ("本法第二章", "本法第三章")]
    assert [p.says for p in made.problems] == [
        "“第三章” in 第三条 may mean this law (then 第四章) or another; it is left as it is."
    ]
    gone = amended(CHAPTERS, decision("删去第二章。", closing=COUNTED))
    assert [p.label for p in gone.document.provisions if p.label.endswith("章")] == ["第一章", "第二章"]
    assert "灯塔依照本法第二章的规定看管" in gone.document.text
    assert "reference-to-repealed" in [p.what for p in gone.problems]


def test_a_chapter_takes_the_number_and_the_name_the_decision_says(amended: Amended, decision: Deciding) -> None:
    made = amended(CHAPTERS, decision("将第二章章名“建造”修改为“营造”。", "第三章改为第四章。"))
    assert made.is_complete
    assert "第二章　营造\n" in made.document.text
    assert "第四章　看管\n" in made.document.text
    wrong = amended(CHAPTERS, decision("将第二章章名“修造”修改为“营造”。", "第三章改为第四章。"))
    assert [o.refused.what for o in wrong.outcomes if o.refused] == ["phrase-not-found"]


def test_annexes_are_replaced_added_struck_out_and_changed_in_words(amended: Amended, decision: Deciding) -> None:
    points = [
        "将附件1修改为：“灯塔名录\n一、东塔\n二、南塔”",
        "将附件2中的“三枚”修改为“五枚”。",
        "增加附件三：“灯油表\n每塔一桶”",
    ]
    made = amended(CHAPTERS, decision(*points))
    assert made.is_complete
    assert made.document.text.endswith(
        "附件1\n灯塔名录\n一、东塔\n二、南塔\n附件2\n看守费\n每夜五枚银币\n附件3\n灯油表\n每塔一桶"
    )
    assert "看守费" not in amended(CHAPTERS, decision("删去附件二。", "将第三条中的“每夜”修改为“每日”。")).document.text
    lost = amended(CHAPTERS, decision("将附件2中的“十枚”修改为“五枚”。", "删去附件七。"))
    assert [o.refused.what for o in lost.outcomes if o.refused] == ["phrase-not-found", "provision-missing"]


def test_provisions_printed_without_quotation_marks_are_read_to_the_next_point(
    amended: Amended, decision: Deciding
) -> None:
    new = "将第二条修改为：\n第二条　建造灯塔的，报岛务署批准，并交下列文件：\n（一）图纸；\n（二）预算。"
    made = amended(CHAPTERS, decision(new, "将第三条中的“每夜”修改为“每日”。"))
    assert made.is_complete
    second = made.document.articles[1]
    assert second.full_text == "建造灯塔的，报岛务署批准，并交下列文件：\n（一）图纸；\n（二）预算。"
    assert "看守人每日点灯" in made.document.text


PREAMBLE = """云岛宪章
（1999年1月1日云岛议事会第一次会议通过）
序　言
云岛在海中。
灯塔和渡船是全岛的，岛民共有。
第一章　总纲
第一条　议事会行使下列职权：
（一）修建灯塔；
（二）任免看守人。
"""


def test_a_preamble_and_items_quoted_with_their_numbers_are_amended(amended: Amended, decision: Deciding) -> None:
    points = [
        "序言第二自然段中“灯塔和渡船”修改为“灯塔、渡船和码头”；“岛民共有”后增加“，不得出让”。",
        "第一条“议事会行使下列职权”中增加一项，作为第二项“（二）修建码头”，第二项改为第三项。",
        "第一条“议事会行使下列职权”中第一项“（一）修建灯塔”修改为“（一）修建和拆除灯塔”。",
    ]
    made = amended(PREAMBLE, decision(*points).replace("云岛灯塔法", "云岛宪章"))
    assert made.is_complete
    assert "\n灯塔、渡船和码头是全岛的，岛民共有，不得出让。\n" in made.document.text
    assert made.document.articles[0].full_text.split("\n")[1:] == [
        "（一）修建和拆除灯塔；",
        "（二）修建码头",
        "（三）任免看守人。",
    ]


def test_a_section_whose_articles_follow_without_quotation_marks_is_put_in(
    amended: Amended, decision: Deciding
) -> None:
    base = CHAPTERS.replace("第三条　看守人", "第一节　看守人\n第三条　看守人")
    point = (
        "第三章“看管”中增加一节，作为第一节“塔”；增加二条，分别作为第三条至第四条。内容如下：\n"
        "第一节　塔\n第三条　灯塔刷白。\n灯塔长明。\n第四条　灯塔有梯。\n第一节相应改为第二节，第三条相应改为第五条。"
    )
    made = amended(base, decision(point))
    assert made.is_complete
    assert [a.locator for a in made.document.articles if ":" not in a.locator] == ["1", "2", "3", "4", "5"]
    assert made.document.articles[2].full_text == "灯塔刷白。\n灯塔长明。"
    assert "第二节　看守人\n第五条" in made.document.text


def test_a_chapter_left_without_articles_is_left_out_and_named(amended: Amended, decision: Deciding, law: str) -> None:
    made = amended(law, decision("删去第四条、第五条、第六条。", closing=ANEW))
    assert [p.what for p in made.problems] == ["chapter-empty"]
    assert "罚则" not in made.document.text


def test_every_changed_word_knows_the_operation_that_put_it_there(
    amended: Amended, decision: Deciding, law: str
) -> None:
    made = amended(law, decision("将第二条中的“每日”修改为“每夜”。", "删去第五条。", closing=ANEW))
    marked = {(made.document.text[m.start : m.end], m.operation) for m in made.marks}
    assert ("夜", 1) in marked
    renumbering = next(o.operation.number for o in made.outcomes if o.operation.act.value == "adjust-numbering")
    assert ("第五条", renumbering) in marked


def test_the_text_says_that_it_is_not_official_and_is_read_as_amended(
    amended: Amended, decision: Deciding, law: str
) -> None:
    made = amended(law, decision("删去第五条。", closing=ANEW))
    assert "非官方文本" in made.document.text
    assert "consolidated by tracker from the decision, not official" in made.document.text
    assert made.document.problems[0].what == "unofficial"
    assert made.document.headmatter.stage is Stage.AMENDED


def test_a_draft_of_an_amendment_gives_the_would_be_text_as_a_draft(amended: Amended, law: str) -> None:
    draft = "云岛灯塔法修正案（草案征求意见稿）\n一、将第三条修改为：“灯塔长明。”\n二、删去第五条。\n"
    made = amended(law, draft)
    assert made.document.headmatter.stage is Stage.CONSULTATION_DRAFT
    assert words(made, "3") == "灯塔长明。"


@pytest.mark.parametrize(
    ("point", "what", "says"),
    [
        ("将第九条修改为：“灯塔长明。”", "provision-missing", "第九条 is not in the text in force"),
        ("将第二条中的“灯塔长”修改为“看守长”。", "phrase-not-found", "“灯塔长” does not stand in 第二条"),
        ("将第二条中的“看守人”修改为“灯塔长”。", "phrase-found-twice", "stands 2 times in 第二条"),
        ("将第三条第三款修改为：“灯塔长明。”", "provision-missing", "第三条第三款"),
        ("增加二条，作为第七条、第八条：“灯塔刷白。”", "count-differs", "2 articles are announced and 1 are quoted"),
        ("增加一章，作为第三章：“第三章　附则”", "not-supported", "new chapter is quoted without its articles"),
        ("将第二条的文字理顺。", "not-understood", "将第二条的文字理顺"),
    ],
)
def test_an_impossible_order_is_named_with_its_sentence_and_the_rest_is_applied(
    amended: Amended, decision: Deciding, law: str, point: str, what: str, says: str
) -> None:
    made = amended(law, decision(point, "将第五条中的“警告”修改为“严重警告”。"))
    refused = [outcome.refused for outcome in made.outcomes if outcome.refused]
    assert [problem.what for problem in refused] == [what]
    assert says in refused[0].says
    assert point.rstrip("。") in refused[0].says
    assert not made.is_complete
    assert made.document.problems[0].what == "unofficial-incomplete"
    assert words(made, "5").endswith("给予严重警告。")
    assert words(made, "2") == "灯塔由看守人看管。看守人应当每日点灯。"


def test_one_change_of_words_in_several_articles_means_every_place_in_them(
    amended: Amended, decision: Deciding, law: str
) -> None:
    made = amended(law, decision("将第二条、第三条中的“灯塔”修改为“航标灯”。"))
    assert words(made, "2").startswith("航标灯由")
    assert words(made, "3.1") == "航标灯不得熄灭。"


def test_a_reference_to_what_is_struck_out_is_named(amended: Amended, decision: Deciding, law: str) -> None:
    made = amended(law, decision("删去第三条。", closing=ANEW))
    assert [(p.what, p.where) for p in made.problems] == [("reference-to-repealed", "3")]


def test_a_decision_on_another_law_says_so(amended: Amended, decision: Deciding, law: str) -> None:
    made = amended(law.replace("云岛灯塔法", "云岛码头法"), decision("删去第五条。"))
    assert [p.what for p in made.problems] == ["another-law"]


def test_nothing_ordered_leaves_every_word_as_it_was(amended: Amended, decision: Deciding, law: str) -> None:
    made = amended(law, decision("将第五条中的“警告”修改为“警告”。"))
    lines = made.document.text.split("\n")
    assert [line for line in lines if "tracker" not in line] == law.strip().split("\n")
