"""An OFD file (GB/T 33190) to its paragraphs: its pages' signs by their places, then read as a PDF's are."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.documents.archive import members, parse_xml
from tracker.documents.pdf import Pages, garbled, set_free
from tracker.documents.pdf_page import Ink, Sign, lay_out
from tracker.documents.pdf_tables import rules_of
from tracker.errors import ScannedDocument, UnreadableDocument
from tracker.law.document import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

#: OFD measures in millimetres, the lines of a page in points.
_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
#: Longer documents are no regulation, as in PDF.
_MOST_PAGES = 3000
#: One run of `g 9999999 0` must not become that many places.
_LONGEST_RUN = 10_000

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _File:
    """The XML members of an OFD file by path, and what it is called."""

    parts: Mapping[str, bytes]
    named: str

    def tree(self, path: str) -> "_Element | None":
        """The XML at a path; None where the archive has none."""
        content = self.parts.get(path.lstrip("/"))
        return None if content is None else parse_xml(content, self.named, "OFD file")


def read_ofd(data: bytes, named: str) -> tuple[list[str], list[str], list[Problem]]:
    """The paragraphs, the furniture of the pages, and the problems met.

    Raises ScannedDocument for pages of pictures, UnreadableDocument for damaged, encrypted and garbled files.
    """
    file = _File(members(data, named, "OFD file", lambda name: name.lower().endswith(".xml")), named)
    pages = Pages(tuple(lay_out(*page) for page in _pages(file)))
    printed = pages.lines
    if not printed:
        raise ScannedDocument(f"{named} is an OFD file of {len(pages.sheets)} page(s) without text: it holds pictures.")
    problems = garbled(printed, named)
    texts, furniture = set_free(pages)
    return texts, furniture, problems


def _pages(file: _File) -> Iterator[tuple[Ink, int, float, float]]:
    root = file.tree("OFD.xml")
    path = _text(_first(root, "DocRoot")) if root is not None else ""
    document = file.tree(path)
    if document is None:
        raise UnreadableDocument(f"{file.named} is a damaged or encrypted OFD file: it has no document.")
    folder = posixpath.dirname(path)
    templates = {t.get("ID") or "": _join(folder, t.get("BaseLoc")) for t in _all(document, "TemplatePage")}
    usual = _box(_text(_first(document, "PhysicalBox")), _A4)
    pages = [page for pages in _all(document, "Pages") for page in _all(pages, "Page")]
    if len(pages) > _MOST_PAGES:
        raise UnreadableDocument(f"{file.named} has {len(pages)} pages; more than {_MOST_PAGES} are not read.")
    for number, page in enumerate(pages):
        content = file.tree(_join(folder, page.get("BaseLoc")))
        if content is not None:
            box = _box(_text(_first(content, "PhysicalBox")), usual)
            yield _ink(file, content, templates, box[3]), number, box[2] * _POINTS, box[3] * _POINTS


def _ink(file: _File, page: "_Element", templates: Mapping[str, str], height: float) -> Ink:
    """What a page and the template under it draw."""
    ink = Ink()
    under = [file.tree(templates.get(t.get("TemplateID") or "", "")) for t in _all(page, "Template")]
    for part in (*(tree for tree in under if tree is not None), page):
        for thing in _all(part, "TextObject", "PathObject", "ImageObject"):
            kind = _local(thing)
            if kind == "TextObject":
                ink.signs += _signs(thing, height)
            elif kind == "ImageObject":
                ink.picture = True
            else:
                _draw(thing, height, ink)
    return ink


def _signs(thing: "_Element", height: float) -> Iterator[Sign]:
    """The signs of a text object, each in its box; DeltaX says how far apart they stand."""
    left, top, _, _ = _box(thing.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
    matrix, size = _matrix(thing.get("CTM")), _number(thing.get("Size"), 3.5)
    for code in _all(thing, "TextCode"):
        x, y = _number(code.get("X"), 0.0), _number(code.get("Y"), size)
        steps, falls = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        for at, letter in enumerate(code.text or ""):
            a, b, c, d, e, f = matrix
            px, py = left + a * x + c * y + e, top + b * x + d * y + f
            tall, wide = size * abs(d or 1.0), size * abs(a or 1.0) * (0.5 if letter.isascii() else 1.0)
            base = (height - py) * _POINTS
            # a sign stands on its base line with a fifth of it below
            bottom, right = base - 0.2 * tall * _POINTS, (px + wide) * _POINTS
            if letter >= " ":
                yield Sign(letter, px * _POINTS, bottom, right, bottom + tall * _POINTS, abs(b) <= 0.1 * abs(a))
            x += steps[at] if at < len(steps) else wide if not falls else 0.0
            y += falls[at] if at < len(falls) else 0.0


def _draw(thing: "_Element", height: float, ink: Ink) -> None:
    """The rules of a path made of straight strokes; bent ones draw no table."""
    left, top, _, _ = _box(thing.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
    data = _text(_first(thing, "AbbreviatedData")).split()
    a, b, c, d, e, f = _matrix(thing.get("CTM"))
    points: list[tuple[float, float]] = []
    at = 0
    while at < len(data):
        if data[at] in ("M", "L", "S") and at + 2 < len(data):
            x, y = _number(data[at + 1], 0.0), _number(data[at + 2], 0.0)
            place = (left + a * x + c * y + e) * _POINTS, (height - top - b * x - d * y - f) * _POINTS
            if data[at] == "L" and points:
                _stroke(points[-1], place, ink)
            points.append(place)
            at += 3
        elif data[at] == "C" and points:
            _stroke(points[-1], points[0], ink)
            at += 1
        elif data[at] in ("Q", "B", "A"):
            return
        else:
            at += 1


def _stroke(start: tuple[float, float], end: tuple[float, float], ink: Ink) -> None:
    box = min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
    across, down = rules_of(box, stroked=False)
    ink.across += across
    ink.down += down


# -- the XML ----------------------------------------------------------------------------------------------------------


def _local(element: "_Element") -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _all(parent: "_Element", *names: str) -> Iterator["_Element"]:
    """The elements of these names below another, whatever their name space: the standard has two."""
    return (element for element in parent.iter("{*}*") if _local(element) in names)


def _first(parent: "_Element", name: str) -> "_Element | None":
    return next(_all(parent, name), None)


def _text(element: "_Element | None") -> str:
    return (element.text or "").strip() if element is not None else ""


def _join(folder: str, path: str | None) -> str:
    path = path or ""
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


def _number(words: str | None, default: float) -> float:
    try:
        number = float(words) if words else default
    except ValueError:
        return default
    return number if abs(number) < 1e6 else default  # inf and nan are no places


def _box(words: str | None, default: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    numbers = [_number(word, 0.0) for word in (words or "").split()]
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else default


def _matrix(words: str | None) -> Matrix:
    numbers = [_number(word, 0.0) for word in (words or "").split()]
    if len(numbers) != 6:
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]


def _deltas(words: str | None) -> list[float]:
    """The steps of DeltaX: `g 3 12.5` is three steps of 12.5."""
    tokens = (words or "").split()
    steps: list[float] = []
    at = 0
    while at < len(tokens) and len(steps) < _LONGEST_RUN:
        if tokens[at] == "g" and at + 2 < len(tokens):
            times = int(tokens[at + 1]) if tokens[at + 1].isdecimal() else 0
            steps += [_number(tokens[at + 2], 0.0)] * min(times, _LONGEST_RUN)
            at += 3
        else:
            steps.append(_number(tokens[at], 0.0))
            at += 1
    return steps
