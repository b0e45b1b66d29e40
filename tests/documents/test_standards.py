"""Numbered standards: clauses, lists, notes and annexes. Every text here is fiction."""

from tracker.law.document import Document, Grammar
from tracker.law.provision import Kind


def places(document: Document) -> list[str]:
    return [p.locator for p in document.walk()]


def test_clauses_lists_and_annexes(law: Document) -> None:
    """
    示例国推荐性标准
    XG/T 0001—2026
    灯笼　安全要求
    示例国标准化管理总局
    目　次
    1 范围 ........ 1
    2 要求 ........ 2
    前言
    本文件由示例国标准化管理总局提出。
    1 范围
    本文件规定了灯笼的安全要求。
    本文件适用于纸灯笼。
    2 要求
    2.1 结构
    灯笼应满足以下要求：
    a) 骨架牢固；
    b) 连接可靠，包括：
    1) 提手；
    2) 底座。
    安装后应检查。
    2.2 灯笼应采用阻燃纸，燃烧时间不超过五秒。
    注：阻燃纸见附录A。
    附录 A（规范性）阻燃纸
    附录A的要求适用于全部灯笼，试验方法由各方约定。
    A.1 厚度
    厚度不小于0.2 mm。
    附录 B
    （资料性）
    图样
    见图样册，图样册由示例国标准化管理总局保存。
    参考文献
    [1] 灯笼史
    """
    assert law.grammar is Grammar.STANDARD
    assert places(law) == [
        *("preamble", "1", "2", "2.1", "2.1(a)", "2.1(b)", "2.1(b)[1]", "2.1(b)[2]", "2.2", "2.2(注1)"),
        *("附录A", "A", "A.1", "附录B"),
    ]
    assert [p.locator for p in law.articles] == ["1", "2.1", "2.2", "A", "A.1", "附录B"]
    assert law.find("1").text == "本文件规定了灯笼的安全要求。\n本文件适用于纸灯笼。"  # type: ignore[union-attr]
    assert law.find("2.1").text == "灯笼应满足以下要求：\n安装后应检查。"  # type: ignore[union-attr]
    assert law.find("2.1").heading == "结构"  # type: ignore[union-attr]
    assert law.find("2.2").heading == ""  # type: ignore[union-attr]
    assert law.find("附录A").heading == "阻燃纸"  # type: ignore[union-attr]
    assert law.find("2.2(注1)").kind is Kind.NOTE  # type: ignore[union-attr]
    assert law.furniture[-2:] == ("参考文献", "[1] 灯笼史")
    assert law.problems == ()


def test_a_number_printed_twice_is_told_apart(law: Document) -> None:
    """
    灯笼安全要求
    1 范围
    本文件适用于灯笼。
    2 要求
    2.1 结构
    应牢固。
    2.3 提手
    应牢固：
    a) 甲；
    a) 乙。
    2.1 底座
    应牢固，包括：
    a) 丙。
    """
    assert places(law) == [*("1", "2", "2.1", "2.3", "2.3(a)", "2.3(a)#2", "2.1#2", "2.1#2(a)")]
    assert [(p.what, p.where) for p in law.problems] == [
        ("out-of-order", "2.3"),
        ("out-of-order", "2.1"),
        ("duplicate", "2.3(a)"),
        ("duplicate", "2.1"),
    ]


def test_figures_at_the_start_of_a_line_open_no_clause(law: Document) -> None:
    """
    灯笼安全要求
    1 范围
    本文件适用于灯笼。
    2 要求
    2.1 结构
    骨架不少于
    3 根，直径不小于
    5.5 mm；提手长
    12 cm。
    2.2 提手
    应牢固。
    3 试验
    按约定进行。
    """
    assert places(law) == ["1", "2", "2.1", "2.2", "3"]


def test_letters_are_read_however_they_are_set(law: Document) -> None:
    """
    灯笼安全要求
    1 范围
    1.1总则
    要求如下：
    a）甲；
    b ）乙：
    １）丙；
    C）丁。
    2 要求
    2.1 结构
    1) 戊；
    2) 己。
    """
    assert places(law) == ["1", "1.1", "1.1(a)", "1.1(b)", "1.1(b)[1]", "1.1(c)", "2", "2.1", "2.1(1)", "2.1(2)"]
