"""`tracker web`: the screens alone, beside `tracker worker`."""

import click

from tracker import settings
from tracker.cli.up import serve


@click.command("web")
def command() -> None:
    """Show the screens, until Ctrl-C."""
    serve(settings.from_environment())
