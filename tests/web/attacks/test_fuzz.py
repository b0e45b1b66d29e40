"""Schemathesis asks the API what its description allows and what it does not: nothing breaks, everything is as said.

A short run in the suite, always the same; a long one among the endurance tests (`make endurance`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.web.api.conftest import FILLED
from tests.web.conftest import NOW, Filed, _site
from tracker.practice.token import REACHES
from tracker.web.api import site
from tracker.web.api.rates import Rates
from tracker.web.app import create_app

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
NAMES = [one.name for one in site.operations()]
# One of each sort; the rest is left to the long run.
SHORT = ("search", "write_note", "add_watch", "write_briefing", "remove_watch")
WHO = {"client": "write", "counsel": "write", "administrator": "admin"}
NOWHERE: Mapping[str, str] = {}
OUTSIDERS = ("outsider", "guesser")  # without a token where facts are public, and with one nobody has


Attacked = tuple[dict[str, Flask], dict[str, str]]


@pytest.fixture(scope="module")
def attacked(filed: Filed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The site each attacker is at, and their tokens."""
    firm = filed.opened(tmp_path_factory.mktemp("attacked"))
    app = _site(firm)
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)  # a fault is a 500, as in the field
    app.extensions["rates"] = Rates(1e9, 10**9)
    with firm.library.writing() as files:
        made = {w: files.tokens.make(w, "fuzz", REACHES[r], NOW, NOW + timedelta(days=1))[1] for w, r in WHO.items()}
    open_ = create_app(replace(firm.settings, public_facts=True), firm.library)
    open_.config["NOW"] = NOW
    yield (
        {**dict.fromkeys((*WHO, "guesser"), app), "outsider": open_},
        {**made, "guesser": "trk_guessed", "outsider": ""},
    )
    firm.library.close()


@cache
def _described(app: Flask) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


def ask(
    app: Flask, secret: str, name: str, mode: GenerationMode, examples: int, places: Mapping[str, str] = NOWHERE
) -> None:
    """Ask one operation so many times, at these places if any, and check every answer against the description."""
    operation = _described(app).find_operation_by_id(name)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=examples, derandomize=True, deadline=None, database=None, suppress_health_check=HealthCheck)
    def answered(case: Any) -> None:
        if places:
            case.path_parameters = {one: places[one] for one in case.path_parameters or {}}
            case.headers = {**(case.headers or {}), **({"If-Match": "*"} if "If-Match" in (case.headers or {}) else {})}
        known = {"Authorization": f"Bearer {secret}"} if secret else {}
        answer = case.call(headers={**known, "Accept-Encoding": "identity"})
        refused = mode is GenerationMode.NEGATIVE and answer.status_code != 413  # which Schemathesis knows of no fault
        case.validate_response(answer, checks=[*CHECKS, negative_data_rejection] if refused else CHECKS)

    answered()


@pytest.mark.parametrize("name", SHORT)
def test_what_the_description_allows_is_answered_as_it_says(attacked: Attacked, name: str) -> None:
    sites, secrets = attacked
    ask(sites["counsel"], secrets["counsel"], name, GenerationMode.POSITIVE, 1)


@pytest.mark.endurance
@pytest.mark.parametrize("who", [*WHO, *OUTSIDERS])
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_for_long(attacked: Attacked, name: str, mode: GenerationMode, who: str) -> None:
    sites, secrets = attacked
    ask(sites[who], secrets[who], name, mode, 10 if who in OUTSIDERS else 30)


@pytest.mark.endurance
@pytest.mark.parametrize("name", NAMES)
def test_the_same_where_something_is(filed: Filed, tmp_path: Path, name: str) -> None:
    """A made-up address names nothing, so that most is answered at the door: here every place names a real thing.

    Each operation has a library of its own to spoil.
    """
    firm = filed.opened(tmp_path)
    app = _site(firm)
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    app.extensions["rates"] = Rates(1e9, 10**9)
    _described.cache_clear()
    for who, reach in (("client", "write"), ("counsel", "write"), ("analyst", "write"), ("administrator", "admin")):
        with firm.library.writing() as files:
            secret = files.tokens.make(who, "fuzz", REACHES[reach], NOW, NOW + timedelta(days=1))[1]
        ask(app, secret, name, GenerationMode.POSITIVE, 6, FILLED)
    firm.library.close()
