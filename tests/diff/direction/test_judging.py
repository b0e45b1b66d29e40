"""Several pairs at once: units cut up between their counterparts, words that moved, opening words, the roll-up."""

from tracker.diff.changes import Direction, Pair, Relation, Unit, Verdict
from tracker.diff.direction import judge_all, roll_up
from tracker.diff.drafting import Drafting


def judged(pairs, drafting):
    olds = list(dict.fromkeys(p.old for p in pairs if p.old))
    news = list(dict.fromkeys(p.new for p in pairs if p.new))
    return [str(v.direction) for v in judge_all(pairs, olds, news, drafting)]


def test_a_split_is_judged_part_by_part(unit, drafting):
    old = unit("运营者应当公示收费标准，并在十日内处理骑行人的投诉。", locator="5")
    fees, complaints = (
        unit("运营者应当公示收费标准。", locator="5"),
        unit("运营者应当在三日内处理骑行人的投诉。", locator="6"),
    )
    pairs = [Pair(old, fees, Relation.SPLIT), Pair(old, complaints, Relation.SPLIT)]
    assert judged(pairs, drafting) == ["neutral", "strengthened"]


def test_a_duty_that_only_moved_is_not_lost(unit, drafting):
    duty = "并在每次飞行前检查电池与桨叶的状态"
    pairs = [
        Pair(unit(f"运营者应当投保，{duty}。", locator="3"), unit("运营者应当投保。", locator="3"), Relation.AMENDED),
        Pair(
            unit("运营者应当培训人员。", locator="9"),
            unit(f"运营者应当培训人员，{duty}。", locator="9"),
            Relation.AMENDED,
        ),
    ]
    assert judged(pairs, drafting) == ["neutral", "neutral"]


def test_an_item_against_a_paragraph_is_read_with_its_opening_words(unit, drafting):
    item = unit("张贴收费标准。", chapeau="运营者应当履行下列义务：", locator="4(1)")
    assert judged([Pair(unit("运营者应当张贴收费标准。"), item, Relation.MOVED)], drafting) == ["neutral"]


def test_a_step_that_now_stands_in_the_opening_words_is_not_lost(unit, drafting):
    item = unit("从事单车维修的企业；", chapeau="下列单位应当按照规定向主管部门备案：", locator="4(2)")
    old = unit("从事单车维修的企业，应当向所在地县级主管部门备案。")
    assert judged([Pair(old, item, Relation.MOVED)], drafting) == ["neutral"]


def test_a_sentence_that_announces_numbered_clauses_asks_nothing(drafting):
    lead = Unit("5.1", "5.1", "机器人应具备避让、报警等方面的能力。", "", "要求", "clause")
    below = Unit("5.1.1", "5.1.1", "机器人应在2 s内停止。", "", "要求", "clause")
    (verdict,) = judge_all([Pair(lead, None, Relation.DELETED)], [lead, below], [], drafting)
    assert verdict.direction is Direction.NEUTRAL


def test_weak_words_that_contradict_each_other_are_unclear(judge):
    verdict = judge("运营者应当公布航线信息。", "运营者应当定期公布特定航线信息。")
    assert verdict.direction is Direction.UNCLEAR
    assert verdict.confidence < 0.5


def test_who_bears_it_is_named(judge):
    assert judge("", "运营者应当投保。").affected == "provider"
    assert judge("", "主管部门可以约谈运营者。").affected == "regulator"
    assert judge("", "国家支持冷链建设。").affected == "state"


def test_promotion_supports_and_stays_neutral(judge):
    verdict = judge("", "国家鼓励高等学校开设冷链课程。")
    assert (verdict.direction, verdict.support) == (Direction.NEUTRAL, True)


def test_without_knowledge_everything_is_neutral(pair):
    change = pair("运营者应当投保。", "运营者可以投保。")
    (verdict,) = judge_all([change], [change.old], [change.new], Drafting())
    assert (verdict.direction, verdict.signals) == (Direction.NEUTRAL, ())


def test_an_article_is_what_most_of_its_weight_says():
    up, down = Verdict(Direction.STRENGTHENED, 3), Verdict(Direction.SOFTENED, 1)
    assert roll_up([up, down]).direction is Direction.STRENGTHENED
    assert roll_up([up, Verdict(Direction.SOFTENED, 2)]).direction is Direction.MIXED
    assert roll_up([Verdict(Direction.MIXED, 3), up]).direction is Direction.MIXED
    assert roll_up([Verdict(Direction.NEUTRAL), Verdict(Direction.NEUTRAL)]).direction is Direction.NEUTRAL
    assert roll_up([Verdict(Direction.UNCLEAR, 1), Verdict(Direction.NEUTRAL)]).direction is Direction.UNCLEAR
    assert roll_up([]).direction is Direction.NEUTRAL


def test_an_article_keeps_the_reasons_of_its_clauses(judge):
    clauses = [judge("运营者可以投保。", "运营者应当投保。"), judge("", "运营者不得加价。")]
    whole = roll_up(clauses)
    assert (whole.severity, whole.dimensions) == (3, ("D1",))
    assert whole.signals == clauses[0].signals + clauses[1].signals


def test_a_qualifier_dropped_before_who_is_bound_binds_more_where_both_texts_use_it_elsewhere(pair, unit, drafting):
    change = pair("国有冷库企业应当登记藏品。", "冷库企业应当登记藏品。")
    still = unit("国有冷库企业不得转让藏品，国有冷库企业应当报告损毁。")
    verdicts = judge_all([change], [change.old, still], [change.new, still], drafting)
    assert verdicts[0].direction == "strengthened"


def test_a_name_said_short_in_the_new_text_binds_nobody_more(pair, unit, drafting):
    change = pair("国有冷库企业应当登记藏品。", "冷库企业应当登记藏品。")
    long, short = unit("国有冷库企业不得转让藏品。"), unit("冷库企业不得转让藏品。")
    verdicts = judge_all([change], [change.old, long], [change.new, short], drafting)
    assert verdicts[0].direction == "neutral"
