"""`tracker compare OLD NEW`: no database, no network; two files in, a comparison out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import tracker
from tracker.cli.writing import write
from tracker.exports.files import FORMS

if TYPE_CHECKING:
    from tracker.exports.words import Language

_FILE = click.Path(path_type=Path)


@click.command("compare")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "md", "html", *FORMS]), default="text", help="What to write."
)
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Of labels; the law stays as it is.")
@click.option("--colour/--no-colour", default=None, help="Colours instead of [-…-]{+…+}; on a terminal by default.")
@click.option("--width", type=click.IntRange(40, 400), default=100, help="Columns of text output.")
@click.option("--columns", type=click.IntRange(2, 4), default=4, help="Of a table of provisions.")
@click.option("--author", default="tracker", help="Whose tracked changes a redline shows.")
def command(
    old: Path,
    new: Path,
    form: str,
    output: Path | None,
    language: str,
    colour: bool | None,
    width: int,
    columns: int,
    author: str,
) -> None:
    """Compare two texts clause by clause: what changed, which way, and why."""
    from tracker import knowledge
    from tracker.diff.fate import fates

    before, after = tracker.read(old), tracker.read(new)
    comparison = tracker.compare(before, after)
    words: Language = "en" if language == "en" else "zh"
    if form in FORMS:
        from tracker.cli.saving import save

        save(form, comparison, (before, after), output, language=words, author=author, columns=columns)
        return
    destinies = fates(before, after, comparison, knowledge.drafting())
    if form == "json":
        from tracker.exports import contract

        write(contract.dumps(comparison, destinies), output)
    elif form == "html":
        from tracker.cli.saving import voice
        from tracker.exports import html

        write(html.render(comparison, destinies=destinies, language=words, voice=voice(before, words)), output)
    elif form == "md":
        from tracker.exports import markdown

        write(markdown.render(comparison, language=words, destinies=destinies), output)
    else:
        from tracker.exports import text

        bright = sys.stdout.isatty() and output is None if colour is None else colour
        write(text.render(comparison, destinies=destinies, language=words, width=width, colour=bright), output)
