"""Items and paragraphs that moved to an article nobody linked; and words that only look as if they had."""

from collections.abc import Callable, Sequence

import pytest

from tracker.diff.changes import Comparison, Relation

Compared = Callable[[Sequence[str], Sequence[str]], Comparison]
Articles = tuple[str, ...]


def items(opening: str, *those: str) -> str:
    numbered = (f"（{'一二三四五'[n]}）{words}" for n, words in enumerate(those))
    return opening + "\n" + "；\n".join(numbered) + "。"


KEEPER, HARBOUR = "灯塔看守人应当做到：", "港务所应当做到："
LAMP, PRISM, FLAGS = "每日日落前点燃灯器", "擦拭玻璃棱镜", "不得向外岛出借信号旗"
HORN, TIDES = "每年检修雾笛", "张贴潮汐时刻"


@pytest.fixture
def old(lighthouse: Articles) -> Articles:
    return (lighthouse[0], items(KEEPER, LAMP, PRISM, FLAGS), lighthouse[2], items(HARBOUR, HORN, TIDES), lighthouse[5])


def told(comparison: Comparison) -> tuple[dict[tuple[str | None, str | None], Relation], dict[str, Relation]]:
    quiet = (Relation.UNCHANGED, Relation.RENUMBERED)
    links = {(x.old, x.new): x.relation for x in comparison.links if x.relation not in quiet}
    return links, {c.key: c.relation for c in comparison.clauses}


def test_an_item_that_moved_to_another_article_links_both_and_is_no_change_of_words(
    compared: Compared, old: Articles
) -> None:
    new = (old[0], items(KEEPER, LAMP, FLAGS), old[2], items(HARBOUR, HORN, PRISM, TIDES), old[4])
    links, clauses = told(compared(old, new))
    assert links == {("2", "2"): Relation.SPLIT, ("2", "4"): Relation.SPLIT, ("4", "4"): Relation.MERGED}
    assert not clauses


def test_an_item_that_moved_and_was_reworded_is_one_changed_clause(compared: Compared, old: Articles) -> None:
    new = (
        old[0],
        items(KEEPER, LAMP, PRISM),
        old[2],
        items(HARBOUR, HORN, TIDES, "不得向外岛和渔船出借信号旗"),
        old[4],
    )
    links, clauses = told(compared(old, new))
    assert links["2", "4"] is Relation.SPLIT
    assert set(clauses) == {"2(3)~4(3)"}


def test_an_item_that_became_an_article(compared: Compared, old: Articles) -> None:
    new = (old[0], items(KEEPER, LAMP, PRISM), old[2], old[3], "灯塔看守人不得向外岛出借信号旗。", old[4])
    links, clauses = told(compared(old, new))
    assert links == {("2", "2"): Relation.SPLIT, ("2", "5"): Relation.SPLIT}
    assert set(clauses) == {"2(3)~5"}


def test_a_paragraph_that_became_an_item_of_another_article(compared: Compared, lighthouse: Articles) -> None:
    ban = "任何人不得向外岛出借信号旗"
    old = (lighthouse[0], lighthouse[1] + "\n" + ban + "。", lighthouse[2], items(HARBOUR, HORN, TIDES), lighthouse[5])
    new = (*lighthouse[:3], items(HARBOUR, HORN, ban, TIDES), lighthouse[5])
    links, clauses = told(compared(old, new))
    assert links["2", "4"] is Relation.SPLIT
    assert not clauses


def test_two_words_every_law_has_prove_nothing(compared: Compared, old: Articles) -> None:
    """其他职责 left one list and came into another: no item moved."""
    before = (old[0], items(KEEPER, LAMP, "其他职责"), old[2], items(HARBOUR, HORN, TIDES), old[4])
    after = (old[0], items(KEEPER, LAMP), old[2], items(HARBOUR, HORN, TIDES, "其他职责"), old[4])
    links, clauses = told(compared(before, after))
    assert ("2", "4") not in links
    assert clauses == {"2(2)~": Relation.DELETED, "~4(3)": Relation.ADDED}


def test_one_turn_of_speech_links_no_two_articles_that_have_their_partners(
    compared: Compared, lighthouse: Articles
) -> None:
    """Both articles stay; one drops 促进渔民与海鸟和谐, the other takes it up among other words."""
    old = (*lighthouse[:1], lighthouse[1] + "教育渔童爱惜灯火，促进渔民与海鸟和谐发展。", *lighthouse[2:])
    new = (
        lighthouse[0].replace("保障夜间航行", "保障夜间航行，增进岛民福祉，促进渔民与海鸟和谐共处"),
        lighthouse[1] + "教育渔童爱惜灯火。",
        *lighthouse[2:],
    )
    links, _ = told(compared(old, new))
    assert links == {("1", "1"): Relation.AMENDED, ("2", "2"): Relation.AMENDED}
