"""Matter: what one provision brings to matching, prepared once: its words, grams, kinds and terms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

from tracker.diff.changes import Unit
from tracker.diff.drafting import Drafting
from tracker.diff.words import bare, normal, sentences, without_references

# Stands where a formula stood; no gram reaches across it.
GAP = "\x00"
# What `#` stands for in a formula: 五万, 10万, 百分之三.
ANY_NUMBER = r"(?:[\d.]|[〇零一二两三四五六七八九十百千万亿])+"
# What a general article says besides the clause it gathers: 违反本法规定，…。 in characters.
GENERAL = 15
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

    `words` are its bare words, `masked` the same with cross-references as one sign, `heading` its own, in bare words;
    `bare_heading`: there are no words but that.
    """

    index: int
    locator: str
    text: str
    words: str
    habits: "Habits"
    heading: str = ""
    bare_heading: bool = False

    @cached_property
    def masked(self) -> str:
        """The bare words with every cross-reference turned into one sign."""
        return bare(without_references(self.text))

    @cached_property
    def evidence(self) -> list[str]:
        """The matching words of each sentence: no references, no introductions of short names, no formulas."""
        told = self.habits.without_introductions(self.text)
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
        return self.habits.kinds_of(normal(self.text))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms it defines."""
        return self.habits.terms_of(normal(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        """The short names it introduces."""
        return self.habits.names_of(normal(self.text))

    @cached_property
    def gathered(self) -> frozenset[int]:
        """Which clauses of the sort a general article gathers stand here."""
        return self.habits.gathered_in(normal(self.text))

    @cached_property
    def gathering(self) -> bool:
        """Whether it is such a general article."""
        return self.habits.is_gathering(normal(self.text))


def grams(words: str, size: int) -> Grams:
    """The strings of `size` characters in some words; none reaches over a gap."""
    return frozenset(stretch[i : i + size] for stretch in words.split(GAP) for i in range(len(stretch) - size + 1))


@dataclass(frozen=True)
class Habits:
    """A `Drafting` made ready for searching: its expressions compiled once a comparison.

    `spelled`: the texts are written in letters, so that two characters are no evidence of anything.
    """

    drafting: Drafting
    spelled: bool = False
    # What stands in both texts, and in a provision and its unit, is looked at once.
    _bare: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _evidence: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _grams: dict[tuple[str, int], Grams] = field(default_factory=dict, compare=False, repr=False)

    def bare(self, text: str) -> str:
        """The bare words of a text."""
        words = self._bare.get(text)
        if words is None:
            words = self._bare[text] = bare(text)
        return words

    def evidence(self, sentence: str) -> str:
        """The matching words of a sentence: without references and formulas, each number one sign."""
        words = self._evidence.get(sentence)
        if words is None:
            formed = self.without_formulas(bare(without_references(sentence)))
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

    @cached_property
    def _formulas(self) -> re.Pattern[str] | None:
        # The longest first, so that a formula inside a longer one does not cut it.
        formulas = sorted({bare(f.replace("#", "1")) for f in self.drafting.formulas}, key=lambda f: (-len(f), f))
        patterns = (re.escape(f).replace("1", ANY_NUMBER) for f in formulas)
        return re.compile("|".join(patterns)) if formulas else None

    @cached_property
    def _introductions(self) -> list[re.Pattern[str]]:
        return [re.compile(p) for p in self.drafting.introductions]

    @cached_property
    def _kinds(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(name, re.compile(normal(p))) for name, p in self.drafting.kinds]

    @cached_property
    def _names(self) -> list[re.Pattern[str]]:
        return [re.compile(normal(p)) for p in self.drafting.names]

    @cached_property
    def _gathered(self) -> list[re.Pattern[str]]:
        return [re.compile(normal(p)) for p in self.drafting.gathered]

    @cached_property
    def _definitions(self) -> list[re.Pattern[str]]:
        return [re.compile(normal(p)) for p in self.drafting.definitions]

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


def gather(groups: Sequence[tuple[str, str, Sequence[Unit]]], habits: Habits) -> list[Matter]:
    """The matter of provisions or units, each given as locator, heading, units; without units the heading is all."""
    out = []
    for index, (locator, heading, units) in enumerate(groups):
        text = "\n".join(u.text for u in units) if units else heading
        named = habits.bare(heading) if heading else ""
        out.append(Matter(index, locator, text, habits.bare(text), habits, named, bool(heading and not units)))
    return out
