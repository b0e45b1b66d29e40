"""Words recognised from pictures of pages (Tesseract's TSV) as paragraphs, with how sure the recognition was."""

import csv
import statistics
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tracker.documents.pdf import Pages, set_free
from tracker.documents.pdf_page import Ink, Sheet, Sign, lay_out
from tracker.errors import ScannedDocument
from tracker.law.document import Problem

#: Tesseract's rows: level 1 is the page, 5 a word with its confidence from 0 to 100.
_PAGE, _WORD = "1", "5"
#: What says that words stand on one line.
_LINE = ("block_num", "par_num", "line_num")
#: A gap of so many heights is a space that was printed; Chinese signs stand close, whatever their boxes say.
_SPACE = 0.9
#: Chinese marks stand in a part of their square; a gap beside one is no space, unless it parts columns.
_MARKS = "，。、；：？！（）《》〈〉“”‘’【】,;:?!()"
_COLUMN = 2.5
#: Below this mean confidence what was recognised is noise and not a text.
_NOISE = 40.0
#: Words less sure than this should be looked at beside the picture.
_UNSURE = 70.0


class _Word(NamedTuple):
    """A recognised word, its box in points from the upper left, and how sure it is."""

    text: str
    left: float
    top: float
    width: float
    height: float
    sure: float


def read_recognised(pages: Iterable[str], named: str) -> tuple[list[str], list[str], list[Problem]]:
    """The paragraphs, the furniture and a problem that marks the text as recognised, with its quality.

    `pages` are Tesseract's TSV, one string a page. Raises ScannedDocument where nothing sure enough was recognised.
    """
    sheets: list[Sheet] = []
    confidences: list[float] = []
    for number, page in enumerate(pages):
        sheet, sure = _page(page, number)
        sheets.append(sheet)
        confidences += sure
    quality = sum(confidences) / len(confidences) if confidences else 0.0
    if quality < _NOISE:
        raise ScannedDocument(f"{named} holds pictures only, and character recognition found no text in them.")
    unsure = sum(sure < _UNSURE for sure in confidences)
    says = (
        f"The text was recognised from pictures (OCR), quality {quality:.0f} of 100; {unsure} of {len(confidences)} "
        "words are unsure. Compare it with the pictures before relying on it."
    )
    texts, furniture = set_free(Pages(tuple(sheets)))
    return texts, furniture, [Problem("ocr", "text", says)]


def _page(tsv: str, number: int) -> tuple[Sheet, list[float]]:
    """One page's lines, and the confidence of each word."""
    ink = Ink(picture=True)
    width = height = 1.0
    lines: dict[str, list[_Word]] = {}
    for row in csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _PAGE:
            width, height = float(row["width"]), float(row["height"])
        elif row["level"] == _WORD and (row["text"] or "").strip():
            here = "/".join(row[name] for name in _LINE)
            left, top, wide, tall, sure = (float(row[name]) for name in ("left", "top", "width", "height", "conf"))
            lines.setdefault(here, []).append(_Word(row["text"].strip(), left, top, wide, tall, sure))
    for words in lines.values():
        ink.signs += _line(words, height)
    return lay_out(ink, number, width, height), [word.sure for words in lines.values() for word in words]


def _line(words: Sequence[_Word], height: float) -> Iterator[Sign]:
    """The signs of a line, all of its height: the box of a comma, or of a sign cut in two, says nothing of it.

    Boxes of neighbouring words overlap, and a comma fills a part of its own: the order of the words is sure.
    """
    tall = statistics.median(word.height for word in words)
    middle = height - statistics.median(word.top + word.height / 2 for word in words)
    before: _Word | None = None
    edge = 0.0
    for word in words:
        start = edge if before and not _is_parted(before, edge, word, tall) else word.left
        edge = max(word.left + word.width, start + 1)
        yield from _signs(word.text, (start, middle - tall / 2, edge, middle + tall / 2))
        before = word


def _is_parted(before: _Word, edge: float, word: _Word, tall: float) -> bool:
    """Whether a space was printed before a word: as wide as a sign, and none where a mark leaves its own part empty."""
    if before.text[-1] in _MARKS or word.text[0] in _MARKS:
        return word.left - edge > _COLUMN * tall
    return word.left - edge > _SPACE * tall


def _signs(word: str, box: tuple[float, float, float, float]) -> list[Sign]:
    """A word's box cut into those of its signs."""
    left, bottom, right, top = box
    step = (right - left) / len(word)
    return [Sign(sign, left + i * step, bottom, left + (i + 1) * step, top) for i, sign in enumerate(word)]
