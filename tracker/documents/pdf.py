"""A PDF to its paragraphs: running heads and page numbers dropped, lines the page broke joined again.

What one page holds is read in pdf_page.py; which lines make a paragraph is said in pdf_paragraphs.py.
"""

import logging
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from tracker.documents.pdf_page import Printed, Sheet, read_page
from tracker.documents.pdf_paragraphs import paragraphs, rejoin_tables
from tracker.errors import ScannedDocument, UnreadableDocument
from tracker.law.document import Problem

#: The longest real texts (the Civil Code, budgets of ministries) stay far below; a bomb of pages does not.
_MOST_PAGES = 3000
#: Running heads and feet stand in the outer eighth of a page (A4 official layout leaves 37 mm above, 35 mm below).
_MARGIN = 0.125
#: What is set in three quarters of the text's size within a twentieth of the page's edge is no text.
_SMALL, _EDGE = 0.75, 0.05
#: Repeated on this share of the pages (odd and even heads alternate) a margin line is no part of the text.
_REPEATED = 0.4
#: Above this share of unreadable signs a text cannot be compared; below, its reader is told.
_GARBLED = 0.05
#: A Chinese text read through the wrong table is accented letters for the most part; a text that quotes some is not.
_ACCENTED = 0.3
_PAGE_NUMBER = re.compile(
    r"[\s—–\-·.]*(?:第\s*)?(?P<page>\d{1,4}|[ivxlIVXL]{1,6})(?:\s*页)?"
    r"(?:\s*[/共]\s*(?P<of>\d{1,4})\s*页?)?[\s—–\-·.]*$"
)
_CID = re.compile(r"\(cid:\d+\)")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_FOREIGN = re.compile(r"[\u00a1-\u024f]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: A whole file ends with this mark, a few bytes of padding apart.
_END, _TAIL = b"%%EOF", 2048


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages of a PDF hold, in order."""

    sheets: tuple[Sheet, ...]

    @property
    def lines(self) -> list[Printed]:
        """Every printed line with words, page by page."""
        return [line for sheet in self.sheets for line in sheet.lines if line.text]


def read_pdf(data: bytes, named: str) -> tuple[list[str], list[str], list[Problem]]:
    """The paragraphs, the furniture of the pages, and the problems met.

    Raises ScannedDocument for pictures without a text layer, UnreadableDocument for damaged, locked or garbled files.
    """
    pages = open_pages(data, named)
    printed = pages.lines
    if not printed:
        count = len(pages.sheets)
        raise ScannedDocument(
            f"{named} is a PDF of {count} page(s) without a text layer: it holds pictures only. A file with text from "
            "the same authority (Word, OFD or a page) can be read, or the pictures by `tracker read --ocr`."
        )
    problems = [*garbled(printed, named), *_unread(pages), *_unfinished(data)]
    return (*set_free(pages), problems)


def set_free(pages: Pages) -> tuple[list[str], list[str]]:
    """The paragraphs of some pages, and their furniture: heads, feet, page numbers, words set across the page."""
    printed = pages.lines
    running = _running(printed, len(pages.sheets))
    body, repeated = rejoin_tables([line for line in printed if id(line) not in running])
    furniture = [line.text for line in printed if id(line) in running]
    turned = [sheet.turned for sheet in pages.sheets if sheet.turned]
    return paragraphs(body), [*furniture, *(line.text for line in repeated), *turned]


def open_pages(data: bytes, named: str) -> Pages:
    """The pages of a PDF; raises UnreadableDocument for a damaged or locked file, and for one of too many pages."""
    # loaded late: reading plain text must not pay for it
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    # the parser warns of every odd font once a sign; what matters of a file is in its problems
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        sheets = _sheets(data, named)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:
        # the parser raises whatever a damaged file makes it stumble over: KeyError, struct.error, its own classes
        if isinstance(error, PDFPasswordIncorrect):
            raise UnreadableDocument(f"{named} is a PDF locked with a password; it cannot be read without.") from error
        cut = "" if _END in data[-_TAIL:] else "; it breaks off before its end"
        raise UnreadableDocument(f"{named} is a damaged or locked PDF ({type(error).__name__}){cut}.") from error
    if not sheets:
        cut = "breaks off before its end" if _END not in data[-_TAIL:] else "has no pages"
        raise UnreadableDocument(f"{named} is a damaged or locked PDF: it {cut}.")
    return Pages(tuple(sheets))


def _sheets(data: bytes, named: str) -> list[Sheet]:
    """The pages one by one; a file says how many it has, and may lie."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    document = PDFDocument(PDFParser(BytesIO(data)))
    said = resolve1(resolve1(document.catalog.get("Pages", {})).get("Count", 0))
    if isinstance(said, int) and said > _MOST_PAGES:
        raise UnreadableDocument(f"{named} has {said} pages; more than {_MOST_PAGES} are not read.")
    resources = PDFResourceManager()
    # without layout analysis: pdf_page.py does what Chinese pages need, in half the time
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    sheets: list[Sheet] = []
    for page in PDFPage.create_pages(document):
        if len(sheets) >= _MOST_PAGES:
            raise UnreadableDocument(f"{named} has more than {_MOST_PAGES} pages and is not read.")
        interpreter.process_page(page)
        sheets.append(read_page(device.get_result(), len(sheets)))
    return sheets


def garbled(printed: Sequence[Printed], named: str) -> list[Problem]:
    """A problem for a few signs without meaning; raises UnreadableDocument for many."""
    text = "".join(line.text for line in printed)
    lost = len(_CID.findall(text)) + len(_PRIVATE.findall(text))
    share = lost / max(1, len(_CID.sub("?", text)))
    if share > _GARBLED:
        raise UnreadableDocument(
            f"{named} is a garbled PDF: {share:.0%} of its signs have no meaning (fonts without a map)."
        )
    foreign = len(_FOREIGN.findall(text)) / max(1, len(text))
    if foreign > _ACCENTED and not _HAN.search(text):
        raise UnreadableDocument(
            f"{named} is a garbled PDF: {foreign:.0%} of its signs are accented letters (fonts with a wrong map)."
        )
    if lost:
        return [Problem("garbled", "text", f"{lost} signs of the PDF could not be read ({share:.1%}).")]
    return []


def _unread(pages: Pages) -> list[Problem]:
    """A problem for pages that are pictures among pages of text: their words are missing."""
    blank = [str(n) for n, sheet in enumerate(pages.sheets, 1) if sheet.picture and not sheet.lines]
    if not blank:
        return []
    return [Problem("scanned-page", f"page {', '.join(blank)}", f"Page {', '.join(blank)} is a picture without text.")]


def _unfinished(data: bytes) -> list[Problem]:
    if _END in data[-_TAIL:]:
        return []
    return [Problem("truncated", "text", "The PDF breaks off before its end: pages may be missing.")]


def _running(printed: Sequence[Printed], pages: int) -> set[int]:
    """The ids of the lines that are heads, feet and page numbers."""
    margin = [line for line in printed if not line.row and (line.down < _MARGIN or line.down > 1 - _MARGIN)]
    seen = Counter(key for key, _ in {(_repeating(line), line.page) for line in margin})
    often = max(2, pages * _REPEATED)
    tall = statistics.median(line.height for line in printed)
    return {
        id(line)
        for line in margin
        if _is_page_number(line.text) or seen[_repeating(line)] >= often or _is_small(line, tall)
    }


def _is_page_number(text: str) -> bool:
    """Whether a line is a page's number: 3, — 3 —, 3/17; 2019/1020. ends a sentence that speaks of a regulation."""
    found = _PAGE_NUMBER.match(text)
    if not found or (text[-1] == "." and text[0] != "."):
        return False
    return not found["of"] or not found["page"].isdigit() or int(found["page"]) <= int(found["of"])


def _is_small(line: Printed, tall: float) -> bool:
    """Small print at the very edge: the running head of a file of one page repeats nowhere."""
    return line.height <= _SMALL * tall and not _EDGE < line.down < 1 - _EDGE


def _repeating(line: Printed) -> str:
    """A margin line with its figures blanked, so that page 3 and page 4 say the same."""
    return re.sub(r"\d+", "#", "".join(line.text.split())) + ("^" if line.down < 0.5 else "_")
