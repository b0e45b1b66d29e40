"""The redline as a Word file: the whole new text with the old one in true tracked changes, notes as Word comments.

Accepting every change leaves the new text, rejecting every change the old one; the body holds nothing else. Stamp and
markings stand in the head, the foot and the file's properties (ECMA-376 part 1, 17.13.5: revisions; 17.13.4: comments).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tracker.diff.changes import Comparison
from tracker.exports import foot, word
from tracker.exports.plain import plain
from tracker.exports.signs import writable
from tracker.exports.stamp import Marking, Remark, Stamp
from tracker.exports.weave.pieces import NEW_OPS, OLD_OPS, Op, Piece
from tracker.exports.weave.weaving import Passage, weave
from tracker.exports.words import MARKINGS, PHRASES, Language
from tracker.law.document import Document
from tracker.law.provision import Kind

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

#: Names of the custom properties by which `redline_reading` knows the file again.
MARK = "tracker."
_WRAP = {Op.GONE: "w:del", Op.CAME: "w:ins", Op.LEFT: "w:moveFrom", Op.ARRIVED: "w:moveTo"}
_RANGE = {Op.LEFT: "w:moveFromRange", Op.ARRIVED: "w:moveToRange"}
_DIVISIONS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX})


def render(
    comparison: Comparison,
    old: Document,
    new: Document,
    *,
    author: str,
    at: datetime | None = None,
    language: Language = "zh",
    stamp: Stamp | None = None,
    remarks: Sequence[Remark] = (),
) -> bytes:
    """The bytes of the Word file.

    `author` and `at` (UTC) stand at every tracked change; without an instant the changes carry no date. `remarks`
    become comments at the words they quote, or at their whole change.
    """
    document = word.blank(landscape=False)
    phrases = PHRASES[language]
    title = foot.title(comparison, stamp, language, "redline")
    matter = f"{phrases['matter']} {stamp.matter}" if stamp and stamp.matter else ""
    # A redline holds no verdict of ours, so only who may hold it is said, not whose judgement it is.
    below = [*foot.lines(comparison, stamp, language)]
    kept = below[:3] + ([MARKINGS[language][stamp.marking]] if stamp and stamp.marking is Marking.PRIVILEGED else [])
    word.frame(document, foot.warnings(stamp, language) or (title,), matter, kept)
    word.properties(document, title=title, author=author, at=at, own=_marks(comparison, stamp, author))
    _Pen(document, author, at, remarks, language).write(weave(comparison, old, new))
    return word.saved(document)


def _marks(comparison: Comparison, stamp: Stamp | None, author: str) -> dict[str, str]:
    """What the file says of itself to whoever reads it back."""
    own = {"author": author, "old-sha256": comparison.old.sha256, "new-sha256": comparison.new.sha256}
    if stamp:
        own |= {"instrument": stamp.instrument, "old": stamp.old.version, "new": stamp.new.version}
    return {f"{MARK}{name}": value for name, value in own.items() if value}


@dataclass(frozen=True, slots=True)
class _Written:
    """A run as it was written: its element, its words, and what became of them."""

    element: Any
    text: str
    op: Op


class _Pen:
    """Writes passages as paragraphs, numbering revisions as it goes."""

    def __init__(
        self, document: "WordDocument", author: str, at: datetime | None, remarks: Sequence[Remark], language: Language
    ) -> None:
        self.document, self.author, self.at, self.language = document, author, at, language
        self.waiting = list(remarks)
        self.count = 0
        # A colleague's edits come back tracked. Word wants settings in the schema's order: this before the tab stop.
        document.settings.element.find(qn("w:defaultTabStop")).addprevious(OxmlElement("w:trackRevisions"))

    def write(self, passages: Sequence[Passage]) -> None:
        """Every passage, then the comments that belong to no passage of their own, at the first."""
        first: list[_Written] = []
        for passage in passages:
            mine = [remark for remark in self.waiting if remark.stands(passage.changes, passage.spots)]
            runs = list(self._passage(replace(passage, pieces=cut(passage.pieces, mine))))
            first = first or runs
            self.waiting = [remark for remark in self.waiting if remark not in mine]
            for remark in mine:
                self._comment(remark, runs)
        for remark in self.waiting:
            self._comment(remark, first)
        if passages and passages[-1].pieces[-1].op is not Op.KEPT:
            self.document.add_paragraph()  # the last paragraph's mark can neither come nor go

    def _passage(self, passage: Passage) -> Iterator[_Written]:
        paragraphs: list[Paragraph] = []
        for content, mark in _paragraphs(passage.pieces):
            paragraph = self.document.add_paragraph()
            _set(paragraph, passage, first=not paragraphs)
            if mark is not Op.KEPT:
                self._mark(paragraph, mark)
            paragraphs.append(paragraph)
            yield from self._runs(paragraph, content, passage)
        if passage.move:
            self._range(paragraphs, passage)

    def _runs(self, paragraph: "Paragraph", content: Sequence[Piece], passage: Passage) -> Iterator[_Written]:
        for piece in content:
            strong = passage.title or passage.kind in _DIVISIONS
            run = word.write(
                paragraph, piece.text, font=word.HEI if strong else "", size=Pt(16) if passage.title else None
            )
            if piece.op is not Op.KEPT:
                self._wrap(run._element, piece.op)
            yield _Written(run._element, piece.text, piece.op)

    def _wrap(self, run: Any, op: Op) -> None:
        wrapper = self._revision(_WRAP[op])
        run.addprevious(wrapper)
        wrapper.append(run)
        if op is Op.GONE:
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")

    def _mark(self, paragraph: "Paragraph", op: Op) -> None:
        """The paragraph's own mark came or went: whether this line ends here is a change like another."""
        properties = paragraph._p.get_or_add_pPr()
        inner = OxmlElement("w:rPr")
        inner.append(self._revision(_WRAP[op]))
        properties.append(inner)

    def _range(self, paragraphs: Sequence["Paragraph"], passage: Passage) -> None:
        """The ends of a move; both halves share its name."""
        op = passage.pieces[-1].op
        start = self._revision(f"{_RANGE[op]}Start")
        start.set(qn("w:name"), f"move{passage.move}")
        end = OxmlElement(f"{_RANGE[op]}End")
        end.set(qn("w:id"), start.get(qn("w:id")))
        first = paragraphs[0]._p
        first.insert(1 if first.pPr is not None else 0, start)
        paragraphs[-1]._p.append(end)

    def _revision(self, tag: str) -> Any:
        self.count += 1
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(self.count))
        element.set(qn("w:author"), writable(self.author))
        if self.at is not None:
            element.set(qn("w:date"), _instant(self.at))
        return element

    def _comment(self, remark: Remark, runs: Sequence[_Written]) -> None:
        """A note as a comment on the runs that hold its quote, or on all."""
        if not runs:
            return
        spots = _quoted(runs, remark) or runs
        body = writable(spoken(remark, self.language))
        comment = self.document.part._comments_part.comments.add_comment(
            text=body, author=writable(remark.author), initials=writable(remark.author)[:2]
        )
        comment._comment_elm.set(qn("w:date"), _instant(remark.at))
        number = str(comment.comment_id)
        first, last = _outside(spots[0].element), _outside(spots[-1].element)
        start, end = OxmlElement("w:commentRangeStart"), OxmlElement("w:commentRangeEnd")
        start.set(qn("w:id"), number)
        end.set(qn("w:id"), number)
        first.addprevious(start)
        last.addnext(end)
        reference = OxmlElement("w:r")
        inner = OxmlElement("w:commentReference")
        inner.set(qn("w:id"), number)
        reference.append(inner)
        end.addnext(reference)


def spoken(remark: Remark, language: Language) -> str:
    """What a note says as a comment: that it is internal, its matter, its words."""
    tag = PHRASES[language]["internal-tag"] if remark.internal else ""
    matter = f"[{remark.matter}] " if remark.matter else ""
    return f"{tag}{matter}{plain(remark.body)}"


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], Op]]:
    """The pieces of each line, and what became of its break."""
    content: list[Piece] = []
    for piece in pieces:
        *ended, rest = piece.text.split("\n")
        for words in ended:
            yield [*content, *([Piece(piece.op, words)] if words else [])], piece.op
            content = []
        if rest:
            content.append(Piece(piece.op, rest))
    assert not content, "a passage ends with a line break"


def _set(paragraph: "Paragraph", passage: Passage, *, first: bool) -> None:
    """How a line is set: titles and chapter headings in the middle, provisions with two signs of indent."""
    form = paragraph.paragraph_format
    if passage.title or passage.kind in _DIVISIONS:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        form.space_before = form.space_after = Pt(8)
        form.keep_with_next = True
        return
    form.line_spacing = 1.5
    if passage.kind is not None or not first:
        form.first_line_indent = Pt(21)


def cut(pieces: Sequence[Piece], remarks: Sequence[Remark]) -> tuple[Piece, ...]:
    """The pieces, cut where words begin or end that a note quotes: a comment stands at them and no others."""
    ends = [place for remark in remarks for place in _places(pieces, remark)]
    out, at = [], 0
    for piece in pieces:
        inside = sorted({end - at for end in ends if at < end < at + len(piece.text)})
        for start, stop in pairwise([0, *inside, len(piece.text)]):
            out.append(Piece(piece.op, piece.text[start:stop]))
        at += len(piece.text)
    return tuple(out)


def _places(pieces: Sequence[Piece], remark: Remark) -> tuple[int, ...]:
    """Where a quote begins and ends, counted in the signs of all pieces; nothing where it does not stand."""
    wanted = OLD_OPS if remark.side == "old" else NEW_OPS
    signs = [(n, sign) for n, (sign, op) in enumerate((s, p.op) for p in pieces for s in p.text) if op in wanted]
    at = "".join(sign for _, sign in signs).find(remark.quoted) if remark.quoted else -1
    return (signs[at][0], signs[at + len(remark.quoted) - 1][0] + 1) if at >= 0 else ()


def _quoted(runs: Sequence[_Written], remark: Remark) -> list[_Written]:
    """The runs that hold the quoted words on the side they stand on; none where they do not stand."""
    if not remark.quoted:
        return []
    sides = [NEW_OPS, OLD_OPS] if remark.side != "old" else [OLD_OPS, NEW_OPS]
    for wanted in sides:
        mine = [run for run in runs if run.op in wanted]
        at = "".join(run.text for run in mine).find(remark.quoted)
        if at >= 0:
            return _holding(mine, at, at + len(remark.quoted))
    return []


def _holding(runs: Sequence[_Written], start: int, end: int) -> list[_Written]:
    found, at = [], 0
    for run in runs:
        if at < end and at + len(run.text) > start:
            found.append(run)
        at += len(run.text)
    return found


def _outside(run: Any) -> Any:
    """The run, or the tracked change around it: comments begin and end outside of changes."""
    parent = run.getparent()
    return run if parent.tag == qn("w:p") else parent


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
