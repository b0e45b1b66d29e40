"""Saving a comparison as a file: the table of provisions, the redline."""

from pathlib import Path

from tracker import knowledge
from tracker.cli.writing import write_file
from tracker.diff.changes import Comparison
from tracker.exports.files import Wish, make
from tracker.exports.places import cite
from tracker.exports.words import Language, Voice
from tracker.knowledge.typefaces import typeface
from tracker.law.document import Document


def save(
    form: str,
    comparison: Comparison,
    texts: tuple[Document, Document],
    output: Path | None,
    *,
    language: Language,
    author: str,
    columns: int,
) -> None:
    """Write one of `files.FORMS`. No date stands in it: the same two texts give the same bytes on any day."""
    voice = Voice(rule=lambda rule: _says(rule, language))
    font = typeface() if form == "table.pdf" else None
    wish = Wish(author, columns=columns, language=language, voice=voice, font=font)
    write_file(make(form, comparison, *texts, wish), output)


def voice(text: Document, language: Language) -> Voice:
    """Places and rules in words, for comparisons of texts numbered like this one."""
    return Voice(place=lambda locator: cite(locator, text.grammar, language), rule=lambda rule: _says(rule, language))


def _says(rule: str, language: Language) -> str:
    """A rule's sentence; its id where the registry has none, as for a text in a language nobody judges."""
    try:
        found = knowledge.drafting().direction.rule(rule)
    except KeyError:
        return rule
    return found.zh if language == "zh" else found.en
