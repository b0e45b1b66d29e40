"""Citing: a changed provision in the house form with its address, to be copied into a memo."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask, g

from tracker.diff.changes import Clause
from tracker.exports.places import house_form
from tracker.law.document import Document
from tracker.law.instrument import Version
from tracker.readingroom.pages import ComparisonPage
from tracker.web import current, filters


@dataclass(frozen=True, slots=True)
class Citation:
    """What is copied: the citation, with the text's stage and day, and the provision's address."""

    words: str
    address: str


def citation(page: ComparisonPage, clause: Clause) -> Citation:
    """A change as a memo cites it: the new provision, or the old one where there is no new."""
    version, unit = (page.new, clause.new) if clause.new else (page.old, clause.old)
    assert unit is not None
    title = filters.bracketed(filters.title(page.instrument)).unescape()
    place = house_form(version.document, title, unit.locator, current.language())
    stage = filters.stage(version.stage, version.reading)
    brackets = "（{}）" if current.language() == "zh" else " ({})"
    return Citation(place + brackets.format(f"{stage} {version.dated_on.isoformat()}"), _address(version, unit.locator))


def _address(version: Version, locator: str) -> str:
    """The provision in the reading view, by the address people use for this installation."""
    eids = _eids(version.document)
    eid = eids.get(locator) or (eids.get(locator[:-2]) if locator.endswith(".1") else None)
    base = current.threshold().settings.base_url.rstrip("/")
    anchor = f"#{quote(eid, safe='~()-._:')}" if eid else ""
    return f"{base}/instruments/{version.instrument}/versions/{version.id}/{anchor}"


def _eids(document: Document) -> dict[str, str]:
    """The anchors of a text by locator, listed once a request: a page cites every change it shows."""
    if "eids" not in g:
        g.eids = {}
    if id(document) not in g.eids:  # held beside its anchors: another text could else come to stand at its place
        g.eids[id(document)] = document, {node.locator: node.eid for node in document.walk()}
    found: dict[str, str] = g.eids[id(document)][1]
    return found


def register(app: Flask) -> None:
    """Hand citations to the templates."""
    app.jinja_env.globals["citation"] = citation
