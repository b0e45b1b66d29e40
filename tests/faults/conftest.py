"""A firm with everything filed, on a database that may be killed, and programs that may be, too."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import Cluster, Server, cluster
from tests.faults.programs import Nursery

NAME = "tests.web.conftest"  # as pytest itself names it; see tests/readingroom/conftest.py

if NAME not in sys.modules:
    _spec = importlib.util.spec_from_file_location(NAME, Path(__file__).parents[1] / "web" / "conftest.py")
    assert _spec
    assert _spec.loader
    sys.modules[NAME] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[NAME])

_firm = sys.modules[NAME]
filed, firm, app, as_ = _firm.filed, _firm.firm, _firm.app, _firm.as_


@pytest.fixture(scope="session")
def mortal() -> Iterator[Cluster]:
    """A PostgreSQL of these tests' own: nobody else is cut off when it is killed."""
    with cluster() as server:
        yield server


@pytest.fixture(scope="session")
def filed_there(mortal: Cluster, tmp_path_factory: pytest.TempPathFactory):
    """The firm on that server."""
    return _firm._build(Server(mortal.address), tmp_path_factory.mktemp("there"))


@pytest.fixture
def firm_there(filed_there, tmp_path: Path):
    opened = filed_there.opened(tmp_path)
    yield opened
    opened.library.close()


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Callable[[], Nursery]]:
    """Makes nurseries; at the end nothing of theirs lives."""
    made: list[Nursery] = []

    def make() -> Nursery:
        made.append(Nursery(tmp_path / f"log-{len(made)}"))
        return made[-1]

    yield make
    for one in made:
        one.close()
