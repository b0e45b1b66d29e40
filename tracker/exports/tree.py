"""A document as JSON without loss: `tracker.document/1`, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.errors import UnreadableDocument
from tracker.law.document import Document, Evidence, Grammar, Headmatter, Problem
from tracker.law.provision import Kind, Provision
from tracker.law.stage import Stage

SCHEMA = "tracker.document/1"
DAYS = ("promulgated_on", "effective_on", "comment_opened_on", "comment_deadline")
_NAMES = ("authorities", "based_on", "repeals")


def as_dict(document: Document) -> dict[str, Any]:
    """A document for programs: everything reading found, and the text it was found in."""
    return {
        "schema": SCHEMA,
        "grammar": document.grammar.value,
        "sha256": document.sha256,
        "headmatter": facts(document.headmatter),
        "articles": len(document.articles),
        "provisions": [_node(p) for p in document.provisions],
        "problems": [{"what": p.what, "where": p.where, "says": p.says} for p in document.problems],
        "furniture": list(document.furniture),
        "text": document.text,
    }


def facts(head: Headmatter) -> dict[str, Any]:
    """What a text says about itself, with the sentence each fact was read from."""
    days = {name: getattr(head, name) for name in DAYS}
    return {
        "title": head.title,
        "stage": head.stage.value if head.stage else None,
        "reading": head.reading,
        "authorities": list(head.authorities),
        "document_number": head.document_number,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "based_on": list(head.based_on),
        "repeals": list(head.repeals),
        "evidence": {name: {"quote": e.quote, "start": e.start} for name, e in sorted(head.evidence.items())},
    }


def _node(provision: Provision) -> dict[str, Any]:
    return {
        "kind": provision.kind.value,
        "locator": provision.locator,
        "eid": provision.eid,
        "label": provision.label,
        "heading": provision.heading,
        "text": provision.text,
        "start": provision.start,
        "end": provision.end,
        "children": [_node(child) for child in provision.children],
    }


def from_dict(data: Mapping[str, Any]) -> Document:
    """The document `as_dict` wrote. Raises UnreadableDocument where the data is something else."""
    if data.get("schema") != SCHEMA:
        raise UnreadableDocument(f"The data is no {SCHEMA}: its schema says {data.get('schema')!r}.")
    try:
        return Document(
            Grammar(data["grammar"]),
            read_facts(data["headmatter"]),
            tuple(_provision(node) for node in data["provisions"]),
            tuple(Problem(p["what"], p["where"], p["says"]) for p in data["problems"]),
            data["text"],
            data["sha256"],
            tuple(data["furniture"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise UnreadableDocument(f"The data says it is {SCHEMA}, but a part is missing or wrong: {fault}.") from fault


def read_facts(data: Mapping[str, Any]) -> Headmatter:
    """The headmatter `facts` wrote."""
    days: dict[str, Any] = {name: date.fromisoformat(data[name]) if data.get(name) else None for name in DAYS}
    names: dict[str, Any] = {name: tuple(data.get(name, ())) for name in _NAMES}
    return Headmatter(
        title=data["title"],
        stage=Stage(data["stage"]) if data["stage"] else None,
        reading=data["reading"],
        document_number=data["document_number"],
        evidence={name: Evidence(e["quote"], e["start"]) for name, e in data["evidence"].items()},
        **days,
        **names,
    )


def _provision(node: Mapping[str, Any]) -> Provision:
    return Provision(
        Kind(node["kind"]),
        node["locator"],
        node["eid"],
        node["label"],
        node["heading"],
        node["text"],
        tuple(_provision(child) for child in node["children"]),
        node["start"],
        node["end"],
    )
