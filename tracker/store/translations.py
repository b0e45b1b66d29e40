"""Translations: filed beside the version they render, none ever overwritten."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.law.document import Document
from tracker.law.translation import Translation
from tracker.store import codec
from tracker.store.tables import TranslationRow, VersionRow


class Translations:
    """The translations of the library."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def file(self, translation: Translation) -> None:
        """Keep a translation; the newest of a version is the one shown. Raises NotFound for an unknown version."""
        asked = select(VersionRow.number).where(
            VersionRow.instrument == translation.instrument, VersionRow.id == translation.version
        )
        if self._session.scalar(asked) is None:
            raise NotFound(f"There is no version {translation.version} of “{translation.instrument}” to translate.")
        self._session.add(
            TranslationRow(
                instrument=translation.instrument,
                version=translation.version,
                language=translation.language,
                document=codec.encode(translation.document),
                translator=translation.translator,
                sha256=translation.sha256,
                by=translation.by,
                at=translation.at,
            )
        )
        self._session.flush()

    def latest(self, slug: str, version: str) -> Translation | None:
        """The translation of a version that was brought last; None if there is none."""
        asked = (
            select(TranslationRow)
            .where(TranslationRow.instrument == slug, TranslationRow.version == version)
            .order_by(TranslationRow.number.desc())
            .limit(1)
        )
        row = self._session.scalar(asked)
        return _translation(row) if row else None

    def versions(self, slug: str) -> frozenset[str]:
        """The ids of an instrument's versions that have a translation."""
        asked = select(TranslationRow.version).where(TranslationRow.instrument == slug).distinct()
        return frozenset(self._session.scalars(asked))


def _translation(row: TranslationRow) -> Translation:
    return Translation(
        instrument=row.instrument,
        version=row.version,
        language=row.language,
        document=codec.decode(Document, row.document),
        translator=row.translator,
        sha256=row.sha256,
        by=row.by,
        at=row.at,
    )
