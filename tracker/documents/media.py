"""What sort of file some bytes are, by their first bytes and never by a name: sites serve .doc as .docx."""

from enum import StrEnum


class Media(StrEnum):
    """A sort of file."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    DOC = "application/msword"
    OFD = "application/ofd"
    ZIP = "application/zip"
    IMAGE = "image/*"
    XML = "application/xml"
    JSON = "application/json"
    RAR = "application/vnd.rar"
    SHEET = "application/vnd.ms-office"
    BINARY = "application/octet-stream"


_MAGIC: tuple[tuple[bytes, Media], ...] = (
    (b"%PDF", Media.PDF),
    (b"PK\x03\x04", Media.ZIP),
    (b"PK\x05\x06", Media.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Media.DOC),
    (b"\x89PNG", Media.IMAGE),
    (b"\xff\xd8\xff", Media.IMAGE),
    (b"GIF8", Media.IMAGE),
    (b"BM6", Media.IMAGE),
    (b"II*\x00", Media.IMAGE),
    (b"MM\x00*", Media.IMAGE),
    (b"Rar!", Media.RAR),
    (b"7z\xbc\xaf", Media.RAR),
    (b"\x1f\x8b", Media.BINARY),
    (b"\x7fELF", Media.BINARY),
)
#: Members that tell what an archive is.
_MEMBERS = (
    ("word/document", Media.DOCX),
    ("OFD.xml", Media.OFD),
    ("xl/workbook", Media.SHEET),
    ("ppt/presentation", Media.SHEET),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
#: A tag this near the top makes a file a page; a regulation's text has none.
_LOOK = 4096
_TAGS = (
    b"<!doctype html",
    b"<html",
    b"<head",
    b"<body",
    b"<meta ",
    b"<div",
    b"<p>",
    b"<p ",
    b"<table",
    b"<script",
    b"<br",
    b"<span",
)


def sniff(data: bytes) -> Media:
    """The sort of file these bytes are; BINARY when they are none we know."""
    for magic, media in _MAGIC:
        if data.startswith(magic):
            return _container(data) if media is Media.ZIP else media
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Media.IMAGE
    # PDF readers accept junk before the header, and servers do prepend it
    if b"%PDF-" in data[:1024]:
        return Media.PDF
    return _textual(data)


def _container(data: bytes) -> Media:
    """What an archive is by its members; one whose directory is lost by the names that stand in it."""
    import zipfile  # loaded late: reading plain text must not pay for it
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        names = [mark for mark, _ in _MEMBERS if mark.encode() in data]
    return next((media for mark, media in _MEMBERS if any(name.startswith(mark) for name in names)), Media.ZIP)


def _textual(data: bytes) -> Media:
    head = data[:_LOOK]
    if not head.startswith(_BOMS) and b"\x00" in head:
        return Media.BINARY
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and b"<html" not in start:
        return Media.XML
    if start.startswith((b'{"', b"{\n", b"{ ", b"[{")):
        return Media.JSON
    # a Markdown comment is no page: collections of laws write `<!-- INFO END -->`
    return Media.HTML if any(tag in start for tag in _TAGS) else Media.TEXT
