"""A Word file to its lines, read from its own XML: paragraphs, tables, text boxes, footnotes, tracked changes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.documents import lines
from tracker.documents.archive import members, parse_xml
from tracker.documents.numbered import Numbering
from tracker.documents.revisions import Revisions
from tracker.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: The namespace of “strict” files; their elements are the same.
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()
_DOCUMENT = re.compile(r"word/document\d*\.xml")
_FRAME = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PARTS = frozenset({"word/styles.xml", "word/numbering.xml", *_NOTES})
#: Looked through: they hold paragraphs and rows without being any.
_SHELLS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "del", "moveTo", "moveFrom", "smartTag", "customXml")
)
#: A cell of more lines holds a text of its own: the table lays out a page and tabulates nothing.
_MOST_CELL_LINES = 12
#: What each reading leaves out.
_GONE = {
    Revisions.ACCEPTED: frozenset({f"{W}del", f"{W}moveFrom"}),
    Revisions.ORIGINAL: frozenset({f"{W}ins", f"{W}moveTo"}),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What a Word file holds: its lines, its headers and footnotes, and how many tracked changes it carries."""

    texts: list[str]
    furniture: list[str] = field(default_factory=list)
    changes: int = 0


def read_docx(data: bytes, named: str, revisions: Revisions = Revisions.ACCEPTED) -> Written:
    """The paragraphs of a Word file, each list number printed before its words as Word shows it.

    Raises UnreadableDocument for damaged archives, bombs and XML with entities.
    """
    parts = members(
        data, named, "Word file", lambda name: bool(name in _PARTS or _DOCUMENT.fullmatch(name) or _FRAME.match(name))
    )
    trees = {
        name: parse_xml(content.replace(_STRICT, _USUAL), named, "Word file")
        for name, content in parts.items()
        if content.strip()
    }
    document = next((trees[name] for name in sorted(trees) if _DOCUMENT.fullmatch(name)), None)
    if document is None:
        raise UnreadableDocument(f"{named} is a Word archive without a document in it.")
    reader = _Reader(Numbering(trees.get("word/numbering.xml"), trees.get("word/styles.xml")), revisions)
    body = document.find(f"{W}body")
    texts = list(reader.lines(body)) if body is not None else []
    frame = [tree for name, tree in sorted(trees.items()) if _FRAME.match(name)]
    notes = [note for name in _NOTES if name in trees for note in trees[name] if note.get(f"{W}type") is None]
    # the lists of headers and notes count apart
    aside = _Reader(Numbering(None, None), revisions)
    furniture = dict.fromkeys(line for part in (*frame, *notes) for line in aside.lines(part))
    changes = sum(1 for _ in document.iter(*(tag for gone in _GONE.values() for tag in sorted(gone))))
    return Written([line for line in texts if line.strip()], [f for f in furniture if f.strip()], changes)


@dataclass(slots=True)
class _Reader:
    """Goes through a part in order, with the lists' counters and the words a deleted paragraph mark hands on."""

    numbering: Numbering
    revisions: Revisions
    carried: str = ""

    def lines(self, parent: "_Element") -> Iterator[str]:
        """The lines of a body, cell or box, in order; content controls and revisions are looked through."""
        for child in parent:
            if child.tag in _GONE[self.revisions]:
                continue
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _SHELLS:
                yield from self.lines(child)

    # -- paragraphs ----------------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: "_Element") -> Iterator[str]:
        words = "".join(self._words(paragraph))
        if self._mark_is_gone(paragraph):
            # the paragraph ends no more: its words run on into the next, whose number counts
            self.carried += words
        else:
            words, self.carried = self.carried + words, ""
            label = self.numbering.label(paragraph)
            if words.strip() or label.strip():
                yield from (label + words).split("\n")
        for box in self._boxes(paragraph):
            yield from self.lines(box)

    def _mark_is_gone(self, paragraph: "_Element") -> bool:
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        return mark is not None and any(child.tag in _GONE[self.revisions] for child in mark)

    def _words(self, parent: "_Element") -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag in _GONE[self.revisions] or tag in _SILENT or (tag == f"{W}r" and _is_hidden(child)):
                continue
            if tag in (f"{W}t", f"{W}delText"):
                yield child.text or ""
            elif tag in _SIGNS:
                # a tab stop in the paragraph's properties is no tab
                yield _SIGNS[tag] if parent.tag == f"{W}r" else ""
            else:
                yield from self._words(child)

    @staticmethod
    def _boxes(paragraph: "_Element") -> Iterator["_Element"]:
        """The text boxes that hang on a paragraph, outermost only; a picture's substitute is the same box again."""
        for box in paragraph.iter(f"{W}txbxContent"):
            above = list(box.iterancestors(f"{W}txbxContent", _FALLBACK, f"{W}p"))
            if not any(a.tag == _FALLBACK for a in above) and above and above[0] is paragraph:
                yield box

    # -- tables --------------------------------------------------------------------------------------------------------

    def _table(self, table: "_Element") -> Iterator[str]:
        """A table row by row, cells in order; the paragraphs of cells where the table only lays out a page."""
        rows = [self._cells(row) for row in self._inner(table, f"{W}tr") if not self._row_is_gone(row)]
        if _is_layout(rows):
            yield from (line for cells in rows for cell in cells for line in cell)
        else:
            yield from (line for cells in rows if (line := lines.row([" ".join(cell) for cell in cells])))

    def _cells(self, row: "_Element") -> list[list[str]]:
        cells: list[list[str]] = []
        for cell in self._inner(row, f"{W}tc"):
            cells.append([line for line in self.lines(cell) if line.strip()])
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = (span.get(f"{W}val") or "1") if span is not None else "1"
            # a Word table has 63 columns at most
            cells += [[] for _ in range(min(int(width), 63) - 1)] if width.isdecimal() else []
        return cells

    def _inner(self, parent: "_Element", tag: str) -> Iterator["_Element"]:
        """The rows of a table, or the cells of a row; content controls are looked through."""
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag in _SHELLS and child.tag not in _GONE[self.revisions]:
                yield from self._inner(child, tag)

    def _row_is_gone(self, row: "_Element") -> bool:
        marks = row.find(f"{W}trPr")
        return marks is not None and any(child.tag in _GONE[self.revisions] for child in marks)


#: What stands in a paragraph without being its words: boxes are read after it, a reading aid, notes and comments apart.
_SILENT = frozenset({_FALLBACK, f"{W}txbxContent", f"{W}rt", f"{W}pPr", f"{W}rPr"})
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def _is_hidden(run: "_Element") -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in ("0", "false")


def _is_layout(rows: Sequence[list[list[str]]]) -> bool:
    """Whether a table has one column, or cells so long that it lays out a page."""
    cells = [cell for row in rows for cell in row]
    return all(len(row) < 2 for row in rows) or any(len(cell) > _MOST_CELL_LINES for cell in cells)
