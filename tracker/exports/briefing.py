"""A briefing drafted from the verdicts: what counsel would write first, in plain words, for counsel to make their own.

Figures, then the weightiest changes with both quotes, then numbers, what is new and what is gone. Markdown.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tracker.diff.changes import Clause, Comparison, Direction, NumberChange, Relation, Signal
from tracker.exports.words import DIRECTIONS, Language, Voice

CHOSEN = 8  # changes a busy reader takes in; the rest stands in the table of provisions
NUMBERS = 10
LONGEST = 60  # characters of a quote: enough to know the sentence again

_WORDS = {
    "zh": {
        "summary": "# {title}对照简报\n\n{old}与{new}相比，共有 {n} 处条文变化：{figures}。",
        "changes": "## 主要变化",
        "line": "- **{place}：{direction}。**{rule}",
        "quotes": "  原文：“{old}”；现文：“{new}”。",
        "came": "  新增：“{new}”。",
        "gone": "  删去：“{old}”。",
        "numbers": "## 数字与期限",
        "number": "- {place}：{kind}，由“{before}”改为“{after}”（{direction}）。",
        "none": "无",
        "places": "## 新增与删去的条文",
        "added": "- 新增 {n} 处：{places}。",
        "deleted": "- 删去 {n} 处：{places}。",
        "unclear": "## 待律师判断\n\n有 {n} 处变化现有规则不能判断：{places}。",
        "comma": "、",
        "count": "{direction} {n} 处",
        "moved": "{old}→{new}",
        "stop": "。",
    },
    "en": {
        "summary": "# {title}: what changed\n\nFrom {old} to {new} there are {n} changed clauses: {figures}.",
        "changes": "## The changes that matter most",
        "line": "- **{place}: {direction}.** {rule}",
        "quotes": "  Before: “{old}”; now: “{new}”.",
        "came": "  New: “{new}”.",
        "gone": "  Gone: “{old}”.",
        "numbers": "## Numbers and time limits",
        "number": "- {place}: {kind}, from “{before}” to “{after}” ({direction}).",
        "none": "none",
        "places": "## Provisions that came and went",
        "added": "- {n} new: {places}.",
        "deleted": "- {n} gone: {places}.",
        "unclear": "## For counsel to judge\n\nOn {n} changes the rules cannot speak: {places}.",
        "comma": ", ",
        "count": "{n} {direction}",
        "moved": "{old} → {new}",
        "stop": ".",
    },
}


@dataclass(frozen=True, slots=True)
class About:
    """What a briefing is on: the instrument's title and both versions, in the reader's words."""

    title: str
    old: str
    new: str


def weightiest(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """The changes (`Clause.key`) a draft tells where nobody chose: those that weigh most, in reading order."""
    weighty = [c for c in clauses if c.verdict.severity and c.verdict.direction is not Direction.NEUTRAL]
    chosen = {c.key for c in sorted(weighty, key=lambda c: -c.verdict.severity)[:CHOSEN]}
    return tuple(c.key for c in weighty if c.key in chosen)


def draft(
    comparison: Comparison, about: About, language: Language, voice: Voice, chosen: Collection[str] | None = None
) -> str:
    """The first draft of a briefing on a comparison as counsel has it; the same comparison gives the same words.

    `chosen` are the changes (`Clause.key`) it tells one by one; None leaves the choice to `weightiest`.
    """
    writer = _Writer(language, voice)
    parts = [
        writer.summary(comparison, about),
        *writer.changes(comparison.clauses, weightiest(comparison.clauses) if chosen is None else chosen),
        *writer.numbers(comparison.numbers),
        *writer.places(comparison.clauses),
        *writer.unclear(comparison.clauses),
    ]
    return "\n\n".join(parts) + "\n"


class _Writer:
    """One language, and how it names places, rules and kinds."""

    def __init__(self, language: Language, voice: Voice) -> None:
        self.say = _WORDS[language]
        self.directions = DIRECTIONS[language]
        self.voice = voice

    def summary(self, comparison: Comparison, about: About) -> str:
        counts = Counter(clause.verdict.direction for clause in comparison.clauses)
        told = [self.say["count"].format(direction=self.directions[d], n=counts[d]) for d in Direction if counts[d]]
        figures = self.say["comma"].join(told) or self.say["none"]
        return self.say["summary"].format(
            title=about.title, old=about.old, new=about.new, n=len(comparison.clauses), figures=figures
        )

    def changes(self, clauses: Iterable[Clause], chosen: Collection[str]) -> list[str]:
        """The chosen changes, in reading order."""
        lines = [self._change(clause) for clause in clauses if clause.key in chosen]
        return [self.say["changes"], "\n".join(lines)] if lines else []

    def _change(self, clause: Clause) -> str:
        strongest = max(clause.verdict.signals, key=lambda signal: signal.severity, default=None)
        line = self.say["line"].format(
            place=self._place(clause),
            direction=self.directions[clause.verdict.direction],
            rule=self.voice.rule(strongest.rule) if strongest else "",
        )
        return "\n".join([line.rstrip(), self._quotes(clause, strongest)])

    def _quotes(self, clause: Clause, signal: Signal | None) -> str:
        old = signal.old.text if signal and signal.old else clause.old.text if clause.old else ""
        new = signal.new.text if signal and signal.new else clause.new.text if clause.new else ""
        key = "quotes" if clause.old and clause.new else "came" if clause.new else "gone"
        return self.say[key].format(old=_short(old), new=_short(new))

    def numbers(self, numbers: Sequence[NumberChange]) -> list[str]:
        both = [number for number in numbers if number.before and number.after][:NUMBERS]
        lines = [
            self.say["number"].format(
                place=self.voice.place(number.new or number.old or ""),
                kind=self.voice.kind(number.kind),
                before=number.before,
                after=number.after,
                direction=self.directions[number.effect],
            )
            for number in both
        ]
        return [self.say["numbers"], "\n".join(lines)] if lines else []

    def places(self, clauses: Iterable[Clause]) -> list[str]:
        """Where clauses came and went."""
        clauses = list(clauses)
        lines = []
        for key, relation in (("added", Relation.ADDED), ("deleted", Relation.DELETED)):
            where = [self._place(clause) for clause in clauses if clause.relation is relation]
            if where:
                lines.append(self.say[key].format(n=len(where), places=self.say["comma"].join(where)))
        return [self.say["places"], "\n".join(lines)] if lines else []

    def unclear(self, clauses: Iterable[Clause]) -> list[str]:
        where = [self._place(c) for c in clauses if c.verdict.direction is Direction.UNCLEAR]
        return [self.say["unclear"].format(n=len(where), places=self.say["comma"].join(where))] if where else []

    def _place(self, clause: Clause) -> str:
        old = self.voice.place(clause.old.locator) if clause.old else ""
        new = self.voice.place(clause.new.locator) if clause.new else ""
        return self.say["moved"].format(old=old, new=new) if old and new and old != new else new or old


def _short(text: str) -> str:
    text = "".join(text.split("\n"))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
