"""The provision tree: walking it, its full words, and which nodes a comparison lists."""

from datetime import date

from tracker.law.document import Document, Evidence, Grammar, Headmatter
from tracker.law.provision import Kind, Provision, is_numbered, numbered, walk
from tracker.law.stage import Stage, version_id

ITEM = Provision(Kind.ITEM, "4(1)", "art_4__item_1", "（一）", "", "保持灯笼清洁；")
ARTICLE = Provision(Kind.ARTICLE, "4", "art_4", "第四条", "", "提供者应当：", (ITEM,))
CHAPTER = Provision(Kind.CHAPTER, "chapter-1", "chp_1", "第一章", "总则", children=(ARTICLE,))
HEADING = Provision(Kind.CLAUSE, "5", "cl_5", "5", "要求", children=(Provision(Kind.CLAUSE, "5.1", "cl_5_1", "5.1"),))


def test_a_tree_is_walked_in_reading_order() -> None:
    assert [p.locator for p in walk((CHAPTER,))] == ["chapter-1", "4", "4(1)"]


def test_full_words_keep_the_labels_of_items() -> None:
    assert ARTICLE.full_text == "提供者应当：\n（一）保持灯笼清洁；"
    assert CHAPTER.full_text.startswith("第四条提供者应当：")


def test_a_comparison_lists_articles_and_clauses_with_words_of_their_own() -> None:
    listed = Provision(Kind.CLAUSE, "5.2", "cl_5_2", "5.2", "清单", children=(ITEM,))
    assert numbered((CHAPTER, HEADING, listed)) == [ARTICLE, listed]
    assert not is_numbered(HEADING)
    assert not is_numbered(CHAPTER)


def test_a_document_finds_a_single_paragraph_by_either_name() -> None:
    head = Headmatter(title="灯会办法", effective_on=date(2026, 5, 1), evidence={"title": Evidence("灯会办法", 0)})
    document = Document(Grammar.ARTICLES, head, (CHAPTER,), (), "", "")
    assert document.find("4") is document.find("4.1") is ARTICLE
    assert document.find("4(1)") is ITEM
    assert document.find("9") is None
    assert document.articles == [ARTICLE]


def test_a_version_is_named_by_its_day_and_stage() -> None:
    assert version_id("2026-03-16", Stage.CONSULTATION_DRAFT) == "2026-03-16-draft"
    assert version_id("2026-06-26", Stage.BILL, 2) == "2026-06-26-bill-2"
    assert Stage.AMENDED.in_force_text
    assert not Stage.BILL.in_force_text
