"""Citations: who cites whom, read from each text once and looked up by the cited law's title."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.amending.naming import plain
from tracker.law.ripple import Citing
from tracker.practice.amendment import Cited
from tracker.store.numbers import number_of
from tracker.store.tables import CitationRow, CitingRow, VersionRow


class Citations:
    """The graph of citations over the texts of the library."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def file(self, slug: str, version_id: str, citings: Iterable[Citing]) -> None:
        """Keep a version's citations, in place of those kept before. Raises NotFound."""
        number = number_of(self._session, slug, version_id)
        self._session.execute(delete(CitationRow).where(CitationRow.version == number))
        self._session.merge(CitingRow(version=number))
        self._session.add_all(
            CitationRow(
                version=number,
                law=plain(citing.title),
                title=citing.title,
                within=citing.within,
                words=citing.text,
                start=citing.start,
                end=citing.end,
                places=" ".join(citing.locators),
            )
            for citing in citings
        )
        self._session.flush()

    def unread(self, limit: int) -> list[tuple[str, str]]:
        """Versions (slug, id) whose citations were not read yet, the first filed first."""
        asked = (
            select(VersionRow.instrument, VersionRow.id)
            .outerjoin(CitingRow, CitingRow.version == VersionRow.number)
            .where(CitingRow.version.is_(None))
            .order_by(VersionRow.number)
            .limit(limit)
        )
        return [(slug, version) for slug, version in self._session.execute(asked)]

    def of_law(self, titles: Sequence[str]) -> list[Cited]:
        """Every citation of a law by any of its titles, by the citing text and its order."""
        keys = sorted({plain(title) for title in titles} - {""})
        asked = (
            select(CitationRow, VersionRow.instrument, VersionRow.id)
            .join(VersionRow, VersionRow.number == CitationRow.version)
            .where(CitationRow.law.in_(keys))
            .order_by(CitationRow.version, CitationRow.start, CitationRow.number)
        )
        return [Cited(slug, version, _citing(row)) for row, slug, version in self._session.execute(asked)]


def _citing(row: CitationRow) -> Citing:
    return Citing(row.within, row.words, row.start, row.end, row.title, tuple(row.places.split()))
