"""What became of each duty, prohibition, permission, right and sanction; and a norm's life through three versions."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diff.conftest import write_law
from tests.diff.test_laws_of_comparison import article
from tracker import knowledge
from tracker.diff.changes import Comparison, Direction, Relation
from tracker.diff.comparison import compare
from tracker.diff.fate import Destiny, Fate, fates, tally
from tracker.diff.lives import courses, life
from tracker.diff.norms import Sort, registers
from tracker.diff.units import units_of
from tracker.documents.reading import read

DRAFT = (
    "为了规范灯塔的养护，保障夜间航行，制定本办法。",
    "灯塔经营者应当每日日落前点燃灯器，并在三日内报告灯油短少。",
    "灯塔经营者不得在塔内留宿外客。\n灯塔经营者可以自行修理雾笛。",
    "旅客有权查阅值守簿。",
    "灯塔经营者违反本办法规定的，由港务管理部门处五百元以上二千元以下罚款。",
)
SECOND = (
    DRAFT[0],
    "灯塔经营者应当每日日落前点燃灯器，并在十日内报告灯油短少。",
    "灯塔经营者可以自行修理雾笛。",
    DRAFT[3],
    "港务管理部门应当每年公布灯塔名录。",
    DRAFT[4],
)
FINAL = (
    SECOND[0],
    SECOND[2],
    "灯塔经营者应当每日日落前点燃灯器，并在五日内报告灯油短少。",
    *SECOND[4:],
)


def told(old: Sequence[str], new: Sequence[str]) -> tuple[Destiny, ...]:
    before, after = write_law(old), write_law(new)
    drafting = knowledge.drafting()
    return fates(before, after, compare(before, after, drafting), drafting)


def short(rows: Sequence[Destiny]) -> list[tuple[str | None, str | None, str, str]]:
    return [(r.old and r.old.locator, r.new and r.new.locator, r.norm.sort.value, r.fate.value) for r in rows]


def test_each_norm_of_a_draft_has_its_fate_in_the_next_reading() -> None:
    assert short(told(DRAFT, SECOND)) == [
        ("2", "2", "duty", "softened"),
        ("3.1", None, "prohibition", "dropped"),
        ("3.2", "3", "permission", "kept"),
        ("4", "4", "right", "kept"),
        (None, "5", "duty", "new"),
        ("5", "6", "sanction", "kept"),
    ]


def test_a_fate_carries_its_reason_and_what_it_does_to_the_regulated_party() -> None:
    later, dropped = (r for r in told(DRAFT, SECOND) if r.fate in (Fate.SOFTENED, Fate.DROPPED))
    assert (later.rules, later.effect) == (("deadline",), Direction.SOFTENED)
    assert (dropped.rules, dropped.effect) == (("ban",), Direction.SOFTENED)
    assert dropped.norm.text == "灯塔经营者不得在塔内留宿外客"


def test_norms_are_counted_by_whom_they_address() -> None:
    counts = tally(told(DRAFT, SECOND))
    assert counts["provider", Sort.DUTY, Fate.SOFTENED] == 1
    assert counts["provider", Sort.PROHIBITION, Fate.DROPPED] == 1
    assert counts["individual", Sort.RIGHT, Fate.KEPT] == 1
    assert counts["regulator", Sort.DUTY, Fate.NEW] == 1
    assert sum(counts.values()) == 6


def test_a_norm_that_moved_to_an_article_nobody_linked_is_found_again() -> None:
    """The ban on guests left a long article of duties for the end of one on the lamp; nothing else is shared."""
    ban = "灯塔经营者不得在塔内留宿外客和贮存渔获。"
    old = ("灯塔经营者应当每日清点灯油并登记造册，按旬报送港务管理部门备查。\n" + ban, "看守人应当擦拭玻璃棱镜。")
    new = ("灯塔经营者应当每日清点灯油并登记造册，按旬报送港务管理部门备查。", "看守人应当擦拭玻璃棱镜。\n" + ban)
    assert ("1.2", "2.2", "prohibition", "kept") in short(told(old, new))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("看守人应当点灯，不得熄灯。", ["duty", "prohibition"]),
        ("看守人因病不能值守的，应当提前二日告知邻塔。", ["duty"]),
        ("看守人应当点灯，应当敲钟；发现走火的，应当扑救。", ["duty", "duty", "duty"]),
        ("渔船遇险的，不适用本办法。", ["permission"]),
        ("国家鼓励修建灯塔。", []),
        ("为了规范灯塔的养护，制定本办法。", []),
    ],
)
def test_a_norm_begins_at_its_operator_with_the_conditions_before_it(words: str, wanted: list[str]) -> None:
    before, _ = registers(write_law([words]), write_law([words]), knowledge.drafting())
    assert [n.sort.value for n in before.norms] == wanted


def test_a_text_in_a_language_the_rules_do_not_know_has_no_norms() -> None:
    english = read(b"Lighthouse Regulation\nArticle 1\nKeepers shall light the lamp.\nArticle 2\nNobody may anchor.\n")
    assert not fates(english, english, compare(english, english, knowledge.drafting()), knowledge.drafting())


laws = st.lists(article, min_size=2, max_size=6)
quick = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(laws, laws)
def test_every_norm_of_both_texts_has_a_row_and_none_is_both_followed_and_lost(old: list[str], new: list[str]) -> None:
    rows = told(old, new)
    before, after = registers(write_law(old), write_law(new), knowledge.drafting())
    assert {r.old for r in rows if r.old} == set(before.norms)
    assert {r.new for r in rows if r.new} == set(after.norms)
    assert {r.old for r in rows if r.fate is Fate.DROPPED}.isdisjoint(r.old for r in rows if r.new)
    assert {r.new for r in rows if r.fate is Fate.NEW}.isdisjoint(r.new for r in rows if r.old)


@quick
@given(laws)
def test_of_a_text_against_itself_every_norm_is_kept(parts: list[str]) -> None:
    assert {r.fate for r in told(parts, parts)} <= {Fate.KEPT}
    assert all(r.old and r.new and r.old.text == r.new.text for r in told(parts, parts))


@quick
@given(laws)
def test_norms_quote_their_units_and_do_not_overlap(parts: list[str]) -> None:
    register, _ = registers(write_law(parts), write_law(parts), knowledge.drafting())
    units = {u.locator: u for u in units_of(write_law(parts))}
    for unit in units.values():
        norms = register.of(unit)
        assert all(unit.text[n.start : n.end] == n.text for n in norms)
        assert all(a.end <= b.start for a, b in pairwise(norms))


def test_a_norm_is_followed_through_three_versions() -> None:
    followed = courses([told(DRAFT, SECOND), told(SECOND, FINAL)])
    by_first = {c.norms[0].locator if c.norms[0] else "": c for c in followed}
    report = by_first["2"]
    assert [n and n.locator for n in report.norms] == ["2", "2", "3"]
    assert report.fates == (Fate.SOFTENED, Fate.STRENGTHENED)
    assert report.outcome is Fate.MIXED
    assert (by_first["3.1"].fates, by_first["3.1"].outcome) == ((Fate.DROPPED, None), Fate.DROPPED)
    assert (by_first[""].fates, by_first[""].outcome) == ((Fate.NEW, Fate.KEPT), Fate.NEW)
    assert by_first["4"].outcome is Fate.DROPPED, "the right to read the log survived one reading only"


def chain() -> list[Comparison]:
    versions = [write_law(v) for v in (DRAFT, SECOND, FINAL)]
    return [compare(a, b, knowledge.drafting()) for a, b in pairwise(versions)]


@pytest.mark.parametrize(("version", "locator"), [(0, "2"), (1, "2"), (2, "3")])
def test_a_provision_has_one_life_from_whichever_version_one_asks(version: int, locator: str) -> None:
    found = life(chain(), version, locator)
    assert found.places == (("2",), ("2",), ("3",))
    assert [[x.direction for x in step] for step in found.links] == [[Direction.SOFTENED], [Direction.STRENGTHENED]]


def test_a_provision_that_came_late_or_left_early_has_no_place_elsewhere() -> None:
    assert life(chain(), 2, "4").places == ((), ("5",), ("4",))
    gone = life(chain(), 0, "4")
    assert gone.places == (("4",), ("4",), ())
    assert [x.relation for x in gone.links[1]] == [Relation.DELETED]
    assert life(chain(), 0, "77").places == ((), (), ())
    with pytest.raises(ValueError, match="no version 3"):
        life(chain(), 3, "1")
