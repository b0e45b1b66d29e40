"""A redline: what went, what came, what moved, what lives on elsewhere; real `<del>` and `<ins>`."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.diff.changes import Edit
from tracker.exports.fates import Fate, changed, fates
from tracker.web.redline import Highlight, html, moved, stretches

LIGHT = "守塔人应当每日擦拭灯罩。"
EDITS = (Edit("=", "守塔人应当"), Edit("-", "每日"), Edit("+", "每周"), Edit("=", "擦拭灯罩。"))


def shown(text: str, side: str, *links: tuple[Edit, ...], elsewhere: tuple[tuple[Edit, ...], ...] = ()) -> str:
    return str(html(stretches(text, fates(text, links, elsewhere, side))))


def test_what_went_is_struck_on_the_left_and_what_came_underlined_on_the_right():
    assert shown(LIGHT, "old", EDITS) == "守塔人应当<del>每日</del>擦拭灯罩。"
    assert shown("守塔人应当每周擦拭灯罩。", "new", EDITS) == "守塔人应当<ins>每周</ins>擦拭灯罩。"


def test_white_space_in_the_text_does_not_shift_the_edits():
    assert shown("守塔人应当\n每日 擦拭灯罩。", "old", EDITS) == "守塔人应当\n<del>每日 </del>擦拭灯罩。"


def test_what_a_split_carried_into_its_other_half_is_not_struck():
    """Old: 守塔人应当擦拭灯罩，记录海况。 became two articles, one about the lamp and one about the sea."""
    old = "守塔人应当擦拭灯罩，记录海况。"
    lamp = (Edit("=", "守塔人应当擦拭灯罩"), Edit("-", "，记录海况"), Edit("=", "。"))
    sea = (Edit("=", "守塔人应当"), Edit("-", "擦拭灯罩，"), Edit("=", "记录海况。"))
    here = fates(old, [lamp], [sea], "old")
    assert {old[n]: here[n] for n in (0, 5, 9, 10, 12)} == {
        "守": Fate.KEPT,
        "擦": Fate.KEPT,
        "，": Fate.GONE,
        "记": Fate.ELSEWHERE,
        "海": Fate.ELSEWHERE,
    }


def test_a_word_is_new_only_if_no_source_of_a_merge_has_it():
    new = "擦拭灯罩并记录海况。"
    lamp = (Edit("=", "擦拭灯罩"), Edit("+", "并记录海况"), Edit("=", "。"))
    sea = (Edit("+", "擦拭灯罩并"), Edit("=", "记录海况。"))
    assert shown(new, "new", lamp, sea) == "擦拭灯罩<ins>并</ins>记录海况。"


def test_edits_that_do_not_spell_the_text_hide_nothing():
    assert all(changed("完全不同的一句话", EDITS, "old"))


def test_what_moved_is_green_on_both_sides_with_its_changes_inside():
    text_fates = fates(LIGHT, [EDITS], [], "old", moved=True)
    assert str(html(stretches(LIGHT, text_fates))) == (
        '<span class="mov">守塔人应当</span><del>每日</del><span class="mov">擦拭灯罩。</span>'
    )
    assert str(moved("原样移来。")) == '<span class="mov">原样移来。</span>'


def test_a_quote_is_marked_across_the_edits_it_covers():
    quote = Highlight("q", "q3", 3, 7)
    cut = stretches(LIGHT, fates(LIGHT, [EDITS], [], "old"), [quote])
    assert str(html(cut)) == (
        '守塔人<mark class="q" data-of="q3">应当</mark><mark class="q" data-of="q3"><del>每日</del></mark>擦拭灯罩。'
    )


def test_a_highlight_outside_the_text_is_left_out():
    assert "<mark" not in html(stretches("短句。", [Fate.KEPT] * 3, [Highlight("q", "q1", 1, 9)]))


def test_words_that_look_like_html_stay_words():
    text = "<script>不得</script>"
    assert "<script>" not in html(stretches(text, [Fate.GONE] * len(text)))


words = st.text(alphabet="守塔人应当不得，。 \n", min_size=1, max_size=30)


@given(st.lists(st.tuples(st.sampled_from("=-+"), words), max_size=8))
def test_the_stretches_of_a_text_spell_the_text(parts: list[tuple[str, str]]):
    edits = tuple(Edit(op, text) for op, text in parts)
    for side, own in (("old", "-"), ("new", "+")):
        text = "".join(e.text for e in edits if e.op in ("=", own))
        cut = list(stretches(text, fates(text, [edits], [], side)))
        assert "".join(s.text for s in cut) == text
        assert all(one.fate != other.fate for one, other in pairwise(cut))
