"""`tracker demo`: the sample library, or files of one's own, served on this machine and pulled by the scheduler."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path

import click

from tracker import knowledge, settings
from tracker.cli.progress import show_step
from tracker.cli.up import serve
from tracker.demo import replica
from tracker.demo import site as sample_site
from tracker.demo.day import Show, SignIn, working
from tracker.demo.site import Site
from tracker.settings import Settings


@click.command("demo")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what was pulled here; left out: in a temporary folder.",
)
def command(files: tuple[Path, ...], data: Path | None) -> None:
    """Show the main job on this machine, with no other network, until Ctrl-C.

    Without FILES: the sample library, our own fiction. With FILES (a draft and its final text, saved official pages):
    these, in the shape of the CAC's pages, drafts and older texts first. The port is PORT, else 8000.
    """
    with _folder(data) as folder:
        chosen = _settings(folder)
        click.echo("pulling " + (f"{len(files)} files" if files else "the sample library") + " from this machine")
        with Site(texts=() if files else None) as site:
            show = own_texts(site, files) if files else _sample(site)
            with working(chosen, show, show_step) as (desk, sign_ins):
                serve(chosen, library=desk.library, before=partial(_greet, sign_ins))


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="tracker-demo-") as folder:
        yield Path(folder)


def _settings(folder: Path) -> Settings:
    """As the environment says, but with data of its own and loopback open: the demo's site is on this machine."""
    given = settings.from_environment()
    return replace(given, data=folder, database=f"sqlite:///{folder / 'tracker.sqlite3'}", open_loopback=True)


def _sample(site: Site) -> Show:
    follows = frozenset(work.slug for work in knowledge.sample())
    return Show(sample_site.sources(site.base), [partial(site.publish, step) for step in site.steps], follows)


def own_texts(site: Site, files: Sequence[Path]) -> Show:
    """Files announced one a round, drafts and older texts first; raises DocumentError for one that cannot be read."""
    pages = sorted((replica.replayed(file, knowledge.guide()) for file in files), key=lambda page: (page.on, page.path))
    days = accumulate(([page] for page in pages), lambda published, page: [*published, *page])
    rounds = [partial(replica.publish, site, published) for published in days]
    follows = frozenset(f"topic:{topic}" for topic in knowledge.topics())
    return Show(replica.sources(site.base), rounds, follows)


def _greet(sign_ins: Sequence[SignIn]) -> None:
    click.echo("sign in as:")
    for one in sign_ins:
        click.echo(f"  {one.role.value:<14} {one.email:<22} {one.password}")
    click.echo("the passwords were made for this run; Ctrl-C ends it")
