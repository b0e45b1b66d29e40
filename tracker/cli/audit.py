"""`tracker audit`: the newest deeds, or the whole chain checked."""

import re

import click

from tracker import settings
from tracker.readingroom.auditing import verified
from tracker.store.library import Library


@click.command("audit")
@click.option("--verify", is_flag=True, help="Check every seal; exit code 1 where the chain is broken.")
@click.option("--expect", default="", help="NUMBER:SEAL as noted elsewhere, which finds an end that was cut off.")
@click.option("-n", "newest", type=click.IntRange(1, 10_000), default=20, help="How many of the newest to show.")
@click.pass_context
def command(ctx: click.Context, verify: bool, expect: str, newest: int) -> None:
    """Show who did what to which thing, people by their ids; or check that nobody changed the log."""
    library = Library.open(settings.from_environment().database)
    try:
        if verify or expect:
            ctx.exit(_verify(library, _noted(expect)))
        with library.reading() as files:
            for one in reversed(files.audit.latest(newest)):
                said = f"{one.at:%Y-%m-%d %H:%M:%S}Z  {one.who or '-':<16}  {one.done.value:<15}  {one.thing}"
                click.echo(f"{one.number:>6}  {said}" + (f"  ({one.detail})" if one.detail else ""))
    finally:
        library.close()


def _verify(library: Library, expected: tuple[int, str] | None) -> int:
    with library.reading() as files:
        verdict = verified(files, expected)
    for wrong in verdict.wrong:
        click.echo(wrong, err=True)
    if not verdict.holds:
        return 1
    click.echo(f"the chain holds: {verdict.entries} entries; to note elsewhere: {verdict.entries}:{verdict.seal}")
    return 0


def _noted(words: str) -> tuple[int, str] | None:
    if not words:
        return None
    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", words)
    if found is None:
        raise click.UsageError("--expect is a number, a colon and a seal, as `tracker audit --verify` prints them.")
    return int(found[1]), found[2]
