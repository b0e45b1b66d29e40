"""Spells and dates of a work, made anew in the transaction that changed anything they are made of.

Triggers note which works those are, so that no way of writing can leave one out; what another release of tracker noted
is made good by the next writer of this one.
"""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tracker.law.instrument import EventKind, Instrument
from tracker.practice.life import moments, spells
from tracker.practice.moments import Moment, Spell
from tracker.store import codec
from tracker.store.instruments import Instruments
from tracker.store.tables import DateRow, SpellRow, StaleRow, TellingRow
from tracker.store.versions import Versions

# So many works at a time: a statement names them all, and SQLite takes some thousands of names.
STEP = 200


def retell(session: Session) -> int:
    """Make anew what is told of every work that changed; how many works."""
    session.flush()
    stale = list(session.scalars(select(StaleRow.instrument).order_by(StaleRow.instrument)))
    for first in range(0, len(stale), STEP):
        _retell(session, stale[first : first + STEP])
    if stale:
        session.execute(update(TellingRow).values(mark=secrets.token_hex(8)))
    return len(stale)


def _retell(session: Session, slugs: Sequence[str]) -> None:
    cards = Versions(session).of_works(slugs)
    spelt: list[dict[str, Any]] = []
    dated: list[dict[str, Any]] = []
    for work in Instruments(session).some(slugs):
        texts = cards.get(work.slug, [])
        life = moments(work, texts)
        spelt += [_spell(work, len(texts), spell) for spell in spells(life)]
        dated += [row for moment in life for row in _dates(work, moment)]
    for table in (SpellRow, DateRow, StaleRow):
        session.execute(delete(table).where(table.instrument.in_(slugs)))
    if spelt:
        session.execute(insert(SpellRow), spelt)
    if dated:
        session.execute(insert(DateRow), dated)


def _spell(work: Instrument, versions: int, spell: Spell) -> dict[str, Any]:
    since = spell.stage.on if spell.stage else None
    return {
        "instrument": work.slug,
        "shelf": work.shelf,
        "kind": work.kind,
        "authorities": codec.encode(work.authorities),
        "topics": codec.encode(work.topics),
        "versions": versions,
        "start": spell.start,
        "stop": spell.stop,
        "standing": spell.standing,
        "stage": spell.stage.stage if spell.stage else None,
        "reading": spell.stage.reading if spell.stage else None,
        "since": since,
        "place": -since.toordinal() if since else 0,
    }


def _dates(work: Instrument, moment: Moment) -> list[dict[str, Any]]:
    """The days of a moment as `practice.life.upcoming` tells them."""
    found = []
    if moment.until:
        found.append(_date(work, EventKind.COMMENT_CLOSES, moment.until, moment.sure, moment.on, None))
    if moment.on or moment.kind is EventKind.WITHDRAWN:
        found.append(_date(work, moment.kind, moment.on, moment.sure, None, moment.stage))
    return found


def _date(
    work: Instrument, kind: EventKind, on: date | None, sure: bool, opened_on: date | None, stage: str | None
) -> dict[str, Any]:
    return {
        "instrument": work.slug,
        "shelf": work.shelf,
        "topics": codec.encode(work.topics),
        "kind": kind,
        "on": on,
        "sure": sure,
        "opened_on": opened_on,
        "stage": stage,
    }
