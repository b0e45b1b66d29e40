"""Words: what a comparison looks at in a text, with everything that carries no norm left out.

White space, full-width forms, 【captions】 and punctuation change nothing. For matching, bracketed introductions
of a short name leave too, and every cross-reference becomes one and the same sign, so that renumbering alone
changes no evidence.
"""

import re
import unicodedata
from collections.abc import Sequence

from tracker.law.numbering import NUMERAL

REFERENCE_SIGN = "※"
_NUMBER = rf"(?:{NUMERAL}|\d+)"
_BRACKETED = rf"[(（]?{_NUMBER}[)）]?"
_ITEM = rf"第{_BRACKETED}项"
_PLACE = rf"第{_NUMBER}条(?:之{_NUMBER})?(?:第{_NUMBER}款)?(?:{_ITEM})?|第{_NUMBER}款(?:{_ITEM})?|{_ITEM}"
# 第七条、第八条第二款至第十条 is one reference: how many places are named is no evidence either.
REFERENCE = re.compile(rf"(?:{_PLACE})(?:(?:、|和|或者|或|及|以及|至|到)?(?:{_PLACE}))*")
# A number with two dots or more is a clause's, one with a single dot only after a word that points.
_CLAUSE_REFERENCE = re.compile(
    r"(?<![\d.])(?:[1-9A-Z]\d?(?:\.\d{1,2}){2,4}|(?<=[见按照合据])[1-9A-Z]\d?\.\d{1,2})(?![\d.%])"
)
CAPTION = re.compile(r"【[^【】]*】")
SENTENCE_END = re.compile(r"[。；;\n]")


# The full-width signs of every Chinese text. Once these are plain nearly all words are in normal form, and to see that
# they are costs a hundredth of bringing them into it.
_WIDE_SIGNS = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "\u3000": " "}
# What punctuation is left then, nearly always; words without any need not be looked through sign by sign.
_USUAL_SIGNS = ",。、;:()“”《》"


def normal(text: str) -> str:
    """The words in one form: full-width letters, digits and signs made plain, white space out."""
    for wide, plain in _WIDE_SIGNS.items():
        text = text.replace(wide, plain)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split())


class _Kept(dict[int, int | None]):
    """For each character what stays of it, looked up once: None for punctuation, which carries nothing.

    A percent sign is the number, and a dot may be: 0.5 % is not 05.
    """

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        self[code] = None if unicodedata.category(char)[0] == "P" and char not in "%‰.·" else code
        return self[code]


_KEPT = _Kept()
_DOT = re.compile(r"(?<!\d)[.·]|[.·](?!\d)")


def bare(text: str) -> str:
    """The words alone: normal form without captions and punctuation. Equal bare words are the same words."""
    return _words_alone(_without_signs(CAPTION.sub("", normal(text))))


def _without_signs(words: str) -> str:
    """Words in normal form without the usual signs; a dot stays inside a number."""
    if "." in words or "·" in words:
        words = _DOT.sub("", words)
    for sign in _USUAL_SIGNS:
        words = words.replace(sign, "")
    return words


def _words_alone(words: str) -> str:
    """Words without any sign that is left."""
    return words if words.isalnum() else words.translate(_KEPT)


# Between texts looked at together: a letter of a dead script, which no sign beside it changes and no law contains.
_BETWEEN = "\U00010380"


def bare_all(texts: Sequence[str]) -> list[str]:
    """The bare words of many texts, taken together: each sign is looked for once, and not once in every article."""
    together = _BETWEEN.join(texts)
    # A caption must not reach from one text into the next; a law with captions nearly always reads them as headings.
    if not texts or "【" in together or together.count(_BETWEEN) >= len(texts):
        return [bare(text) for text in texts]
    words = _without_signs(normal(together)).split(_BETWEEN)
    return [_words_alone(each) for each in words]


def without_references(text: str) -> str:
    """The text in normal form with every cross-reference turned into one sign."""
    return _CLAUSE_REFERENCE.sub(REFERENCE_SIGN, REFERENCE.sub(REFERENCE_SIGN, normal(text)))


def sentences(text: str) -> list[str]:
    """The stretches between full stops, semicolons and line ends."""
    return [s for s in SENTENCE_END.split(text) if s.strip()]
