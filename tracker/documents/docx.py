"""A Word file to its lines, read from its own XML: paragraphs, table rows, and the numbers Word computes for lists."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from tracker.documents.numbered import Numbering
from tracker.errors import UnreadableDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: The Civil Code is 2 MB of document.xml; a member ten times that, or an archive of a hundred, is no regulation.
_LARGEST_MEMBER = 32 * 1024 * 1024
_LARGEST_ARCHIVE = 256 * 1024 * 1024
_MOST_MEMBERS = 4000
#: Words that are not part of the text as it stands: the old place of moved text, and a picture's substitute.
_SKIPPED = (f"{W}moveFrom", f"{W}del", _FALLBACK)


def read_docx(data: bytes, named: str) -> list[str]:
    """The paragraphs of a Word file, each list number printed before its words as Word shows it.

    Raises UnreadableDocument for damaged archives, bombs and XML with entities.
    """
    members = _members(data, named)
    if "word/document.xml" not in members:
        raise UnreadableDocument(f"{named} is a Word archive without a document in it.")
    document = _parse(members["word/document.xml"], named)
    styles = _parse(members["word/styles.xml"], named) if "word/styles.xml" in members else None
    numbers = _parse(members["word/numbering.xml"], named) if "word/numbering.xml" in members else None
    numbering = Numbering(numbers, styles)
    body = document.find(f"{W}body")
    return [line for line in _lines(body, numbering) if line.strip()] if body is not None else []


def _members(data: bytes, named: str) -> dict[str, bytes]:
    """The three members that hold text, within the limits; sizes are counted while inflating, for headers lie."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_MEMBERS or sum(info.file_size for info in infos) > _LARGEST_ARCHIVE:
                raise UnreadableDocument(f"{named} is an archive that unpacks beyond all measure (a zip bomb).")
            wanted = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
            return {info.filename: _inflate(archive, info, named) for info in infos if info.filename in wanted}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        # RuntimeError is how zipfile says that a member is encrypted
        raise UnreadableDocument(f"{named} is a damaged or locked Word file ({type(error).__name__}).") from error


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, named: str) -> bytes:
    with archive.open(info) as member:
        content = member.read(_LARGEST_MEMBER + 1)
    if len(content) > _LARGEST_MEMBER:
        raise UnreadableDocument(
            f"{named} is a zip bomb: {info.filename} unpacks to more than {_LARGEST_MEMBER >> 20} MB."
        )
    return content


def _parse(content: bytes, named: str) -> "_Element":
    # loaded late: reading plain text must not pay for it
    from lxml import etree

    if b"<!DOCTYPE" in content[:2048] or b"<!ENTITY" in content:
        raise UnreadableDocument(f"{named} declares XML entities, which no Word file does; it is not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(f"{named} is a damaged Word file: its XML breaks off ({error.msg}).") from error


def _lines(parent: "_Element", numbering: Numbering) -> Iterator[str]:
    """The lines of a body or cell, in order; content controls and insertions are looked through."""
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, numbering)
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                cells = (" ".join(_lines(cell, numbering)) for cell in row.findall(f"{W}tc"))
                yield " ".join(cell for cell in cells if cell)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"):
            yield from _lines(child, numbering)


def _paragraph(paragraph: "_Element", numbering: Numbering) -> list[str]:
    words = "".join(_words(paragraph))
    label = numbering.label(paragraph)
    return (label + words).split("\n") if words.strip() or label.strip() else []


def _words(parent: "_Element") -> Iterator[str]:
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}tab":
            yield " " if parent.tag == f"{W}r" else ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            yield from _words(child)
