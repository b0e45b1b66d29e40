"""Width and case put aside, character for character: ＡＩ and ai are found alike, and every offset stays."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator


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


_FOLD = {ord(c): _folded(c) for c in _candidates() if _folded(c) != c}
_FORMS: dict[str, str] = defaultdict(str)
for _code, _form in _FOLD.items():
    _FORMS[_form] += chr(_code)


def fold(text: str) -> str:
    """The text with width and case put aside; as long as before."""
    return text.translate(_FOLD)


def finder(folded: str) -> re.Pattern[str]:
    """A pattern that finds a folded phrase in unfolded text, so that a long text need not be folded to look into it."""
    return re.compile("".join(_one(c) for c in folded))


def _one(char: str) -> str:
    forms = _FORMS.get(char, "")
    return "[" + "".join(re.escape(c) for c in char + forms) + "]" if forms else re.escape(char)
