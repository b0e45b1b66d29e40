"""What a text refers to, and references a renumbering left behind. Every text here is fiction."""

from tracker.documents.reading import read
from tracker.documents.references import Scope, left_behind, references, stale
from tracker.law.document import Document


def seen(document: Document) -> list[tuple[str, str, Scope, str, tuple[str, ...]]]:
    return [(r.within, r.text, r.scope, r.instrument, r.targets) for r in references(document)]


def test_references_are_found_where_they_stand_and_resolved(law: Document) -> None:
    """
    灯会管理办法
    第一章 总则
    第一条 根据《示例灯会法》第十四条，制定本办法。
    第二条 灯会应当报批。
    夜间灯会应当载明：
    （一）时间；
    （二）地点。
    第三条 违反本办法第二条第二款第（一）项的，责令改正；违反前条规定的，依照刑法第三百条处罚。
    第四条 本办法第一章适用于灯笼。
    第五条 本办法自2026年5月1日起施行。
    """
    assert seen(law) == [
        ("1", "《示例灯会法》第十四条", Scope.EXTERNAL, "示例灯会法", ()),
        ("3", "第二条第二款第（一）项", Scope.INTERNAL, "", ("2.2(1)",)),
        ("3", "前条", Scope.INTERNAL, "", ("2",)),
        ("3", "第三百条", Scope.EXTERNAL, "刑法", ()),
        ("4", "本办法第一章", Scope.INTERNAL, "", ("chapter-1",)),
    ]
    for reference in references(law):
        assert law.text[reference.start : reference.end] == reference.text
    assert stale(law) == ()


def test_a_place_that_is_not_there_is_stale(law: Document) -> None:
    """
    灯会管理办法
    第一条 灯会应当报批。
    第二条 违反本办法第九条规定的，责令改正。
    第三条 违反本办法第一条第三款规定的，给予警告。
    第四条 本办法自2026年5月1日起施行。
    """
    assert [(p.what, p.where) for p in stale(law)] == [("stale-reference", "2"), ("stale-reference", "3")]
    assert "“第九条” in 第二条 names 第九条, which is not there." in stale(law)[0].says


def test_a_penalty_for_breaking_the_commencement_comes_from_a_renumbering(law: Document) -> None:
    """
    灯会管理办法
    第一条 灯会应当报批。
    第二条 违反本办法第三条规定的，责令改正。
    第三条 本办法自2026年5月1日起施行。
    """
    assert [p.says for p in stale(law)] == [
        "第二条 punishes breaking 第三条, which only says when the text takes effect."
    ]


def test_what_another_law_says_is_never_stale(law: Document) -> None:
    """
    灯会管理办法
    第一条 依照《示例灯会法》第九十九条和该法第一百条处理。
    第二条 “违反本办法第九条”是指不报批。
    第三条 本办法自2026年5月1日起施行。
    """
    assert stale(law) == ()
    assert {r.scope for r in references(law)} <= {Scope.EXTERNAL, Scope.UNCERTAIN}


def test_a_reference_that_kept_its_number_while_its_article_moved_is_left_behind() -> None:
    old = read("灯会办法\n第一条 甲。\n第二条 灯会应当报批。\n第三条 违反本办法第二条的，责令改正。".encode())
    new = read(
        "灯会办法\n第一条 甲。\n第二条 新增。\n第三条 灯会应当报批。\n第四条 违反本办法第二条的，责令改正。".encode()
    )
    found = left_behind(old, new, {"1": "1", "2": "3", "3": "4"})
    assert [(p.where, p.says) for p in found] == [
        ("4", "“第二条” in 第四条 still says 第二条; what it named before is 第三条 now.")
    ]
    assert left_behind(old, old, {"1": "1", "2": "2", "3": "3"}) == ()
