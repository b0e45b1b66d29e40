"""Rows: old beside new in the new text's order; deleted ones at their old place; nothing of either text left out."""

from tracker.diff.changes import Clause, Comparison, Direction, Edit, Link, Relation, Side, Unit, Verdict
from tracker.exports.rows import Row, arrange, first_rows


def unit(locator: str, text: str = "", article: str = "") -> Unit:
    return Unit(locator, article or locator.split("(")[0].split(".")[0], text or f"第{locator}处的话。")


def clause(old: Unit | None, new: Unit | None, relation: Relation) -> Clause:
    edits = tuple(Edit(op, u.text) for op, u in (("-", old), ("+", new)) if u)
    return Clause(old, new, relation, Verdict(Direction.NEUTRAL), edits)


def comparison(links: list[Link], clauses: list[Clause]) -> Comparison:
    side = Side("", "", 0, "", ())
    return Comparison(side, side, tuple(links), tuple(clauses), (), Direction.NEUTRAL)


def seen(rows: list[Row]) -> list[tuple[list[str], list[str], str]]:
    return [
        ([u.locator for u in row.old], [u.locator for u in row.new], "left" if row.left else row.relation.value)
        for row in rows
    ]


def test_an_unchanged_text_is_quiet_and_whole():
    old = [unit("1"), unit("2.1"), unit("2.2")]
    links = [Link("1", "1", Relation.UNCHANGED), Link("2", "2", Relation.UNCHANGED)]
    rows = arrange(comparison(links, []), old, old)
    assert seen(rows) == [(["1"], ["1"], "unchanged"), (["2.1", "2.2"], ["2.1", "2.2"], "unchanged")]


def test_a_deleted_article_stands_at_its_old_place():
    old, new = [unit("1", "甲。"), unit("2", "乙。"), unit("3", "丙。")], [unit("1", "甲。"), unit("2", "丙。")]
    links = [
        Link("1", "1", Relation.UNCHANGED),
        Link("2", None, Relation.DELETED),
        Link("3", "2", Relation.RENUMBERED),
    ]
    rows = arrange(comparison(links, [clause(old[1], None, Relation.DELETED)]), old, new)
    assert seen(rows) == [(["1"], ["1"], "unchanged"), (["2"], [], "deleted"), (["3"], ["2"], "renumbered")]


def test_a_split_shows_its_source_in_both_rows_and_a_deletion_after_the_last_of_them():
    old, new = [unit("9", "甲，乙。"), unit("10", "丙。")], [unit("10", "甲。"), unit("11", "乙。")]
    clauses = [
        clause(old[0], new[0], Relation.SPLIT),
        clause(old[0], new[1], Relation.SPLIT),
        clause(old[1], None, Relation.DELETED),
    ]
    links = [Link("9", "10", Relation.SPLIT), Link("9", "11", Relation.SPLIT), Link("10", None, Relation.DELETED)]
    assert seen(arrange(comparison(links, clauses), old, new)) == [
        (["9"], ["10"], "split"),
        (["9"], ["11"], "split"),
        (["10"], [], "deleted"),
    ]


def test_a_merge_has_its_sources_in_one_row_in_their_order():
    old, new = [unit("1", "甲。"), unit("2", "乙。")], [unit("1", "甲乙。")]
    clauses = [clause(old[1], new[0], Relation.MERGED), clause(old[0], new[0], Relation.MERGED)]
    links = [Link("1", "1", Relation.MERGED), Link("2", "1", Relation.MERGED)]
    rows = arrange(comparison(links, clauses), old, new)
    assert seen(rows) == [(["1", "2"], ["1"], "merged")]
    assert [c.key for c in rows[0].clauses] == ["1~1", "2~1"]


def test_a_moved_article_leaves_a_mark_where_it_stood_even_word_for_word():
    old = [unit("1", "甲。"), unit("2", "乙。"), unit("3", "丙。")]
    new = [unit("1", "丙。"), unit("2", "甲。"), unit("3", "乙。")]
    links = [
        Link("3", "1", Relation.MOVED),
        Link("1", "2", Relation.RENUMBERED),
        Link("2", "3", Relation.RENUMBERED),
    ]
    assert seen(arrange(comparison(links, []), old, new)) == [
        (["3"], ["1"], "moved"),
        (["1"], ["2"], "renumbered"),
        (["2"], ["3"], "renumbered"),
        (["3"], [], "left"),
    ]


def test_an_added_item_stands_alone_on_its_side():
    old = [unit("4"), unit("4(1)")]
    new = [unit("4"), unit("4(1)"), unit("4(2)", "新的一项；")]
    rows = arrange(comparison([Link("4", "4", Relation.AMENDED)], [clause(None, new[2], Relation.ADDED)]), old, new)
    assert seen(rows) == [(["4", "4(1)"], ["4", "4(1)"], "unchanged"), ([], ["4(2)"], "added")]


def test_equal_units_of_other_articles_do_not_change_partners():
    """Two articles end in the same sentence: each keeps its own."""
    same = "违反前款规定的，给予警告。"
    old = [unit("1.1", "甲。"), unit("1.2", same), unit("2.1", "乙。"), unit("2.2", same)]
    links = [Link("1", "1", Relation.UNCHANGED), Link("2", "2", Relation.UNCHANGED)]
    rows = arrange(comparison(links, []), old, old)
    assert all([u.locator for u in row.old] == [u.locator for u in row.new] for row in rows)


def test_the_part_of_a_shared_unit_that_went_is_judged_where_the_unit_stands():
    old, new = [unit("5", "甲，乙。")], [unit("5", "甲。")]
    clauses = [clause(old[0], new[0], Relation.AMENDED), clause(old[0], None, Relation.DELETED)]
    rows = arrange(comparison([Link("5", "5", Relation.AMENDED)], clauses), old, new)
    assert [[c.key for c in row.clauses] for row in rows] == [["5~5", "5~"]]


def test_every_link_finds_its_first_row():
    old, new = [unit("1"), unit("2")], [unit("1"), unit("2")]
    rows = arrange(comparison([], []), old, new)
    assert first_rows(rows)[("2", "2")] == 1
    assert first_rows(rows)[(None, "2")] == 1
