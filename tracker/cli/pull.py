"""`tracker pull [SOURCE…]`: visit the sources now, with progress."""

from collections.abc import Sequence

import click

from tracker import knowledge, settings
from tracker.cli.progress import GOOD, show_look, show_reached, show_step, show_visit
from tracker.errors import Busy
from tracker.sources import registry
from tracker.sources.source import Source
from tracker.workday.backfill import backfill
from tracker.workday.catalogue import sync
from tracker.workday.desk import Desk, open_desk
from tracker.workday.preview import preview
from tracker.workday.pull import pull


@click.command("pull")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--again", is_flag=True, help="Ask for every announced page again: was one corrected without notice?")
@click.option("--dry-run", is_flag=True, help="Only say what the lists announce; keep, file and remember nothing.")
@click.option("--back-fill", is_flag=True, help="Read the past of every list, on from where the last run stopped.")
@click.option("--pages", type=click.IntRange(1), default=50, show_default=True, help="Of a back-fill: pages a list.")
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], again: bool, dry_run: bool, back_fill: bool, pages: int
) -> None:
    """Visit the sources now (all that are switched on, or those named) and say what is new, unchanged, blocked, failed.

    A source that the scheduler, or another `tracker pull`, is visiting at this moment is left to it, and said so. Exit
    code 1 when a source was left, or could not be read as expected: silence is never success.
    """
    if dry_run and (again or back_fill):
        raise click.UsageError("A dry run looks at the lists alone: it goes with neither --again nor --back-fill.")
    chosen = settings.from_environment()
    known = registry.installed(chosen.data)
    asked = [registry.get(name, known) for name in names] or [source for source in known if source.enabled]
    desk = open_desk(chosen)
    try:
        sync(desk.library, knowledge.catalogue())
        if dry_run:
            well = _look(desk, asked)
        elif back_fill:
            well = _fill(desk, asked, pages)
        else:
            well = _visit(desk, asked, again)
    finally:
        desk.close()
    ctx.exit(0 if well else 1)


def _visit(desk: Desk, sources: Sequence[Source], again: bool) -> bool:
    well = [_visited(desk, source, again) for source in sources]
    return all(well)


def _visited(desk: Desk, source: Source, again: bool) -> bool:
    _head(source)
    try:
        visit = pull(desk, source, again=again, tell=show_step)
    except Busy as left:
        click.echo(f"  {left}")
        return False
    show_visit(visit)
    return visit.state in GOOD


def _look(desk: Desk, sources: Sequence[Source]) -> bool:
    looks = []
    for source in sources:
        _head(source)
        for look in preview(desk, source):
            show_look(look)
            looks.append(look)
    return not any(look.fault for look in looks)


def _fill(desk: Desk, sources: Sequence[Source], pages: int) -> bool:
    well = [_filled(desk, source, pages) for source in sources]
    return all(well)


def _filled(desk: Desk, source: Source, pages: int) -> bool:
    _head(source)
    try:
        visit, reached = backfill(desk, source, most=pages, tell=show_step)
    except Busy as left:
        click.echo(f"  {left}")
        return False
    show_visit(visit)
    show_reached(reached)
    return visit.state in GOOD


def _head(source: Source) -> None:
    click.echo(f"{source.id}: {source.name_zh} {source.url}")
