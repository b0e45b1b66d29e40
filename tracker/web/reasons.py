"""Reasons in the reader's words: the sentence of a rule, the name of a dimension, who is affected."""

from collections.abc import Sequence

from tracker.diff.changes import Signal
from tracker.knowledge import drafting
from tracker.web import current
from tracker.web.words import words


def rule_says(rule: str) -> str:
    """A rule's sentence, from `regs/` or our own words; its id where a verdict names a rule that is gone since."""
    return rule_in(rule, current.language())


def rule_in(rule: str, language: str) -> str:
    """A rule's sentence in a language named."""
    try:
        found = drafting().direction.rule(rule)
    except KeyError:
        return words(language).get(f"rule.{rule}", "") or rule
    return found.zh if language == "zh" else found.en


def strongest(signals: Sequence[Signal]) -> str:
    """The rule of the weightiest signal, the first of equals."""
    return max(signals, key=lambda signal: signal.severity).rule


def dimension_says(dimension: str) -> str:
    """A dimension's code and name: D2 结果或者努力."""
    return f"{dimension} {_known('dimension', dimension)}".strip() if dimension else ""


def affected_says(affected: str) -> str:
    """Who bears the change, in words; as the verdict has it where we have no word."""
    return _known("affected", affected) or affected


def number_kind(kind: str) -> str:
    """A ledger line's kind in words."""
    return kind_in(kind, current.language())


def kind_in(kind: str, language: str) -> str:
    """A ledger line's kind in a language named."""
    return words(language).get(f"ledger.{kind}", "") or kind


def _known(group: str, key: str) -> str:
    return words(current.language()).get(f"{group}.{key}", "")
