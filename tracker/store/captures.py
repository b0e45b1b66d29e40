"""Captures: which bytes came from where, and when they were met again."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tracker.law.instrument import Capture
from tracker.practice.visit import Absence
from tracker.store import codec
from tracker.store.tables import AbsenceRow, CaptureRow, ValidatorsRow, VersionCaptureRow, VersionRow

_Headers = tuple[tuple[str, str], ...]


class Captures:
    """What was fetched; the bytes lie in the archive."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, capture: Capture) -> None:
        """Keep a capture; the same bytes from the same address are one capture, met again."""
        number_of(self._session, capture)

    def of(self, sha256: str) -> list[Capture]:
        """Every capture of these bytes, oldest first; empty when they are not known."""
        asked = select(CaptureRow).where(CaptureRow.sha256 == sha256).order_by(CaptureRow.number)
        return [as_capture(row) for row in self._session.scalars(asked)]

    def latest(self, url: str) -> Capture | None:
        """The capture an address gave last; None where it gave none."""
        asked = select(CaptureRow).where(CaptureRow.url == url)
        row = self._session.scalar(asked.order_by(CaptureRow.fetched_at.desc(), CaptureRow.number.desc()).limit(1))
        return as_capture(row) if row else None

    def seen(self, sha256: str, at: datetime) -> None:
        """These bytes were met again: the captures and the versions read from them were last seen now."""
        numbers = select(CaptureRow.number).where(CaptureRow.sha256 == sha256)
        versions = select(VersionCaptureRow.version).where(VersionCaptureRow.capture.in_(numbers))
        self._session.execute(
            update(CaptureRow)
            .where(CaptureRow.sha256 == sha256, CaptureRow.last_seen_at < at)
            .values(last_seen_at=at)
            .execution_options(synchronize_session=False)
        )
        self._session.execute(
            update(VersionRow)
            .where(VersionRow.number.in_(versions), VersionRow.last_seen_at < at)
            .values(last_seen_at=at)
            .execution_options(synchronize_session=False)
        )
        self._session.expire_all()

    def standing(self, source: str, before: datetime, limit: int) -> list[str]:
        """Addresses of a source that gave a version and were not met since an instant, the longest unseen first.

        The pages an article goes on at are no addresses of their own: they are asked for with its first.
        """
        asked = (
            select(CaptureRow.url)
            .join(VersionCaptureRow, VersionCaptureRow.capture == CaptureRow.number)
            .join(ValidatorsRow, ValidatorsRow.url == CaptureRow.url)
            .where(CaptureRow.source == source, CaptureRow.url != "")
            .group_by(CaptureRow.url)
            .having(func.max(CaptureRow.last_seen_at) < before)
            .order_by(func.max(CaptureRow.last_seen_at), CaptureRow.url)
            .limit(limit)
        )
        return list(self._session.scalars(asked))

    def version_at(self, url: str) -> tuple[str, str] | None:
        """The instrument and version last read from an address; None if none was."""
        asked = (
            select(VersionRow.instrument, VersionRow.id)
            .join(VersionCaptureRow, VersionCaptureRow.version == VersionRow.number)
            .join(CaptureRow, CaptureRow.number == VersionCaptureRow.capture)
            .where(CaptureRow.url == url)
            .order_by(CaptureRow.fetched_at.desc(), CaptureRow.number.desc())
            .limit(1)
        )
        found = self._session.execute(asked).first()
        return (found[0], found[1]) if found else None

    def absent(self, url: str, status: int, at: datetime) -> None:
        """A check found nothing at an address that held a text; a later check that finds nothing goes on with it."""
        row = self._open_absence(url)
        if row is None:
            self._session.add(AbsenceRow(url=url, status=status, first_at=at, last_at=at, back_at=None))
        else:
            row.last_at = at
        self._session.flush()

    def present(self, url: str, at: datetime) -> None:
        """An address answers again; nothing is written where it was never absent."""
        row = self._open_absence(url)
        if row is not None:
            row.back_at = at
            self._session.flush()

    def absences(self, url: str) -> list[Absence]:
        """When an address was found absent, oldest first."""
        asked = select(AbsenceRow).where(AbsenceRow.url == url).order_by(AbsenceRow.number)
        return [
            Absence(row.url, row.status, row.first_at, row.last_at, row.back_at) for row in self._session.scalars(asked)
        ]

    def _open_absence(self, url: str) -> AbsenceRow | None:
        asked = select(AbsenceRow).where(AbsenceRow.url == url, AbsenceRow.back_at.is_(None))
        return self._session.scalar(asked)


def number_of(session: Session, capture: Capture) -> int:
    """The row of a capture, made if these bytes were never met at this address."""
    asked = select(CaptureRow).where(CaptureRow.sha256 == capture.sha256, CaptureRow.url == capture.url)
    row = session.scalar(asked)
    if row is None:
        row = _row(capture)
        session.add(row)
    else:
        row.last_seen_at = max(row.last_seen_at, capture.fetched_at)
    session.flush()
    return row.number


def _row(capture: Capture) -> CaptureRow:
    return CaptureRow(
        sha256=capture.sha256,
        url=capture.url,
        final_url=capture.final_url,
        status=capture.status,
        media_type=capture.media_type,
        size=capture.size,
        fetched_at=capture.fetched_at,
        last_seen_at=capture.fetched_at,
        source=capture.source,
        headers=codec.encode(capture.headers),
    )


def as_capture(row: CaptureRow) -> Capture:
    """The value of a row."""
    return Capture(
        sha256=row.sha256,
        url=row.url,
        final_url=row.final_url,
        status=row.status,
        media_type=row.media_type,
        size=row.size,
        fetched_at=row.fetched_at,
        source=row.source,
        headers=codec.decode(_Headers, row.headers),
    )
