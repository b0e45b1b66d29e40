"""What tests share: the folders of real texts and the browser, which a clean clone does not have."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.buckets import Store, emptied, serving
from tests.databases import Databases, Files, Server, cluster


def _folder(variable: str, what: str) -> Path:
    value = os.environ.get(variable)
    if not value or not Path(value).is_dir():
        pytest.skip(f"{variable} names no folder: {what} are not here")
    return Path(value)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Real texts: one folder an instrument, one text a version."""
    return _folder("TRACKER_CORPUS", "the real texts")


@pytest.fixture(scope="session")
def gold() -> Path:
    """Annotated pairs and their scorer."""
    return _folder("TRACKER_GOLD", "the annotated pairs")


@pytest.fixture(scope="session")
def samples() -> Path:
    """Sample pages of the official sites."""
    return _folder("TRACKER_SAMPLES", "the sample pages of official sites")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL server: its address without a database."""
    with cluster() as server:
        yield server.address


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    """Where libraries live in this run: in SQLite files, or on PostgreSQL with TRACKER_TEST_ON=postgresql."""
    if os.environ.get("TRACKER_TEST_ON", "sqlite") == "postgresql":
        return Server(request.getfixturevalue("postgres"))
    return Files()


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """A real S3 server: its address."""
    with serving() as address:
        yield address


@pytest.fixture
def store(s3: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty bucket on it, its keys in the environment."""
    return emptied(s3, monkeypatch)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, without a network of its own; one for all tests, for Playwright runs once in a process."""
    named = os.environ.get("TRACKER_CHROMIUM")
    program = named or shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("no Chromium: TRACKER_CHROMIUM names none and none is on the PATH")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=quiet)
        yield chromium
        chromium.close()


# The same examples every run: what fails for one fails for all. No deadline: cores shared with others measure nothing.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")

_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note every skip, so that CI can refuse them."""
    if report.skipped:
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped (TRACKER_SKIP_NOTHING, set by .ci/run), a skip is a failure."""
    if _skipped and os.environ.get("TRACKER_SKIP_NOTHING") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run without failures still failed."""
    if _skipped and os.environ.get("TRACKER_SKIP_NOTHING"):
        terminalreporter.write_line(f"nothing may be skipped here, but {len(_skipped)} tests were", red=True)
