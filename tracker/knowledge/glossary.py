"""The glossary: how terms of Chinese law are rendered in English, `regs/glossary.toml`."""

from functools import cache
from pathlib import Path

from tracker.knowledge.tables import read
from tracker.law.translation import Term
from tracker.settings import folder


@cache
def glossary() -> tuple[Term, ...]:
    """The terms in the order of the file; raises KnowledgeError when it is written wrongly."""
    return load(folder("regs") / "glossary.toml")


def load(file: Path) -> tuple[Term, ...]:
    """The terms of one file; raises KnowledgeError, also for a term used twice or without a rendering."""
    table = read(file)
    found: dict[str, Term] = {}
    for entry in table.tables("term"):
        term = Term(entry.text("zh"), tuple(entry.texts("en")), entry.text("note", ""))
        entry.done()
        if term.zh in found:
            raise entry.fault("zh", f"repeats “{term.zh}”")
        if not term.en:
            raise entry.fault("en", "names no rendering")
        found[term.zh] = term
    table.done()
    return tuple(found.values())
