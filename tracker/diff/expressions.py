"""Expressions: what alignment searches for, compiled once for all comparisons with the same knowledge of drafting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tracker.diff.drafting import Drafting
from tracker.diff.words import bare, normal

# Stands where a formula stood; no gram reaches across it.
GAP = "\x00"
# What `#` stands for in a formula: 五万, 10万, 百分之三.
ANY_NUMBER = r"(?:[\d.]|[〇零一二两三四五六七八九十百千万亿])+"
# What a general article says besides the clause it gathers: 违反本法规定，…。 in characters.
GENERAL = 15


@dataclass(frozen=True)
class Expressions:
    """A `Drafting` made ready for searching; each sort is compiled when it is first asked for."""

    drafting: Drafting

    @cached_property
    def _formulas(self) -> re.Pattern[str] | None:
        # The longest first, so that a formula inside a longer one does not cut it.
        formulas = sorted({bare(f.replace("#", "1")) for f in self.drafting.formulas}, key=lambda f: (-len(f), f))
        patterns = (re.escape(f).replace("1", ANY_NUMBER) for f in formulas)
        return re.compile("|".join(patterns)) if formulas else None

    @cached_property
    def _introductions(self) -> Sequence[re.Pattern[str]]:
        return [re.compile(p) for p in self.drafting.introductions]

    @cached_property
    def _kinds(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        return [(name, re.compile(normal(p))) for name, p in self.drafting.kinds]

    @cached_property
    def _names(self) -> Sequence[re.Pattern[str]]:
        return _compiled(self.drafting.names)

    @cached_property
    def _gathered(self) -> Sequence[re.Pattern[str]]:
        return _compiled(self.drafting.gathered)

    @cached_property
    def _definitions(self) -> Sequence[re.Pattern[str]]:
        return _compiled(self.drafting.definitions)

    def without_formulas(self, words: str) -> str:
        """Bare words with a gap where boilerplate stood."""
        return self._formulas.sub(GAP, words) if self._formulas else words

    def without_introductions(self, text: str) -> str:
        """A text without bracketed introductions of short names."""
        for pattern in self._introductions:
            text = pattern.sub("", text)
        return text

    def kinds_of(self, words: str) -> frozenset[str]:
        """The kinds whose expression is found in some words in normal form."""
        return frozenset(name for name, pattern in self._kinds if pattern.search(words))

    def terms_of(self, words: str) -> frozenset[str]:
        """The terms defined in some words in normal form."""
        return frozenset(found.group(1) for p in self._definitions for found in p.finditer(words))

    def names_of(self, words: str) -> frozenset[str]:
        """The short names introduced in some words in normal form."""
        return frozenset(found.group(1) for p in self._names for found in p.finditer(words))

    def gathered_in(self, words: str) -> frozenset[int]:
        """Which clauses of the sort a general article gathers stand in some words in normal form."""
        return frozenset(n for n, p in enumerate(self._gathered) if p.search(words))

    def is_gathering(self, words: str) -> bool:
        """Whether some words are such a general article: these clauses and hardly anything else."""
        left = words
        for pattern in self._gathered:
            left = pattern.sub("", left)
        return len(left) <= GENERAL < len(words)


def _compiled(patterns: Sequence[str]) -> Sequence[re.Pattern[str]]:
    return [re.compile(normal(p)) for p in patterns]


@lru_cache(maxsize=4)
def expressions(drafting: Drafting) -> Expressions:
    """The expressions of a `Drafting`; a program has one or two."""
    return Expressions(drafting)
