"""`tracker restore FOLDER`: a backup back where there is no library, checked before and after."""

from datetime import UTC, datetime
from pathlib import Path

import click

from tracker import settings


@click.command("restore")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Put the backup in FOLDER back into TRACKER_DATA and TRACKER_DATABASE, where there is no library yet.

    Every digest is checked before, every count after; a backup of an older tracker is brought to the present shape.
    """
    from tracker.workday.backup import restore

    made = restore(settings.from_environment(), folder, datetime.now(UTC))
    click.echo(f"restored: {made.contents.counts['versions']} versions, {len(made.contents.captures)} captures")
