"""`tracker user add`: accounts by hand."""

import secrets

import click

from tracker import settings
from tracker.practice.person import Person, Role
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
            files.people.add(person, made)
    finally:
        library.close()
    click.echo(f"{email} ({role})" + ("" if password else f", password: {made}"))
