"""`tracker worker`: the scheduler alone, beside `tracker web`."""

import click

from tracker import settings
from tracker.cli.up import work


@click.command("worker")
def command() -> None:
    """Visit the sources and send letters on schedule, until Ctrl-C; only one can work on the same data."""
    work(settings.from_environment())
