"""Width, case and script put aside, sign for sign: ＡＩ is found as ai, 個人 as 个人, and every offset stays."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

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
_FORMS: dict[str, str] = defaultdict(str)
for _code, _form in _WIDTH.items():
    _FORMS[_form] += chr(_code)


def _runs_without(signs: Iterable[str]) -> re.Pattern[str]:
    return re.compile("[^" + "".join(map(re.escape, signs)) + "]+")


_ONE_WIDTH = _runs_without(_FORMS)
_ONE_FORM = _runs_without({*_FORMS, *_SIMPLIFIED.values()})


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

    The text is not folded, for it may be long: the longest run of the phrase that has one form only is looked for (any
    Chinese phrase holds such a run), and each find looked at more closely. Where there is none, a text with Traditional
    characters is folded after all, and in any other only width and case are minded.
    """
    anchor = max(_ONE_FORM.findall(folded), key=len, default="")
    if anchor:
        return list(_around(text, folded, anchor, folded.index(anchor)))
    if is_traditional(text):
        return list(_plainly(fold(text), folded))
    anchor = max(_ONE_WIDTH.findall(folded), key=len, default="")
    if anchor:
        return list(_around(text, folded, anchor, folded.index(anchor)))
    return [found.start() for found in _pattern(folded).finditer(text)]


def _plainly(text: str, folded: str) -> Iterator[int]:
    at = text.find(folded)
    while at >= 0:
        yield at
        at = text.find(folded, at + len(folded))


def _around(text: str, folded: str, anchor: str, inset: int) -> Iterator[int]:
    at = text.find(anchor, inset)
    while at >= 0:
        start = at - inset
        if len(anchor) == len(folded) or fold(text[start : start + len(folded)]) == folded:
            yield start
            at = text.find(anchor, start + len(folded) + inset)
        else:
            at = text.find(anchor, at + 1)


def _pattern(folded: str) -> re.Pattern[str]:
    return re.compile("".join(_one(c) for c in folded))


def _one(char: str) -> str:
    forms = _FORMS.get(char, "")
    return "[" + "".join(re.escape(c) for c in char + forms) + "]" if forms else re.escape(char)
