"""`tracker rules -o FOLDER`: the rules of direction as pages, made from the tables of `regs/`."""

from pathlib import Path

import click

from tracker.cli.writing import write


@click.command("rules")
@click.option("-o", "output", type=click.Path(path_type=Path, file_okay=False), help="A folder for the pages.")
def command(output: Path | None) -> None:
    """Write every rule by which a change is called strengthened or softened, with its words and examples."""
    from tracker import knowledge
    from tracker.exports import rulebook

    pages = rulebook.pages(knowledge.drafting().direction)
    if output is None:
        write("\n".join(pages.values()), None)
        return
    output.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        write(text, output / name)
