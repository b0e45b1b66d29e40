"""Picks and the periodical digest."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import Conflict, NotFound
from tracker.practice.edition import Contents, Edition, Pick
from tracker.store import codec
from tracker.store.tables import EditionRow, PickRow


class Picks:
    """What editors pinned."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, pick: Pick) -> Pick:
        """Pin a text or a work; it gets its number here."""
        row = PickRow(
            instrument=pick.instrument,
            version=pick.version,
            comment=pick.comment,
            by=pick.by,
            at=pick.at,
            removed=False,
        )
        self._session.add(row)
        self._session.flush()
        return _pick(row)

    def all(self) -> list[Pick]:
        """What is pinned, newest first."""
        asked = select(PickRow).where(PickRow.removed.is_(False)).order_by(PickRow.at.desc(), PickRow.id.desc())
        return [_pick(row) for row in self._session.scalars(asked)]

    def ever(self) -> list[Pick]:
        """Everything that was ever pinned, newest first: the archive keeps what was taken down."""
        asked = select(PickRow).order_by(PickRow.at.desc(), PickRow.id.desc())
        return [_pick(row) for row in self._session.scalars(asked)]

    def remove(self, number: int) -> None:
        """Take a pick down. Raises NotFound."""
        row = self._session.get(PickRow, number)
        if row is None or row.removed:
            raise NotFound("There is no such pick.")
        row.removed = True
        self._session.flush()


class Editions:
    """Drafts and the archive of the digest."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, title: str, introduction: str, period: tuple[date, date], by: str, at: datetime) -> Edition:
        """Begin a digest of a period."""
        row = EditionRow(
            title=title,
            introduction=introduction,
            opens_on=period[0],
            closes_on=period[1],
            by=by,
            made_at=at,
            sent_at=None,
            sent_by="",
            contents="",
        )
        self._session.add(row)
        self._session.flush()
        return _edition(row)

    def get(self, number: int) -> Edition:
        """One digest. Raises NotFound."""
        return _edition(self._row(number))

    def all(self) -> list[Edition]:
        """Every digest, newest period first."""
        asked = select(EditionRow).order_by(EditionRow.closes_on.desc(), EditionRow.id.desc())
        return [_edition(row) for row in self._session.scalars(asked)]

    def revise(self, number: int, title: str, introduction: str, period: tuple[date, date]) -> None:
        """Word a draft anew. Raises Conflict for one that went out: the archive stands as it was sent."""
        row = self._draft(number)
        row.title, row.introduction, (row.opens_on, row.closes_on) = title, introduction, period
        self._session.flush()

    def send(self, number: int, by: str, at: datetime, contents: Contents) -> Edition:
        """Say that a draft goes out now, and with what. Raises Conflict for one that went out before."""
        row = self._draft(number)
        row.sent_at, row.sent_by, row.contents = at, by, codec.encode(contents)
        self._session.flush()
        return _edition(row)

    def _draft(self, number: int) -> EditionRow:
        row = self._row(number)
        if row.sent_at is not None:
            raise Conflict("This digest went out already; begin a new one.")
        return row

    def _row(self, number: int) -> EditionRow:
        row = self._session.get(EditionRow, number)
        if row is None:
            raise NotFound("There is no such digest.")
        return row


def _pick(row: PickRow) -> Pick:
    return Pick(row.id, row.instrument, row.version, row.comment, row.by, row.at)


def _edition(row: EditionRow) -> Edition:
    return Edition(
        row.id,
        row.title,
        row.introduction,
        row.opens_on,
        row.closes_on,
        row.by,
        row.made_at,
        row.sent_at,
        row.sent_by,
        codec.decode(Contents, row.contents) if row.contents else None,
    )
