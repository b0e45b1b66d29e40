"""A redline: the words of one provision cut into stretches, each with its fate and what highlights it.

Redline says what the words did, never what it means: red strike for what went, blue underline for what came, green
double underline for what moved, and grey dots for words that live on in another provision. Real `<del>` and `<ins>`,
so that the sign survives without colour, without styles and in a screen reader.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from tracker.diff.changes import Edit
from tracker.diff.wording import DELETE, INSERT
from tracker.exports.fates import Fate


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


def both(edits: Sequence[Edit], old: tuple[str, Sequence[Fate]], new: tuple[str, Sequence[Fate]]) -> Iterator[Stretch]:
    """Two texts as one by the edits between them, each with the fate of each character; white space rides along.

    What stayed is spelled as the new text prints it.
    """
    was, now = _signs(*old), _signs(*new)
    for edit in edits:
        told: list[tuple[str, Fate]] = []
        for sign in edit.text:
            if sign.isspace():
                told.append((sign, told[-1][1] if told else Fate.KEPT))
                continue
            gone = next(was, None) if edit.op != INSERT else None
            came = next(now, None) if edit.op != DELETE else None
            told.append((sign, (gone if edit.op == DELETE else came) or Fate.KEPT))
        for fate, run in groupby(told, key=lambda pair: pair[1]):
            yield Stretch("".join(sign for sign, _ in run), fate)


def _signs(text: str, of_each: Sequence[Fate]) -> Iterator[Fate]:
    return (fate for sign, fate in zip(text, of_each, strict=True) if not sign.isspace())


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
