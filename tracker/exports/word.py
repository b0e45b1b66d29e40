"""Word: what every Word file of ours has in common: page, fonts for Chinese, head and foot, properties."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tracker.exports.signs import writable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

SONG, HEI = "宋体", "黑体"
LATIN = "Times New Roman"
#: 五号, the size of body text in Chinese office documents; 小五 for tables and 小六 for what stands at the foot.
BODY, SMALL, TINY = Pt(10.5), Pt(9), Pt(6.5)
RED, GREY = RGBColor(0xAB, 0x1F, 0x1A), RGBColor(0x62, 0x65, 0x6D)
_A4 = (Mm(210), Mm(297))
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties a user defines, [MS-OSHARED] 2.3.3.2
LONGEST_PROPERTY = 255  # characters python-docx lets a property have; the AI Act's title has more
#: Before it a zip archive knows no time.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def blank(*, landscape: bool, size: Any = BODY) -> "WordDocument":
    """An empty document on A4 with fonts for Chinese, `size` that of words which name none."""
    document = docx.Document()
    section = document.sections[0]
    width, height = reversed(_A4) if landscape else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = Mm(16 if landscape else 26)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    section.header_distance = section.footer_distance = Mm(8)
    normal = document.styles["Normal"]
    normal.font.size = size
    normal.paragraph_format.space_after = Pt(0)
    _fonts(normal.element.get_or_add_rPr(), SONG)
    spoken = document.styles.element.find(f".//{qn('w:lang')}")
    if spoken is not None:
        spoken.set(qn("w:eastAsia"), "zh-CN")
        # The language of Latin letters, in a Chinese text too: as Chinese they would be broken anywhere, in mid-word.
        spoken.set(qn("w:val"), "en-GB")
    return document


def _fonts(properties: Any, eastern: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", eastern)):
        fonts.set(qn(f"w:{name}"), font)


def write(
    paragraph: "Paragraph",
    text: str,
    *,
    size: Any = None,
    bold: bool = False,
    colour: RGBColor | None = None,
    font: str = "",
) -> Any:
    """Add words to a paragraph; gives the run back, None for no words."""
    if not text:
        return None
    run = paragraph.add_run(writable(text))
    run.bold = bold or None
    if size is not None:
        run.font.size = size
    if colour is not None:
        run.font.color.rgb = colour
    if font:
        _fonts(run._element.get_or_add_rPr(), font)
    return run


def frame(document: "WordDocument", above: Sequence[str], beside: str, below: Sequence[str]) -> None:
    """Head and foot of every page: warnings above with `beside` at their right, the stamp below with the page's number.

    Nothing of the stamp stands in the body: a redline's body is the text of the law and nothing else.
    """
    section: Any = document.sections[0]
    head = section.header.paragraphs[0]
    _stop_at_the_right(head, section.page_width - section.left_margin - section.right_margin)
    write(head, "　".join(above), size=SMALL, bold=True, colour=RED)
    if beside:
        write(head, f"\t{beside}", size=SMALL, colour=GREY)
    foot = section.footer.paragraphs[0]
    for n, line in enumerate(below):
        write(foot, line, size=TINY, colour=GREY)
        if n + 1 < len(below):
            foot.add_run().add_break()
    number = section.footer.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(number, "PAGE")
    write(number, " / ", size=TINY, colour=GREY)
    _field(number, "NUMPAGES")


def _stop_at_the_right(paragraph: "Paragraph", width: Any) -> None:
    """One tab stop at the right margin; those of Word's header style end where its own page ends."""
    paragraph.style = "Normal"
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _field(paragraph: "Paragraph", code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = write(paragraph, "1", size=TINY, colour=GREY)
    field.append(run._element)
    paragraph._p.append(field)


def properties(
    document: "WordDocument", *, title: str, author: str, at: datetime | None, own: Mapping[str, str]
) -> None:
    """The file's properties: title, author, when it was made (UTC; none if None), and `own` by name as custom ones."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by = (
        writable(value)[:LONGEST_PROPERTY] for value in (title, author, author)
    )
    core.comments = core.keywords = core.subject = ""
    core.revision = 1
    for name in ("created", "modified"):
        found = core._element.find(qn(f"dcterms:{name}"))
        if found is not None:
            core._element.remove(found)
    if at is not None:
        core.created = core.modified = at.astimezone(UTC).replace(tzinfo=None)
    package = document.part.package
    part = Part(
        PackURI("/docProps/custom.xml"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        _custom(own).encode(),
        package,
    )
    package.relate_to(part, f"{_PROPERTIES}/relationships/custom-properties")


def _custom(own: Mapping[str, str]) -> str:
    each = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{n}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for n, (name, value) in enumerate(own.items(), 2)
    )
    spaces = f'xmlns="{_PROPERTIES}/custom-properties" xmlns:vt="{_PROPERTIES}/docPropsVTypes"'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {spaces}>{each}</Properties>'


def saved(document: "WordDocument") -> bytes:
    """The file's bytes; the same document gives the same bytes whenever it is saved."""
    made, out = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, given.read(name))
    return out.getvalue()
