"""Width, case and script put aside, sign for sign: ＡＩ is found as ai, 個人 as 个人, and every offset stays."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import product as product_of

from opencc import OpenCC

# The basic ideographs and their first extension; what stands beyond is in no law of the collection.
_IDEOGRAPHS = (range(0x4E00, 0xA000), range(0x3400, 0x4DC0))


def _folded(char: str) -> str:
    """One character in its usual width and lower case; itself where that would not be one character."""
    if unicodedata.decomposition(char).startswith(("<wide>", "<narrow>")):
        char = unicodedata.normalize("NFKC", char)
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _candidates() -> Iterator[str]:
    """Characters that have a width or a case: the European scripts, the ideographic space, the width forms."""
    yield from map(chr, range(0x41, 0x530))
    yield "　"
    yield from map(chr, range(0xFF01, 0xFFEF))


def _traditional() -> dict[str, str]:
    """Simplified forms by their Traditional ones, as OpenCC knows them: one character for one."""
    chars = [chr(code) for block in _IDEOGRAPHS for code in block]
    simplified = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {char: form for char, form in zip(chars, simplified, strict=True) if form != char and len(form) == 1}


_SIMPLIFIED = _traditional()
_TRADITIONAL = frozenset(_SIMPLIFIED)
_WIDTH = {ord(c): _folded(c) for c in _candidates() if _folded(c) != c}
_FOLD = _WIDTH | {ord(c): simplified for c, simplified in _SIMPLIFIED.items()}
# By a folded character, every way it may be written in a text, itself first.
_FORMS: dict[str, list[str]] = defaultdict(list)
for _code, _form in _FOLD.items():
    _FORMS[_form].append(chr(_code))

# A search in a text looks for each spelling of some part of the phrase: so many are quicker than folding the text.
_SPELLINGS = 12


def fold(text: str) -> str:
    """The text with width, case and script put aside; as long as before."""
    return text.translate(_FOLD)


def fold_width(text: str) -> str:
    """The text with width and case alone put aside, as the index held it before it knew Traditional characters."""
    return text.translate(_WIDTH)


def is_traditional(text: str) -> bool:
    """Whether a text holds a Traditional character that has a Simplified form."""
    return not _TRADITIONAL.isdisjoint(text)


def places(text: str, folded: str) -> list[int]:
    """Where a folded phrase stands in a text as it is: offsets, one after the other, none overlapping.

    The text is not folded, for it may be long: the spellings of the phrase's most telling part are looked for, and each
    find is looked at more closely.
    """
    inset, spellings, is_whole = _telling_part(folded)
    starts = sorted(at - inset for spelling in spellings for at in _finds(text, spelling, inset))
    found, end = [], 0
    for start in starts:
        if start >= end and (is_whole or fold(text[start : start + len(folded)]) == folded):
            found.append(start)
            end = start + len(folded)
    return found


def _finds(text: str, spelling: str, start: int) -> Iterator[int]:
    at = text.find(spelling, start)
    while at >= 0:
        yield at
        at = text.find(spelling, at + 1)


@lru_cache(1 << 10)
def _telling_part(folded: str) -> tuple[int, tuple[str, ...], bool]:
    """The longest part of a phrase with few spellings: where it begins, the spellings, whether it is the phrase."""
    counts = [1 + len(_FORMS.get(char, ())) for char in folded]
    best = (0, 0)
    for start in range(len(folded)):
        stop, product = start, 1
        while stop < len(folded) and product * counts[stop] <= max(_SPELLINGS, counts[start]):
            product *= counts[stop]
            stop += 1
        best = max(best, (start, stop), key=lambda part: part[1] - part[0])
    start, stop = best
    forms = ((char, *_FORMS.get(char, ())) for char in folded[start:stop])
    return start, tuple(map("".join, product_of(*forms))), (start, stop) == (0, len(folded))
