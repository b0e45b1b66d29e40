"""SIGKILL of the screens while counsel writes: what was acknowledged is there, once, and the library is well."""

import os
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


def killed_again_and_again(firm: Firm, app: Flask, nursery: Nursery, lives: range, span: tuple[float, float]) -> Heard:
    """So many lives of `tracker web`, each ended after a drawn time; what its writers were told in all of them."""
    settings = replace(firm.settings, port=free_port())
    heard, drawn = Heard(), random.Random(8)
    for life in lives:
        nursery.start(settings, "web")
        answers(settings.port)
        people = crowd(app, settings.port, heard, f"life{life}", 3)
        if life % 3 == 0:
            time.sleep(drawn.uniform(*span))  # anywhere, the first words of a life among it
        else:
            acknowledged(heard.uploads if life % 3 == 1 else heard.notes)
            time.sleep(drawn.uniform(0, 1))
        nursery.end()
        for one in people:
            one.ended.set()
            one.join(60)
        assert lost_or_doubled(firm, heard) == [], f"life {life}"
        assert wrong(settings) == [], f"life {life}"
    assert firm.room("administrator").auditing.verify().holds
    assert heard.traces == []
    return heard


def acknowledged(things: set[str]) -> None:
    """Wait until one thing more was acknowledged; a machine at its limits answers late."""
    before = len(things)
    for _ in range(1200):
        if len(things) > before:
            return
        time.sleep(0.05)
    raise AssertionError("nothing is acknowledged")


def test_what_was_acknowledged_outlives_a_kill(firm: Firm, app: Flask, nursery: Callable[[], Nursery]) -> None:
    assert killed_again_and_again(firm, app, nursery(), range(2, 3), (0.3, 1.0)).notes


@pytest.mark.endurance
@pytest.mark.parametrize("where", ["firm", "firm_there"])
def test_a_hundred_kills_of_the_screens(
    where: str, request: pytest.FixtureRequest, nursery: Callable[[], Nursery], capsys: pytest.CaptureFixture[str]
) -> None:
    firm = request.getfixturevalue(where)
    app = create_app(firm.settings, firm.library)
    lives = int(os.environ.get("TRACKER_KILLS", "100"))
    heard = killed_again_and_again(firm, app, nursery(), range(lives), (0.3, 2.0))
    with capsys.disabled():
        click.echo(
            f"\n{firm.library.kind}: {lives} kills; acknowledged and there once: {len(heard.notes)} notes, "
            f"{len(heard.released)} releases, {len(heard.uploads)} uploads; {dict(heard.statuses)}"
        )
