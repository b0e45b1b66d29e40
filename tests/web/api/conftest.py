"""Programs of the cast: each with a token of its owner's, asking JSON."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import LIFTS, NOW, PEOPLE, Firm
from tracker.practice.token import REACHES
from tracker.web.api import site
from tracker.web.api.operations import Operation
from tracker.web.api.rates import Rates

PAIR = "/comparisons/{}/{}..{}".format(*LIFTS)


@dataclass(frozen=True)
class Program:
    """Asks in somebody's place."""

    browser: FlaskClient
    secret: str

    def ask(self, method: str, path: str, **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.secret}", **more.pop("headers", {})}
        return self.browser.open(f"/api/v1{path}", method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.ask("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> TestResponse:
        return self.ask("POST", path, **({"json": body} if body is not None else {}), **more)


Programs = Callable[..., Program]


def let_in(site_: Flask, who: str, reach: str = "write") -> Program:
    """A program of one of the cast."""
    library = site_.extensions["threshold"].library
    from datetime import timedelta

    with library.writing() as files:
        _, secret = files.tokens.make(who, "test", REACHES[reach], NOW, NOW + timedelta(days=1))
    return Program(site_.test_client(), secret)


@pytest.fixture
def patient(app: Flask) -> Flask:
    """The site with nobody counting how often tests ask."""
    app.extensions["rates"] = Rates(1e9, 10**9)
    return app


@pytest.fixture
def program(patient: Flask) -> Programs:
    """A program in the place of one of the cast, on a library of the test's own."""
    return lambda who, reach="write": let_in(patient, who, reach)


@pytest.fixture(scope="session")
def standing_programs(standing: Flask) -> Iterator[dict[str, Program]]:
    """One program a person, on the library of tests that only read."""
    before = standing.extensions["rates"]
    standing.extensions["rates"] = Rates(1e9, 10**9)
    yield {who: let_in(standing, who, "admin" if who == "administrator" else "write") for who in PEOPLE}
    standing.extensions["rates"] = before


FILLED = {
    "slug": LIFTS[0],
    "old": LIFTS[1],
    "new": LIFTS[2],
    "version": LIFTS[2],
    "sha256": "0" * 64,
    "number": "1",
    "client": "hengtong",
    "name": "cac",
    "handle": "guessed",
    "locator": "1",
    "person": "client",
    "form": "table.docx",
}
ASKED = {"search": {"q": "电梯"}, "search_facets": {"q": "应当"}, "phrase_history": {"q": "应当"}}


def filled(operation: Operation, **other: str) -> str:
    """An operation's address with real things in its places."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: {**FILLED, **other}[found.group(1)], operation.path)


READINGS = [one for one in site.operations() if one.method == "GET"]
WRITINGS = [one for one in site.operations() if one.method != "GET"]


def note_of(firm: Firm) -> int:
    """The number of the released note's thread."""
    return next(view.id or 0 for view in firm.room("counsel").notes.of(*LIFTS) if view.released)
