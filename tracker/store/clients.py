"""What passes between clients and counsel, shared addresses, invitations."""

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.practice.client import Answer, Invitation, Share
from tracker.store.tables import AnswerRow, InvitationRow, ShareRow

TOKEN_BYTES = 32  # as many bits as the key that signs sessions


class Answers:
    """What clients said to released wordings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, answer: Answer) -> None:
        """Keep an answer; that somebody read a wording stands once."""
        if not answer.body and any(not a.body and a.note == answer.note for a in self.of(answer.person)):
            return
        self._session.add(
            AnswerRow(
                person=answer.person,
                client=answer.client,
                instrument=answer.instrument,
                old=answer.old,
                new=answer.new,
                note=answer.note,
                quote=answer.quote,
                body=answer.body,
                at=answer.at,
                seen_at=None,
                seen_by="",
            )
        )
        self._session.flush()

    def of(self, person: str) -> list[Answer]:
        """What a person said, oldest first."""
        asked = select(AnswerRow).where(AnswerRow.person == person).order_by(AnswerRow.id)
        return [_answer(row) for row in self._session.scalars(asked)]

    def of_client(self, client: str) -> list[Answer]:
        """What a client's members said, oldest first."""
        asked = select(AnswerRow).where(AnswerRow.client == client).order_by(AnswerRow.id)
        return [_answer(row) for row in self._session.scalars(asked)]

    def latest(self, n: int) -> list[Answer]:
        """The n answers given last, newest first."""
        return [_answer(row) for row in self._session.scalars(select(AnswerRow).order_by(AnswerRow.id.desc()).limit(n))]

    def see(self, number: int, by: str, at: datetime) -> None:
        """Somebody of the firm settled an answer; the first time counts. Raises NotFound."""
        row = self._session.get(AnswerRow, number)
        if row is None:
            raise NotFound("There is no such answer.")
        if row.seen_at is None:
            row.seen_at, row.seen_by = at, by
        self._session.flush()


class Shares:
    """Addresses that show one released comparison for a time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(
        self, person: str, client: str, pair: tuple[str, str, str], made_at: datetime, expires_at: datetime
    ) -> Share:
        """A new address with a token nobody can guess."""
        row = ShareRow(
            person=person,
            client=client,
            instrument=pair[0],
            old=pair[1],
            new=pair[2],
            token=secrets.token_urlsafe(TOKEN_BYTES),
            made_at=made_at,
            expires_at=expires_at,
            revoked_at=None,
        )
        self._session.add(row)
        self._session.flush()
        return _share(row)

    def of_client(self, client: str, at: datetime) -> list[Share]:
        """A client's addresses that still answer, oldest first."""
        asked = select(ShareRow).where(
            ShareRow.client == client, ShareRow.revoked_at.is_(None), ShareRow.expires_at > at
        )
        return [_share(row) for row in self._session.scalars(asked.order_by(ShareRow.id))]

    def by_token(self, token: str, at: datetime) -> Share:
        """The address a token opens at an instant. Raises NotFound, for one that expired or was revoked too."""
        row = self._session.scalar(select(ShareRow).where(ShareRow.token == token))
        if row is None or row.revoked_at is not None or row.expires_at <= at:
            raise NotFound("This address is not in use.")
        return _share(row)

    def revoke(self, number: int, client: str, at: datetime) -> None:
        """Take a client's address back. Raises NotFound."""
        row = self._session.get(ShareRow, number)
        if row is None or row.client != client or row.revoked_at is not None:
            raise NotFound("There is no such address.")
        row.revoked_at = at
        self._session.flush()


class Invitations:
    """Accounts that wait for their owners."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, person: str, by: str, made_at: datetime, expires_at: datetime) -> Invitation:
        """Invite a person, again or for the first time: earlier invitations of theirs end."""
        self._session.execute(
            update(InvitationRow)
            .where(InvitationRow.person == person, InvitationRow.accepted_at.is_(None))
            .values(expires_at=made_at)
        )
        row = InvitationRow(
            person=person,
            by=by,
            token=secrets.token_urlsafe(TOKEN_BYTES),
            made_at=made_at,
            expires_at=expires_at,
            tried_at=None,
            sent_at=None,
            accepted_at=None,
            error="",
        )
        self._session.add(row)
        self._session.flush()
        return _invitation(row)

    def open(self, at: datetime) -> list[Invitation]:
        """Those that still let somebody in, newest first."""
        asked = select(InvitationRow).where(InvitationRow.accepted_at.is_(None), InvitationRow.expires_at > at)
        return [_invitation(row) for row in self._session.scalars(asked.order_by(InvitationRow.id.desc()))]

    def by_token(self, token: str, at: datetime) -> Invitation:
        """The invitation a token is. Raises NotFound, for one used, replaced or expired too."""
        row = self._session.scalar(select(InvitationRow).where(InvitationRow.token == token))
        if row is None or row.accepted_at is not None or row.expires_at <= at:
            raise NotFound("This invitation is over.")
        return _invitation(row)

    def claim(self, at: datetime) -> Invitation | None:
        """The oldest whose letter nobody took yet; from now on it is taken."""
        waiting = select(InvitationRow).where(
            InvitationRow.tried_at.is_(None), InvitationRow.accepted_at.is_(None), InvitationRow.expires_at > at
        )
        row = self._session.scalars(waiting.order_by(InvitationRow.id)).first()
        if row is None:
            return None
        row.tried_at = at
        self._session.flush()
        return _invitation(row)

    def sent(self, number: int, at: datetime) -> None:
        """Its letter was handed over."""
        self._row(number).sent_at = at
        self._session.flush()

    def failed(self, number: int, error: str, *, permanent: bool) -> None:
        """Its letter was surely not taken: for good, or to be tried again."""
        row = self._row(number)
        row.error, row.tried_at = error, row.tried_at if permanent else None
        self._session.flush()

    def accept(self, number: int, at: datetime) -> None:
        """Its owner came in."""
        self._row(number).accepted_at = at
        self._session.flush()

    def _row(self, number: int) -> InvitationRow:
        row = self._session.get(InvitationRow, number)
        if row is None:
            raise NotFound("There is no such invitation.")
        return row


def _answer(row: AnswerRow) -> Answer:
    return Answer(
        row.id,
        row.person,
        row.client,
        row.instrument,
        row.old,
        row.new,
        row.note,
        row.quote,
        row.body,
        row.at,
        row.seen_at,
        row.seen_by,
    )


def _share(row: ShareRow) -> Share:
    return Share(
        row.id,
        row.person,
        row.client,
        row.instrument,
        row.old,
        row.new,
        row.token,
        row.made_at,
        row.expires_at,
        row.revoked_at,
    )


def _invitation(row: InvitationRow) -> Invitation:
    return Invitation(
        row.id,
        row.person,
        row.by,
        row.token,
        row.made_at,
        row.expires_at,
        row.tried_at,
        row.sent_at,
        row.accepted_at,
        row.error,
    )
