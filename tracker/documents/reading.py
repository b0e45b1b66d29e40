"""Bytes in, a Document out: the front door of this room."""

import hashlib

from tracker.documents import english_unroll, headmatter, lines, refusals, structure
from tracker.documents.extraction import NOTHING, Extracted, Outside, Request, extract
from tracker.documents.guide import Guide
from tracker.documents.revisions import Revisions
from tracker.documents.titles import cover, find_title
from tracker.documents.unroll import unroll
from tracker.errors import NotARegulation
from tracker.law.document import Document, Grammar

_DEFAULT = Guide()
#: An English text names an article of its own among its first lines.
_ENGLISH = ("Article ", "ARTICLE ")
_FIRST_LINES = 400


def read(
    data: bytes,
    *,
    name: str = "",
    guide: Guide = _DEFAULT,
    revisions: Revisions = Revisions.ACCEPTED,
    outside: Outside = NOTHING,
) -> Document:
    """The document some bytes hold. `name` stands in error sentences only; the sort of file is read off the bytes.

    `revisions` says which text a Word file with tracked changes gives; `outside` what programs of this machine may do
    (old Word files, character recognition), nothing by default.
    Raises UnreadableDocument (empty, damaged, hostile, an unknown sort), NotARegulation (no provisions, a challenge or
    error page) and ScannedDocument (a PDF of pictures). What is odd inside a text is in the document's `problems`.
    """
    named = name or "The file"
    return build(extract(data, Request(named, guide, Revisions(revisions), outside)), named, guide)


def build(extracted: Extracted, named: str, guide: Guide) -> Document:
    """The document some lines are. Raises NotARegulation where they hold no provisions."""
    texts, run_on = unroll(extracted.texts)
    if any(line.startswith(_ENGLISH) for line in texts[:_FIRST_LINES]):
        texts, run_on = english_unroll.unroll(texts)
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
        english=shape.grammar is Grammar.ENGLISH,
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
