"""`tracker examples FOLDER`: what counsel put right, as annotated pairs for `tracker evaluate`."""

from pathlib import Path

import click
import yaml

from tracker import settings
from tracker.diff.examples import example
from tracker.readingroom.rulings import Example, examples
from tracker.store.library import Library


@click.command("examples")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Write every comparison counsel corrected into FOLDER: one YAML a pair, the texts below FOLDER/texts.

    Measure with `tracker evaluate FOLDER --corpus FOLDER/texts`. The texts are the firm's own copies and stay there.
    """
    library = Library.open(settings.from_environment().database)
    try:
        with library.reading() as files:
            found = examples(files)
    finally:
        library.close()
    for one in found:
        _write(folder, one)
    click.echo(f"{len(found)} corrected comparisons written to {folder}")


def _write(folder: Path, one: Example) -> None:
    """One pair: its texts as they were read, and the rows of the comparison as counsel has it."""
    old, new = f"{one.old}.txt", f"{one.new}.txt"
    name = f"{one.slug}--{one.old}--{one.new}"
    below = folder / "texts" / name  # where `evaluate` looks for the texts of a pair: a folder of its file's name
    below.mkdir(parents=True, exist_ok=True)
    for file, text in zip((old, new), one.texts, strict=True):
        (below / file).write_text(text, encoding="utf-8")
    made = example(one.slug, old, new, one.standing.comparison, one.standing.signed, reviewed=one.reviewed)
    written = yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
    (folder / f"{name}.yaml").write_text(written, encoding="utf-8")
