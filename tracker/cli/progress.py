"""What `tracker pull`, `up` and `import` print while they work: one line a step."""

from collections.abc import Sequence

import click

from tracker.practice.visit import SourceState, Visit
from tracker.workday.backfill import Reached
from tracker.workday.found import Outcome, Taken
from tracker.workday.preview import Look
from tracker.workday.tally import Step, What

_SIGNS = {
    What.NEW: ("new", "green"),
    What.UNCHANGED: ("unchanged", "bright_black"),
    What.QUARANTINED: ("put aside", "yellow"),
    What.ABSENT: ("absent", "yellow"),
    What.FAILED: ("failed", "red"),
}
GOOD = (SourceState.OK, SourceState.NOTHING_NEW)


def show_step(step: Step) -> None:
    """Print one step of a visit; the lists themselves say nothing until they fail."""
    if step.what in _SIGNS:
        word, colour = _SIGNS[step.what]
        click.echo(f"  {click.style(f'{word:<10}', fg=colour)} {step.title}{_more(step)}")


def _more(step: Step) -> str:
    taken = step.taken
    if taken is None or taken.outcome is Outcome.QUARANTINED:
        return f"\n             {step.detail}" if step.detail and step.detail != step.title else ""
    return f"  {describe(taken)}"


def describe(taken: Taken) -> str:
    """What became of a document, in a few words: `smart-lifts 2026-03-16-draft → 2026-09-10-promulgated, 2 alerts`."""
    if taken.outcome is Outcome.QUARANTINED:
        return f"put aside: {taken.reason}"
    if taken.outcome is Outcome.RECORDED:
        return f"{taken.instrument}, a record: {taken.reason}"
    before = f"{taken.compared_with} → " if taken.compared_with else ""
    alerts = f", {taken.alerts} alert{'s' if taken.alerts != 1 else ''}" if taken.alerts else ""
    return f"{taken.instrument} {before}{taken.version}{alerts}"


def show_visit(visit: Visit) -> None:
    """Print how a visit went."""
    colour = "green" if visit.state in GOOD else "red"
    counts = f"{visit.new} new, {visit.unchanged} unchanged, {visit.quarantined} put aside, {visit.failed} failed"
    click.echo(f"{visit.source}: {click.style(visit.state.value, fg=colour)}, {counts}")
    if visit.detail:
        click.echo(f"  {visit.detail}")


def show_look(look: Look) -> None:
    """Print what a list announces, newest first; `new` marks what a visit would take."""
    if look.fault:
        click.echo(f"  {click.style('failed', fg='red'):<10} {look.fault}")
        return
    click.echo(f"  {look.page.id}: {look.rows} rows, {len(look.announced)} wanted, {look.fresh} not known yet")
    for notice, known in look.announced:
        word = "known" if known else click.style("new", fg="green")
        click.echo(f"    {word} {notice.published_on or '-'} {notice.title}")


def show_reached(reached: Sequence[Reached]) -> None:
    """Print how far each list's past was read."""
    for one in reached:
        click.echo(f"  {one.list}: {'read to its end' if one.finished else 'so far'}, page {one.page}")
