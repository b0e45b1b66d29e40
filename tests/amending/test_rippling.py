"""Which citations of other laws a change touches, and what became of the cited place."""

from tracker import knowledge
from tracker.amending.citing import citations
from tracker.amending.rippling import ripples
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.ripple import Fate

OLD = (
    "云岛灯塔法\n（2019年5月6日云岛议事会第一次会议通过）\n"
    "第一条　灯塔由看守人看管，看守人住在塔内。\n第二条　灯油每月清点一次，清点结果报岛务署。\n"
    "第三条　灯塔周围一百步内不得停泊渡船。\n塔顶不得悬挂旗帜，但岛务署批准的除外。\n"
    "第四条　违反本法规定的，处三枚银币以下罚款。\n"
)
NEW = (
    "云岛灯塔法\n（2025年5月6日云岛议事会第九次会议修订）\n"
    "第一条　灯塔由看守人看管，看守人住在塔内。\n第二条　灯塔属于全岛，任何人不得据为己有。\n"
    "第三条　灯塔周围一百步内不得停泊渡船。\n塔顶不得悬挂任何旗帜。\n"
    "第四条　违反本法规定的，处三枚银币以下罚款。\n"
)
CITING = (
    "云岛渡船办法\n（2020年3月1日岛务署公布）\n"
    "第一条　根据《云岛灯塔法》，制定本办法。\n"
    "第二条　渡船停泊依照《云岛灯塔法》第三条第一款的规定；塔顶依照《云岛灯塔法》第三条第二款的规定。\n"
    "第三条　清点灯油依照云岛灯塔法第二条的规定，罚款依照云岛灯塔法第四条的规定。\n"
    "第四条　渡船持《云岛渡船许可证》营运。\n"
)


def _read(text: str) -> Document:
    return read(text.encode(), guide=knowledge.guide())


def test_every_citation_of_another_law_is_found_whole_or_by_its_articles() -> None:
    found = citations(_read(CITING))
    assert [(c.within, c.title, c.locators) for c in found] == [
        ("1", "云岛灯塔法", ()),
        ("2", "云岛灯塔法", ("3.1",)),
        ("2", "云岛灯塔法", ("3.2",)),
        ("3", "云岛灯塔法", ("2",)),
        ("3", "云岛灯塔法", ("4",)),
    ]


def test_a_short_name_stands_for_the_law_it_is_explained_by() -> None:
    text = CITING.replace("根据《云岛灯塔法》，", "根据《云岛灯塔法》（以下简称《塔法》），")
    text = text.replace("云岛灯塔法第四条", "塔法第四条")
    assert [c.title for c in citations(_read(text))][-1] == "云岛灯塔法"


def test_a_bare_name_takes_no_words_of_its_sentence_along() -> None:
    text = CITING.replace("罚款依照云岛灯塔法", "岛务署行使云岛灯塔法").replace(
        "第四条　渡船", "第四条　岛民履行渡船合同法第五条的，渡船"
    )
    assert [(c.title, c.locators) for c in citations(_read(text))][-2:] == [
        ("云岛灯塔法", ("4",)),
        ("渡船合同法", ("5",)),
    ]


def test_a_text_that_amends_a_law_relies_on_nothing() -> None:
    orders = "一、将《云岛灯塔法》第三条修改为：“甲。”\n二、删去《云岛灯塔法》第四条。\n三、删去第五条。\n"
    text = f"云岛议事会关于修改《云岛渡船法》的决定\n（2026年1月5日通过）\n{orders}"
    assert citations(_read(text)) == ()


def test_only_citations_of_places_that_changed_are_touched() -> None:
    comparison = compare(_read(OLD), _read(NEW), knowledge.drafting())
    touched = ripples(citations(_read(CITING)), comparison)
    assert [(r.place, r.fate, r.now) for r in touched] == [("3.2", Fate.AMENDED, "3"), ("2", Fate.REPEALED, None)]


def test_a_cited_article_that_only_moved_is_told_with_its_new_number() -> None:
    moved = OLD.replace("第四条　", "第四条　塔内禁止明火。\n第五条　")
    touched = ripples(citations(_read(CITING)), compare(_read(OLD), _read(moved), knowledge.drafting()))
    assert [(r.place, r.fate, r.now) for r in touched] == [("4", Fate.RENUMBERED, "5")]
