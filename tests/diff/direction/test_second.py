"""A second opinion stands beside the verdict, never instead of it; the reader here counts two words."""

from tracker.diff.changes import Clause, Direction, Relation
from tracker.diff.direction.second import Opinion, disputed, second_opinions


class WordCounter:
    """The smallest second reader: more 应当 is stricter, fewer is looser; of added clauses it says nothing."""

    def read(self, clause):
        if clause.old is None or clause.new is None:
            return None
        more = clause.new.text.count("应当") - clause.old.text.count("应当")
        direction = Direction.STRENGTHENED if more > 0 else (Direction.SOFTENED if more < 0 else Direction.NEUTRAL)
        return Opinion("word counter 1", direction, f"{more:+d} 应当")


def clauses(pair, judge):
    changes = [
        ("运营者可以投保。", "运营者应当投保。"),
        ("运营者应当在三日内处理投诉。", "运营者应当在十日内处理投诉。"),
        ("", "运营者应当公布航线。"),
    ]
    made = []
    for number, (old, new) in enumerate(changes):
        both = pair(old, new)
        old_unit, new_unit = (
            unit and unit.__class__(f"{number}", f"{number}", unit.text) for unit in (both.old, both.new)
        )
        made.append(Clause(old_unit, new_unit, Relation.AMENDED, judge(old, new), ()))
    return made


def test_opinions_stand_beside_the_verdicts(pair, judge):
    rows = clauses(pair, judge)
    opinions = second_opinions(rows, WordCounter())
    assert opinions["0~0"] == Opinion("word counter 1", Direction.STRENGTHENED, "+1 应当")
    assert [row.verdict.direction for row in rows] == ["strengthened", "softened", "strengthened"]


def test_a_reader_may_have_nothing_to_say(pair, judge):
    assert list(second_opinions(clauses(pair, judge), WordCounter())) == ["0~0", "1~1"]


def test_where_they_part_counsel_looks_first(pair, judge):
    rows = clauses(pair, judge)
    assert disputed(rows, second_opinions(rows, WordCounter())) == ("1~1",)
