"""`tracker backup FOLDER`: database, captures and added sources, while people work; `--check` reads one whole."""

from datetime import UTC, datetime
from pathlib import Path

import click

from tracker import settings


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Make nothing; read the backup there and compare digests.")
def command(folder: Path, only_check: bool) -> None:
    """Make a backup in FOLDER, or bring the one there up to date; captures that lie there are not copied again."""
    from tracker.workday.backup import back_up, check

    made = check(folder) if only_check else back_up(settings.from_environment(), folder, datetime.now(UTC))
    held, (entries, seal) = made.contents, made.contents.audit
    click.echo(
        f"{folder}: of {made.made_at[:19]}Z, migration {held.shape}, {held.counts['versions']} versions, "
        f"{held.counts['comparisons']} comparisons, {len(held.captures)} captures; audit log {entries}:{seal}"
    )
