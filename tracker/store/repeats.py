"""Requests that named a key, with their answers, so that a program may ask again after a lost answer."""

import json
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.practice.repeat import Repeat
from tracker.store.tables import RepeatRow

# A program that lost an answer asks again within minutes, a queue after a night's outage within the day.
KEPT = timedelta(days=1)


class Repeats:
    """Kept answers, each under its person's key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, person: str, repeat: Repeat) -> Repeat | None:
        """Take a key for a request about to be done; the request that has the key already, if one does.

        Answers older than a day are forgotten first.
        """
        self._session.execute(delete(RepeatRow).where(RepeatRow.asked_at < repeat.asked_at - KEPT))
        found = self._row(person, repeat.key)
        if found is not None:
            return _repeat(found)
        self._session.add(
            RepeatRow(
                person=person,
                key=repeat.key,
                fingerprint=repeat.fingerprint,
                asked_at=repeat.asked_at,
                status=None,
                headers="{}",
                body="",
            )
        )
        self._session.flush()
        return None

    def keep(self, person: str, repeat: Repeat) -> None:
        """Keep the answer of a claimed key."""
        row = self._row(person, repeat.key)
        if row is not None:
            row.status, row.body = repeat.status, repeat.body
            row.headers = json.dumps(dict(repeat.headers))
            self._session.flush()

    def release(self, person: str, key: str) -> None:
        """Let a claimed key go: nothing was done under it."""
        asked = delete(RepeatRow).where(RepeatRow.person == person, RepeatRow.key == key, RepeatRow.status.is_(None))
        self._session.execute(asked)

    def _row(self, person: str, key: str) -> RepeatRow | None:
        return self._session.scalar(select(RepeatRow).where(RepeatRow.person == person, RepeatRow.key == key))


def _repeat(row: RepeatRow) -> Repeat:
    return Repeat(row.key, row.fingerprint, row.asked_at, row.status, json.loads(row.headers), row.body)
