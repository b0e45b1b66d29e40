"""A firm with everything filed, on a database that may be killed, and programs that may be, too."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.databases import Cluster, Server, cluster
from tests.faults.programs import Nursery


def _known(room: str) -> ModuleType:
    """The conftest of another room under pytest's own name for it; see tests/readingroom/conftest.py."""
    name = f"tests.{room}.conftest"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[1] / room / "conftest.py")
        assert spec
        assert spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


_firm, _day = _known("web"), _known("workday")
filed, firm, app, as_ = _firm.filed, _firm.firm, _firm.app, _firm.as_
site, clock, empty_library, settings, desk = _day.site, _day.clock, _day.empty_library, _day.settings, _day.desk
cac, published, counsel, post, posting = _day.cac, _day.published, _day.counsel, _day.post, _day.posting
paper = _day.paper


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
