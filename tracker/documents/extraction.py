"""What a file's form gives: its lines, and what stands around them. One way in for each sort of file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from tracker.documents import decode, lines
from tracker.documents.guide import Guide
from tracker.documents.media import Media, sniff
from tracker.documents.revisions import Revisions
from tracker.errors import ScannedDocument, UnreadableDocument
from tracker.law.document import Problem

#: An archive in an archive is opened; deeper ones are built to harm.
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a file's form gave: its lines, the furniture its pages carried, and what stands around the text."""

    texts: list[str]
    furniture: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    title: str = ""
    published_on: date | None = None
    markup: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """What programs of this machine can do for reading; this room runs none and asks for what it is given.

    Attributes:
        convert: an old Word file's bytes to those of a .docx (LibreOffice); None when it cannot.
        recognise: a PDF of pictures to its words as Tesseract's TSV, one string a page; None where OCR is off.
        repack: a rar or 7z archive's bytes to those of a zip with the same files (bsdtar); None when it cannot.
    """

    convert: Callable[[bytes], bytes | None] | None = None
    recognise: Callable[[bytes], list[str]] | None = None
    repack: Callable[[bytes], bytes | None] | None = None


NOTHING = Outside()


@dataclass(frozen=True, slots=True)
class Request:
    """How to read a file: what it is called in sentences, what is known beforehand, which revision, what helps."""

    named: str
    guide: Guide
    revisions: Revisions = Revisions.ACCEPTED
    outside: Outside = NOTHING
    depth: int = 0


def extract(data: bytes, request: Request) -> Extracted:
    """The lines of some bytes. Raises UnreadableDocument and ScannedDocument with a sentence."""
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableDocument(f"{request.named} is empty.")
    media = sniff(data)
    way = _WAYS.get(media)
    if way is None:
        raise UnreadableDocument(f"{request.named} is {_KINDS.get(media, 'of a kind')} that cannot be read as a text.")
    return way(data, request)


def _from_text(data: bytes, request: Request) -> Extracted:
    return Extracted(lines.tidy(lines.from_markdown(decode.decode(data, name=request.named))))


def _from_html(data: bytes, request: Request) -> Extracted:
    from tracker.documents import html

    markup = decode.decode(data, name=request.named)
    page = html.read_page(markup, request.guide)
    return Extracted(lines.tidy(page.text), title=page.title, published_on=page.published_on, markup=markup)


def _from_pdf(data: bytes, request: Request) -> Extracted:
    from tracker.documents import pdf

    try:
        texts, furniture, problems = pdf.read_pdf(data, request.named)
    except ScannedDocument:
        if request.outside.recognise is None:
            raise
        return _recognised(request.outside.recognise(data), request.named)
    return Extracted(lines.tidy("\n".join(texts)), tuple(furniture), tuple(problems))


def _recognised(pages: list[str], named: str) -> Extracted:
    from tracker.documents import ocr

    texts, furniture, problems = ocr.read_recognised(pages, named)
    return Extracted(lines.tidy("\n".join(texts)), tuple(furniture), tuple(problems))


def _from_docx(data: bytes, request: Request) -> Extracted:
    from tracker.documents import docx

    written = docx.read_docx(data, request.named, request.revisions)
    problems: tuple[Problem, ...] = ()
    if written.changes:
        how = "accepted" if request.revisions is Revisions.ACCEPTED else "left out: the text before them"
        says = f"The file carries {written.changes} tracked changes; they are read as {how}."
        problems = (Problem("tracked-changes", "text", says),)
    return Extracted(lines.tidy("\n".join(written.texts)), tuple(lines.tidy("\n".join(written.furniture))), problems)


def _from_doc(data: bytes, request: Request) -> Extracted:
    from tracker.documents import doc

    converted = request.outside.convert(data) if request.outside.convert else None
    if converted and sniff(converted) is Media.DOCX:
        return _from_docx(converted, request)
    texts, furniture, problems = doc.read_doc(data, request.named)
    return Extracted(lines.tidy("\n".join(texts)), tuple(lines.tidy("\n".join(furniture))), tuple(problems))


def _from_ofd(data: bytes, request: Request) -> Extracted:
    from tracker.documents import ofd

    texts, furniture, problems = ofd.read_ofd(data, request.named)
    return Extracted(lines.tidy("\n".join(texts)), tuple(furniture), tuple(problems))


def _from_zip(data: bytes, request: Request) -> Extracted:
    from tracker.documents import attachment

    if request.depth >= _DEEPEST:
        raise UnreadableDocument(f"{request.named} is an archive in an archive in an archive; it is not opened.")
    name, inner, others = attachment.only_document(data, request.named, request.guide.beside)
    found = extract(inner, replace(request, named=f"{request.named}, {name}", depth=request.depth + 1))
    if not others:
        return found
    says = f"The archive holds {name}, which is read, and beside it: {'、'.join(others)}."
    return replace(found, problems=(*found.problems, Problem("archive", "text", says)))


def _from_rar(data: bytes, request: Request) -> Extracted:
    if request.outside.repack is None:
        raise UnreadableDocument(
            f"{request.named} is a rar or 7z archive, which is opened where bsdtar is installed (Debian: "
            "libarchive-tools); unpack it and give the file in it."
        )
    packed = request.outside.repack(data)
    if packed is None:
        raise UnreadableDocument(
            f"{request.named} is a rar or 7z archive that does not open: damaged, locked with a password, in several "
            "volumes, or too large."
        )
    return _from_zip(packed, request)


_WAYS: dict[Media, Callable[[bytes, Request], Extracted]] = {
    Media.TEXT: _from_text,
    Media.HTML: _from_html,
    Media.PDF: _from_pdf,
    Media.DOCX: _from_docx,
    Media.DOC: _from_doc,
    Media.OFD: _from_ofd,
    Media.ZIP: _from_zip,
    Media.RAR: _from_rar,
}
_KINDS = {
    Media.IMAGE: "a picture",
    Media.XML: "an XML answer",
    Media.JSON: "a JSON answer",
    Media.SHEET: "a spreadsheet or a set of slides",
    Media.BINARY: "a binary file",
}
