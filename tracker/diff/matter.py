"""Matter: what one provision brings to matching, prepared once: its words, grams, kinds and terms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import add
from zlib import crc32

from tracker.diff.drafting import Drafting
from tracker.diff.expressions import GAP, Expressions, expressions
from tracker.diff.units import Words
from tracker.diff.words import bare, bare_all, normal, sentences, without_references

# An English word has five letters. The sample library's English pairs are linked as its Chinese ones from 4 and 10 to 6
# and 14; with two letters articles that share nothing were linked.
SPELLED = (5, 12)
Grams = frozenset[str]
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# Signs of no script, one for each number: 20 inside 120 is no common word.
_SIGNS, _FIRST = 6400, 0xE000


def _as_one(number: re.Match[str]) -> str:
    return chr(_FIRST + crc32(number[0].encode()) % _SIGNS)


@dataclass(frozen=True)
class Matter:
    """One numbered provision (or one unit) as alignment sees it; `index` is its place among its like.

    `words` are its bare words, `masked` the same with cross-references as one sign, `printed` its own heading and
    `heading` that in bare words; `bare_heading`: there are no words but that.
    """

    index: int
    locator: str
    text: str
    words: str
    habits: "Habits"
    printed: str = ""
    bare_heading: bool = False

    @cached_property
    def heading(self) -> str:
        """Its own heading, in bare words."""
        return bare(self.printed)

    @cached_property
    def masked(self) -> str:
        """The bare words with every cross-reference turned into one sign."""
        return bare(without_references(self.text))

    @cached_property
    def evidence(self) -> list[str]:
        """The matching words of each sentence: no references, no introductions of short names, no formulas."""
        told = self.habits.expressions.without_introductions(self.text)
        return [self.habits.evidence(s) for s in sentences(told)]

    @cached_property
    def grams_by_sentence(self) -> list[Grams]:
        """The strings of a word's length in each sentence, two characters in Chinese."""
        return [self.habits.grams(s, self.habits.word) for s in self.evidence]

    @cached_property
    def grams(self) -> Grams:
        """Those of all sentences."""
        return frozenset().union(*self.grams_by_sentence)

    @cached_property
    def phrases(self) -> Grams:
        """The strings of two words' length, four characters in Chinese: what stands once on each side proves most."""
        return frozenset().union(*(self.habits.grams(s, self.habits.phrase) for s in self.evidence))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Which of the provisions every law has once this is: purpose, scope, interpretation, commencement."""
        return self.habits.expressions.kinds_of(normal(self.text))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms it defines."""
        return self.habits.expressions.terms_of(normal(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The short names it introduces."""
        return self.habits.expressions.names_of(normal(self.text))

    @cached_property
    def gathered(self) -> frozenset[int]:
        """Which clauses of the sort a general article gathers stand here."""
        return self.habits.expressions.gathered_in(normal(self.text))

    @cached_property
    def gathering(self) -> bool:
        """Whether it is such a general article."""
        return self.habits.expressions.is_gathering(normal(self.text))


def grams(words: str, size: int) -> Grams:
    """The strings of `size` characters in some words; none reaches over a gap."""
    return frozenset().union(*(stretches(part, size) for part in words.split(GAP)))


def stretches(words: str, size: int) -> Sequence[str]:
    """The strings of `size` characters in some words, in order: halves put together, which costs half of cutting."""
    if size == 1:
        return words
    half = size // 2
    return list(map(add, stretches(words, half), stretches(words, size - half)[half:]))


@dataclass(frozen=True)
class Habits:
    """How the provisions of one comparison are looked at; what was looked at once is remembered.

    `spelled`: the texts are written in letters, so that two characters are no evidence of anything.
    """

    drafting: Drafting
    spelled: bool = False
    # What stands in both texts, and in a provision and its unit, is looked at once.
    _bare: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _evidence: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _grams: dict[tuple[str, int], Grams] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def expressions(self) -> Expressions:
        """What is searched for."""
        return expressions(self.drafting)

    def bare_all(self, texts: Sequence[str]) -> list[str]:
        """The bare words of some texts."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._bare))
        self._bare.update(zip(fresh, bare_all(fresh), strict=True))
        return [self._bare[text] for text in texts]

    def evidence(self, sentence: str) -> str:
        """The matching words of a sentence: without references and formulas, each number one sign."""
        words = self._evidence.get(sentence)
        if words is None:
            formed = self.expressions.without_formulas(bare(without_references(sentence)))
            words = self._evidence[sentence] = _DIGITS.sub(_as_one, formed)
        return words

    def grams(self, words: str, size: int) -> Grams:
        """The strings of `size` characters in some words."""
        found = self._grams.get((words, size))
        if found is None:
            found = self._grams[words, size] = grams(words, size)
        return found

    @property
    def word(self) -> int:
        """The characters of a word."""
        return SPELLED[0] if self.spelled else 2

    @property
    def phrase(self) -> int:
        """The characters of two words."""
        return SPELLED[1] if self.spelled else 4


def gather(groups: Sequence[tuple[str, str, Sequence[Words]]], habits: Habits) -> list[Matter]:
    """The matter of provisions or units, each given as locator, heading, words; without words the heading is all."""
    texts = ["\n".join([own for _, own in words]) if words else heading for _, heading, words in groups]
    return [
        Matter(index, locator, text, bared, habits, heading, bool(heading and not words))
        for index, ((locator, heading, words), text, bared) in enumerate(
            zip(groups, texts, habits.bare_all(texts), strict=True)
        )
    ]
