"""`tracker jobs`: heavy work that the workers of a library on PostgreSQL share."""

import click

from tracker import settings


@click.group("jobs", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """How many jobs wait, are in hand, are done and failed."""
    if ctx.invoked_subcommand is None:
        from tracker.workday.sharing import Shared

        counts = Shared(settings.from_environment().database).counts()
        click.echo(", ".join(f"{n} {state}" for state, n in counts.items()))


@command.command("past")
@click.argument("sources", nargs=-1, required=True)
def past(sources: tuple[str, ...]) -> None:
    """Let the workers read the past of SOURCES to its end, a source each."""
    from tracker.workday.jobs import Job, Kind
    from tracker.workday.sharing import Shared

    taken = Shared(settings.from_environment().database).hand_in(Job(Kind.PAST, (one,)) for one in sources)
    click.echo(f"{taken} jobs handed to the workers")
