"""Names: what a work is looked up by, kept beside its titles, so that one text never asks for the whole catalogue."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from tracker.amending.naming import plain
from tracker.knowledge.titles import edition, key, loosely, standard_number
from tracker.law.instrument import Shelf
from tracker.store import codec
from tracker.store.tables import InstrumentRow, NameRow


class By(StrEnum):
    """What kind of name it is."""

    TITLE = "title"  # the title's key without its exchangeable last word: whoever has the key has this too
    LAW = "law"  # as decisions and citations call it
    NUMBER = "number"  # a standard's


_MADE: dict[By, Callable[[str], str]] = {
    By.TITLE: lambda title: loosely(key(title)),
    By.LAW: plain,
    By.NUMBER: standard_number,
}


class Names:
    """Works by their names."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def bearing(self, by: By, titles: Iterable[str], shelf: Shelf) -> list[str]:
        """The works (slugs) of a shelf with a title that is called as one of these, in order."""
        wanted = sorted({_MADE[by](title) for title in titles} - {""})
        asked = (
            select(NameRow.instrument)
            .join(InstrumentRow, InstrumentRow.slug == NameRow.instrument)
            .where(NameRow.by == by, NameRow.name.in_(wanted), InstrumentRow.shelf == shelf)
            .distinct()
            .order_by(NameRow.instrument)
        )
        return list(self._session.scalars(asked)) if wanted else []

    def are_behind(self) -> bool:
        """Whether some were made by another wording than today's `regs/`: they have to be made anew."""
        # Both ends of an index: the answer costs the same however many works there are.
        ends = (self._session.scalar(select(end(NameRow.edition))) for end in (func.min, func.max))
        return any(one not in (None, edition()) for one in ends)

    def make_anew(self) -> None:
        """Make every work's names again."""
        for slug, *titles in self._session.execute(
            select(InstrumentRow.slug, InstrumentRow.title_zh, InstrumentRow.aliases).where(
                InstrumentRow.slug.in_(
                    select(NameRow.instrument).where(or_(NameRow.edition < edition(), NameRow.edition > edition()))
                )
            )
        ).all():
            write(self._session, slug, (titles[0], *codec.decode(tuple[str, ...], titles[1])))


def write(session: Session, slug: str, titles: Iterable[str]) -> None:
    """Keep what a work with these titles is looked up by, in the place of what was kept before."""
    session.execute(delete(NameRow).where(NameRow.instrument == slug))
    session.add_all(
        NameRow(instrument=slug, by=by, name=name, edition=edition()) for by, name in sorted(set(_names(titles)))
    )
    session.flush()


def _names(titles: Iterable[str]) -> Iterator[tuple[By, str]]:
    for title in titles:
        for by, made in _MADE.items():
            if name := made(title):
                yield by, name
