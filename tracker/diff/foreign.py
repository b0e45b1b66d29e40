"""Foreign: a text in a language our rules of direction were not written for is compared in full, and not judged."""

import re
from collections.abc import Sequence

from tracker.diff.changes import Direction, Pair, Signal, Verdict
from tracker.diff.words import bare
from tracker.law.document import Document, Grammar

# The one reason every such verdict gives.
RULE = "language-not-judged"
# Low enough that no threshold takes it for a finding; not nothing, for that the words changed is certain.
UNSURE = 0.2
SAME_WORDS = 0.99
# A Chinese standard full of codes and formulas still has a third of its letters in Chinese; a translation that cites
# titles in the original has one in a hundred.
FEW = 0.05
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")


def is_foreign(document: Document) -> bool:
    """Whether a text is written in another language than Chinese; 第一条 is Chinese whatever stands in it."""
    if document.grammar in (Grammar.ENGLISH, Grammar.ARTICLES):
        return document.grammar is Grammar.ENGLISH
    letters = len(_LETTER.findall(document.text))
    return bool(letters) and len(_CHINESE.findall(document.text)) < FEW * letters


def leave_unjudged(pairs: Sequence[Pair]) -> list[Verdict]:
    """One verdict for each pair: neutral where only signs or capitals differ, else unclear, with the reason said.

    Neutral would say that no burden changed, and nobody looked: *shall* may have become *may*.
    """
    return [_unjudged(pair) for pair in pairs]


def _unjudged(pair: Pair) -> Verdict:
    if pair.old and pair.new and _words(pair.old.text) == _words(pair.new.text):
        return Verdict(Direction.NEUTRAL, 0, SAME_WORDS)
    return Verdict(Direction.UNCLEAR, 0, UNSURE, signals=(Signal(RULE, "", Direction.UNCLEAR, 1),))


def _words(text: str) -> str:
    return bare(text).casefold()
