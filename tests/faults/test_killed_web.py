"""SIGKILL of the screens while counsel writes: what was acknowledged is there, once, and the library is well."""

import random
import time
from collections.abc import Callable
from dataclasses import replace

import click
import pytest
from flask import Flask

from tests.faults.firms import Heard, crowd, lost_or_doubled
from tests.faults.programs import Nursery, answers, free_port, wrong
from tests.web.conftest import Firm
from tracker.web.app import create_app


def killed_again_and_again(firm: Firm, app: Flask, nursery: Nursery, lives: int, span: tuple[float, float]) -> Heard:
    """So many lives of `tracker web`, each ended after a drawn time; what its writers were told in all of them."""
    settings = replace(firm.settings, port=free_port())
    heard, drawn = Heard(), random.Random(8)
    for life in range(lives):
        nursery.start(settings, "web")
        answers(settings.port)
        people = crowd(app, settings.port, heard, f"life{life}", 3)
        time.sleep(drawn.uniform(*span))
        while not heard.notes:  # a machine at its limits serves the first one late
            time.sleep(0.05)
        nursery.end()
        for one in people:
            one.ended.set()
            one.join(60)
        assert lost_or_doubled(firm, heard) == [], f"life {life}"
        assert wrong(settings) == [], f"life {life}"
    assert firm.room("administrator").auditing.verify().holds
    assert heard.traces == []
    return heard


def test_what_was_acknowledged_outlives_a_kill(firm: Firm, app: Flask, nursery: Callable[[], Nursery]) -> None:
    heard = killed_again_and_again(firm, app, nursery(), 1, (0.3, 0.3))
    assert heard.notes


@pytest.mark.endurance
@pytest.mark.parametrize("where", ["firm", "firm_there"])
def test_a_hundred_kills_of_the_screens(
    where: str, request: pytest.FixtureRequest, nursery: Callable[[], Nursery], capsys: pytest.CaptureFixture[str]
) -> None:
    firm = request.getfixturevalue(where)
    app = create_app(firm.settings, firm.library)
    heard = killed_again_and_again(firm, app, nursery(), 100, (0.3, 2.0))
    with capsys.disabled():
        click.echo(
            f"\n{firm.library.kind}: 100 kills; acknowledged and there once: {len(heard.notes)} notes, "
            f"{len(heard.released)} releases, {len(heard.uploads)} uploads; {dict(heard.statuses)}"
        )
