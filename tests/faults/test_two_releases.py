"""Two releases of the code on one database while people work: the older one reads on, writes nothing and says so."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import click
import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from tests.databases import Cluster, Files, Server
from tests.faults.firms import Heard, crowd, lost_or_doubled
from tests.faults.programs import answers, environment_of, free_port
from tests.web.conftest import Firm
from tracker import __file__ as tracker_file
from tracker.settings import Settings
from tracker.store.library import Library
from tracker.store.schema import HEAD

HERE = Path(tracker_file).parent.parent
# The last release whose processes did not look whether the library has moved on.
HEEDLESS = "89d1a2e"
LOOKS = "if found != HEAD:"
SECONDS = 4.0  # a migration as long as on a large library, while people read
NEXT = f'''"""A release to come: another column, slowly."""
import time
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{HEAD}", None, None

def upgrade() -> None:
    op.add_column("notes", sa.Column("later", sa.Text(), nullable=False, server_default="x", comment="of a later day"))
    time.sleep({SECONDS})

def downgrade() -> None:
    op.drop_column("notes", "later")
'''
BUILD = """
import sys
from pathlib import Path
from tests.databases import Files, Server
from tests.web.conftest import _build
where, folder = sys.argv[1:]
print(_build(Server(where) if where else Files(), Path(folder)).url)
"""


def copied(root: Path) -> Path:
    for folder in ("tracker", "templates", "regs"):
        shutil.copytree(HERE / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return root


@pytest.fixture
def next_release(tmp_path: Path) -> Path:
    """A copy of this code with one migration more."""
    root = copied(tmp_path / "next")
    store = root / "tracker" / "store"
    (store / "migrations" / "versions" / "r9999_a_day_to_come.py").write_text(NEXT)
    schema = store / "schema.py"
    schema.write_text(schema.read_text().replace(f'HEAD = "{HEAD}"', 'HEAD = "9999"'))
    return root


@pytest.fixture
def not_looking(tmp_path: Path) -> Path:
    """A copy of this code that does not look whether the library has moved on; every clone can make one."""
    library = copied(tmp_path / "not-looking") / "tracker" / "store" / "library.py"
    said = library.read_text()
    assert LOOKS in said
    library.write_text(said.replace(LOOKS, "if False:"))
    return library.parents[2]


@pytest.fixture
def heedless(tmp_path: Path) -> Iterator[Path]:
    """A checkout of that release."""
    root = tmp_path / "heedless"
    git = ["git", "-C", str(HERE), "worktree"]
    done = subprocess.run([*git, "add", "-q", "--detach", root, HEEDLESS], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"no release {HEEDLESS} in this clone's history")
    yield root
    subprocess.run([*git, "remove", "--force", root], check=True)


@dataclass
class Site:
    """One release at work."""

    process: "subprocess.Popen[bytes]"
    port: int

    def asked(self, path: str) -> tuple[int, str]:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()


@contextmanager
def release(root: Path, settings: Settings, log: Path, *words: str) -> Iterator[Site]:
    """`tracker WORDS` of the code in a folder."""
    mine = replace(settings, port=free_port())
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", "from tracker.cli import main; main()", *words],
            cwd=root,
            env=os.environ | environment_of(mine),
            stdout=out,
            stderr=out,
        )
    try:
        yield Site(process, mine.port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def strangers(secret: str) -> Flask:
    """Signs the sessions of the cast without opening the library, whose shape is not ours to change yet."""
    site = Flask("sessions")
    site.secret_key = secret
    raw = secrets.token_hex(20)

    @site.get("/account/")
    def _() -> str:
        token = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw)
        return f'name="csrf_token" value="{token}"'

    interface = SecureCookieSessionInterface()
    opened = interface.open_session

    def with_token(app, request):  # type: ignore[no-untyped-def]
        session = opened(app, request)
        if session is not None:
            session["csrf_token"] = raw
        return session

    interface.open_session = with_token  # type: ignore[method-assign]
    site.session_interface = interface
    return site


def beside_each_other(firm: Firm, older: Path, newer: Path, logs: Path) -> tuple[Heard, Heard, Site]:
    """People at the older release while the newer one starts and migrates, then at both; what they heard."""
    before, after, beside = Heard(), Heard(), Heard()
    people = strangers(firm.settings.secret)
    with release(older, firm.settings, logs / "older", "web") as old:
        answers(old.port)
        first = crowd(people, old.port, before, "before", 6, pause=0.1)
        time.sleep(2)
        with release(newer, firm.settings, logs / "newer", "web") as new:
            answers(new.port, 120)
            for one in first:
                one.ended.set()
            for one in first:
                one.join(90)
            at_both = crowd(people, old.port, beside, "old", 3, pause=0.1) + crowd(people, new.port, after, "new", 3)
            time.sleep(8)
            ready = old.asked("/readyz"), new.asked("/readyz"), old.asked("/healthz")
            for one in at_both:
                one.ended.set()
            for one in at_both:
                one.join(90)
    assert ready[0] == (503, "migrations\n")
    assert ready[1][0] == 200
    assert ready[2][0] == 200
    return merged(before, beside), after, old


def merged(one: Heard, other: Heard) -> Heard:
    return Heard(
        one.notes | other.notes,
        one.released | other.released,
        one.uploads | other.uploads,
        one.statuses + other.statuses,
        one.traces + other.traces,
        one.pages | other.pages,
    )


def doctor(root: Path, settings: Settings) -> list[str]:
    said = subprocess.run(
        [sys.executable, "-c", "from tracker.cli import main; main()", "doctor"],
        cwd=root,
        env=os.environ | environment_of(settings),
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    kept = ("data ", "database", "integrity", "audit log", "captures")
    return [line for line in said.splitlines() if line.startswith("WRONG") and line[7:].startswith(kept)]


@pytest.mark.endurance
@pytest.mark.parametrize("where", ["firm", "firm_there"])
def test_the_older_release_reads_on_and_writes_nothing_once_the_newer_has_migrated(
    where: str, request: pytest.FixtureRequest, next_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = request.getfixturevalue(where)
    worker_log = tmp_path / "worker"
    quiet = "from tracker.sources import registry\nregistry.installed = lambda data: ()\n"
    with worker_log.open("wb") as out:
        worker = subprocess.Popen(
            [sys.executable, "-c", f"{quiet}from tracker.cli import main; main()", "worker"],
            cwd=HERE,
            env=os.environ | environment_of(firm.settings),
            stdout=out,
            stderr=out,
        )
    older, newer, _ = beside_each_other(firm, HERE, next_release, tmp_path)
    with capsys.disabled():
        click.echo(f"\n{firm.library.kind}: older {dict(older.statuses)}; newer {dict(newer.statuses)}")
    assert worker.wait(60) == 2
    assert "another release" in worker_log.read_text()
    assert older.traces == newer.traces == []
    assert older.statuses["read 200"] > 10
    assert older.statuses["read 503"] == 0
    assert older.statuses["note 503"] > 0
    assert set(older.pages) | set(newer.pages) <= {503}
    assert newer.notes
    assert newer.uploads
    assert lost_or_doubled(firm, merged(older, newer)) == []
    assert doctor(next_release, firm.settings) == []


@pytest.mark.endurance
@pytest.mark.parametrize("where", ["sqlite", "postgresql"])
def test_a_release_that_did_not_look_writes_on_and_nothing_it_acknowledged_is_lost(
    where: str, request: pytest.FixtureRequest, heedless: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there: Cluster | None = request.getfixturevalue("mortal") if where == "postgresql" else None
    folder = tmp_path / "built"
    folder.mkdir()
    words = [sys.executable, "-c", BUILD, there.address if there else "", str(folder)]
    url = subprocess.run(words, cwd=heedless, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    data = tmp_path / "data"
    shutil.copytree(folder / "captures", data / "captures")
    database = (Server(there.address) if there else Files()).copy(url, data)
    settings = Settings(data, database, secret="for tests only")
    firm = Firm(None, settings)  # type: ignore[arg-type]  # not opened: that would migrate it
    older, newer, _ = beside_each_other(firm, heedless, HERE, tmp_path)
    firm = Firm(Library.open(database), settings)
    try:
        wrong = lost_or_doubled(firm, merged(older, newer))
        with firm.library.reading() as files:
            unfound = [title for title in older.uploads if not files.search.find(title, limit=3, offset=0).hits]
        with capsys.disabled():
            click.echo(f"\n{where}: older {json.dumps(older.statuses)}; newer {json.dumps(newer.statuses)}")
            click.echo(
                f"  {len(older.uploads)} uploads of the older, {len(unfound)} of them not found by search; {wrong}"
            )
        assert older.traces == newer.traces == []
        assert wrong == []
        assert doctor(HERE, settings) == []
    finally:
        firm.library.close()


@pytest.mark.endurance
@pytest.mark.parametrize("where", ["firm", "firm_there"])
def test_even_if_ours_did_not_look_nothing_it_acknowledged_would_be_lost(
    where: str,
    request: pytest.FixtureRequest,
    not_looking: Path,
    next_release: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The same of this release and the next: a migration that only adds leaves the older one's writing whole."""
    firm = request.getfixturevalue(where)
    older, newer, _ = beside_each_other(firm, not_looking, next_release, tmp_path)
    wrong = lost_or_doubled(firm, merged(older, newer))
    with capsys.disabled():
        click.echo(f"\n{firm.library.kind}: older {dict(older.statuses)}; newer {dict(newer.statuses)}; {wrong}")
    assert older.traces == newer.traces == []
    assert older.notes
    assert newer.notes
    assert older.statuses["note 503"] == 0  # it writes on: else this proves what the test above does
    assert wrong == []
    assert doctor(next_release, firm.settings) == []
