"""`tracker amend BASE DECISION`: no database, no network; a law and a decision in, the consolidated text out."""

from datetime import datetime
from pathlib import Path

import click

import tracker
from tracker.amending.checking import differences
from tracker.cli.writing import write
from tracker.exports.words import Language

_FILE = click.Path(path_type=Path)


@click.command("amend")
@click.argument("base", type=_FILE)
@click.argument("decision", type=_FILE)
@click.option("--official", type=_FILE, help="The published consolidated text, to compare ours with.")
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text", help="What to write.")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Of labels; the law stays as it is.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The text in force on this day; all of it by default.")
@click.pass_context
def command(
    ctx: click.Context,
    base: Path,
    decision: Path,
    official: Path | None,
    form: str,
    output: Path | None,
    language: str,
    on: datetime | None,
) -> None:
    """Apply a decision amending a law (or a draft of one) to the text in force.

    The text comes out marked as not official; what was done, and what could not be, is said on standard error. The
    exit code is 1 where an operation could not be carried out: the rest is applied and the text is incomplete.
    """
    from tracker.exports import consolidated, consolidation

    made = tracker.amend(base, decision, on=on.date() if on else None)
    differs = differences(made.document, tracker.read(official)) if official else None
    speech: Language = "en" if language == "en" else "zh"
    if form == "json":
        write(consolidation.dumps(made, tracker.compare(base, made.document), differs), output)
    elif form == "md":
        write(consolidated.render(made, tracker.compare(base, made.document), differs, language=speech), output)
    else:
        write(made.document.text + "\n", output)
        for line in consolidated.summary(made, differs, language=speech):
            click.echo(line, err=True)
    ctx.exit(0 if made.is_complete else 1)
