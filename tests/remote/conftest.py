"""A firm's tracker on a port of this machine, and programs that ask it from afar."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.serving import served
from tracker.practice.token import REACHES
from tracker.remote import Remote
from tracker.web.api.rates import Rates

NAME = "tests.web.conftest"  # as pytest itself names it; see tests/readingroom/conftest.py

if NAME not in sys.modules:
    _spec = importlib.util.spec_from_file_location(NAME, Path(__file__).parents[1] / "web" / "conftest.py")
    assert _spec
    assert _spec.loader
    sys.modules[NAME] = importlib.util.module_from_spec(_spec)
    _spec.loader.exec_module(sys.modules[NAME])

_firm = sys.modules[NAME]
filed, firm, app = _firm.filed, _firm.firm, _firm.app


@dataclass(frozen=True)
class Far:
    """A tracker that runs on a port."""

    site: Flask
    address: str

    def token(self, who: str, reach: str = "write") -> str:
        """A new token of one of the cast."""
        with self.site.extensions["threshold"].library.writing() as files:
            _, secret = files.tokens.make(who, "far", REACHES[reach], _firm.NOW, _firm.NOW + timedelta(days=1))
        return secret


@pytest.fixture
def far(app: Flask) -> Iterator[Far]:
    app.extensions["rates"] = Rates(1e9, 10**9)
    with served(app) as address:
        yield Far(app, address)


Asking = Callable[..., Remote]


@pytest.fixture
def asking(far: Far) -> Iterator[Asking]:
    """A program in the place of one of the cast."""
    made: list[Remote] = []

    def ask(who: str, reach: str = "write") -> Remote:
        made.append(Remote(far.address, far.token(who, reach), sleep=lambda _: None))
        return made[-1]

    yield ask
    for one in made:
        one.close()
