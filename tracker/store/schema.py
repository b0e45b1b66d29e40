"""Bringing a database to the present shape: Alembic does it, and is only loaded when there is something to do."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from tracker.errors import StoreError
from tracker.store.pen import WRITES

if TYPE_CHECKING:
    from alembic.config import Config

# The newest revision under migrations/versions; a test holds the two together. Asking Alembic would cost a second.
HEAD = "0027"

_MIGRATIONS = Path(__file__).parent / "migrations"


def bring_to_head(engine: Engine) -> None:
    """Run the missing migrations in one transaction; at once back when there are none.

    Raises StoreError for a database that a newer tracker wrote.
    """
    with engine.connect() as connection:
        if revision(connection) == HEAD:
            return
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        # Somebody may have done it while we waited for the lock.
        if revision(connection) != HEAD:
            _upgrade(connection)


def revision(connection: Connection) -> str | None:
    """The revision a database stands at; None for an empty one."""
    return stamp(connection) if inspect(connection).has_table("alembic_version") else None


def stamp(connection: Connection) -> str | None:
    """The revision of a database that has been brought to one before; cheap enough to be asked with every writing."""
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def take_back(connection: Connection, to: str) -> None:
    """Run the migrations backwards to a revision, or to `base`, an empty database, in the caller's transaction.

    What the newer shape alone could hold is lost: make a backup first.
    """
    from alembic import command

    command.downgrade(_config(connection), to)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(_config(connection), "head")
    except CommandError as fault:
        raise StoreError(
            f"The library was written by another version of tracker and cannot be opened: {fault}."
        ) from fault


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
