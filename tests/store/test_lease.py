"""One scheduler of a library, whatever machine it runs on; a database restarted under it loses nothing for long."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.databases import Server
from tracker.errors import Conflict
from tracker.store.library import Library


@pytest.fixture
def two(postgres: str) -> Iterator[tuple[Library, Library]]:
    """The same library opened on two machines."""
    url = Server(postgres).new(Path())
    first, second = Library.open(url), Library.open(url)
    yield first, second
    first.close()
    second.close()


def test_the_second_machine_does_not_schedule_until_the_first_lets_go(two: tuple[Library, Library]) -> None:
    first, second = two
    with first.scheduling() as held:
        assert held.renewed()
        with pytest.raises(Conflict, match="Another machine"), second.scheduling():
            pass
    with second.scheduling() as held:
        assert held.renewed()


def test_a_connection_that_dies_takes_the_lease_along_and_whoever_asks_first_has_it(
    two: tuple[Library, Library],
) -> None:
    first, second = two
    with first.scheduling() as lost:
        cut(second)
        with second.scheduling():
            assert not lost.renewed()
        assert lost.renewed()


def test_reading_and_writing_go_on_after_the_database_cut_every_connection(two: tuple[Library, Library]) -> None:
    first, second = two
    with first.reading() as files:
        assert files.instruments.all() == []
    cut(second)
    with first.reading() as files:
        assert files.instruments.all() == []


def test_a_library_in_a_file_lies_on_one_machine_and_needs_none(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
    with library.scheduling() as held:
        assert held.renewed()
    library.close()


def cut(library: Library) -> None:
    """What a restart of the database does to everybody else."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
    with library._engine.connect() as connection:
        connection.execute(text(others + "current_database()"))
