"""`tracker pull [SOURCE…]`: visit the sources now, with progress."""

import click

from tracker import knowledge, settings
from tracker.cli.progress import GOOD, show_step, show_visit
from tracker.sources import registry
from tracker.workday.catalogue import sync
from tracker.workday.desk import open_desk
from tracker.workday.pull import pull


@click.command("pull")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--again", is_flag=True, help="Ask for every announced page again: was one corrected without notice?")
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], again: bool) -> None:
    """Visit the sources now (all that are switched on, or those named) and say what is new, unchanged, blocked, failed.

    Exit code 1 when a source could not be read as expected: silence is never success.
    """
    chosen = settings.from_environment()
    known = registry.installed(chosen.data)
    asked = [registry.get(name, known) for name in names] or [source for source in known if source.enabled]
    desk = open_desk(chosen)
    try:
        sync(desk.library, knowledge.catalogue())
        visits = []
        for source in asked:
            click.echo(f"{source.id}: {source.name_zh} {source.url}")
            visits.append(pull(desk, source, again=again, tell=show_step))
            show_visit(visits[-1])
    finally:
        desk.close()
    ctx.exit(0 if all(visit.state in GOOD for visit in visits) else 1)
