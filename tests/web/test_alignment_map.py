"""The alignment map's geometry: ticks, shares, stubs, runs, and what lies on top."""

from itertools import pairwise

from tracker.diff.changes import Link, Relation
from tracker.web.alignment_map import LEAST_PITCH, STUB, draw


def test_a_split_shares_the_old_tick_and_a_merge_the_new_one():
    links = [
        Link("1", "1", Relation.SPLIT),
        Link("1", "2", Relation.SPLIT),
        Link("2", "3", Relation.MERGED),
        Link("3", "3", Relation.MERGED),
    ]
    drawn = draw(links, ["1", "2", "3"], ["1", "2", "3"], {}, {})
    starts = {(r.link.old, r.link.new): r.path.split("C")[0] for r in drawn.ribbons}
    assert starts["1", "1"] != starts["1", "2"]
    assert len({r.path for r in drawn.ribbons}) == 4
    tick = drawn.old[0]
    assert starts["1", "2"] == f"M{drawn.left + 3:g} {tick.middle:.1f}"


def test_added_and_deleted_articles_are_stubs_that_never_reach_the_other_side():
    drawn = draw([Link("1", None, Relation.DELETED), Link(None, "1", Relation.ADDED)], ["1"], ["1"], {}, {})
    gone, came = sorted(drawn.ribbons, key=lambda r: r.link.old is None)
    assert f"L{drawn.left + 3 + STUB:g}" in gone.path
    assert f"L{drawn.right - 3 - STUB:g}" in came.path


def test_what_moved_is_drawn_last():
    links = [Link("2", "1", Relation.MOVED), Link("1", "2", Relation.RENUMBERED)]
    drawn = draw(links, ["1", "2"], ["1", "2"], {}, {})
    assert drawn.ribbons[-1].link.relation is Relation.MOVED


def test_a_long_run_without_a_change_is_one_band():
    """505 articles of which three changed, as an amendment of a great law: the map stays on a screen."""
    changed = {"5", "140", "388"}
    articles = [str(n) for n in range(1, 506)]
    links = [Link(a, a, Relation.AMENDED if a in changed else Relation.UNCHANGED) for a in articles]
    drawn = draw(links, articles, articles, {}, {})
    assert [tick.label for tick in drawn.old] == ["1–4", "5", "6–139", "140", "141–387", "388", "389–505"]
    assert drawn.height < 300
    assert sum(len(r.links) for r in drawn.ribbons) == 505


def test_a_run_breaks_where_an_article_was_added():
    links = [Link(str(n), str(n if n < 5 else n + 1), Relation.RENUMBERED) for n in range(1, 9)]
    drawn = draw(
        [*links, Link(None, "5", Relation.ADDED)], [str(n) for n in range(1, 9)], [str(n) for n in range(1, 10)], {}, {}
    )
    assert [tick.label for tick in drawn.new] == ["1–4", "5", "6–9"]


def test_many_changed_articles_crowd_but_stay_apart():
    articles = [str(n) for n in range(1, 121)]
    drawn = draw([Link(a, a, Relation.AMENDED) for a in articles], articles, articles, {}, {})
    tops = [tick.top for tick in drawn.old]
    assert all(b - a >= LEAST_PITCH - 0.01 for a, b in pairwise(tops))
    assert sum(bool(tick.label) for tick in drawn.old) < len(articles)


def test_chapters_stand_above_their_first_article():
    drawn = draw(
        [Link("1", "1", Relation.AMENDED), Link("2", "2", Relation.AMENDED)],
        ["1", "2"],
        ["1", "2"],
        {},
        {"1": "第一章", "2": "第二章"},
    )
    assert [d.label for d in drawn.new_divisions] == ["第一章", "第二章"]
    assert drawn.new[0].top < drawn.new_divisions[1].y < drawn.new[1].top
    assert drawn.old_divisions == ()


def test_a_chapter_inside_an_unchanged_run_takes_no_room():
    articles = [str(n) for n in range(1, 21)]
    links = [Link(a, a, Relation.UNCHANGED) for a in articles]
    drawn = draw(links, articles, articles, {"1": "第一章", "8": "第二章"}, {"1": "第一章", "8": "第二章"})
    assert [d.label for d in drawn.old_divisions] == ["第一章"]


def test_long_numbers_get_the_room_they_need():
    links = [Link("169-1", "169-1", Relation.AMENDED)]
    narrow = draw([Link("7", "7", Relation.AMENDED)], ["7"], ["7"], {}, {})
    assert draw(links, ["169-1"], ["169-1"], {}, {}).left > narrow.left
