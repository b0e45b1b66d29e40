"""Requests that named a key, with their answers, so that a program may ask again after a lost answer."""

import json
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.practice.repeat import Claim, Repeat
from tracker.store.claims import held_by
from tracker.store.tables import RepeatRow

# A program that lost an answer asks again within minutes, a queue after a night's outage within the day.
KEPT = timedelta(days=1)


class Repeats:
    """Kept answers, each under its person's key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, person: str, repeat: Repeat, may_take: Callable[[Repeat], bool] = lambda _: False) -> Repeat | None:
        """Take a key for a request about to be done; the request that has the key already, if one does.

        `may_take` says whether an unanswered one may be taken over from a try that came to nothing. Answers older than
        a day are forgotten first.
        """
        self._session.execute(delete(RepeatRow).where(RepeatRow.asked_at < repeat.asked_at - KEPT))
        found = self._row(person, repeat.key)
        if found is None:
            self._session.add(
                RepeatRow(
                    person=person,
                    key=repeat.key,
                    fingerprint=repeat.fingerprint,
                    asked_at=repeat.asked_at,
                    status=None,
                    headers="{}",
                    body="",
                    holder=repeat.holder,
                    written=repeat.written,
                )
            )
            self._session.flush()
            return None
        before = _repeat(found)
        if before.status is not None or before.fingerprint != repeat.fingerprint or not may_take(before):
            return before
        found.holder, found.asked_at = repeat.holder, repeat.asked_at
        self._session.flush()
        return None

    def keep(self, claim: Claim, answer: Repeat) -> None:
        """Keep the answer of a claimed key; one that another try took over keeps the other's."""
        row = self._session.scalar(select(RepeatRow).where(held_by(claim)))
        if row is not None:
            row.status, row.body = answer.status, answer.body
            row.headers = json.dumps(dict(answer.headers))
            self._session.flush()

    def release(self, claim: Claim, *, if_untouched: bool) -> None:
        """Let a claimed key go: nothing was done under it. `if_untouched` says to let it stand where something was."""
        asked = delete(RepeatRow).where(held_by(claim), RepeatRow.status.is_(None))
        self._session.execute(asked.where(RepeatRow.written == 0) if if_untouched else asked)

    def _row(self, person: str, key: str) -> RepeatRow | None:
        return self._session.scalar(select(RepeatRow).where(RepeatRow.person == person, RepeatRow.key == key))


def _repeat(row: RepeatRow) -> Repeat:
    return Repeat(
        row.key,
        row.fingerprint,
        row.asked_at,
        row.status,
        json.loads(row.headers),
        row.body,
        row.holder,
        row.written,
    )
