"""Two whole texts as one: titles, headings and signatures too, and each of the two can be read out again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as options

from tests.exports.conftest import Pair, drawn, pair_of
from tracker.exports.weave.pieces import Op
from tracker.exports.weave.weaving import Passage, spell, weave
from tracker.law.provision import Kind


def lines(text: str) -> list[str]:
    """The lines that say something, white space apart."""
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]


def woven(pair: Pair) -> tuple[Passage, ...]:
    return weave(pair.comparison, pair.old, pair.new)


def shown(passage: Passage) -> str:
    signs = {Op.KEPT: "{}", Op.GONE: "[-{}-]", Op.CAME: "{{+{}+}}", Op.LEFT: "<{}<", Op.ARRIVED: ">{}>"}
    return "".join(signs[p.op].format(p.text) for p in passage.pieces).replace("\n", "¶")


def test_a_lawyer_reads_the_redline(lights: Pair):
    said = [shown(passage) for passage in woven(lights)]
    assert said[0] == "云岛灯塔管理办法[-（征求意见稿）-]¶"
    assert "[-第二条-]{+第三条+}　看守人应当在[-三日-]{+十日+}内报告灯油短少。¶" in said
    assert "第二章　看守{+与值更+}¶" in said
    assert "[-第四条　雾笛每年检修一次，结果张贴于码头。¶-]" in said
    assert "{+（三）点燃引航灯。¶+}" in said
    assert said[-1] == "云岛港务局¶"


def test_an_article_that_moved_leaves_one_place_and_arrives_at_another_under_one_number(lights: Pair):
    left, arrived = sorted((p for p in woven(lights) if p.move), key=lambda p: p.pieces[-1].op is Op.ARRIVED)
    assert left.move == arrived.move
    assert {p.op for p in left.pieces} == {Op.GONE, Op.LEFT}  # its old number is gone, its words left
    assert "邮差登塔投递" in shown(arrived)


def test_every_change_stands_at_one_passage(lights: Pair, robots: Pair):
    for pair in (lights, robots):
        told = [key for passage in woven(pair) for key in passage.changes]
        assert sorted(told) == sorted(clause.key for clause in pair.comparison.clauses)


def test_the_title_and_the_chapters_are_known_as_such(lights: Pair):
    passages = woven(lights)
    assert [shown(p) for p in passages if p.title] == ["云岛灯塔管理办法[-（征求意见稿）-]¶"]
    assert sum(p.kind is Kind.CHAPTER for p in passages) == 2


def test_a_text_with_itself_is_kept_throughout(lights: Pair):
    same = pair_of(lights.new.text, lights.new.text)
    assert {piece.op for passage in woven(same) for piece in passage.pieces} == {Op.KEPT}


@given(drawn())
@options(max_examples=25)
def test_either_text_can_be_read_out_again(pair: Pair):
    passages = woven(pair)
    assert lines(spell(passages, "old")) == lines(pair.old.text)
    assert lines(spell(passages, "new")) == lines(pair.new.text)
    assert all(passage.pieces[-1].text.endswith("\n") for passage in passages)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["genai-measures", "commercial-crypto"])
def test_real_texts_can_be_read_out_again(corpus: Path, name: str):
    files = sorted((corpus / name).glob("*.txt"))
    pair = pair_of(files[0], files[-1])
    passages = woven(pair)
    assert lines(spell(passages, "old")) == lines(pair.old.text)
    assert lines(spell(passages, "new")) == lines(pair.new.text)
    told = [key for passage in passages for key in passage.changes]
    assert sorted(told) == sorted(clause.key for clause in pair.comparison.clauses)


@pytest.mark.corpus
@pytest.mark.endurance
def test_every_real_pair_can_be_read_out_again(corpus: Path):
    tried = 0
    for folder in sorted(p for p in corpus.iterdir() if p.is_dir()):
        files = sorted(p for p in folder.glob("*.txt") if "amendment" not in p.name)
        if len(files) < 2:
            continue
        pair = pair_of(files[0], files[-1])
        passages = woven(pair)
        assert lines(spell(passages, "old")) == lines(pair.old.text), folder.name
        assert lines(spell(passages, "new")) == lines(pair.new.text), folder.name
        tried += 1
    assert tried > 10
