"""`tracker read FILE`: one file in; its provisions, headmatter and problems out."""

import json
from dataclasses import asdict
from pathlib import Path

import click

import tracker
from tracker.cli.writing import write
from tracker.documents.lines import CELL
from tracker.documents.quality import judge
from tracker.documents.references import references, stale
from tracker.exports.tree import as_dict, facts
from tracker.law.document import Document
from tracker.law.provision import Kind, Provision


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "akn"]), default="text", help="What to write.")
@click.option("--ocr", is_flag=True, help="Recognise the words of a scanned PDF (needs Tesseract with chi_sim).")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
def command(file: Path, form: str, ocr: bool, output: Path | None) -> None:
    """Read one text: what it says about itself, its provisions, and what is odd in it."""
    write(_FORMS[form](_recognised(file) if ocr else tracker.read(file)), output)


def _recognised(file: Path) -> Document:
    """The document in a file whose pages may be pictures; Tesseract runs in a process with limits."""
    from tracker import knowledge
    from tracker.sandbox import reading

    return reading.read(file.read_bytes(), name=file.name, guide=knowledge.guide(), ocr=True)


def _json(document: Document) -> str:
    judged = judge(document)
    quality = {"score": judged.score, "problems": [asdict(p) for p in judged.problems]}
    found = references(document)
    words = {
        **as_dict(document),
        "quality": quality,
        "references": [asdict(reference) for reference in found],
        "stale_references": [asdict(problem) for problem in stale(document, found)],
    }
    return json.dumps(words, ensure_ascii=False, indent=1) + "\n"


def _akn(document: Document) -> str:
    from tracker.exports import akn  # needs lxml, which the other forms do not

    return akn.write(document)


def outline(document: Document) -> str:
    """A document for people: the facts, the provisions indented, the problems last."""
    said = facts(document.headmatter).items()
    lines = [f"{name}: {_in_words(value)}" for name, value in said if value and name != "evidence"]
    lines += [f"articles: {len(document.articles)}", ""]
    for provision in document.provisions:
        lines += _lines(provision, 0)
    lines += [f"! {p.where}: {p.says}" for p in (*document.problems, *judge(document).problems, *stale(document))]
    return "\n".join(lines) + "\n"


def _in_words(value: object) -> str:
    """A fact for people: several names one behind the other."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _lines(provision: Provision, depth: int) -> list[str]:
    """A provision's own lines, each indented, the cells of a table between bars; then those below it."""
    words = " ".join(filter(None, (provision.label, provision.heading, provision.text)))
    if provision.kind is Kind.TABLE:
        words = words.replace(CELL, " | ")
    own = [f"{'  ' * depth}{line}" for line in words.split("\n")]
    return [*own, *(line for child in provision.children for line in _lines(child, depth + 1))]


_FORMS = {"text": outline, "json": _json, "akn": _akn}
