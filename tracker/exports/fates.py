"""Fates: what became of each character of a provision, given the edits of every link that it has part in."""

from collections.abc import Sequence
from enum import StrEnum

from tracker.diff.changes import Edit


class Fate(StrEnum):
    """What became of a stretch of words; the value is its class on the page."""

    KEPT = "kept"
    GONE = "del"
    CAME = "ins"
    MOVED = "mov"
    ELSEWHERE = "els"  # kept, in another provision of the other text


def changed(text: str, edits: Sequence[Edit], side: str) -> list[bool]:
    """One flag a character of `text`: whether the edits delete it (`old`) or insert it (`new`).

    White space follows the character before it. Edits that do not spell the text mark all of it: no change is hidden.
    Only lengths are compared, for kept words are spelled as the new text prints them.
    """
    own = "-" if side == "old" else "+"
    spelled = [e.op == own for e in edits if e.op in ("=", own) for _ in "".join(e.text.split())]
    if len(spelled) != len("".join(text.split())):
        return [True] * len(text)
    flags = iter(spelled)
    out: list[bool] = []
    for char in text:
        out.append((out[-1] if out else False) if char.isspace() else next(flags))
    return out


def fates(
    text: str,
    here: Sequence[Sequence[Edit]],
    elsewhere: Sequence[Sequence[Edit]],
    side: str,
    *,
    moved: bool = False,
) -> list[Fate]:
    """The fate of each character, given the edits of every link shown in this row and of those shown in other rows.

    A word counts as gone (or new) only if every link of its provision says so: what a split carried into its other half
    is not struck here.
    """
    kept_here = _kept_by_any(text, here, side)
    kept_there = _kept_by_any(text, elsewhere, side)
    lost = Fate.GONE if side == "old" else Fate.CAME
    stay = Fate.MOVED if moved else Fate.KEPT
    return [stay if a else Fate.ELSEWHERE if b else lost for a, b in zip(kept_here, kept_there, strict=True)]


def _kept_by_any(text: str, links: Sequence[Sequence[Edit]], side: str) -> list[bool]:
    kept = [False] * len(text)
    for edits in links:
        kept = [k or not c for k, c in zip(kept, changed(text, edits, side), strict=True)]
    return kept
