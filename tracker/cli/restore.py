"""`tracker restore FOLDER`: a backup back where there is no library, checked before and after."""

from datetime import UTC, datetime
from pathlib import Path

import click

from tracker import settings


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--captures", is_flag=True, help="Only put back captures that are damaged or missing in a library here.")
@click.pass_context
def command(ctx: click.Context, folder: Path, captures: bool) -> None:
    """Put the backup in FOLDER back into TRACKER_DATA and TRACKER_DATABASE, where there is no library yet.

    Every digest is checked before, every count after; a backup of an older tracker is brought to the present shape.
    With --captures the library stays as it is: what `tracker doctor` found damaged is put back while people work; the
    exit code is 1 where the backup does not have all of it.
    """
    from tracker.workday.backup import mend_captures, restore

    if captures:
        mended, wanting = mend_captures(settings.from_environment(), folder)
        for digest in mended:
            click.echo(f"put back: {digest}")
        for digest in wanting:
            click.echo(f"not whole in the backup either: {digest}")
        click.echo(f"{len(mended)} captures put back, {len(wanting)} still wanting")
        ctx.exit(1 if wanting else 0)

    made = restore(settings.from_environment(), folder, datetime.now(UTC))
    click.echo(f"restored: {made.contents.counts['versions']} versions, {len(made.contents.captures)} captures")
