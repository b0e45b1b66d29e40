"""What can become of an article: one example for every relation."""

from collections.abc import Callable, Sequence

import pytest

from tracker.diff.changes import Comparison, Relation

Compared = Callable[[Sequence[str], Sequence[str]], Comparison]
Articles = tuple[str, ...]


def rows(comparison: Comparison) -> dict[tuple[str | None, str | None], Relation]:
    """The links that are more than unchanged or renumbered."""
    quiet = (Relation.UNCHANGED, Relation.RENUMBERED)
    return {(x.old, x.new): x.relation for x in comparison.links if x.relation not in quiet}


def clause_rows(comparison: Comparison) -> list[str]:
    return [c.key for c in comparison.clauses]


def test_the_same_words_under_the_same_number_are_unchanged(compared: Compared, lighthouse: Articles) -> None:
    comparison = compared(lighthouse, lighthouse)
    assert [(x.old, x.new, x.relation) for x in comparison.links] == [
        (str(n), str(n), Relation.UNCHANGED) for n in range(1, 7)
    ]
    assert not comparison.clauses


def test_the_same_words_under_another_number_are_renumbered(compared: Compared, lighthouse: Articles) -> None:
    """第三条 falls; what stood in 第四条 now stands in 第三条."""
    comparison = compared(lighthouse, (*lighthouse[:2], *lighthouse[3:]))
    relations = {(x.old, x.new): x.relation for x in comparison.links}
    assert relations["4", "3"] is relations["5", "4"] is relations["6", "5"] is Relation.RENUMBERED


def test_other_words_in_the_same_place_are_amended(compared: Compared, lighthouse: Articles) -> None:
    """三百米 becomes 五百米."""
    new = [words.replace("三百米", "五百米") for words in lighthouse]
    comparison = compared(lighthouse, new)
    assert rows(comparison) == {("3", "3"): Relation.AMENDED}
    assert [(e.op, e.text) for e in comparison.clauses[0].edits if e.op != "="] == [("-", "三百米"), ("+", "五百米")]


def test_a_shifted_reference_is_amended_and_nothing_else(compared: Compared, lighthouse: Articles) -> None:
    """依照第三条 becomes 依照第四条 because an article was put in before it."""
    old = (*lighthouse[:5], "违反第三条抛锚的，由港务所劝离，并通报船籍港。", lighthouse[5])
    new = (
        *lighthouse[:1],
        "云岛公所统筹全岛灯塔的经费，按季度拨付。",
        *lighthouse[1:5],
        old[5].replace("第三条", "第四条"),
        lighthouse[5],
    )
    assert rows(compared(old, new)) == {(None, "2"): Relation.ADDED, ("6", "7"): Relation.AMENDED}


def test_an_article_that_changed_places_is_moved(compared: Compared, lighthouse: Articles) -> None:
    """The ban on anchoring stands last but one now; the others keep their order around it."""
    first, second, ban, fourth, fifth, last = lighthouse
    comparison = compared(lighthouse, (first, second, fourth, fifth, ban, last))
    assert rows(comparison) == {("3", "5"): Relation.MOVED}
    assert not comparison.clauses, "a moved article whose words stayed has no changed clause"


def test_an_article_that_became_two_is_split(compared: Compared, lighthouse: Articles) -> None:
    """点燃灯器 and 值守簿 become articles of their own."""
    long = "灯塔看守人应当每日日落前点燃灯器。看守人应当在值守簿上记明点燃的时刻和当时的能见度。"
    one, other = long.split("。")[:2]
    old = (lighthouse[0], long, *lighthouse[2:])
    new = (lighthouse[0], one + "。", other + "。", *lighthouse[2:])
    assert rows(compared(old, new)) == {("2", "2"): Relation.SPLIT, ("2", "3"): Relation.SPLIT}


def test_two_articles_that_became_one_are_merged(compared: Compared, lighthouse: Articles) -> None:
    """A split read backwards."""
    long = "灯塔看守人应当每日日落前点燃灯器。看守人应当在值守簿上记明点燃的时刻和当时的能见度。"
    one, other = long.split("。")[:2]
    old = (lighthouse[0], one + "。", other + "。", *lighthouse[2:])
    new = (lighthouse[0], long, *lighthouse[2:])
    assert rows(compared(old, new)) == {("2", "2"): Relation.MERGED, ("3", "2"): Relation.MERGED}


def test_words_without_an_ancestor_are_added(compared: Compared, lighthouse: Articles) -> None:
    new = (*lighthouse[:4], "邮差登塔投递，可以免费借宿一夜，自带被褥。", *lighthouse[4:])
    comparison = compared(lighthouse, new)
    assert rows(comparison) == {(None, "5"): Relation.ADDED}
    assert clause_rows(comparison) == ["~5"]
    assert [e.op for e in comparison.clauses[0].edits] == ["+"]


def test_words_without_a_descendant_are_deleted(compared: Compared, lighthouse: Articles) -> None:
    comparison = compared(lighthouse, (*lighthouse[:3], *lighthouse[4:]))
    assert rows(comparison) == {("4", None): Relation.DELETED}
    assert clause_rows(comparison) == ["4~"]
    assert [e.op for e in comparison.clauses[0].edits] == ["-"]


def test_a_general_article_gathers_a_clause_that_left_many(compared: Compared, lighthouse: Articles) -> None:
    """构成犯罪的，依法追究刑事责任 leaves two articles; one new article says it for all."""
    tail = "；构成犯罪的，依法追究刑事责任。"
    thieves, wreckers = "盗取灯油的，责令归还并处灯油价款二倍的罚款", "砸毁灯罩的，责令照价赔偿并修葺塔身"
    old = (*lighthouse[:5], thieves + tail, wreckers + tail, lighthouse[5])
    new = (
        *lighthouse[:5],
        thieves + "。",
        wreckers + "。",
        "违反本办法规定，构成犯罪的，依法追究刑事责任。",
        lighthouse[5],
    )
    assert rows(compared(old, new)) == {
        ("6", "6"): Relation.SPLIT,
        ("6", "8"): Relation.SPLIT,
        ("7", "7"): Relation.SPLIT,
        ("7", "8"): Relation.SPLIT,
    }


def test_a_definition_finds_the_article_of_definitions(compared: Compared, lighthouse: Articles) -> None:
    """以下称“代守人” in an article of duties becomes 代守人，是指 in the article of terms."""
    old = (
        *lighthouse[:4],
        "看守人因病不能值守的，应当提前二日告知邻塔代为照料灯火的人（以下称“代守人”）。",
        lighthouse[5],
    )
    new = (
        *lighthouse[:4],
        "看守人因病不能值守的，应当提前二日告知代守人。",
        "代守人，是指邻塔中受托照料灯火、领取津贴的人。",
        lighthouse[5],
    )
    assert rows(compared(old, new)) == {("5", "5"): Relation.SPLIT, ("5", "6"): Relation.SPLIT}


@pytest.mark.parametrize(
    "same",
    [
        "任何船只不得在灯塔周围三百米内抛锚　或者捕捞海参。",
        "【禁锚】任何船只不得在灯塔周围三百米内抛锚或者捕捞海参。",
        "任何船只，不得在灯塔周围三百米内，抛锚或者捕捞海参；",
    ],
    ids=["white space", "a caption", "punctuation"],
)
def test_what_carries_no_norm_changes_nothing(compared: Compared, lighthouse: Articles, same: str) -> None:
    comparison = compared(lighthouse, (*lighthouse[:2], same, *lighthouse[3:]))
    assert not rows(comparison)
    assert not comparison.clauses
