"""Counsel's verdict stands in the place of the machine's, on the words counsel saw, wherever they are numbered."""

from dataclasses import replace

from tracker import knowledge
from tracker.diff.changes import Clause, Comparison, Direction
from tracker.diff.comparison import compare
from tracker.diff.examples import example
from tracker.diff.overruling import opinion, overrule
from tracker.documents.reading import read

OLD = """云缆车管理办法
第一条　运营者应当保证数据真实。
第二条　运营者应当在三日内答复投诉。
第三条　本办法自2031年1月1日起施行。
"""
NEW = """云缆车管理办法
第一条　运营者应当采取措施提高数据的真实性。
第二条　运营者应当在十日内答复投诉。
第三条　本办法自2031年1月1日起施行。
"""


def compared(old: str = OLD, new: str = NEW) -> Comparison:
    texts = (read(text.encode(), guide=knowledge.guide()) for text in (old, new))
    return compare(*texts, knowledge.drafting())


def on(comparison: Comparison, key: str) -> Clause:
    return next(clause for clause in comparison.clauses if clause.key == key)


def test_counsels_verdict_and_the_machines_stand_side_by_side():
    machine = compared()
    said = opinion(on(machine, "2~2"), Direction.STRENGTHENED, 2)
    made = overrule(machine, [said])
    ours = on(made.comparison, "2~2").verdict
    assert (ours.direction, ours.severity, ours.confidence) == (Direction.STRENGTHENED, 2, 1.0)
    assert made.machine["2~2"] == on(machine, "2~2").verdict
    assert made.machine["2~2"].direction is Direction.SOFTENED
    assert on(made.comparison, "1~1") == on(machine, "1~1")


def test_the_article_and_the_whole_follow():
    machine = compared()
    said = [opinion(clause, Direction.STRENGTHENED, 3) for clause in machine.clauses]
    made = overrule(machine, said).comparison
    assert made.direction is Direction.STRENGTHENED
    assert [link.direction for link in made.links] == [
        Direction.STRENGTHENED,
        Direction.STRENGTHENED,
        Direction.NEUTRAL,
    ]
    assert machine.direction is Direction.SOFTENED


def test_it_survives_a_text_in_which_the_change_has_another_number():
    said = opinion(on(compared(), "2~2"), Direction.UNCLEAR, 1)
    later = (
        NEW.replace("第二条", "第三条")
        .replace("第三条　本办法", "第四条　本办法")
        .replace("第三条　运营者", "第二条　缆车每年检修一次。\n第三条　运营者")
    )
    made = overrule(compared(new=later), [said])
    assert list(made.said) == ["2~3"]
    assert on(made.comparison, "2~3").verdict.direction is Direction.UNCLEAR


def test_on_other_words_it_is_returned_and_not_applied():
    said = opinion(on(compared(), "2~2"), Direction.UNCLEAR, 1)
    machine = compared(new=NEW.replace("十日", "三十日"))
    made = overrule(machine, [said])
    assert made.comparison == machine
    assert made.unfit == (said,)


def test_the_later_of_two_decides():
    machine = compared()
    first, second = (opinion(on(machine, "2~2"), d, 1) for d in (Direction.NEUTRAL, Direction.MIXED))
    assert overrule(machine, [first, second]).said["2~2"] is second


def test_an_example_is_sure_of_what_a_person_decided_and_guesses_the_rest():
    machine = compared()
    made = overrule(machine, [opinion(on(machine, "2~2"), Direction.STRENGTHENED, 2)])
    rows = example("lifts", "old.txt", "new.txt", made.comparison, made.said, reviewed=False)
    sure = [row for row in rows["clauses"] if "confidence" not in row]
    assert [(row["old"], row["direction"]) for row in sure] == [("2", "strengthened")]
    assert all(row["confidence"] == "guess" for row in rows["articles"])
    whole = example("lifts", "old.txt", "new.txt", made.comparison, made.said, reviewed=True)
    assert not any("confidence" in row for row in (*whole["articles"], *whole["clauses"]))


def test_a_link_made_by_hand_is_decided_by_itself():
    machine = compared()
    by_hand = replace(machine, links=(replace(machine.links[0], by_hand=True), *machine.links[1:]))
    rows = example("lifts", "o", "n", by_hand, (), reviewed=False)["articles"]
    assert ["confidence" in row for row in rows] == [False, True, True]
