"""A document as Akoma Ntoso 3.0 (OASIS LegalDocML): metadata after FRBR, the tree with its eIds, nothing lost.

What the standard has no word for (locators, offsets, the printed text, problems, evidence) stands in a namespace of our
own, as the standard allows: in attributes, and in the `proprietary` block of the metadata.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tracker.law.document import Document, Grammar, Headmatter
from tracker.law.provision import Kind, Provision
from tracker.law.stage import Stage

if TYPE_CHECKING:
    from lxml.etree import _Element

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:tracker:document:1"
ELEMENTS = {
    Kind.PART: "part",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.ARTICLE: "article",
    Kind.PARAGRAPH: "paragraph",
    Kind.ITEM: "point",
    Kind.SUBITEM: "indent",
    Kind.CLAUSE: "clause",
}
#: The standard's word for everything it has no word for.
OTHER = "hcontainer"
#: The standard wants a date; a text that prints none gets the first day there is, under the name "unknown".
UNDATED = date(1, 1, 1)
#: XML 1.0 cannot hold these; they are written \uXXXX.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SLUG = re.compile(r"[\s/?#@!%&=+\"'<>\\^`{|}\[\]（）()《》〈〉“”，。、：；~:;]+")
#: The cells of a table's row, as `documents.lines` joins them.
_CELL = "\u2001"


def write(document: Document, *, dated_on: date | None = None) -> str:
    """The document as XML; the same document gives the same bytes.

    `dated_on`: the version's day where its own text prints none. Validates against the OASIS schema.
    """
    from lxml import etree

    root = etree.Element(_akn("akomaNtoso"), nsmap={None: AKN, "tracker": OURS})  # type: ignore[dict-item]  # lxml-stubs know no default namespace
    kind = "act" if document.headmatter.stage is None or document.headmatter.stage.in_force_text else "bill"
    act = etree.SubElement(root, _akn(kind), name=document.grammar.value, contains="originalVersion")
    _meta(act, document, kind, dated_on)
    if document.headmatter.title:
        line = _sub(_sub(_sub(act, "preface"), "longTitle"), "p")
        _sub(line, "docTitle").text = escape(document.headmatter.title)
    provisions = document.provisions
    if provisions and _is_plain_preamble(provisions[0]):
        _preamble(act, provisions[0])
        provisions = provisions[1:]
    body = _sub(act, "body")
    for provision in provisions:
        _write(body, provision)
    if not len(body):
        _sub(body, OTHER, name="empty")  # the schema wants something in a body
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written.decode() + "\n"


def parse(xml: str | bytes) -> Document:
    """The document that `write` wrote; raises UnreadableDocument for anything else."""
    from tracker.exports.akn_reading import parse as read_back

    return read_back(xml)


def escape(text: str) -> str:
    """Text that XML can hold: what it cannot, and the backslash that says so, written as \\uXXXX."""
    if "\\" not in text and not _FORBIDDEN.search(text):
        return text
    return _FORBIDDEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text.replace("\\", "\\u005c"))


def unescape(text: str) -> str:
    """Text as it was before `escape`."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text) if "\\" in text else text


# -- metadata ---------------------------------------------------------------------------------------------------------


def _meta(act: "_Element", document: Document, kind: str, dated_on: date | None) -> None:
    head = document.headmatter
    meta = _sub(act, "meta")
    identification = _sub(meta, "identification", source="#tracker")
    on, word = _day(head, dated_on)
    country, language = ("eu", "eng") if document.grammar is Grammar.ENGLISH else ("cn", "zho")
    work = f"/akn/{country}/{kind}/{on.isoformat()}/{slug(head.title) or document.sha256[:16]}"
    expression = f"{work}/{language}@{on.isoformat()}"
    authors = [f"#org_{n}" for n in range(1, len(head.authorities) + 1)] or ["#unknown"]
    for level, uri in (("Work", work), ("Expression", expression), ("Manifestation", f"{expression}.xml")):
        block = _sub(identification, f"FRBR{level}")
        _sub(block, "FRBRthis", value=f"{uri[:-4]}/!main.xml" if level == "Manifestation" else f"{uri}/!main")
        _sub(block, "FRBRuri", value=uri)
        _sub(block, "FRBRdate", date=on.isoformat(), name=word)
        for author in authors if level != "Manifestation" else ["#tracker"]:
            _sub(block, "FRBRauthor", href=author)
        _level_facts(block, level, country, language, head)
    _references(meta, head)
    _proprietary(meta, document)


def _level_facts(block: "_Element", level: str, country: str, language: str, head: Headmatter) -> None:
    """What only one level says: a work's country and number, an expression's language, a manifestation's format."""
    if level == "Work":
        _sub(block, "FRBRcountry", value=country)
        if head.document_number:
            _sub(block, "FRBRnumber", value=escape(head.document_number))
        if head.title:
            _sub(block, "FRBRname", value=escape(head.title))
    elif level == "Expression":
        _sub(block, "FRBRlanguage", language=language)
    else:
        _sub(block, "FRBRformat", value="application/akn+xml")


def _day(head: Headmatter, dated_on: date | None) -> tuple[date, str]:
    """The day that names the text, and what that day is."""
    days = (
        (head.promulgated_on, "promulgation"),
        (dated_on, "version"),
        (head.comment_opened_on, "comment-opened"),
        (head.comment_deadline, "comment-deadline"),
        (head.effective_on, "commencement"),
    )
    return next(((on, word) for on, word in days if on), (UNDATED, "unknown"))


def slug(title: str) -> str:
    """A title as it stands in an IRI: its words, without spaces and marks."""
    return _SLUG.sub("-", _FORBIDDEN.sub("", title)).strip("-")


def _references(meta: "_Element", head: Headmatter) -> None:
    block = _sub(meta, "references", source="#tracker")
    for number, name in enumerate(head.authorities, 1):
        shown = escape(name) or "?"
        _sub(block, "TLCOrganization", eId=f"org_{number}", href=f"/akn/ontology/organization/{number}", showAs=shown)
    if not head.authorities:
        _sub(block, "TLCOrganization", eId="unknown", href="/akn/ontology/organization/unknown", showAs="unknown")
    _sub(block, "TLCOrganization", eId="tracker", href="/akn/ontology/organization/tracker", showAs="tracker")


def _proprietary(meta: "_Element", document: Document) -> None:
    """What the standard has no place for."""
    from lxml import etree

    head = document.headmatter
    block = _sub(meta, "proprietary", source="#tracker")
    facts = etree.SubElement(block, _our("headmatter"))
    for name, value in _facts(head):
        etree.SubElement(facts, _our(name)).text = escape(value)
    for name, evidence in head.evidence.items():
        quote = etree.SubElement(facts, _our("evidence"), of=escape(name), start=str(evidence.start))
        quote.text = escape(evidence.quote)
    for problem in document.problems:
        said = etree.SubElement(block, _our("problem"), what=escape(problem.what), where=escape(problem.where))
        said.text = escape(problem.says)
    for line in document.furniture:
        etree.SubElement(block, _our("furniture")).text = escape(line)
    etree.SubElement(block, _our("text"), sha256=escape(document.sha256)).text = escape(document.text)


def _facts(head: Headmatter) -> Iterator[tuple[str, str]]:
    """The facts that are known, by name; a name comes as often as it has values."""
    yield "title", head.title
    yield "document_number", head.document_number
    if isinstance(head.stage, Stage):
        yield "stage", head.stage.value
    if head.reading is not None:
        yield "reading", str(head.reading)
    for name in ("promulgated_on", "effective_on", "comment_opened_on", "comment_deadline"):
        on = getattr(head, name)
        if on:
            yield name, on.isoformat()
    for name in ("authorities", "based_on", "repeals"):
        yield from ((name, value) for value in getattr(head, name))


# -- the tree ---------------------------------------------------------------------------------------------------------


def _is_plain_preamble(provision: Provision) -> bool:
    """Whether a node can stand in the standard's own preamble: words only, no number, no name."""
    return provision.kind is Kind.PREAMBLE and not (provision.children or provision.label or provision.heading)


def _preamble(act: "_Element", provision: Provision) -> None:
    node = _sub(act, "preamble", **_places(provision))
    for line in _lines(provision.text):
        _sub(node, "p").text = escape(line)


def _places(provision: Provision) -> dict[str, str]:
    return {
        "eId": eid(provision.eid),
        _our("eid"): escape(provision.eid),
        _our("locator"): escape(provision.locator),
        _our("start"): str(provision.start),
        _our("end"): str(provision.end),
    }


def eid(text: str) -> str:
    """An eId as the standard allows it: no white space, not empty."""
    return re.sub(r"\s", "_", escape(text)) or "_"


def _write(above: "_Element", provision: Provision) -> None:
    places = _places(provision)
    element = ELEMENTS.get(provision.kind)
    node = _sub(above, element, **places) if element else _sub(above, OTHER, name=provision.kind.value, **places)
    if provision.label:
        _sub(node, "num").text = escape(provision.label)
    if provision.heading:
        _sub(node, "heading").text = escape(provision.heading)
    if provision.text:
        holder = _sub(node, "intro" if provision.children else "content")
        if provision.kind is Kind.TABLE:
            _table(holder, provision.text)
        else:
            for line in _lines(provision.text):
                _sub(holder, "p").text = escape(line)
    for child in provision.children:
        _write(node, child)


def _table(holder: "_Element", text: str) -> None:
    rows = _sub(holder, "table")
    for line in _lines(text):
        row = _sub(rows, "tr")
        for cell in line.split(_CELL):
            _sub(_sub(row, "td"), "p").text = escape(cell)


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _sub(above: "_Element", tag: str, /, **attributes: str) -> "_Element":
    from lxml import etree

    return etree.SubElement(above, _akn(tag), attributes)


def _akn(name: str) -> str:
    return f"{{{AKN}}}{name}"


def _our(name: str) -> str:
    return f"{{{OURS}}}{name}"
