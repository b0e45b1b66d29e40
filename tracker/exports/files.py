"""Files: a comparison as a file to be saved: the table of provisions as Word, Excel or PDF, the redline as Word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.diff.changes import Comparison
from tracker.exports.stamp import Remark, Stamp
from tracker.exports.words import Language, Voice
from tracker.law.document import Document

_OFFICE = "application/vnd.openxmlformats-officedocument"
#: The media type of each form; the form is how its address and its file's name end.
FORMS: Mapping[str, str] = {
    "table.docx": f"{_OFFICE}.wordprocessingml.document",
    "table.xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "table.pdf": "application/pdf",
    "redline.docx": f"{_OFFICE}.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """How a file is wanted.

    Attributes:
        author: who is said to have made it, and every tracked change in it.
        at: when (UTC); None leaves every date out, and the same texts give the same bytes on any day.
        columns: 2, 3 or 4, of a table; `everything`: unchanged provisions too.
        font: a Chinese font file for a PDF, with the number of the face in it; without one none is embedded.
    """

    author: str
    at: datetime | None = None
    columns: int = 4
    everything: bool = True
    language: Language = "zh"
    stamp: Stamp | None = None
    remarks: Sequence[Remark] = ()
    voice: Voice | None = None
    font: tuple[bytes, int] | None = None


def make(form: str, comparison: Comparison, old: Document, new: Document, wish: Wish) -> bytes:
    """The bytes of a file in one of `FORMS`. What writes it is imported only now: none of it starts quickly."""
    if form == "redline.docx":
        from tracker.exports import redline_docx

        return redline_docx.render(
            comparison,
            old,
            new,
            author=wish.author,
            at=wish.at,
            language=wish.language,
            stamp=wish.stamp,
            remarks=wish.remarks,
        )
    return _table(form, comparison, old, new, wish)


def _table(form: str, comparison: Comparison, old: Document, new: Document, wish: Wish) -> bytes:
    from tracker.exports.table import layout

    table = layout.lay_out(
        comparison,
        old,
        new,
        columns=wish.columns,
        everything=wish.everything,
        language=wish.language,
        stamp=wish.stamp,
        remarks=wish.remarks,
        voice=wish.voice,
    )
    if form == "table.docx":
        from tracker.exports.table import as_docx

        return as_docx.render(table, author=wish.author, at=wish.at)
    if form == "table.xlsx":
        from tracker.exports.table import as_xlsx

        return as_xlsx.render(table, author=wish.author, at=wish.at)
    from tracker.exports.table import as_pdf

    return as_pdf.render(table, author=wish.author, at=wish.at, font=wish.font)
