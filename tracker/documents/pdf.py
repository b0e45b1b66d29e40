"""A PDF to its lines: running heads and page numbers dropped, lines broken by the page joined again."""

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from tracker.errors import ScannedDocument, UnreadableDocument
from tracker.law.document import Problem
from tracker.law.numbering import NUMERAL

#: The longest real texts (the Civil Code, budgets of ministries) stay far below; a bomb of pages does not.
_MOST_PAGES = 3000
#: Running heads and feet stand in the outer eighth of a page (A4 official layout leaves 37 mm above, 35 mm below).
_MARGIN = 0.125
#: Repeated on this share of the pages (odd and even heads alternate) a margin line is no part of the text.
_REPEATED = 0.4
#: Above this share of unreadable signs a text cannot be compared; below, its reader is told.
_GARBLED = 0.05
#: Punctuation hangs and Latin words do not break: a full line may end two signs short.
_RAGGED = 2.5
#: The mean width of Latin letters beside their height, a little above what text faces have.
_LATIN_WIDTH = 0.6
_LATIN = re.compile(r"[!-~]+")
_PAGE_NUMBER = re.compile(
    r"[\s—–\-·.]*(?:第\s*)?(?:\d{1,4}|[ivxlIVXL]{1,6})(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[\s—–\-·.]*$"
)
_CID = re.compile(r"\(cid:\d+\)")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd]")
_LABEL = re.compile(
    rf"第\s*(?:{NUMERAL}|\d+)\s*[编章节条](?:之{NUMERAL})?(?:[\s\u3000]|$)|[（(](?:{NUMERAL}|\d{{1,2}}|[a-z])[)）]"
    r"|\d{1,2}(?:\.\d{1,3})*[\s\u3000]|[A-Z](?:\.\d{1,3})+[\s\u3000]|[a-z]\s*[)）]|\d{1,2}\s*[)）.．、](?!\d)"
    rf"|附\s*[件录则]|{NUMERAL}、|Article\s+\d|注\s*\d*[:：]"
)
_ENDED = ("。", "；", "：", ":", ";", "！", "？", "”", "》", ".")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line: words, page, left and right end and height in points, and how far down it stands, 0 to 1."""

    text: str
    page: int
    left: float
    right: float
    height: float
    down: float


def read_pdf(data: bytes, named: str) -> tuple[list[str], list[str], list[Problem]]:
    """The paragraphs, the furniture of the pages, and the problems met.

    Raises ScannedDocument for pictures without a text layer, UnreadableDocument for damaged, locked or garbled files.
    """
    printed, pages = _printed(data, named)
    if not printed:
        raise ScannedDocument(f"{named} is a PDF of {pages} page(s) without a text layer: it holds pictures only.")
    problems = garbled(printed, named)
    running = _running(printed, pages)
    body = [line for line in printed if id(line) not in running]
    return paragraphs(body), [line.text for line in printed if id(line) in running], problems


def _printed(data: bytes, named: str) -> tuple[list[Printed], int]:
    # loaded late: reading plain text must not pay for it
    import pdfplumber

    lines: list[Printed] = []
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            pages = len(document.pages)
            if pages > _MOST_PAGES:
                raise UnreadableDocument(f"{named} has {pages} pages; more than {_MOST_PAGES} are not read.")
            for number, page in enumerate(document.pages):
                height = float(page.height) or 1.0
                for line in page.extract_text_lines(return_chars=False):
                    lines.append(_line(line, number, height))
                page.close()  # a page keeps every sign it read until it is closed
    except UnreadableDocument:
        raise
    except Exception as error:
        # the parser raises whatever a damaged file makes it stumble over: KeyError, struct.error, its own classes
        raise UnreadableDocument(f"{named} is a damaged or locked PDF ({type(error).__name__}).") from error
    return [line for line in lines if line.text], pages


def _line(line: dict[str, float | str], number: int, height: float) -> Printed:
    top, bottom = float(line["top"]), float(line["bottom"])
    text = str(line["text"]).strip()
    return Printed(text, number, float(line["x0"]), float(line["x1"]), bottom - top, (top + bottom) / 2 / height)


def garbled(printed: Sequence[Printed], named: str) -> list[Problem]:
    """A problem for a few signs without meaning; raises UnreadableDocument for many."""
    text = "".join(line.text for line in printed)
    lost = len(_CID.findall(text)) + len(_PRIVATE.findall(text))
    share = lost / max(1, len(_CID.sub("?", text)))
    if share > _GARBLED:
        raise UnreadableDocument(
            f"{named} is a garbled PDF: {share:.0%} of its signs have no meaning (fonts without a map)."
        )
    if lost:
        return [Problem("garbled", "text", f"{lost} signs of the PDF could not be read ({share:.1%}).")]
    return []


def _running(printed: Sequence[Printed], pages: int) -> set[int]:
    """The ids of the lines that are heads, feet and page numbers."""
    margin = [line for line in printed if line.down < _MARGIN or line.down > 1 - _MARGIN]
    seen = Counter(key for key, _ in {(_repeating(line), line.page) for line in margin})
    often = max(2, pages * _REPEATED)
    return {id(line) for line in margin if _PAGE_NUMBER.match(line.text) or seen[_repeating(line)] >= often}


def _repeating(line: Printed) -> str:
    """A margin line with its figures blanked, so that page 3 and page 4 say the same."""
    return re.sub(r"\d+", "#", "".join(line.text.split())) + ("^" if line.down < 0.5 else "_")


def paragraphs(lines: Sequence[Printed]) -> list[str]:
    """Printed lines, furniture left out, as the paragraphs they were broken from."""
    if not lines:
        return []
    em = statistics.median(line.height for line in lines)
    right = _edge([line.right for line in lines], em)
    joined: list[str] = []
    first = before = lines[0]
    for line in lines:
        if joined and _goes_on(first, before, line, right, em):
            joined[-1] = join(joined[-1], line.text)
        else:
            joined.append(line.text)
            first = line
        before = line
    return joined


def _edge(ends: list[float], em: float) -> float:
    """Where full lines end: the outermost end that a second line shares; one line alone hangs over the margin."""
    ends = sorted(ends, reverse=True)
    return next((end for end, after in pairwise(ends) if end - after <= em), ends[0])


def _room(text: str, em: float) -> float:
    """How much a full line may leave empty before this text: some signs, or the Latin word that did not fit."""
    word = _LATIN.match(text)
    return max(_RAGGED * em, (len(word[0]) + 1) * _LATIN_WIDTH * em if word else 0)


def _goes_on(first: Printed, before: Printed, line: Printed, right: float, em: float) -> bool:
    """Whether a line continues the paragraph above it.

    Only a full line is continued. Official layout indents a paragraph by two signs and lets it go on at the margin;
    lists hang: they go on to the right of their label.
    """
    if before.right < right - _room(line.text, em) or abs(line.height - before.height) > em / 2:
        return False
    if _LABEL.match(line.text) and (before.text.endswith(_ENDED) or line.left >= first.left - em / 2):
        return False
    if line.left < first.left - em / 2:
        return True
    if abs(line.left - before.left) <= em / 2:
        # the same edge as the line above: a paragraph without indent, or one inside a hanging list
        return before is not first or not before.text.endswith(_ENDED)
    return before is first and line.left > first.left and bool(_LABEL.match(first.text))


def join(text: str, more: str) -> str:
    """Chinese lines join without a space, and so does a number cut in two; Latin words join with one."""
    latin = text[-1].isascii() and more[0].isascii() and text[-1] != "-"
    return f"{text} {more}" if latin and not (text[-1].isdigit() and more[0].isdigit()) else text + more
