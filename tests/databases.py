"""Databases for tests: SQLite files by default, databases of a real PostgreSQL where TRACKER_TEST_ON says so."""

import itertools
import os
import shutil
import socket
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


class Cluster:
    """A PostgreSQL server of the test's own on a free port of this machine, which may stop and come back."""

    def __init__(self, programs: Path, folder: str) -> None:
        # The server refuses to run as root, so it gets an owner of its own.
        self._owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._owner:
            shutil.chown(folder, "postgres")
        self._control = [str(programs / "pg_ctl"), "-D", f"{folder}/data", "-w", "-l", f"{folder}/log"]
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        # fsync off: nothing here outlives the run, and the machine stays up whatever the server does.
        self._options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories={folder}"
        self.address = f"postgresql://postgres@127.0.0.1:{port}"
        making = ["-D", f"{folder}/data", "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8"]
        _quietly(*self._owner, programs / "initdb", *making)

    def start(self) -> None:
        """Take connections."""
        _quietly(*self._owner, *self._control, "-o", self._options, "start")

    def stop(self, how: str = "immediate") -> None:
        """Cut every connection; `immediate` is as a death of the server: the next start recovers from its log."""
        _quietly(*self._owner, *self._control, "-m", how, "stop")


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server while inside; skips where none is installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not programs:
        pytest.skip("no PostgreSQL: /usr/lib/postgresql holds none")
    with tempfile.TemporaryDirectory(prefix="tracker-postgres-") as folder:
        made = Cluster(programs[-1].parent, folder)
        made.start()
        try:
            yield made
        finally:
            made.stop()


def _quietly(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL, cwd="/")
