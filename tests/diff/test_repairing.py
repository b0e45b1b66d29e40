"""A person knows better which article became which: what is said is kept, replayed, and told when it fits no more."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diff.conftest import write_law
from tracker import knowledge
from tracker.diff.changes import Comparison, Relation
from tracker.diff.comparison import compare
from tracker.diff.repairing import Act, Corrected, Correction, Misfit, correction, recompare
from tracker.law.document import Document

# The log of visitors was given up, and a guest book for poets is something else; the words look alike.
OLD = (
    "为了规范灯塔的养护，保障夜间航行，制定本办法。",
    "看守人应当备置来访登记簿，来访者登塔前应当登记姓名、时间和事由，登记簿保存三年。",
    "任何船只不得在灯塔周围三百米内抛锚或者捕捞海参。",
    "看守人因病不能值守的，应当提前二日告知邻塔看守人。",
)
NEW = (
    OLD[0],
    "看守人可以备置题诗簿，来访者登塔后可以题写姓名、时间和诗句，题诗簿由渔会保存。",
    OLD[2],
    "看守人因病不能值守的，应当提前五日告知邻塔看守人。",
)


def law(articles: Sequence[str]) -> Document:
    return write_law(articles)


def corrected(*corrections: Correction, old: Sequence[str] = OLD, new: Sequence[str] = NEW) -> Corrected:
    return recompare(law(old), law(new), knowledge.drafting(), corrections)


def rows(comparison: Comparison) -> dict[tuple[str | None, str | None], Relation]:
    return {(x.old, x.new): x.relation for x in comparison.links if x.relation is not Relation.UNCHANGED}


def said(act: Act, old: str | None, new: str | None, of: Sequence[str] = OLD, to: Sequence[str] = NEW) -> Correction:
    return correction(act, law(of), law(to), old, new)


def test_without_corrections_it_is_the_comparison_itself() -> None:
    assert corrected() == Corrected(compare(law(OLD), law(NEW), knowledge.drafting()))


def test_two_articles_parted_are_one_deleted_and_one_added_and_nobody_doubts_it() -> None:
    assert rows(corrected().comparison)["2", "2"] is Relation.AMENDED
    told = corrected(said(Act.PART, "2", "2"))
    assert rows(told.comparison) == {
        ("2", None): Relation.DELETED,
        (None, "2"): Relation.ADDED,
        ("4", "4"): Relation.AMENDED,
    }
    assert {(x.by_hand, x.similarity) for x in told.comparison.links if "2" in (x.old, x.new)} == {(True, 0.0)}
    assert [c.key for c in told.comparison.clauses] == ["2~", "~2", "4~4"]
    assert not told.unfit


def test_two_articles_paired_beside_what_they_had_make_a_split() -> None:
    told = corrected(said(Act.PAIR, "2", "4"))
    assert rows(told.comparison) == {
        ("2", "2"): Relation.SPLIT,
        ("2", "4"): Relation.SPLIT,
        ("4", "4"): Relation.MERGED,
    }
    assert {(x.old, x.new) for x in told.comparison.links if x.by_hand} == {("2", "4")}


def test_re_paired_articles_belong_to_each_other_alone_and_are_judged_anew() -> None:
    told = corrected(said(Act.REPAIR, "4", "2"))
    assert rows(told.comparison) == {
        ("2", None): Relation.DELETED,
        ("4", "2"): Relation.MOVED,
        (None, "4"): Relation.ADDED,
    }
    [clause] = [c for c in told.comparison.clauses if c.key == "4~2"]
    assert "".join(e.text for e in clause.edits if e.op != "+") == OLD[3]


def test_an_article_whose_words_stayed_may_have_given_birth_to_another() -> None:
    """A person sees in the new guest book a child of the ban on anchoring; the ban stands where it stood."""
    told = corrected(said(Act.REPAIR, "3", "2"), said(Act.PAIR, "3", "3"))
    assert rows(told.comparison)["3", "2"] is rows(told.comparison)["3", "3"] is Relation.SPLIT


def test_a_later_word_undoes_an_earlier_one() -> None:
    told = corrected(said(Act.PART, "2", "2"), said(Act.PAIR, "2", "2"))
    assert rows(told.comparison) == rows(corrected().comparison)
    assert [x.by_hand for x in told.comparison.links if x.old == "2"] == [True]


def test_one_place_alone_is_parted_from_everything() -> None:
    assert rows(corrected(said(Act.PART, "4", None)).comparison)["4", None] is Relation.DELETED


ITEMS = "看守人应当备置下列物品：\n（一）三年内的来访登记簿；\n（二）鲸油灯芯；\n（三）黄铜雾笛。"


def test_units_inside_articles_are_put_right_too() -> None:
    """Item one became a paragraph of the article on illness; both articles are linked by it."""
    old, new = (
        (*OLD[:1], ITEMS, *OLD[2:]),
        (
            *NEW[:1],
            ITEMS.replace("（一）三年内的来访登记簿；\n", "").replace("（二）", "（一）").replace("（三）", "（二）"),
            NEW[2],
            NEW[3] + "\n来访登记簿应当保存三年。",
        ),
    )
    told = corrected(said(Act.PAIR, "2(1)", "4.2", old, new), old=old, new=new)
    assert not told.unfit
    [clause] = [c for c in told.comparison.clauses if c.by_hand]
    assert clause.key == "2(1)~4.2"
    assert rows(told.comparison)["2", "4"] is Relation.SPLIT
    apart = corrected(said(Act.PAIR, "2(1)", "4.2", old, new), said(Act.PART, "2(1)", None, old, new), old=old, new=new)
    assert {c.key: c.by_hand for c in apart.comparison.clauses}["2(1)~"]


def test_a_correction_follows_its_words_when_an_article_is_put_in_before_them() -> None:
    kept = said(Act.PART, "2", "2")
    later = (NEW[0], "渔会另设乐队，逢望日于码头奏乐助兴。", *NEW[1:])
    told = corrected(kept, new=later)
    assert not told.unfit
    assert rows(told.comparison)[None, "3"] is Relation.ADDED
    assert ("2", "3") not in rows(told.comparison)


@pytest.mark.parametrize(
    ("kept", "why", "place"),
    [
        (Correction(Act.PART, "9", "2"), Misfit.GONE, "9"),
        (Correction(Act.PAIR, "2", "2", new_words="0123456789abcdef"), Misfit.REWORDED, "2"),
        (Correction(Act.PAIR, "2", None), Misfit.HALF, "2"),
        (Correction(Act.REPAIR, None, None), Misfit.HALF, ""),
    ],
    ids=["no such article", "its words are others now", "a pair of one", "of nothing"],
)
def test_what_fits_no_more_is_told_and_leaves_the_comparison_as_it_was(
    kept: Correction, why: Misfit, place: str
) -> None:
    told = corrected(kept)
    assert [(u.correction, u.why, u.place) for u in told.unfit] == [(kept, why, place)]
    assert told.comparison == corrected().comparison


def test_a_unit_of_an_unchanged_article_and_a_whole_article_of_several_units_are_told() -> None:
    told = corrected(Correction(Act.PART, "5(1)", "5(1)"), old=(*OLD, ITEMS), new=(*NEW, ITEMS))
    assert [u.why for u in told.unfit] == [Misfit.QUIET]
    two = "看守人应当点灯。\n看守人应当敲钟。"
    told = corrected(Correction(Act.PAIR, "5", "5.2"), old=(*OLD, two), new=(*NEW, two))
    assert [u.why for u in told.unfit] == [Misfit.UNEQUAL]


acts = st.builds(
    Correction,
    st.sampled_from(Act),
    st.sampled_from(["1", "2", "3", "4", "7", None]),
    st.sampled_from(["1", "2", "3", "4", "9", None]),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(acts, max_size=5))
def test_whatever_is_said_every_article_appears_and_the_same_is_said_twice_alike(corrections: list[Correction]) -> None:
    told = corrected(*corrections)
    for side in ("old", "new"):
        assert {getattr(x, side) for x in told.comparison.links} - {None} == {"1", "2", "3", "4"}
    assert told == corrected(*corrections)
    assert len(told.unfit) <= len(corrections)
