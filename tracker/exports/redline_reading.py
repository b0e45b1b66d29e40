"""Reading a redline back: the comments and edits a colleague left in our Word file.

Ours and theirs are told apart by the author the file names in its own properties; a colleague's change inside one of
our insertions counts as theirs. Nothing is judged by dates, which Word lets anyone leave out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.documents.archive import members, parse_xml
from tracker.errors import UnreadableDocument
from tracker.exports.redline_docx import MARK
from tracker.exports.weave.pieces import NEW_OPS, OLD_OPS, Op

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PARTS = frozenset({"word/document.xml", "word/comments.xml", "word/commentsExtended.xml", "docProps/custom.xml"})
_INSERTS, _DELETES = frozenset({f"{W}ins", f"{W}moveTo"}), frozenset({f"{W}del", f"{W}moveFrom"})
_OPS = {f"{W}ins": Op.CAME, f"{W}moveTo": Op.ARRIVED, f"{W}del": Op.GONE, f"{W}moveFrom": Op.LEFT}


class Sort(StrEnum):
    """What a colleague left."""

    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    REPLACEMENT = "replacement"


@dataclass(frozen=True, slots=True)
class Returned:
    """One thing a colleague left.

    Attributes:
        author, at: whose it is and since when (UTC), as Word has it; None without a date.
        body: what a comment says, the words an edit puts in.
        quoted: the words it stands at, or takes out, without white space; `side`: the text they are in, `old` or `new`.
        start: how many signs of that text, white space apart, stand before them; for words only put in, the sign they
            are put beside.
        answers: the words of the comment it answers, empty if it answers none.
    """

    sort: Sort
    author: str
    at: datetime | None
    body: str
    quoted: str
    side: str
    start: int
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A redline that came back.

    Attributes:
        marks: what the file says of itself: author, instrument, old, new, old-sha256, new-sha256.
        returned: comments and edits in the order of the text, our own comments among them.
        old, new: the two texts without white space, a colleague's edits left out: other than what was sent where
            somebody accepted, rejected or typed without tracking.
    """

    marks: Mapping[str, str]
    returned: tuple[Returned, ...]
    old: str
    new: str


def read(data: bytes, named: str) -> Marked:
    """What came back in a Word file.

    Raises UnreadableDocument for a damaged or hostile file, and for a Word file that is no redline of ours.
    """
    parts = members(data, named, "Word file", _PARTS.__contains__)
    trees = {name: parse_xml(content, named, "Word file") for name, content in parts.items()}
    marks = _marks(trees.get("docProps/custom.xml"))
    if "word/document.xml" not in trees or "author" not in marks:
        raise UnreadableDocument(f"{named} is no redline exported from here: it does not say of which versions it is.")
    walk = _Walk(marks["author"], _comments(trees.get("word/comments.xml"), trees.get("word/commentsExtended.xml")))
    for paragraph in trees["word/document.xml"].iter(f"{W}p"):
        walk.paragraph(paragraph)
    return Marked(marks, tuple(walk.told()), "".join(walk.texts["old"]), "".join(walk.texts["new"]))


def _marks(tree: "_Element | None") -> dict[str, str]:
    if tree is None:
        return {}
    named = {p.get("name") or "": "".join(str(t) for t in p.itertext()).strip() for p in tree}
    return {name.removeprefix(MARK): value for name, value in named.items() if name.startswith(MARK)}


@dataclass(slots=True)
class _Comment:
    """A comment of the file, and the words it is found to stand at."""

    author: str
    at: datetime | None
    body: str
    parent: str = ""  # the body of the comment it answers
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)


def _comments(tree: "_Element | None", extended: "_Element | None") -> dict[str, _Comment]:
    """The comments by their number, each with the words of the one it answers."""
    if tree is None:
        return {}
    found: dict[str, _Comment] = {}
    paragraphs: dict[str, str] = {}  # the number of the comment whose last paragraph bears this id
    for element in tree.iter(f"{W}comment"):
        lines = ["".join(_words(p)) for p in element.iter(f"{W}p")]
        number = element.get(f"{W}id") or ""
        body = "\n".join(lines).strip()
        found[number] = _Comment(element.get(f"{W}author") or "", instant(element.get(f"{W}date")), body)
        paragraphs |= {p.get(f"{_W14}paraId") or "": number for p in element.iter(f"{W}p")}
    for link in extended.iter(f"{_W15}commentEx") if extended is not None else ():
        answer = paragraphs.get(link.get(f"{_W15}paraId") or "-")
        parent = paragraphs.get(link.get(f"{_W15}paraIdParent") or "-")
        if answer and parent:
            found[answer].parent = found[parent].body
    return found


def _words(parent: "_Element") -> Iterator[str]:
    for element in parent.iter(f"{W}t", f"{W}delText", f"{W}br", f"{W}tab"):
        yield (element.text or "") if element.tag in (f"{W}t", f"{W}delText") else " "


@dataclass(slots=True)
class _Edit:
    """A colleague's edit under way: what it takes out and puts in, and where it began."""

    author: str
    at: datetime | None
    side: str
    start: int
    gone: str = ""
    come: str = ""


class _Walk:
    """Goes through the body once, counting the signs of both texts."""

    def __init__(self, ours: str, comments: dict[str, _Comment]) -> None:
        self.ours, self.comments = ours, comments
        self.texts: dict[str, list[str]] = {"old": [], "new": []}
        self.at = {"old": 0, "new": 0}
        self.begun = {"old": 0, "new": 0}  # what stood before the paragraph
        self.edits: list[_Edit] = []
        self.open: _Edit | None = None

    def paragraph(self, paragraph: "_Element") -> None:
        """Read one paragraph, with its comments and edits."""
        self.begun = dict(self.at)
        for element in paragraph.iter():
            if element.tag in (f"{W}t", f"{W}delText"):
                self._text(element)
            elif element.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"):
                self._comment(element)
        self.open = None

    def _comment(self, element: "_Element") -> None:
        comment = self.comments.get(element.get(f"{W}id") or "")
        if comment is None:
            return
        if element.tag == f"{W}commentRangeEnd":
            comment.ends = dict(self.at)
        elif not comment.starts:  # a reference without a range stands at a point
            comment.starts = dict(self.at)

    def _text(self, element: "_Element") -> None:
        words = "".join((element.text or "").split())
        around = [a for a in element.iterancestors(*_OPS) if a.getparent().tag != f"{W}rPr"]  # type: ignore[union-attr]
        theirs = next((a for a in around if a.get(f"{W}author") != self.ours), None)
        mine = next((a for a in around if a.get(f"{W}author") == self.ours), None)
        op = _OPS[mine.tag] if mine is not None else Op.KEPT
        if theirs is None:
            self.open = None if words else self.open
        else:
            self._edit(theirs, words, op)
        if theirs is None or theirs.tag in _DELETES:
            self._count(words, op)

    def _count(self, words: str, op: Op) -> None:
        for side, wanted in (("old", OLD_OPS), ("new", NEW_OPS)):
            if op in wanted:
                self.texts[side].append(words)
                self.at[side] += len(words)

    def _edit(self, change: "_Element", words: str, op: Op) -> None:
        side = "new" if op in NEW_OPS else "old"
        author = change.get(f"{W}author") or ""
        if self.open is None or (self.open.author, self.open.side) != (author, side):
            self.open = _Edit(author, instant(change.get(f"{W}date")), side, self._near(side))
            self.edits.append(self.open)
        if change.tag in _DELETES:
            self.open.gone += words
        else:
            self.open.come += words

    def _near(self, side: str) -> int:
        """The last sign of this paragraph before here, or, at its beginning, the first: typed words belong to it."""
        return max(self.at[side] - 1, self.begun[side])

    def told(self) -> Iterator[Returned]:
        """Everything found, in the order of the new text."""
        found = [*map(self._remark, self.comments.values()), *map(_change, self.edits)]
        yield from sorted(found, key=lambda one: (one.side == "old", one.start))

    def _remark(self, comment: _Comment) -> Returned:
        """A comment stands at words of the new text, or, where there are none, of the old."""
        starts = comment.starts or {"old": 0, "new": 0}
        ends = comment.ends or starts
        side = "new" if ends["new"] > starts["new"] or ends["old"] == starts["old"] else "old"
        quoted = "".join(self.texts[side])[starts[side] : ends[side]]
        parent = comment.parent
        return Returned(Sort.COMMENT, comment.author, comment.at, comment.body, quoted, side, starts[side], parent)


def _change(edit: _Edit) -> Returned:
    sort = Sort.REPLACEMENT if edit.gone and edit.come else Sort.DELETION if edit.gone else Sort.INSERTION
    return Returned(sort, edit.author, edit.at, edit.come, edit.gone, edit.side, edit.start)


def instant(written: str | None) -> datetime | None:
    """An instant as Word writes it; its clock without a zone is taken as UTC, as Word means it."""
    try:
        at = datetime.fromisoformat(written) if written else None
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at
