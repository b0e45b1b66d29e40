"""What starts when: a law's own provisions, a decision's points, and the text in force between two days."""

from collections.abc import Callable
from datetime import date

from tracker import knowledge
from tracker.amending.commencing import commencements, starts
from tracker.amending.consolidating import amend
from tracker.amending.operation import Decision
from tracker.documents.reading import read
from tracker.law.commencement import starts_on

TWO_DAYS = "本决定自2026年3月1日起施行。\n本决定第二条自2027年1月1日起施行。"


def test_a_day_still_to_be_said_is_no_day() -> None:
    text = (
        "云岛灯塔办法\n（2019年5月6日云岛议事会第一次会议通过）\n第一条　灯塔刷白。\n"
        "第二条　灯塔长明。\n第三条　塔有梯。\n"
        "第四条　本办法第一条自2019年6月1日起施行，第二条、第三条在岛务署完成有关程序后，由岛务署公布施行日期。\n"
    )
    found = commencements(read(text.encode(), guide=knowledge.guide()))
    assert [(c.places, c.on and c.on.isoformat()) for c in found] == [(("1",), "2019-06-01"), (("2", "3"), None)]


def test_provisions_of_a_law_start_on_days_of_their_own() -> None:
    text = (
        "云岛灯塔法\n（2025年12月1日云岛议事会第一次会议通过）\n第一条　灯塔刷白。\n第二条　看守人值夜。\n"
        "第三条　本法自2026年2月1日起施行，第二条自2026年8月1日起施行。\n"
    )
    records = commencements(read(text.encode()))
    assert [(r.places, r.on) for r in records] == [((), date(2026, 2, 1)), (("2",), date(2026, 8, 1))]
    assert starts_on(records, "1") == date(2026, 2, 1)
    assert starts_on(records, "2.1") == date(2026, 8, 1)
    assert text[records[1].sentence.start :].startswith("第二条自2026年8月1日起施行")


def test_a_point_of_a_decision_starts_later_than_the_others(
    orders: Callable[[str], Decision], decision: Callable[..., str], law: str
) -> None:
    text = decision("将第五条中的“警告”修改为“严重警告”。", "删去第四条。", closing=TWO_DAYS)
    days = starts(orders(text))
    assert (days[1], days[2]) == (date(2026, 3, 1), date(2027, 1, 1))
    base = read(law.encode())
    for on, articles, warned in [
        (date(2026, 2, 28), 6, False),
        (date(2026, 6, 1), 6, True),
        (date(2027, 1, 1), 5, True),
    ]:
        made = amend(base, orders(text), guide=knowledge.guide(), on=on)
        standing = [a for a in made.document.articles if "（删去）" not in a.full_text]
        assert (len(standing), "严重警告" in made.document.text) == (articles, warned)
