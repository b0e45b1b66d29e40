"""The words of two blocks as one stream, with the line breaks of either."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.diff.wording import edits
from tracker.exports.weave.pieces import NEW_OPS, OLD_OPS, Op, Piece, pieces


def stream(old: str, new: str) -> list[tuple[str, str]]:
    return [(p.op.value, p.text) for p in pieces(edits(old, new), old, new)]


def test_a_merge_of_two_paragraphs_deletes_the_break_between_them():
    assert stream("擦拭灯罩。\n记录海况。", "擦拭灯罩。记录海况。") == [
        ("=", "擦拭灯罩。"),
        ("-", "\n"),
        ("=", "记录海况。"),
    ]


def test_a_split_inserts_a_break():
    assert ("+", "\n") in stream("擦拭灯罩。记录海况。", "擦拭灯罩。\n记录海况。")


def test_a_break_both_texts_have_stays_though_the_words_after_it_changed():
    assert stream("灯罩。\n每日擦拭。", "灯罩。\n每周擦拭。")[0] == ("=", "灯罩。\n")


def test_another_kind_of_space_is_no_change():
    assert pieces(edits("第一条　灯塔", "第一条 灯塔"), "第一条　灯塔", "第一条 灯塔") == (
        Piece(Op.KEPT, "第一条 灯塔"),
    )


text = st.lists(st.sampled_from(["灯塔", "看守人", "应当", "，", "。", "\n", " ", "每日"]), max_size=14).map("".join)


@given(text, text)
def test_the_stream_spells_both_texts_line_by_line(old: str, new: str):
    parts = pieces(edits(old, new), old, new)
    for wanted, whole in ((OLD_OPS, old), (NEW_OPS, new)):
        spelled = "".join(p.text for p in parts if p.op in wanted)
        assert [bare(line) for line in spelled.split("\n")] == [bare(line) for line in whole.split("\n")]


def bare(line: str) -> str:
    return "".join(line.split())
