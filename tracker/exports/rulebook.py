"""The rules of direction as pages a lawyer can read: one a dimension, with every rule, its words and its examples."""

from collections.abc import Iterator, Mapping, Sequence

from tracker.diff.changes import Direction
from tracker.diff.direction.lexicon import Dimension, Example, Lexicon, Rule
from tracker.exports.words import DIRECTIONS

_HEAD = """# 加严还是放宽：规则手册 · Strengthened or softened: the rules

由 `make rules` 从 `regs/cn/drafting/` 生成，请勿在此修改。
Made by `make rules` from `regs/cn/drafting/`; do not edit here.

例句均为虚构，随测试运行。All examples are invented, and run as tests.

| | 问什么 | What is asked | 规则 rules |
|---|---|---|---|"""
_SEVERITIES = {
    1: "措辞 wording",
    2: "合规步骤改变 a compliance step changes",
    3: "义务、禁止、处罚或者门槛的有无 a duty, ban, sanction or gate appears or goes",
}
_SIGNS = {1: "↑ 加严 strengthened", -1: "↓ 放宽 softened"}


def pages(lexicon: Lexicon) -> Mapping[str, str]:
    """File names and their Markdown: `README.md` with the dimensions, then a page each, `D1.md` …"""
    told = {d.id: [rule for rule in lexicon.rules if rule.dimension == d.id] for d in lexicon.dimensions}
    contents = [
        f"| [{d.id}]({d.id}.md) | {d.zh} | {d.en} | {', '.join(f'`{rule.id}`' for rule in told[d.id])} |"
        for d in lexicon.dimensions
    ]
    out = {"README.md": "\n".join([_HEAD, *contents]) + "\n"}
    return out | {f"{d.id}.md": "\n".join(_page(d, told[d.id], lexicon)) + "\n" for d in lexicon.dimensions}


def _page(dimension: Dimension, rules: Sequence[Rule], lexicon: Lexicon) -> Iterator[str]:
    yield f"# {dimension.id} {dimension.zh} · {dimension.en}"
    for rule in rules:
        yield from _rule(rule, lexicon)
    yield ""
    yield "[所有规则 all rules](README.md)"


def _rule(rule: Rule, lexicon: Lexicon) -> Iterator[str]:
    yield from ("", f"## `{rule.id}`", "", f"{rule.zh}  ", rule.en, "")
    yield f"通常的轻重 usual weight: {rule.severity}, {_SEVERITIES[rule.severity]}."
    yield from _words(rule, lexicon)
    yield from ("", "| 旧 old | 新 new | 判断 verdict |", "|---|---|---|")
    yield from (_example(example) for example in rule.examples)


def _words(rule: Rule, lexicon: Lexicon) -> Iterator[str]:
    """The words whose coming or going the rule marks, as they stand in the tables."""
    for words in (w for w in lexicon.classes if w.rule == rule.id):
        listed = "、".join(word for word in words.words if word not in words.silent)
        sign = "随所在规范 with the sign of its norm" if words.times_norm else _SIGNS[words.sign]
        yield from ("", f"出现即作记号 marks when it enters ({sign}): {listed}")
    pairs = [f"{'、'.join(narrow)} → {'、'.join(wide)}" for narrow, wide in lexicon.wider if rule.id == "wider-term"]
    if pairs:
        yield from ("", "由窄到宽 from narrow to wide: " + "；".join(pairs))
    norms = [norm for norm in lexicon.norms if norm.rule == rule.id and norm.sign]
    if norms:
        named = ", ".join(f"`{norm.id}` {_SIGNS[norm.sign]}" for norm in norms)
        yield from ("", f"这类规范的有无 norms whose existence counts: {named}")


def _example(example: Example) -> str:
    lead = f"〔{example.chapeau}〕" if example.chapeau else ""
    told = Direction(example.expected)
    old, new = (f"{lead}{text}" if text else none for text, none in ((example.old, "（无）"), (example.new, "（无）")))
    return f"| {old} | {new} | {DIRECTIONS['zh'][told]} {told.value} |"
