"""Small files built in memory: Word archives and PDFs of our own fiction, sound and hostile."""

import inspect
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import pytest

from tracker.documents.reading import read
from tracker.law.document import Document
from tracker.law.provision import Provision

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Files:
    """Makes files."""

    @staticmethod
    def docx(
        paragraphs: Sequence[str], *, numbering: str = "", styles: str = "", extra: dict[str, bytes] | None = None
    ) -> bytes:
        """A Word file; a paragraph that begins with < is XML of its own, others are plain words."""
        body = "".join(p if p.startswith("<") else f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs)
        members = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode()}
        if numbering:
            members["word/numbering.xml"] = f"<w:numbering {_W}>{numbering}</w:numbering>".encode()
        if styles:
            members["word/styles.xml"] = f"<w:styles {_W}>{styles}</w:styles>".encode()
        return Files.archive({**members, **(extra or {})})

    @staticmethod
    def archive(members: dict[str, bytes]) -> bytes:
        """A zip archive of these members."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name, content)
        return out.getvalue()

    @staticmethod
    def listed(number: str, level: int, words: str) -> str:
        """A paragraph of a list."""
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        return f"<w:p>{place}<w:r><w:t>{escape(words)}</w:t></w:r></w:p>"

    @staticmethod
    def levels(*patterns: tuple[str, str], series: str = "0", numbers: Sequence[str] = ("1",)) -> str:
        """The numbering part of a Word file: one series of levels, pattern and form of each, for these list numbers."""
        inner = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
            for i, (pattern, form) in enumerate(patterns)
        )
        uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{series}"/></w:num>' for n in numbers)
        return f'<w:abstractNum w:abstractNumId="{series}">{inner}</w:abstractNum>{uses}'

    @staticmethod
    def pdf(
        pages: Sequence[Sequence[tuple[float, float, str]]],
        *,
        header: str = "",
        numbered: bool = True,
        password: str = "",
        across: str = "",
    ) -> bytes:
        """A PDF of A4 pages in the built-in Chinese font, each line given as x, y (points from the top) and words."""
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen import canvas

        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        out = BytesIO()
        sheet = canvas.Canvas(out, pagesize=A4, invariant=True, encrypt=password or None)
        for number, lines in enumerate(pages, 1):
            sheet.setFont("STSong-Light", 12)
            if header:
                sheet.drawString(230, A4[1] - 40, header)
            if numbered:
                sheet.drawString(290, 40, f"— {number} —")
            for x, y, words in lines:
                sheet.drawString(x, A4[1] - y, words)
            if across:
                sheet.saveState()
                sheet.rotate(45)
                sheet.drawString(500, 100, across)
                sheet.restoreState()
            sheet.showPage()
        sheet.save()
        return out.getvalue()

    @staticmethod
    def set_lines(text: str, *, width: int = 30, left: float = 90, top: float = 100) -> list[tuple[float, float, str]]:
        """Paragraphs as official texts set them: the first line indented by two signs, `width` signs a line."""
        lines: list[tuple[float, float, str]] = []
        for paragraph in text.split("\n"):
            indent = 24.0
            while paragraph:
                fits = Files._fitting(paragraph, width * 12 - indent)
                lines.append((left + indent, top, paragraph[:fits]))
                paragraph, top, indent = paragraph[fits:], top + 20, 0.0
        return lines

    @staticmethod
    def _fitting(words: str, points: float) -> int:
        """How many signs fit a line: a Latin letter or figure is half as wide as a Chinese sign."""
        for count, sign in enumerate(words):
            points -= 6 if sign.isascii() else 12
            if points < 0:
                return count
        return len(words)


@pytest.fixture(scope="session")
def files() -> type[Files]:
    return Files


def lawyerly(document: Document) -> None:
    """The laws of every tree: a line stands in one provision or is furniture, children lie inside parents in order."""
    lines, at = [], 0
    for text in document.text.split("\n"):
        lines.append((at, at + len(text), text))
        at += len(text) + 1
    uncovered = [text for start, end, text in lines if not _covered(start, end, document.provisions)]
    assert uncovered == list(document.furniture)
    locators = [p.locator for p in document.walk()]
    assert len(set(locators)) == len(locators)
    eids = [p.eid for p in document.walk()]
    assert len(set(eids)) == len(eids)
    _in_order(document.provisions, 0, len(document.text))
    for evidence in document.headmatter.evidence.values():
        assert document.text[evidence.start : evidence.start + len(evidence.quote)] == evidence.quote


def _covered(start: int, end: int, provisions: tuple[Provision, ...]) -> bool:
    over = [p for p in provisions if p.start < end and start < p.end]
    assert len(over) <= 1
    return bool(over)


def _in_order(provisions: tuple[Provision, ...], start: int, end: int) -> None:
    for provision in provisions:
        assert start <= provision.start <= provision.end <= end, provision.locator
        _in_order(provision.children, provision.start, provision.end)
        start = provision.end


@pytest.fixture(scope="session")
def whole() -> Callable[[Document], None]:
    return lawyerly


@pytest.fixture
def law(request: pytest.FixtureRequest) -> Document:
    """The document a test's docstring prints."""
    text = inspect.cleandoc(request.function.__doc__)
    document = read(text.encode(), name=request.function.__name__)
    lawyerly(document)
    return document
