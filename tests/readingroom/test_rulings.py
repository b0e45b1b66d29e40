"""Counsel puts right what the machine said: signed, dated, kept when it is computed anew, a client's once released."""

from dataclasses import replace

import pytest

from tests.web.conftest import LIFTS, NOW, ROBOTS, Firm
from tracker.diff.changes import Clause, Direction
from tracker.diff.repairing import Act
from tracker.errors import NotAllowed, NotFound
from tracker.practice.access import Sight
from tracker.readingroom.filing import file_comparison
from tracker.readingroom.pages import ComparisonPage

WHY = "三日改十日只是统一口径，义务没有变轻。"


def page(firm: Firm, who: str = "counsel", pair: tuple[str, str, str] = ROBOTS) -> ComparisonPage:
    return firm.room(who).comparisons.page(*pair)


def softened(firm: Firm, who: str = "counsel") -> Clause:
    return next(c for c in page(firm, who).comparison.clauses if c.verdict.direction is Direction.SOFTENED)


def overrule(firm: Firm) -> str:
    key = softened(firm).key
    firm.room("counsel").rulings.overrule(*ROBOTS, key, Direction.STRENGTHENED, 3, WHY)
    return key


def verdict(firm: Firm, key: str, who: str = "counsel") -> Direction:
    return next(c.verdict.direction for c in page(firm, who).comparison.clauses if c.key == key)


def counted(firm: Firm, who: str) -> dict[Direction, int]:
    lines = firm.room(who).instruments.page(ROBOTS[0]).comparisons
    return dict(next(line.directions or {} for line in lines if (line.old.id, line.new.id) == ROBOTS[1:]))


def test_the_machines_verdict_stands_beside_counsels_signed_and_dated(firm: Firm):
    key = overrule(firm)
    shown = page(firm, "analyst")
    assert verdict(firm, key) is Direction.STRENGTHENED
    assert shown.machine[key].direction is Direction.SOFTENED
    assert (shown.signed[key].by, shown.signed[key].at, shown.signed[key].reason) == ("counsel", NOW, WHY)


def test_counts_follow_counsel(firm: Firm):
    before = counted(firm, "counsel")
    overrule(firm)
    after = counted(firm, "counsel")
    assert after[Direction.SOFTENED] == before[Direction.SOFTENED] - 1
    assert after[Direction.STRENGTHENED] == before[Direction.STRENGTHENED] + 1


def test_a_client_sees_it_once_released_with_no_reason_and_no_name(firm: Firm):
    key = overrule(firm)
    assert page(firm, "client").sight is Sight.NOTHING
    assert page(firm, "client").ruled == frozenset()
    firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    shown = page(firm, "client")
    assert verdict(firm, key, "client") is Direction.STRENGTHENED
    assert shown.ruled == {key}
    assert (shown.machine, shown.signed, shown.rulings, shown.unfit) == ({}, {}, (), ())
    assert counted(firm, "client") == counted(firm, "counsel")


def test_what_counsel_puts_right_after_a_release_waits_for_the_next(firm: Firm):
    firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    before = page(firm, "client").comparison
    key = overrule(firm)
    assert page(firm, "client").comparison == before
    firm.room("counsel").comparisons.release(*ROBOTS, "hengtong")
    assert verdict(firm, key, "client") is Direction.STRENGTHENED
    with firm.library.reading() as files:
        assert [r.withdrawn_at is None for r in files.releases.of(*ROBOTS)] == [False, True]


def test_a_client_who_sees_the_machine_sees_no_work_of_counsel(firm: Firm):
    shown = page(firm, "early", LIFTS)
    key = shown.comparison.clauses[0].key
    firm.room("counsel").rulings.overrule(*LIFTS, key, Direction.MIXED, 3, WHY)
    after = page(firm, "early", LIFTS)
    assert after.sight is Sight.MACHINE
    assert after.comparison == shown.comparison
    assert after.ruled == frozenset()


def test_it_survives_a_new_computation(firm: Firm):
    key = overrule(firm)
    with firm.library.writing() as files:
        machine = files.comparisons.get(*ROBOTS)
        file_comparison(files, *ROBOTS, replace(machine, engine="newer"), NOW)
    assert verdict(firm, key) is Direction.STRENGTHENED
    assert counted(firm, "counsel")[Direction.STRENGTHENED] > 0


def test_taken_back_it_stays_on_record(firm: Firm):
    key = overrule(firm)
    number = page(firm).rulings[0].id
    firm.room("administrator").rulings.undo(number)
    assert verdict(firm, key) is Direction.SOFTENED
    kept = page(firm).rulings[0]
    assert (kept.stands, kept.undone_by, kept.by) == (False, "administrator", "counsel")
    with pytest.raises(NotFound):
        firm.room("counsel").rulings.undo(number)


def amended(firm: Firm) -> tuple[str, str]:
    link = next(k for k in page(firm).comparison.links if k.relation.value == "amended")
    return link.old or "", link.new or ""


def test_a_pair_is_taken_apart_and_put_together_again(firm: Firm):
    old, new = amended(firm)
    firm.room("counsel").rulings.pair(*ROBOTS, Act.PART, (old, new), "只是题目相同")
    links = {(k.old, k.new): k for k in page(firm).comparison.links}
    assert (old, new) not in links
    assert links[old, None].by_hand
    firm.room("counsel").rulings.pair(*ROBOTS, Act.REPAIR, (old, new), "看错了")
    assert (old, new) in {(k.old, k.new) for k in page(firm).comparison.links}
    assert len(page(firm).rulings) == 2


def test_a_second_partner_makes_a_split_and_notes_stay_with_their_provisions(firm: Firm):
    old, new = amended(firm)
    other = next(k.new for k in page(firm).comparison.links if k.old is None and k.new)
    firm.room("counsel").rulings.pair(*ROBOTS, Act.PAIR, (old, other), "义务分到两条")
    relations = {k.new: k.relation.value for k in page(firm).comparison.links if k.old == old}
    assert relations == {new: "split", other: "split"}


def test_a_place_that_is_not_there_is_refused_and_nothing_is_kept(firm: Firm):
    with pytest.raises(NotFound):
        firm.room("counsel").rulings.pair(*ROBOTS, Act.PAIR, ("99", "1"), "不存在")
    assert page(firm).rulings == ()


def test_an_example_is_what_counsel_decided(firm: Firm):
    key = overrule(firm)
    made = next(one for one in firm.room("counsel").rulings.examples() if (one.slug, one.old, one.new) == ROBOTS)
    assert set(made.standing.signed) == {key}
    assert made.texts[0] == page(firm).old.document.text


@pytest.mark.parametrize("who", ["client", "other", "analyst", "visitor"])
def test_only_counsel_puts_right(firm: Firm, who: str):
    desk = firm.room(who).rulings
    for deed in (
        lambda: desk.overrule(*ROBOTS, "1~1", Direction.MIXED, 1, "x"),
        lambda: desk.pair(*ROBOTS, Act.PART, ("1", "1"), "x"),
        lambda: desk.undo(1),
    ):
        with pytest.raises(NotAllowed):
            deed()
    if who != "analyst":
        with pytest.raises(NotAllowed):
            desk.examples()
