"""Tokens programs sign in with: only their digests are kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.practice.token import Scope, Token
from tracker.store.tables import TokenRow

MARK = "trk_"  # in front of every secret, so that a leaked one is found by whoever searches for it
TOKEN_BYTES = 32  # nobody guesses 256 bits: a plain digest is enough, and looking one up costs no argon2
HINT = len(MARK) + 6  # characters shown again: enough to tell tokens apart, of no use to a thief
# When a token was used last is known to the hour: every asking would be a write otherwise.
LOOKED = timedelta(hours=1)


class Tokens:
    """Everybody's tokens."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(
        self, person: str, name: str, scopes: frozenset[Scope], at: datetime, expires_at: datetime
    ) -> tuple[Token, str]:
        """A new token and its secret, which is told here once and never again."""
        secret = MARK + secrets.token_urlsafe(TOKEN_BYTES)
        row = TokenRow(
            person=person,
            name=name,
            digest=_digest(secret),
            hint=secret[:HINT],
            scopes=" ".join(scope.value for scope in Scope if scope in scopes),
            made_at=at,
            expires_at=expires_at,
            used_at=None,
            revoked_at=None,
        )
        self._session.add(row)
        self._session.flush()
        return _token(row), secret

    def of(self, person: str) -> list[Token]:
        """A person's tokens that were not taken back, oldest first."""
        asked = select(TokenRow).where(TokenRow.person == person, TokenRow.revoked_at.is_(None)).order_by(TokenRow.id)
        return [_token(row) for row in self._session.scalars(asked)]

    def by_secret(self, secret: str, at: datetime) -> Token:
        """The token that works at an instant and has this secret. Raises NotFound."""
        row = self._session.scalar(select(TokenRow).where(TokenRow.digest == _digest(secret)))
        if row is None or not _token(row).works(at):
            raise NotFound("This token is not in use.")
        return _token(row)

    def used(self, number: int, at: datetime) -> None:
        """Note that somebody used it."""
        row = self._session.get(TokenRow, number)
        if row is not None:
            row.used_at = at
            self._session.flush()

    def revoke(self, number: int, person: str, at: datetime) -> None:
        """Take a person's own token back. Raises NotFound."""
        row = self._session.get(TokenRow, number)
        if row is None or row.person != person or row.revoked_at is not None:
            raise NotFound("You have no such token.")
        row.revoked_at = at
        self._session.flush()


def is_stale(token: Token, at: datetime) -> bool:
    """Whether the hour it was used last is worth writing again."""
    return token.used_at is None or at - token.used_at >= LOOKED


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _token(row: TokenRow) -> Token:
    return Token(
        row.id,
        row.person,
        row.name,
        frozenset(Scope(word) for word in row.scopes.split()),
        row.hint,
        row.made_at,
        row.expires_at,
        row.used_at,
        row.revoked_at,
    )
