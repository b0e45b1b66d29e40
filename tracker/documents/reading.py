"""Bytes in, a Document out: the front door of this room."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.documents import decode, headmatter, lines, refusals, structure
from tracker.documents.guide import Guide
from tracker.documents.media import Media, sniff
from tracker.documents.titles import cover, find_title
from tracker.documents.unroll import unroll
from tracker.errors import NotARegulation, UnreadableDocument
from tracker.law.document import Document, Grammar, Problem

_DEFAULT = Guide()


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file's form gave: its lines, the furniture its pages carried, and what stands around the text."""

    texts: list[str]
    furniture: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    title: str = ""
    published_on: date | None = None
    markup: str = ""


def read(data: bytes, *, name: str = "", guide: Guide = _DEFAULT) -> Document:
    """The document some bytes hold. `name` stands in error sentences only; the sort of file is read off the bytes.

    Raises UnreadableDocument (empty, damaged, hostile, an unknown sort), NotARegulation (no provisions, a challenge or
    error page) and ScannedDocument (a PDF of pictures). What is odd inside a text is in the document's `problems`.
    """
    named = name or "The file"
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableDocument(f"{named} is empty.")
    media = sniff(data)
    extract = _EXTRACTORS.get(media)
    if extract is None:
        raise UnreadableDocument(f"{named} is {_KINDS.get(media, 'of a kind')} that cannot be read as a text.")
    return build(extract(data, named, guide), named, guide)


def build(extracted: Extracted, named: str, guide: Guide) -> Document:
    """The document some lines are. Raises NotARegulation where they hold no provisions."""
    texts, run_on = unroll(extracted.texts)
    placed = lines.place(texts)
    text = "\n".join(texts)
    shape = structure.recognise(placed)
    if shape is None:
        raise NotARegulation(refusals.reason(named, extracted.markup or text, text))
    standard = shape.grammar is Grammar.STANDARD
    title = find_title(placed, shape.body, standard=standard)
    if title is None and extracted.title:
        # the text itself prints no title: the page's heading is its first line
        return build(_with_heading(extracted), named, guide)
    edge = (title.lines if title else frozenset()) | (cover(placed, shape.body) if standard else frozenset())
    parsed = structure.parse(placed, shape, edge)
    facts = headmatter.read(
        placed,
        shape.body,
        title,
        guide,
        standard=standard,
        heading=extracted.title,
        published_on=extracted.published_on,
    )
    return Document(
        grammar=shape.grammar,
        headmatter=facts,
        provisions=parsed.provisions,
        problems=(*extracted.problems, *run_on, *parsed.problems),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        furniture=(*extracted.furniture, *(line.text for line in parsed.furniture)),
    )


def _with_heading(extracted: Extracted) -> Extracted:
    return Extracted(
        [extracted.title, *extracted.texts],
        extracted.furniture,
        extracted.problems,
        published_on=extracted.published_on,
        markup=extracted.markup,
    )


def _from_text(data: bytes, named: str, guide: Guide) -> Extracted:
    return Extracted(lines.tidy(lines.from_markdown(decode.decode(data, name=named))))


def _from_html(data: bytes, named: str, guide: Guide) -> Extracted:
    from tracker.documents import html

    markup = decode.decode(data, name=named)
    page = html.read_page(markup, guide)
    return Extracted(lines.tidy(page.text), title=page.title, published_on=page.published_on, markup=markup)


def _from_pdf(data: bytes, named: str, guide: Guide) -> Extracted:
    from tracker.documents import pdf

    texts, furniture, problems = pdf.read_pdf(data, named)
    return Extracted(lines.tidy("\n".join(texts)), tuple(furniture), tuple(problems))


def _from_docx(data: bytes, named: str, guide: Guide) -> Extracted:
    from tracker.documents import docx

    return Extracted(lines.tidy("\n".join(docx.read_docx(data, named))))


_EXTRACTORS: dict[Media, Callable[[bytes, str, Guide], Extracted]] = {
    Media.TEXT: _from_text,
    Media.HTML: _from_html,
    Media.PDF: _from_pdf,
    Media.DOCX: _from_docx,
}
_KINDS = {
    Media.IMAGE: "a picture",
    Media.DOC: "an old binary Word file",
    Media.OFD: "an OFD file",
    Media.ZIP: "an archive",
    Media.XML: "an XML answer",
    Media.JSON: "a JSON answer",
    Media.BINARY: "a binary file",
}
