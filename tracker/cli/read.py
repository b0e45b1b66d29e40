"""`tracker read FILE`: one file in; its provisions, headmatter and problems out."""

import json
from pathlib import Path
from typing import Any

import click

import tracker
from tracker.cli.writing import write
from tracker.law.document import Document, Headmatter
from tracker.law.provision import Provision


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to write.")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
def command(file: Path, form: str, output: Path | None) -> None:
    """Read one text: what it says about itself, its provisions, and what is odd in it."""
    document = tracker.read(file)
    words = json.dumps(as_dict(document), ensure_ascii=False, indent=1) + "\n" if form == "json" else outline(document)
    write(words, output)


def as_dict(document: Document) -> dict[str, Any]:
    """A document for programs."""
    return {
        "schema": "tracker.document/1",
        "grammar": document.grammar.value,
        "sha256": document.sha256,
        "headmatter": facts(document.headmatter),
        "articles": len(document.articles),
        "provisions": [_node(p) for p in document.provisions],
        "problems": [{"what": p.what, "where": p.where, "says": p.says} for p in document.problems],
    }


def facts(head: Headmatter) -> dict[str, Any]:
    """What a text says about itself, with the sentence each fact was read from."""
    dates = {name: getattr(head, name) for name in ("promulgated_on", "effective_on", "comment_deadline")}
    return {
        "title": head.title,
        "stage": head.stage.value if head.stage else None,
        "reading": head.reading,
        "authorities": list(head.authorities),
        "document_number": head.document_number,
        **{name: day.isoformat() if day else None for name, day in dates.items()},
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


def outline(document: Document) -> str:
    """A document for people: the facts, the provisions indented, the problems last."""
    lines = [f"{name}: {value}" for name, value in facts(document.headmatter).items() if value and name != "evidence"]
    lines += [f"articles: {len(document.articles)}", ""]
    for provision in document.provisions:
        lines += _lines(provision, 0)
    lines += [f"! {p.where}: {p.says}" for p in document.problems]
    return "\n".join(lines) + "\n"


def _lines(provision: Provision, depth: int) -> list[str]:
    words = " ".join(filter(None, (provision.label, provision.heading, provision.text)))
    below = [line for child in provision.children for line in _lines(child, depth + 1)]
    return [f"{'  ' * depth}{words}", *below]
