"""Words recognised from pictures of pages (Tesseract's TSV) as paragraphs, with how sure the recognition was."""

import csv
from collections.abc import Iterable

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
#: Below this mean confidence what was recognised is noise and not a text.
_NOISE = 40.0
#: Words less sure than this should be looked at beside the picture.
_UNSURE = 70.0


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
    confidences: list[float] = []
    line, edge = "", 0.0
    for row in csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        left, top, tall = float(row["left"]), float(row["top"]), float(row["height"])
        if row["level"] == _PAGE:
            width, height = float(row["width"]), tall
        elif row["level"] == _WORD and (row["text"] or "").strip():
            here = "/".join(row[name] for name in _LINE)
            # boxes of neighbouring words overlap, and a comma fills a part of its own: the order of the words is sure
            start = _after(edge, left, tall) if here == line else left
            line, edge = here, max(left + float(row["width"]), start + 1)
            ink.signs += _signs(row["text"].strip(), (start, height - top - tall, edge, height - top))
            confidences.append(float(row["conf"]))
    return lay_out(ink, number, width, height), confidences


def _after(edge: float, left: float, tall: float) -> float:
    """Where a word begins behind the one that ended at `edge`: at once, unless a space as wide as a sign parts them."""
    return left if left - edge > _SPACE * tall else edge


def _signs(word: str, box: tuple[float, float, float, float]) -> list[Sign]:
    """A word's box cut into those of its signs."""
    left, bottom, right, top = box
    step = (right - left) / len(word)
    return [Sign(sign, left + i * step, bottom, left + (i + 1) * step, top) for i, sign in enumerate(word)]
