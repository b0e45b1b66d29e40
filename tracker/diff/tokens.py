"""Tokens: a clause cut into the words its edits are made of.

Numbers, dates, amounts, references to articles, Latin words and punctuation are whole tokens by our own
expression; only the Chinese between them goes to a jieba tokenizer of our own, which keeps no global state,
guesses no new words (HMM off), writes no cache and is loaded when the first changed clause asks for it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log
from typing import Protocol, cast

from tracker.law.numbering import NUMERAL

_AMOUNT = r"(?:个?(?:工作日|月|小时|季度)|[年月日天倍元人次个名周]|万|亿|分之)"
_WHOLE = re.compile(
    rf"""
      第(?:{NUMERAL}|\d+)[编章节条款](?:之(?:{NUMERAL}|\d+))?     # 第七条之一
    | 第[（(]?(?:{NUMERAL}|\d+)[)）]?[项目]
    | \d{{4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?                   # 2023年8月15日
    | 百分之(?:{NUMERAL}|\d+(?:\.\d+)?)
    | (?:\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千]+){_AMOUNT}+  # 三个月, 100万元
    | [0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?
    | [A-Za-zＡ-Ｚａ-ｚ]+(?:[-/.][A-Za-z0-9]+)*
    | [^\w\s]                                                     # punctuation, one sign a token
    """,
    re.VERBOSE,
)


# What jieba takes for Chinese, and cuts by its dictionary alone.
_CHINESE = re.compile("[\u4e00-\u9fd5]+")


class Cutter(Protocol):
    """What cuts a stretch of Chinese into words, with how often it knows each and their sum."""

    FREQ: Mapping[str, int]
    total: int

    def cut(self, sentence: str, cut_all: bool, HMM: bool) -> Sequence[str]:  # noqa: N803 jieba's own name
        """The words of a stretch, which spell it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word and the white space that follows it; two tokens are equal if the words are."""

    word: str
    space: str = ""


def tokens(text: str, terms: tuple[str, ...] = ()) -> list[Token]:
    """The tokens of a text: words and the white space after each spell it, white space in front apart."""
    out: list[Token] = []
    for piece in re.finditer(r"(\S+)(\s*)", text):
        words = _words(piece.group(1), terms)
        out += [Token(w) for w in words[:-1]]
        out.append(Token(words[-1], piece.group(2)))
    return out


def _words(piece: str, terms: tuple[str, ...]) -> list[str]:
    """Whole tokens, and the words of the Chinese between them, in order."""
    out: list[str] = []
    at = 0
    for whole in _WHOLE.finditer(piece):
        out += _cut(piece[at : whole.start()], terms)
        out.append(whole.group())
        at = whole.end()
    out += _cut(piece[at:], terms)
    return out


def _cut(stretch: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a stretch of Chinese; the dictionary is not asked, nor loaded, for a single character."""
    return cutter(terms)(stretch) if len(stretch) > 1 else tuple(stretch)


@lru_cache(maxsize=4)
def cutter(terms: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """What cuts a stretch into words and keeps these terms whole; most stretches of a clause stand in both texts."""
    tokenizer = tokenizer_of(terms)

    counts, total = tokenizer.FREQ, log(tokenizer.total)

    @lru_cache(maxsize=4096)
    def cut(stretch: str) -> tuple[str, ...]:
        if _CHINESE.fullmatch(stretch):
            return likeliest(stretch, counts, total)
        return tuple(str(word) for word in tokenizer.cut(stretch, cut_all=False, HMM=False))

    return cut


def likeliest(stretch: str, counts: Mapping[str, int], total: float) -> tuple[str, ...]:
    """The likeliest words of a stretch of nothing but Chinese: those of jieba's `cut`, in half its time.

    `counts` has with every word its beginnings, 0 where they are none; `total` is the logarithm of their sum. From the
    end on: the best sum of logarithms from each place, and where its first word ends; of equals the longest.
    """
    end = len(stretch)
    best, ends = [0.0] * (end + 1), [0] * end
    for at in range(end - 1, -1, -1):
        # What no word begins with stands alone, as rare as can be.
        score, stop = -inf, at + 1
        upto, count = at + 1, counts.get(stretch[at])
        while count is not None:
            if count and (mine := log(count) - total + best[upto]) >= score:
                score, stop = mine, upto
            upto += 1
            count = counts.get(stretch[at:upto]) if upto <= end else None
        best[at], ends[at] = (score if score > -inf else best[at + 1] - total), stop
    words, at = [], 0
    while at < end:
        words.append(stretch[at : ends[at]])
        at = ends[at]
    return tuple(words)


def tokenizer_of(terms: tuple[str, ...]) -> Cutter:
    """A tokenizer that keeps these terms whole, made once for each list of terms; loading takes about a second."""
    import jieba  # late: most comparisons of equal texts never cut a word

    tokenizer = jieba.Tokenizer()
    # Loaded by hand instead of `initialize`, which keeps its cache in the temporary folder all users share.
    with tokenizer.get_dict_file() as dictionary:
        tokenizer.FREQ, tokenizer.total = _dictionary(dictionary.read().decode("utf8"))
    tokenizer.initialized = True
    for term in terms:
        tokenizer.add_word(term)
    return cast(Cutter, tokenizer)


def _dictionary(lines: str) -> tuple[dict[str, int], int]:
    """jieba's table of frequencies with every prefix of a word in it (0 where the prefix is no word), and their sum."""
    fields = lines.split()
    # Three fields a line: word, frequency, part of speech.
    known = dict(zip(fields[::3], map(int, fields[1::3]), strict=True))
    table: dict[str, int] = {}
    size, longer = 1, [word for word in known if len(word) > 1]
    while longer:
        table.update(dict.fromkeys([word[:size] for word in longer], 0))
        size += 1
        longer = [word for word in longer if len(word) > size]
    table.update(known)
    return table, sum(known.values())
