"""What is particular to numbered standards."""

from tracker import knowledge
from tracker.diff.changes import Comparison, Relation
from tracker.diff.comparison import compare
from tracker.documents.reading import read

OLD = """灯塔值守技术要求
1 范围
本文件规定了灯塔值守的要求。
2 规范性引用文件
本文件没有规范性引用文件。
3 术语和定义
3.1 代守人
受托照料邻塔灯火的人。
4 值守
4.1 点灯
看守人应在日落前点燃灯器，并查看灯油余量。
4.2 敲钟训练
看守人应每旬练习敲钟一次，邻塔听辨。
"""


def compared(old: str, new: str) -> Comparison:
    return compare(read(old.encode()), read(new.encode()), knowledge.drafting())


def changed(comparison: Comparison) -> dict[tuple[str | None, str | None], Relation]:
    return {(x.old, x.new): x.relation for x in comparison.links if x.relation is not Relation.UNCHANGED}


def test_words_put_under_a_bare_heading_amend_it() -> None:
    """3 术语和定义 had no words; now an opening sentence stands under it, itself an added clause."""
    new = OLD.replace("3 术语和定义\n", "3 术语和定义\n云岛公所灯塔词汇中界定的术语适用于本文件。\n")
    comparison = compared(OLD, new)
    assert changed(comparison) == {("3", "3"): Relation.AMENDED}
    assert [c.key for c in comparison.clauses] == ["~3"]


def test_a_bare_heading_is_no_row_of_its_own() -> None:
    assert "4" not in {x.old for x in compared(OLD, OLD).links}


def test_a_heading_is_part_of_what_a_clause_says() -> None:
    comparison = compared(OLD, OLD.replace("4.2 敲钟训练", "4.2 敲钟考核"))
    assert changed(comparison) == {("4.2", "4.2"): Relation.AMENDED}
    assert [c.key for c in comparison.clauses] == ["4.2~4.2"]


def test_a_clause_number_is_not_an_article_number() -> None:
    """4.1 falls; 4.2 becomes 4.1 with the same words."""
    start, rest = OLD.split("4.1 点灯")
    new = start + "4.1 敲钟训练" + rest.split("4.2 敲钟训练")[1]
    assert changed(compared(OLD, new)) == {("4.1", None): Relation.DELETED, ("4.2", "4.1"): Relation.RENUMBERED}
