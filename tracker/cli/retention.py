"""`tracker retention`: what outlived the time the settings give it, and its going."""

import click

from tracker import settings
from tracker.workday.desk import open_desk


@click.command("retention")
@click.option("--apply", is_flag=True, help="Throw it away, and write that into the audit log.")
def command(apply: bool) -> None:
    """Count what is older than TRACKER_KEEP_… says; nothing is thrown away without --apply, nothing by default.

    Never a version, a note, an audit entry, or the only capture of a version.
    """
    from tracker.workday.retaining import retain

    desk = open_desk(settings.from_environment())
    try:
        for one in retain(desk, apply=apply):
            if one.days is None:
                click.echo(f"{one.kind:<12} kept for ever")
            else:
                click.echo(f"{one.kind:<12} {one.count} older than {one.days} days" + (", gone" if apply else ""))
    finally:
        desk.close()
