"""`tracker doctor`: what is wrong with this installation, in a line each."""

from datetime import UTC, datetime

import click

from tracker import settings


@click.command("doctor")
@click.option("--quick", is_flag=True, help="See that captured files are there, without reading them.")
@click.pass_context
def command(ctx: click.Context, quick: bool) -> None:
    """Look at database, captures, audit log, mail, clock, disk, scheduler, letters and sources; change nothing.

    The exit code is 1 where something is wrong, 0 where all is well or only worth a look.
    """
    from tracker.workday.doctor import Finding, examine

    signs = {Finding.WELL: "ok", Finding.WORTH_A_LOOK: "look", Finding.WRONG: "WRONG"}
    wrong = False
    for one in examine(settings.from_environment(), lambda: datetime.now(UTC), every_capture=not quick):
        wrong = wrong or one.how is Finding.WRONG
        click.echo(f"{signs[one.how]:<6} {one.what:<11} {one.says}")
    ctx.exit(1 if wrong else 0)
