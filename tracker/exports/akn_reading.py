"""Akoma Ntoso that tracker wrote, read back: the same document, to the last offset."""

from datetime import date
from typing import TYPE_CHECKING

from tracker.errors import UnreadableDocument
from tracker.exports.akn import AKN, ELEMENTS, OTHER, OURS, unescape
from tracker.law.document import Document, Evidence, Grammar, Headmatter, Problem
from tracker.law.provision import Kind, Provision
from tracker.law.stage import Stage

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {name: kind for kind, name in ELEMENTS.items()}
_DAYS = frozenset({"promulgated_on", "effective_on", "comment_opened_on", "comment_deadline"})
_MANY = frozenset({"authorities", "based_on", "repeals"})
_CELL = "\u2001"


def parse(xml: str | bytes) -> Document:
    """The document that `akn.write` wrote as XML.

    Raises UnreadableDocument for what is no XML, no Akoma Ntoso, or was not written by tracker: only our own files hold
    the text and the offsets a Document needs.
    """
    act = _act(xml)
    try:
        return _document(act)
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise UnreadableDocument(f"The Akoma Ntoso file lacks what tracker writes into it: {fault}.") from fault


def _act(xml: str | bytes) -> "_Element":
    from lxml import etree

    # no entities, no network, no deep trees: the file may come from anywhere
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml.encode() if isinstance(xml, str) else xml, safe)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableDocument(f"The file is no well-formed XML: {fault}.") from fault
    act = next((child for child in root if child.tag in (f"{{{AKN}}}act", f"{{{AKN}}}bill")), None)
    if root.tag != f"{{{AKN}}}akomaNtoso" or act is None:
        raise UnreadableDocument("The file is XML, but no act or bill in Akoma Ntoso 3.0.")
    return act


def _document(act: "_Element") -> Document:
    ours = act.find(f".//{{{AKN}}}proprietary")
    if ours is None:
        raise KeyError("the proprietary block")
    text = ours.find(f"{{{OURS}}}text")
    head = ours.find(f"{{{OURS}}}headmatter")
    if text is None or head is None:
        raise KeyError("the text or the headmatter")
    preamble = act.find(f"{{{AKN}}}preamble")
    body = act.find(f"{{{AKN}}}body")
    roots = [] if preamble is None else [_provision(preamble, Kind.PREAMBLE)]
    roots += [_provision(node, _kind(node)) for node in (() if body is None else body) if node.get("name") != "empty"]
    return Document(
        Grammar(act.get("name") or ""),
        _headmatter(head),
        tuple(roots),
        tuple(_problem(node) for node in ours.findall(f"{{{OURS}}}problem")),
        _text(text),
        unescape(str(text.attrib["sha256"])),
        tuple(_text(line) for line in ours.findall(f"{{{OURS}}}furniture")),
    )


def _kind(node: "_Element") -> Kind:
    name = node.tag.removeprefix(f"{{{AKN}}}")
    return Kind(str(node.attrib["name"])) if name == OTHER else _KINDS[name]


def _provision(node: "_Element", kind: Kind) -> Provision:
    words = {child.tag.removeprefix(f"{{{AKN}}}"): child for child in node}
    num, heading = words.get("num"), words.get("heading")
    holder = node if kind is Kind.PREAMBLE and "p" in words else words.get("content", words.get("intro"))
    below = [child for child in node if child.get(f"{{{OURS}}}locator") is not None]
    return Provision(
        kind,
        unescape(str(node.attrib[f"{{{OURS}}}locator"])),
        unescape(str(node.attrib[f"{{{OURS}}}eid"])),
        "" if num is None else _text(num),
        "" if heading is None else _text(heading),
        "" if holder is None else _words(holder),
        tuple(_provision(child, _kind(child)) for child in below),
        int(node.attrib[f"{{{OURS}}}start"]),
        int(node.attrib[f"{{{OURS}}}end"]),
    )


def _words(holder: "_Element") -> str:
    table = holder.find(f"{{{AKN}}}table")
    if table is None:
        return "\n".join(_text(line) for line in holder.findall(f"{{{AKN}}}p"))
    return "\n".join(_CELL.join(_text(cell[0]) for cell in row) for row in table)


def _headmatter(head: "_Element") -> Headmatter:
    facts: dict[str, object] = {}
    evidence = {}
    for node in head:
        name = node.tag.removeprefix(f"{{{OURS}}}")
        if name == "evidence":
            evidence[unescape(str(node.attrib["of"]))] = Evidence(_text(node), int(node.attrib["start"]))
        elif name in _MANY:
            known = facts.get(name, ())
            facts[name] = (*(known if isinstance(known, tuple) else ()), _text(node))
        else:
            facts[name] = _fact(name, _text(node))
    return Headmatter(**facts, evidence=evidence)  # type: ignore[arg-type]  # the names are those `write` knows


def _fact(name: str, value: str) -> object:
    if name in _DAYS:
        return date.fromisoformat(value)
    if name == "stage":
        return Stage(value)
    return int(value) if name == "reading" else value


def _problem(node: "_Element") -> Problem:
    return Problem(unescape(str(node.attrib["what"])), unescape(str(node.attrib["where"])), _text(node))


def _text(node: "_Element") -> str:
    return unescape(node.text or "")
