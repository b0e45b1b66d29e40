"""A redline: the words of one provision cut into stretches, each with its fate and what highlights it.

Redline says what the words did, never what it means: red strike for what went, blue underline for what came, green
double underline for what moved, and grey dots for words that live on in another provision. Real `<del>` and `<ins>`,
so that the sign survives without colour, without styles and in a screen reader.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from markupsafe import Markup, escape

from tracker.diff.changes import Edit


class Fate(StrEnum):
    """What became of a stretch of words; the value is its class on the page."""

    KEPT = "kept"
    GONE = "del"
    CAME = "ins"
    MOVED = "mov"
    ELSEWHERE = "els"  # kept, in another provision of the other text


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words to be marked: a signal's quote (`q`) or a note's (`n`), by offsets (characters); `of` names the owner."""

    kind: str
    of: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring characters that share one fate and the same highlights."""

    text: str
    fate: Fate
    highlights: tuple[Highlight, ...] = ()


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


def stretches(text: str, of_each: Sequence[Fate], highlights: Sequence[Highlight] = ()) -> Iterator[Stretch]:
    """The text cut wherever a fate or highlight begins or ends; highlights outside the text are left out."""
    sound = [h for h in highlights if 0 <= h.start < h.end <= len(text)]

    def state(place: int) -> tuple[Fate, tuple[Highlight, ...]]:
        return of_each[place], tuple(h for h in sound if h.start <= place < h.end)

    if not sound:  # most provisions: no need to look for highlights at every character
        for fate, run in groupby(range(len(text)), key=lambda i: of_each[i]):
            places = list(run)
            yield Stretch(text[places[0] : places[-1] + 1], fate)
        return
    for (fate, marks), run in groupby(range(len(text)), key=state):
        places = list(run)
        yield Stretch(text[places[0] : places[-1] + 1], fate, marks)


def html(cut: Iterable[Stretch]) -> Markup:
    """The stretches as HTML: `<del>`, `<ins>`, `<span class="mov">`, wrapped in `<mark>` where highlighted."""
    return Markup("").join(_one(stretch) for stretch in cut)


_WRAP = {
    Fate.KEPT: Markup("{}"),
    Fate.GONE: Markup("<del>{}</del>"),
    Fate.CAME: Markup("<ins>{}</ins>"),
    Fate.MOVED: Markup('<span class="mov">{}</span>'),
    Fate.ELSEWHERE: Markup('<span class="els">{}</span>'),
}


def _one(stretch: Stretch) -> Markup:
    words = _WRAP[stretch.fate].format(escape(stretch.text))
    if not stretch.highlights:
        return words
    kinds = " ".join(sorted({h.kind for h in stretch.highlights}))
    owners = " ".join(dict.fromkeys(h.of for h in stretch.highlights))
    return Markup('<mark class="{}" data-of="{}">{}</mark>').format(kinds, owners, words)


def moved(text: str) -> Markup:
    """Words that moved as they were."""
    return html([Stretch(text, Fate.MOVED)])
