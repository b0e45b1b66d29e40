"""Bytes in, a Document out: the front door of this room."""

import hashlib

from tracker.documents import decode, headmatter, lines, structure
from tracker.documents.guide import Guide
from tracker.documents.media import Media, sniff
from tracker.errors import NotARegulation, UnreadableDocument
from tracker.law.document import Document


def read(data: bytes, *, name: str = "", guide: Guide = Guide()) -> Document:
    """The document some bytes hold. `name` stands in error sentences only; the sort of file is read off the bytes.

    Raises UnreadableDocument (empty, damaged, hostile, an unknown sort), NotARegulation (no provisions, a challenge or
    error page) and ScannedDocument (a PDF of pictures).
    """
    named = name or "The file"
    if not data.strip():
        raise UnreadableDocument(f"{named} is empty.")
    media = sniff(data)
    if media is not Media.TEXT:
        raise UnreadableDocument(f"{named} is of a kind we do not read ({media.value}).")
    texts = lines.tidy(lines.from_markdown(decode.decode(data, name=name)))
    placed = lines.place(texts)
    grammar = structure.recognise(placed) if placed else None
    if grammar is None:
        raise NotARegulation(f"{named} holds no provisions: no line opens with 第X条, a clause number or an article.")
    text = "\n".join(texts)
    title = headmatter.title_lines(placed, 1)
    parsed = structure.parse(placed, grammar, title)
    return Document(
        grammar=grammar,
        headmatter=headmatter.read(placed, 0, guide),
        provisions=parsed.provisions,
        problems=parsed.problems,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        furniture=tuple(line.text for line in parsed.furniture),
    )
