"""The web's own eyes: one polite fetcher for all previews, so that two clicks are two requests two seconds apart."""

from dataclasses import replace
from typing import cast

from flask import current_app

from tracker.sources.source import Source
from tracker.web import current
from tracker.workday.desk import Desk, open_desk
from tracker.workday.preview import Look, preview


def desk() -> Desk:
    """A desk over the site's own library, made once; its clock is the screens'."""
    if "looking" not in current_app.extensions:
        threshold = current.threshold()
        current_app.extensions["looking"] = open_desk(threshold.settings, library=threshold.library)
    return replace(cast(Desk, current_app.extensions["looking"]), clock=current.now)


def look(source: Source, *, guessing: bool = False) -> tuple[Look, ...]:
    """What a source's lists show now; see `workday.preview`."""
    return preview(desk(), source, guessing=guessing)
