"""Decisions and notices in points 一、（一）1. Every text here is fiction."""

from tracker.law.document import Document, Grammar


def places(document: Document) -> list[str]:
    return [p.locator for p in document.walk()]


def test_a_decision_amending_a_law_is_read_by_its_points(law: Document) -> None:
    """
    示例国代表大会常务委员会关于修改《示例国灯会法》的决定
    （2026年3月1日示例国代表大会常务委员会第二次会议通过）
    示例国代表大会常务委员会决定对《示例国灯会法》作如下修改：
    一、将第二条修改为：“举办灯会，应当申请。”
    二、增加一条，作为第三条：“灯笼应当：
    “（一）牢固；
    “（二）明亮。”
    三、第五条第一款中的“烛”修改为“灯”。
    本决定自公布之日起施行。
    示例国代表大会常务委员会
    """
    assert law.grammar is Grammar.POLICY
    assert [p.locator for p in law.articles] == ["1", "2", "3", "closing"]
    assert law.articles[1].full_text.endswith("“（二）明亮。”")
    assert law.furniture[-1] == "示例国代表大会常务委员会"


def test_what_a_decision_says_of_itself_belongs_to_none_of_its_points(law: Document) -> None:
    """
    关于修改《示例国灯会法》的决定
    一、增加一条，作为第三条：“灯笼应当牢固。
    “本决定自发布之日起施行，是灯会决定的常用语。
    “灯笼应当明亮。”
    二、第五条修改为：“灯会应当有序。
    “灯会应当安全。”
    本决定自2026年5月1日起施行。
    《示例国灯会法》根据本决定作相应修改，重新公布。
    """
    assert places(law) == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "closing", "closing.1", "closing.2"]
    assert law.find("closing.2").text.startswith("《示例国灯会法》根据本决定")  # type: ignore[union-attr]


def test_points_with_headings_items_and_figures(law: Document) -> None:
    """
    示例市灯会委员会关于办好灯会的意见
    各区灯会委员会：
    现提出以下意见。
    一、总体要求
    安全第一。
    （一）控制人数：
    1.不超过一万人；
    2.分时入场。
    （二）配备灯笼。
    二、组织实施
    各区抓紧落实。
    2026年3月2日
    """
    assert places(law) == ["preamble", "1", "1(1)", "1(1)[1]", "1(1)[2]", "1(2)", "2"]
    assert law.find("1").heading == "总体要求"  # type: ignore[union-attr]
    assert law.find("1(1)[2]").text == "分时入场。"  # type: ignore[union-attr]
