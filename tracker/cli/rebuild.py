"""`tracker rebuild`: everything derived from captures made anew, here or shared by the workers of a library."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker import settings
from tracker.workday.desk import Desk, open_desk

if TYPE_CHECKING:
    from tracker.workday.jobs import Job


@click.command("rebuild")
@click.option("--read", "reads", is_flag=True, help="Also read every version again from its captured bytes.")
@click.option("--share", is_flag=True, help="Hand it to the workers of a library on PostgreSQL; `tracker jobs` counts.")
def command(reads: bool, share: bool) -> None:
    """Judge again what other code or rules judged, apply counsel's rulings again, carry notes again.

    Broken off, it goes on where it was. A comparison that comes out otherwise is new to counsel and withdrawn from
    clients until it is released again; one that comes out the same stays as it is.
    """
    desk = open_desk(settings.from_environment())
    try:
        if share:
            _share(desk, reads)
        else:
            _here(desk, reads)
    finally:
        desk.close()


def _here(desk: Desk, reads: bool) -> None:
    from tracker.workday import rebuilding

    if reads:
        became: dict[str, int] = {}
        for slug, version in rebuilding.versions(desk):
            how = rebuilding.read_again(desk, slug, version)
            became[how] = became.get(how, 0) + 1
            if how is rebuilding.Reread.LEFT:
                click.echo(f"{slug}/{version}: left as it is")
        click.echo("read again: " + ", ".join(f"{n} {how}" for how, n in sorted(became.items())))
        rebuilding.written_down(desk, "versions", became.get(rebuilding.Reread.ANEW, 0))
    done = 0
    for done in rebuilding.judge_everything_behind(desk):
        if done % 100 == 0:
            click.echo(f"{done} judged")
    rebuilding.written_down(desk, "comparisons", done)
    click.echo(f"judged again: {done}")


def _share(desk: Desk, reads: bool) -> None:
    from tracker.workday.sharing import Shared

    taken = Shared(desk.settings.database).hand_in(_jobs(desk, reads))
    click.echo(f"{taken} jobs handed to the workers")


def _jobs(desk: Desk, reads: bool) -> "Iterator[Job]":
    from tracker.workday import rebuilding
    from tracker.workday.jobs import Job, Kind

    if reads:
        yield from (Job(Kind.READ, one) for one in rebuilding.versions(desk))
    yield from (Job(Kind.JUDGE, (one.slug, one.old, one.new)) for one in rebuilding.behind(desk))
