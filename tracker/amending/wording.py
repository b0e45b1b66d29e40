"""The forms of official wording, as `regs/cn/amending.toml` lists them, compiled to match a sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.amending.operation import Act
from tracker.law.numbering import NUMERAL

_N = rf"(?:{NUMERAL}|\d{{1,4}})"
_ITEM = rf"(?:第\s*[（(]?{_N}[)）]?项|[（(]{_N}[)）]项)"
_PLACE = (
    rf"(?:第{_N}条(?:之{_N})?(?:第{_N}款)?(?:{_ITEM})?(?:第{_N}目)?|第{_N}款(?:{_ITEM})?(?:第{_N}目)?"
    rf"|{_ITEM}(?:第{_N}目)?)"
)
_DIVISION = rf"第{_N}(?:分编|编|章|节)(?:第{_N}(?:章|节))*"
#: A quotation is put aside while its sentence is read; this stands for it.
QUOTE = r"⟦\d+⟧"
_QUOTES = rf"{QUOTE}(?:[、和及或与]*{QUOTE})*"
_PLACES = rf"{_PLACE}(?:(?:、|和|及|与|以及|或者|或|至|到){_PLACE})*"
#: 序言第七自然段第二句: the sentence is found by its words
_RECITAL = rf"序言第{_N}自然段(?:第{_N}句|前两句|后两句)?"
_SLOTS = {
    "places": _PLACES,
    "new": _PLACES,
    "after": _PLACE,
    "before": _PLACE,
    "within": _PLACE,
    "division": _DIVISION,
    "after_division": _DIVISION,
    "new_division": _DIVISION,
    "within_division": _DIVISION,
    "recital": _RECITAL,
    "context": QUOTE,
    "context_2": QUOTE,
    "annex": rf"附(?:件|录|表)(?:{_N})?(?:本法)?",
    "n": rf"(?:{_N}|若干)",
    "unit": "[条款项]",
    "text": _QUOTES,
    "old": _QUOTES,
    "words": _QUOTES,
}
_SLOT = re.compile(r"\{(\w+)\}")
#: Signs and words a decision may leave out.
_LOOSE = {"，": "，?", "：": "(?:，?规定)?[：，]?", "将": "(?:将|把|对)?", "在": "在?", "的": "的?", "中": "中?"}
PLACE = re.compile(_PLACE)
#: 宪法序言第七自然段中，… : the words that follow are of it.
RECITAL = re.compile(rf"(?:在|将|对)?(?P<recital>{_RECITAL})(?:中|的)?[，：]?")
#: 第五条第二款中，… : a place that only says where the next words are meant.
STANDING = re.compile(rf"(?:在|将|对)?(?P<places>{_PLACES})(?:{QUOTE}中|(?:中|的)?(?:[，：]|(?=⟦)))")


@dataclass(frozen=True, slots=True)
class Form:
    """One wording: the acts it orders and what matches it."""

    acts: tuple[Act, ...]
    says: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """All that is known of how decisions are worded; see `regs/cn/amending.toml` for what each word is for."""

    forms: tuple[Form, ...]
    decides: re.Pattern[str]
    opens: tuple[str, ...]
    heads: tuple[str, ...]
    purposes: tuple[str, ...]
    numbering: tuple[str, ...]
    republish: tuple[str, ...]
    unsaid: tuple[str, ...]
    joins: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "Wording":
        """The wording of one data file. Raises KeyError, TypeError or ValueError where it is written wrongly."""
        same, around = table["same"], table["around"]
        forms = tuple(
            Form(tuple(Act(act) for act in entry["act"]), says, compile_form(says, same))
            for entry in table["form"]
            for says in entry["says"]
        )
        lists = ("opens", "heads", "purposes", "numbering", "republish", "unsaid", "joins", "names")
        decides = "|".join(map(re.escape, _longest_first(around["decides"])))
        # who decides, and where and when, is said before: 第三次会议决定：将第二条…
        before = re.compile(rf"[^。；⟦]{{0,60}}?(?:{decides})[：，]?(?=[将对把在删增第])")
        return cls(forms, before, *(_longest_first(around[name]) for name in lists))

    def match(self, frame: str, at: int) -> tuple[Form, re.Match[str]] | None:
        """The form that reads most of a sentence from one place on, the first of equals; None if none does."""
        best: tuple[Form, re.Match[str]] | None = None
        for form in self.forms:
            found = form.pattern.match(frame, at)
            if found and found.end() > at and (best is None or found.end() > best[1].end()):
                best = form, found
        return best


def compile_form(says: str, same: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """What matches one wording. Raises ValueError for a slot nobody knows."""
    out, at = "", 0
    for slot in _SLOT.finditer(says):
        out += _literal(says[at : slot.start()], same)
        if slot[1] not in _SLOTS:
            raise ValueError(f"{{{slot[1]}}} in “{says}” is no slot")
        out += f"(?P<{slot[1]}>{_SLOTS[slot[1]]})"
        at = slot.end()
    return re.compile(out + _literal(says[at:], same))


def _literal(words: str, same: Mapping[str, Sequence[str]]) -> str:
    out, at = "", 0
    while at < len(words):
        key = next((key for key in same if words.startswith(key, at)), None)
        if key:
            out += "(?:" + "|".join(map(re.escape, _longest_first(same[key]))) + ")"
            at += len(key)
        else:
            out += _LOOSE.get(words[at], re.escape(words[at]))
            at += 1
    return out


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
