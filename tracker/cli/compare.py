"""`tracker compare OLD NEW`: no database, no network; two files in, a comparison out."""

import sys
from itertools import pairwise
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
@click.argument("later", type=_FILE, nargs=-1)
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
    later: tuple[Path, ...],
    form: str,
    output: Path | None,
    language: str,
    colour: bool | None,
    width: int,
    columns: int,
    author: str,
) -> None:
    """Compare two texts clause by clause: what changed, which way, and why.

    With LATER texts, each is compared with the one before it, and every provision and obligation is followed through
    the whole chain: draft, second reading, final.
    """
    if later:
        _chain((old, new, *later), form, output, "en" if language == "en" else "zh")
        return
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


def _chain(paths: tuple[Path, ...], form: str, output: Path | None, language: "Language") -> None:
    """Write the lives of all provisions and obligations through a chain of texts."""
    from tracker import knowledge
    from tracker.diff.fate import fates
    from tracker.diff.lives import courses
    from tracker.exports import lives

    if form not in ("text", "json"):
        raise click.UsageError(f"a chain of {len(paths)} texts is told as text or json, not as {form}")
    texts = [tracker.read(path) for path in paths]
    steps = list(pairwise(texts))
    chain = tuple(tracker.compare(before, after) for before, after in steps)
    drafting = knowledge.drafting()
    followed = courses([fates(*step, made, drafting) for step, made in zip(steps, chain, strict=True)])
    told = lives.Lives(chain, lives.lives(chain), followed)
    write(lives.dumps(told) if form == "json" else lives.render(told, language), output)
