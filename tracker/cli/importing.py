"""`tracker import FILE…`: files or folders in by hand, the same way in as a fetched page."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from tracker import knowledge, settings
from tracker.cli.progress import describe
from tracker.errors import UnreadableDocument
from tracker.law.stage import Stage
from tracker.workday.catalogue import sync
from tracker.workday.desk import open_desk
from tracker.workday.found import Outcome
from tracker.workday.upload import LARGEST, SUFFIXES, Upload, named, take_in_file


@click.command("import")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--instrument", default="", help="The instrument's slug; otherwise the title decides.")
@click.option("--title", default="", help="What the text is called, if it does not say so itself.")
@click.option("--stage", type=click.Choice([s.value for s in Stage]), default=None, help="If the text does not say so.")
@click.option("--date", "dated_on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The version's day.")
@click.option("--url", default="", help="The official page it comes from.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    instrument: str,
    title: str,
    stage: str | None,
    dated_on: datetime | None,
    url: str,
) -> None:
    """Take in files by hand; of a folder, every text in it, in the order of their names.

    A name such as 2023-04-11-draft.txt says the day and the stage. Exit code 2 when a file became no version.
    """
    desk = open_desk(settings.from_environment())
    aside = 0
    try:
        sync(desk.library, knowledge.catalogue())
        for file in _files(paths):
            named_on, named_stage = named(file.stem)
            upload = Upload(
                data=_bytes(file),
                name=file.name,
                title=title,
                instrument=instrument,
                stage=Stage(stage) if stage else named_stage,
                dated_on=dated_on.date() if dated_on else named_on,
                url=url,
            )
            taken = take_in_file(desk, upload)
            aside += taken.outcome is Outcome.QUARANTINED
            click.echo(f"{file.name}: {taken.outcome.value}, {describe(taken)}")
    finally:
        desk.close()
    ctx.exit(2 if aside else 0)


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(f for f in path.rglob("*") if f.suffix.lower() in SUFFIXES)
        else:
            yield path


def _bytes(file: Path) -> bytes:
    if file.stat().st_size > LARGEST:
        raise UnreadableDocument(f"{file}: more than {LARGEST // 1024 // 1024} MB; no regulation is so long.")
    return file.read_bytes()
