"""`tracker client add`, `follow`, `unfollow`, `list`: client organisations and what they follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import click

from tracker import settings
from tracker.errors import Conflict, NotFound
from tracker.practice.audit import OPERATOR, Done
from tracker.practice.person import Client
from tracker.store.library import Files, Library


@click.group("client")
def command() -> None:
    """Client organisations and what they follow."""


@command.command("add")
@click.argument("client")
@click.argument("name")
@click.option("--machine-not-reviewed", is_flag=True, help="Let it see machine verdicts before counsel released them.")
def add(client: str, name: str, machine_not_reviewed: bool) -> None:
    """Make the client organisation CLIENT (its id) called NAME."""
    with _writing() as files:
        if any(known.id == client for known in files.people.clients()):
            raise Conflict(f"There is already a client “{client}”.")
        files.people.put_client(Client(client, name, machine_not_reviewed=machine_not_reviewed))
        _record(files, Done.MADE, client)
    click.echo(f"{client}: {name}")


@command.command("follow")
@click.argument("client")
@click.argument("what", nargs=-1, required=True)
def follow(client: str, what: tuple[str, ...]) -> None:
    """Let CLIENT follow instruments (their slugs) or whole topics (topic:ID)."""
    with _writing() as files:
        known = files.people.client(client)
        for one in what:
            if not one.startswith("topic:"):
                files.instruments.get(one)
        files.people.put_client(replace(known, follows=known.follows | set(what)))
        _record(files, Done.CHANGED, client)
    click.echo(f"{client} follows {', '.join(sorted(known.follows | set(what)))}")


@command.command("unfollow")
@click.argument("client")
@click.argument("what", nargs=-1, required=True)
def unfollow(client: str, what: tuple[str, ...]) -> None:
    """Let CLIENT follow these no more."""
    with _writing() as files:
        known = files.people.client(client)
        missing = sorted(set(what) - known.follows)
        if missing:
            raise NotFound(f"{client} does not follow {', '.join(missing)}.")
        files.people.put_client(replace(known, follows=known.follows - set(what)))
        _record(files, Done.CHANGED, client)
    click.echo(f"{client} follows {', '.join(sorted(known.follows - set(what))) or 'nothing'}")


@command.command("list")
def show() -> None:
    """Every client with what it follows."""
    with _writing() as files:
        for one in files.people.clients():
            click.echo(f"{one.id}: {one.name}; follows {', '.join(sorted(one.follows)) or 'nothing'}")


def _record(files: Files, done: Done, client: str) -> None:
    files.audit.record(OPERATOR, done, f"client/{client}", "", datetime.now(UTC))


@contextmanager
def _writing() -> Iterator[Files]:
    library = Library.open(settings.from_environment().database)
    try:
        with library.writing() as files:
            yield files
    finally:
        library.close()
