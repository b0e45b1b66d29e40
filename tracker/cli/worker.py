"""`tracker worker`: the scheduler alone, beside `tracker web`."""

import click

from tracker import settings
from tracker.cli.up import work
from tracker.logs import speak
from tracker.workday.desk import open_desk


@click.command("worker")
@click.option("--jobs", is_flag=True, help="Do shared jobs instead (PostgreSQL); one such worker a core.")
def command(jobs: bool) -> None:
    """Visit the sources and send letters on schedule, until Ctrl-C; a second worker stands by to take over."""
    chosen = settings.from_environment()
    if not jobs:
        work(chosen)
        return
    from tracker.workday import sharing

    speak(chosen.log)
    desk = open_desk(chosen)
    try:
        sharing.work(desk)
    finally:
        desk.close()
