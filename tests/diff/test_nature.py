"""Changes of no substance are recognised: other signs on paper, cross-references that followed their articles."""

from collections.abc import Callable, Sequence

import pytest

from tracker.diff.changes import Comparison, Direction, Nature
from tracker.diff.nature import nature

Compared = Callable[[Sequence[str], Sequence[str]], Comparison]
Articles = tuple[str, ...]
LINKS = {("2", "2"), ("3", "4"), ("4", "5"), ("7-1", "8")}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("看守人应当点灯，并记明时刻。", "看守人应当点灯,并 记明时刻；", Nature.PRINT),
        ("灯油１０桶。", "灯油10桶。", Nature.PRINT),
        ("违反第三条的，由港务所劝离。", "违反第四条的，由港务所劝离。", Nature.REFERENCE),
        ("违反第三条第二款、第四条的，劝离。", "违反第四条第二款、第五条的，劝离。", Nature.REFERENCE),
        ("依照第七条之一办理。", "依照第八条办理。", Nature.REFERENCE),
        ("违反第三条的，由港务所劝离。", "违反第五条的，由港务所劝离。", Nature.WORDS),
        ("违反第三条第一款的，劝离。", "违反第四条第二款的，劝离。", Nature.WORDS),
        ("违反第三条的，劝离。", "违反第三条、第四条的，劝离。", Nature.WORDS),
        ("依照《海图法》第三条办理。", "依照《海图法》第四条办理。", Nature.WORDS),
        ("依照《海图法》第三条办理。", "依照《潮汐法》第三条办理。", Nature.WORDS),
        ("应当在三日内报告。", "应当在五日内报告。", Nature.WORDS),
    ],
)
def test_the_nature_of_a_change(old: str, new: str, wanted: Nature) -> None:
    assert nature(old, new, LINKS) is wanted
    assert nature(new, old, {(b, a) for a, b in LINKS}) is wanted


def test_clauses_of_a_standard_are_followed_by_their_numbers() -> None:
    assert nature("按照5.1.2的要求点灯。", "按照5.1.3的要求点灯。", {("5.1.2", "5.1.3")}) is Nature.REFERENCE
    assert nature("按照5.1.2的要求点灯。", "按照5.1.4的要求点灯。", {("5.1.2", "5.1.3")}) is Nature.WORDS


def test_an_article_put_in_renumbers_references_and_nothing_of_substance(
    compared: Compared, lighthouse: Articles
) -> None:
    ban = "违反第三条抛锚的，由港务所劝离，并通报船籍港。"
    old = (*lighthouse[:5], ban, lighthouse[5])
    new = (
        lighthouse[0],
        "云岛公所统筹灯塔的经费，按季拨付。",
        *lighthouse[1:5],
        ban.replace("三", "四"),
        lighthouse[5],
    )
    comparison = compared(old, new)
    [link] = [x for x in comparison.links if x.old == "6"]
    [clause] = [c for c in comparison.clauses if c.old]
    assert link.nature is clause.nature is Nature.REFERENCE
    assert link.direction is clause.verdict.direction is Direction.NEUTRAL


def test_an_article_printed_otherwise_is_unchanged_and_says_so(compared: Compared, lighthouse: Articles) -> None:
    comparison = compared(lighthouse, (lighthouse[0].replace("，", "；"), *lighthouse[1:]))
    assert [x.old for x in comparison.links if x.nature is Nature.PRINT] == ["1"]
    assert not comparison.clauses
