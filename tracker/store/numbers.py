"""The number a version is filed under, by the words people call it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import NotFound
from tracker.store.tables import VersionRow


def number_of(session: Session, slug: str, version_id: str) -> int:
    """A version's number. Raises NotFound."""
    asked = select(VersionRow.number).where(VersionRow.instrument == slug, VersionRow.id == version_id)
    number = session.scalar(asked)
    if number is None:
        raise NotFound(f"There is no version “{version_id}” of “{slug}”.")
    return number
