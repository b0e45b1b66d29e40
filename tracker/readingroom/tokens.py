"""The tokens desk: a person makes tokens for programs, sees when each was used last, takes them back."""

from datetime import timedelta

from tracker.errors import Conflict, NotAllowed
from tracker.practice import access
from tracker.practice.audit import Done
from tracker.practice.token import LONGEST_LIFE, REACHES, Scope, Token
from tracker.readingroom.desk import Desk

MOST = 50  # tokens of one person: beyond, somebody's program makes one a run
LONGEST_NAME = 100  # characters


class Tokens(Desk):
    """A person's own tokens; nobody sees another's."""

    def mine(self) -> tuple[Token, ...]:
        """The reader's tokens that were not taken back, expired ones too; raises NotAllowed for a visitor."""
        with self.library.reading() as files:
            return tuple(files.tokens.of(self.person_id))

    def make(self, name: str, reach: str, days: int) -> tuple[Token, str]:
        """A new token and its secret, told once. `days` is how long it works, a year at most.

        Raises NotAllowed for a reach the reader has not (`admin` is the administrator's), Conflict for one too many.
        """
        scopes, who, at = REACHES[reach], self.person_id, self.clock()
        if Scope.ADMIN in scopes and not access.governs(self.reader):
            raise NotAllowed("Only an administrator's token may govern accounts.")
        life = min(timedelta(days=max(days, 1)), LONGEST_LIFE)
        with self.library.writing() as files:
            if len(files.tokens.of(who)) >= MOST:
                raise Conflict(f"You have {MOST} tokens; take one back first.")
            made = files.tokens.make(who, name.strip()[:LONGEST_NAME], scopes, at, at + life)
            self.record(files, Done.MADE, "token", made[0].id, detail=reach)
            return made

    def revoke(self, number: int) -> None:
        """Take a token back, at once and for good; raises NotFound for another's."""
        with self.library.writing() as files:
            files.tokens.revoke(number, self.person_id, self.clock())
            self.record(files, Done.REMOVED, "token", number)
