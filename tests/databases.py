"""Databases for tests: SQLite files by default, databases of a real PostgreSQL where TRACKER_TEST_ON says so."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
import pytest

# Only names inside one test run have to differ.
_numbers = itertools.count(1)


class Databases(Protocol):
    """Where a test's libraries live: addresses for SQLAlchemy."""

    def new(self, folder: Path) -> str:
        """The address of a database with nothing in it."""

    def copy(self, url: str, folder: Path) -> str:
        """The address of a copy, to do with as a test likes; nobody may be using the original."""


class Files:
    """SQLite: a database is a file in the folder."""

    def new(self, folder: Path) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{folder / 'tracker.sqlite3'}"

    def copy(self, url: str, folder: Path) -> str:
        made = self.new(folder)
        shutil.copy(url.removeprefix("sqlite:///"), made.removeprefix("sqlite:///"))
        return made


class Server:
    """PostgreSQL: a database on one server, made from a template; `address` is the server's, without a database."""

    def __init__(self, address: str) -> None:
        self.address = address

    def new(self, folder: Path) -> str:
        return self._made("template0")

    def copy(self, url: str, folder: Path) -> str:
        return self._made(url.rpartition("/")[2])

    def _made(self, template: str) -> str:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(f"{self.address}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return f"{self.address}/{name}"


@contextmanager
def cluster() -> Iterator[str]:
    """A PostgreSQL server of the test run's own on a free port of this machine; skips where none is installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs:
        pytest.skip("no PostgreSQL: /usr/lib/postgresql holds none")
    programs_at = programs[-1].parent
    with tempfile.TemporaryDirectory(prefix="tracker-postgres-") as folder:
        # The server refuses to run as root, so it gets an owner of its own.
        owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if owner:
            shutil.chown(folder, "postgres")
        data, port = f"{folder}/data", str(20_000 + os.getpid() % 20_000)
        _quietly(
            *owner, programs_at / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8"
        )
        # fsync off: nothing here outlives the run.
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories={folder}"
        _quietly(*owner, programs_at / "pg_ctl", "-D", data, "-w", "-o", options, "-l", f"{folder}/log", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            _quietly(*owner, programs_at / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _quietly(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL, cwd="/")
