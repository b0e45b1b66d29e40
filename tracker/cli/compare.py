"""`tracker compare OLD NEW`: no database, no network; two files in, a comparison out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import tracker
from tracker.cli.writing import write

if TYPE_CHECKING:
    from tracker.exports.words import Language

_FILE = click.Path(path_type=Path)


@click.command("compare")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text", help="What to write.")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Of labels; the law stays as it is.")
@click.option("--colour/--no-colour", default=None, help="Colours instead of [-…-]{+…+}; on a terminal by default.")
@click.option("--width", type=click.IntRange(40, 400), default=100, help="Columns of text output.")
def command(
    old: Path, new: Path, form: str, output: Path | None, language: str, colour: bool | None, width: int
) -> None:
    """Compare two texts clause by clause: what changed, which way, and why."""
    from tracker import knowledge
    from tracker.diff.fate import fates

    before, after = tracker.read(old), tracker.read(new)
    comparison = tracker.compare(before, after)
    destinies = fates(before, after, comparison, knowledge.drafting())
    words: Language = "en" if language == "en" else "zh"
    if form == "json":
        from tracker.exports import contract

        write(contract.dumps(comparison, destinies), output)
    elif form == "md":
        from tracker.exports import markdown

        write(markdown.render(comparison, language=words, destinies=destinies), output)
    else:
        from tracker.exports import text

        bright = sys.stdout.isatty() and output is None if colour is None else colour
        write(text.render(comparison, destinies=destinies, language=words, width=width, colour=bright), output)
