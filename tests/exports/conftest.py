"""Pairs of texts that exports are tried on: two of our own, the sample library, and texts drawn at random."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tracker import knowledge
from tracker.diff.changes import Comparison
from tracker.diff.comparison import compare
from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.numbering import write_article
from tracker.settings import folder

OLD = """云岛灯塔管理办法（征求意见稿）
第一章　总则
第一条　为了规范灯塔的养护，制定本办法。
第二条　看守人应当在三日内报告灯油短少。
第三条　任何船只不得在灯塔周围三百米内抛锚。
第二章　看守
第四条　雾笛每年检修一次，结果张贴于码头。
第五条　看守人应当履行下列职责：
（一）每日擦拭灯罩；
（二）记录海况。
第六条　邮差登塔投递，可以免费借宿一夜，自带被褥，次日涨潮之前离岛。
云岛港务局
"""
NEW = """云岛灯塔管理办法
第一章　总　则
第一条　为了规范灯塔的养护，制定本办法。
第二条　邮差登塔投递，可以免费借宿一夜，自带被褥，次日涨潮之前离岛。
第三条　看守人应当在十日内报告灯油短少。
第四条　任何船只不得在灯塔周围三百米内抛锚。
第二章　看守与值更
第五条　看守人应当履行下列职责：
（一）每日擦拭灯罩，保持明亮；
（二）记录海况；
（三）点燃引航灯。
看守人请假的，由副看守人代行职责。
云岛港务局
"""


@dataclass(frozen=True)
class Pair:
    """Two texts and what changed between them."""

    old: Document
    new: Document
    comparison: Comparison


def pair_of(old: str | Path, new: str | Path) -> Pair:
    """Two texts, given as words or as files, compared."""
    one, other = (
        read(t.read_bytes() if isinstance(t, Path) else t.encode(), name="text.txt", guide=knowledge.guide())
        for t in (old, new)
    )
    return Pair(one, other, compare(one, other, knowledge.drafting()))


@pytest.fixture(scope="session")
def lights() -> Pair:
    """Our own fiction: an article moved whole, one deleted, one whose deadline changed, an item more."""
    return pair_of(OLD, NEW)


@pytest.fixture(scope="session")
def robots() -> Pair:
    """The sample library's standard, draft and final."""
    at = folder("regs") / "sample" / "cold-chain-robots"
    return pair_of(at / "2026-05-20-draft.txt", at / "2026-11-06-promulgated.txt")


_WORDS = (
    "看守人",
    "应当",
    "不得",
    "可以",
    "灯塔",
    "每日",
    "三日内",
    "报告",
    "擦拭",
    "雾笛",
    "，",
    "并",
    "码头",
    "邮差",
)
_sentence = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=9).map(lambda words: "".join(words) + "。")
_article = st.tuples(_sentence, st.lists(_sentence, max_size=2), st.lists(_sentence, max_size=3))


def written(articles: list[tuple[str, list[str], list[str]]], title: str) -> str:
    """A regulation of these articles: opening paragraph, items, further paragraphs."""
    lines = [title]
    for n, (first, paragraphs, items) in enumerate(articles, 1):
        lines.append(f"{write_article(str(n))}　{first[:-1] + '：' if items else first}")
        lines += [f"（{'一二三'[m]}）{item}" for m, item in enumerate(items)]
        lines += paragraphs
    return "\n".join([*lines, "云岛港务局"])


@st.composite
def drawn(draw: st.DrawFn) -> Pair:
    """Two texts that share some of their articles, in any order."""
    pool = draw(st.lists(_article, min_size=1, max_size=6))
    chosen = st.lists(st.sampled_from(pool), min_size=1, max_size=6)
    old, new = draw(chosen), draw(chosen)
    return pair_of(written(old, "云岛灯塔管理办法（征求意见稿）"), written(new, "云岛灯塔管理办法"))
