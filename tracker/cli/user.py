"""`tracker user add`, `list`, `export`, `erase`: accounts by hand; `tracker user token`: tokens for their programs."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from tracker import settings
from tracker.errors import NotFound
from tracker.practice.audit import OPERATOR, Done
from tracker.practice.person import Person, Reader, Role
from tracker.practice.token import REACHES
from tracker.readingroom.leaving import hand_over, take_away
from tracker.readingroom.tokens import Tokens
from tracker.store.library import Library

ROLES = [role.value for role in Role if role is not Role.VISITOR]


@click.group("user")
def command() -> None:
    """Accounts of the people who sign in."""


@command.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the person is to the firm.")
@click.option("--client", "client", default="", help="The client's id; for role client only.")
@click.option("--name", default="", help="As shown; the e-mail address if left out.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Of the screens and letters.")
@click.option("--zone", default="Asia/Shanghai", help="IANA time zone.")
@click.password_option("--password", default="", prompt=False, help="Left out: one is made and printed once.")
def add(email: str, role: str, client: str, name: str, language: str, zone: str, password: str) -> None:
    """Make an account for EMAIL and print its password once if none was given."""
    if (role == Role.CLIENT) != bool(client):
        raise click.UsageError("A person of role client, and only such a one, belongs to a client: --client ID.")
    if "@" not in email:
        raise click.UsageError(f"“{email}” is no e-mail address.")
    made = password or secrets.token_urlsafe(15)
    person = Person("", email, name or email, Role(role), client or None, language, zone)
    library = Library.open(settings.from_environment().database)
    try:
        with library.writing() as files:
            if client:
                files.people.client(client)
            kept = files.people.add(person, made)
            files.audit.record(OPERATOR, Done.MADE, f"person/{kept.id}", role, datetime.now(UTC))
    finally:
        library.close()
    click.echo(f"{email} ({role})" + ("" if password else f", password: {made}"))


@command.command("list")
def show() -> None:
    """Everybody with an account."""
    with _library() as library, library.reading() as files:
        for one in files.people.all():
            said = f"{one.id}: {one.name}, {one.email}, {one.role.value}" + (f" of {one.client}" if one.client else "")
            click.echo(said + ("" if one.active else ", closed"))


@command.command("export")
@click.argument("who")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The zip to write.")
def export_person(who: str, output: Path) -> None:
    """Write everything that names WHO (an e-mail address or id) into a zip of JSON."""
    with _library() as library:
        output.write_bytes(hand_over(library, _known(library, who).id, OPERATOR, datetime.now(UTC)))
    click.echo(str(output))


@command.command("erase")
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def erase_person(who: str, yes: bool) -> None:
    """Erase WHO (an e-mail address or id); what they wrote and did stays under a pseudonym, and the audit log holds.

    Not reached: earlier backups (after restoring one, erase again by the id printed here), logs of proxies and mail
    servers, letters that went out, and a name inside prose written otherwise. docs/operating.md says what to do.
    """
    with _library() as library:
        person = _known(library, who)
        if not yes:
            click.confirm(f"Erase {person.name} <{person.email}> for good?", abort=True)
        with library.writing() as files:
            click.echo(take_away(files, person.id, OPERATOR, datetime.now(UTC)))
    click.echo(
        f"Note the id {person.id}: after restoring a backup made before now, erase it again. Backups, logs of proxies "
        "and mail servers, and letters that went out are not reached (docs/operating.md).",
        err=True,
    )


def _known(library: Library, who: str) -> Person:
    with library.reading() as files:
        return files.people.by_email(who) or files.people.get(who)


@contextmanager
def _library() -> Iterator[Library]:
    library = Library.open(settings.from_environment().database)
    try:
        yield library
    finally:
        library.close()


@command.group("token")
def token() -> None:
    """Tokens a person's programs sign in with; each sees and does what the person may."""


@token.command("add")
@click.argument("email")
@click.argument("name")
@click.option("--reach", type=click.Choice(list(REACHES)), default="read", show_default=True, help="What it may do.")
@click.option("--days", type=click.IntRange(1, 366), default=90, show_default=True, help="How long it works.")
def add_token(email: str, name: str, reach: str, days: int) -> None:
    """Make a token called NAME for the person of EMAIL and print its secret, once."""
    with _desk(email) as desk:
        _, secret = desk.make(name, reach, days)
    click.echo(secret)


@token.command("list")
@click.argument("email")
def list_tokens(email: str) -> None:
    """The tokens of the person of EMAIL that were not taken back."""
    with _desk(email) as desk:
        for one in desk.mine():
            used = f"used {one.used_at:%Y-%m-%d %H:00}" if one.used_at else "not used yet"
            click.echo(f"{one.id}: {one.name} ({one.reach}), {one.hint}…, until {one.expires_at:%Y-%m-%d}, {used}")


@token.command("revoke")
@click.argument("email")
@click.argument("number", type=int)
def revoke_token(email: str, number: int) -> None:
    """Take token NUMBER of the person of EMAIL back, at once."""
    with _desk(email) as desk:
        desk.revoke(number)
    click.echo(f"{number}: taken back")


@contextmanager
def _desk(email: str) -> Iterator[Tokens]:
    """The tokens desk of an active person, as they would stand before it themselves."""
    found = settings.from_environment()
    library = Library.open(found.database)
    try:
        with library.reading() as files:
            person = files.people.by_email(email)
            client = files.people.client(person.client) if person and person.client else None
        if person is None or not person.active:
            raise NotFound(f"Nobody with an open account has the e-mail address {email}.")
        yield Tokens(library, Reader(person, client), found, lambda: datetime.now(UTC))
    finally:
        library.close()
