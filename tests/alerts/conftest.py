"""One event of our own: the draft and the final of fictional measures, with one clause of each direction."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.alerts.event import Event, Text
from tracker.diff.changes import Clause, Comparison, Direction, Edit, Link, Relation, Side, Unit, Verdict
from tracker.law.instrument import Instrument
from tracker.law.stage import Stage
from tracker.practice.person import Client, Person, Reader, Role


def clause(
    old: str | None, new: str | None, direction: Direction, edits: tuple[Edit, ...], severity: int = 2
) -> Clause:
    units = [Unit(place, place.split("(")[0].split(".")[0], "x") if place else None for place in (old, new)]
    relation = Relation.ADDED if old is None else Relation.DELETED if new is None else Relation.AMENDED
    return Clause(units[0], units[1], relation, Verdict(direction, severity), edits)


@pytest.fixture
def event() -> Event:
    clauses = (
        clause("3", "3", Direction.STRENGTHENED, (Edit("=", "应当在"), Edit("-", "二十四"), Edit("+", "十二"))),
        clause("4(2)", "4(3)", Direction.SOFTENED, (Edit("-", "保证"), Edit("+", "采取措施，提高"))),
        clause("5", None, Direction.SOFTENED, (Edit("-", "提供者应当缴存保证金。"),)),
        clause(None, "7.2", Direction.MIXED, (Edit("+", "可以申请<b>豁免</b>"),)),
    )
    side = Side("智能电梯运行服务管理办法", "", 6, "0" * 64, ())
    return Event(
        Instrument(
            "smart-lifts",
            "智能电梯运行服务管理暂行办法",
            "Smart Lift Measures",
            "departmental-rule",
            ("cac",),
            ("data",),
        ),
        Text(
            "2026-09-10-promulgated",
            "智能电梯运行服务管理暂行办法",
            Stage.PROMULGATED,
            None,
            date(2026, 9, 10),
            date(2027, 1, 1),
        ),
        Text("2026-03-16-draft", "智能电梯运行服务管理办法", Stage.CONSULTATION_DRAFT, None, date(2026, 3, 16)),
        Comparison(side, side, (), clauses, (), Direction.MIXED),
    )


@pytest.fixture
def chained(event: Event) -> Event:
    """The same with its articles' links, its text, the law it carries out, and who bears each change."""
    links = (
        Link("1", "1", Relation.UNCHANGED),
        Link("2", "2", Relation.SPLIT),
        Link("2", "9", Relation.SPLIT),
        Link("3", "3", Relation.AMENDED),
        Link("4", "4", Relation.AMENDED),
        Link("5", None, Relation.DELETED),
        Link("6", "8", Relation.RENUMBERED),
        Link(None, "7", Relation.ADDED),
    )
    assert event.comparison
    bears = ("provider", "provider", "regulator", "")
    clauses = tuple(
        replace(clause, verdict=replace(clause.verdict, affected=who))
        for clause, who in zip(event.comparison.clauses, bears, strict=True)
    )
    return replace(
        event,
        comparison=replace(event.comparison, links=links, clauses=clauses),
        words="第一条　提供者应当每日巡检。",
        linked=frozenset({"lifts-law"}),
    )


@pytest.fixture
def counsel() -> Reader:
    return Reader(Person("p1", "counsel@sample.invalid", "林律师", Role.COUNSEL))


@pytest.fixture
def client() -> Reader:
    member = Person("p2", "client@sample.invalid", "王经理", Role.CLIENT, "liftco")
    return Reader(member, Client("liftco", "示例电梯公司", frozenset({"smart-lifts"})))
