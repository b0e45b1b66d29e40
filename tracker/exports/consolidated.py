"""A consolidation for people: the report in Markdown, operation by operation, and its short form for a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from tracker.amending.checking import Difference
from tracker.amending.consolidating import Consolidation, Outcome
from tracker.diff.changes import Comparison
from tracker.exports import markdown
from tracker.exports.acts import places, said
from tracker.exports.markdown import escaped
from tracker.exports.words import Language

_PHRASES: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "unofficial": "本文本由 tracker 依决定整理，非官方文本。",
        "incomplete": "有的修改未能执行，本文本不完整。",
        "operations": "逐项修改",
        "point": "项",
        "does": "修改",
        "sentence": "决定原文",
        "became": "落在",
        "refused": "未执行",
        "problems": "疑点",
        "references": "随条文序号调整的引用",
        "elsewhere": "决定对其他法律的修改",
        "differences": "与官方公布文本的差异",
        "same": "与官方公布文本逐条一致。",
        "typesetting": "仅标点全半角不同",
        "text": "整理后的文本",
        "count": "{done} 项修改已执行，{refused} 项未执行；{carried} 处引用随序号调整。",
    },
    "en": {
        "unofficial": "Consolidated by tracker from the decision, not official.",
        "incomplete": "Some operations could not be carried out: the text is incomplete.",
        "operations": "Operation by operation",
        "point": "point",
        "does": "change",
        "sentence": "sentence of the decision",
        "became": "now in",
        "refused": "not carried out",
        "problems": "Problems",
        "references": "References that follow their article",
        "elsewhere": "Changes of other laws in the decision",
        "differences": "Differences from the official text",
        "same": "The same as the official text, article for article.",
        "typesetting": "width of signs only",
        "text": "The consolidated text",
        "count": "{done} operations carried out, {refused} not; {carried} references follow their article.",
    },
}


def render(
    consolidation: Consolidation,
    comparison: Comparison,
    official: Sequence[Difference] | None = None,
    *,
    language: Language = "zh",
) -> str:
    """The whole report: what was ordered and became of it, problems, the comparison with verdicts, the text."""
    words = _PHRASES[language]
    parts = [
        f"# {escaped(consolidation.document.headmatter.title)}",
        f"> **{words['unofficial']}**",
        *([] if consolidation.is_complete else [f"> **{words['incomplete']}**"]),
        _count(consolidation, words),
        "\n".join(_operations(consolidation.outcomes, words, language)),
        *_list(words["problems"], [f"`{p.what}` {escaped(p.says)}" for p in consolidation.problems]),
        *_list(words["references"], [_reference(c.where, c.old, c.new, language) for c in consolidation.carried]),
        *_list(words["elsewhere"], [escaped(f"{o.law}：{said(o, language)}") for o in consolidation.elsewhere]),
        *_differences(official, words, language),
        f"## {words['text']}",
        "\n\n".join(escaped(line) for line in consolidation.document.text.split("\n")),
        markdown.render(comparison, language=language),
    ]
    return "\n\n".join(parts)


def summary(
    consolidation: Consolidation, official: Sequence[Difference] | None = None, *, language: Language = "zh"
) -> list[str]:
    """What a terminal says beside the text: how much was done, what was not and why, how the official text differs."""
    words = _PHRASES[language]
    lines = [words["unofficial"], _count(consolidation, words)]
    lines += [] if consolidation.is_complete else [words["incomplete"]]
    lines += [f"! {p.where}: {p.says}" for p in consolidation.problems]
    if official is not None:
        lines += [f"≠ {_difference(d, words, language)}" for d in official] or [words["same"]]
    return lines


def _count(consolidation: Consolidation, words: Mapping[str, str]) -> str:
    done = sum(outcome.is_done for outcome in consolidation.outcomes)
    refused = len(consolidation.outcomes) - done
    return words["count"].format(done=done, refused=refused, carried=len(consolidation.carried))


def _operations(outcomes: Sequence[Outcome], words: Mapping[str, str], language: Language) -> Iterator[str]:
    yield f"## {words['operations']}\n"
    yield f"| | {words['point']} | {words['does']} | {words['became']} | {words['sentence']} |"
    yield "|---|---|---|---|---|"
    for outcome in outcomes:
        operation = outcome.operation
        became = places(outcome.places, language)
        if outcome.refused:
            became = f"**{words['refused']}** `{outcome.refused.what}`"
        sentence = escaped(operation.sentence.quote).replace("\n", "<br>")
        cells = [str(operation.number), operation.point, escaped(said(operation, language)), became, sentence]
        yield f"| {' | '.join(cells)} |"


def _list(heading: str, lines: Sequence[str]) -> list[str]:
    return [f"## {heading}", "\n".join(f"- {line}" for line in lines)] if lines else []


def _reference(where: str, old: str, new: str, language: Language) -> str:
    return f"{places((where,), language)}: {old} → {new}"


def _differences(official: Sequence[Difference] | None, words: Mapping[str, str], language: Language) -> list[str]:
    if official is None:
        return []
    lines = [escaped(_difference(difference, words, language)) for difference in official]
    return [f"## {words['differences']}", "\n".join(f"- {line}" for line in lines) or words["same"]]


def _difference(difference: Difference, words: Mapping[str, str], language: Language) -> str:
    place = places((difference.article,), language)
    if difference.is_typesetting:
        return f"{place}: {words['typesetting']}"
    return f"{place}: {difference.ours or '—'} ≠ {difference.official or '—'}"
