"""Addresses of chat groups and programs that people entered, with the keys that stand in them."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.practice.watch import Channel, Hook
from tracker.store.tables import HookRow


class Hooks:
    """Everybody's addresses beside their e-mail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, hook: Hook) -> Hook:
        """Keep an address; it gets its number here."""
        row = HookRow(
            person=hook.person, channel=hook.channel, name=hook.name, url=hook.url, secret=hook.secret, removed=False
        )
        self._session.add(row)
        self._session.flush()
        return replace(hook, id=row.id)

    def of(self, person: str) -> list[Hook]:
        """A person's addresses, oldest first."""
        asked = select(HookRow).where(HookRow.person == person, HookRow.removed.is_(False)).order_by(HookRow.id)
        return [_hook(row) for row in self._session.scalars(asked)]

    def get(self, number: int) -> Hook:
        """One address. Raises NotFound, for one taken away too: nothing is sent there any more."""
        row = self._session.get(HookRow, number)
        if row is None or row.removed:
            raise NotFound("This address was taken away.")
        return _hook(row)

    def names(self) -> dict[str, str]:
        """What every address is called, by its number in words: the delivery log shows this and never the key."""
        return {str(row.id): row.name for row in self._session.scalars(select(HookRow))}

    def remove(self, number: int, person: str) -> None:
        """Take a person's own address away. Raises NotFound."""
        row = self._session.get(HookRow, number)
        if row is None or row.removed or row.person != person:
            raise NotFound("You have no such address.")
        row.removed = True
        self._session.flush()


def _hook(row: HookRow) -> Hook:
    return Hook(row.id, row.person, Channel(row.channel), row.name, row.url, row.secret)
