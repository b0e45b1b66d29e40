"""Comparisons: filed with their versions, listed by their figures, read whole."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, update
from sqlalchemy.orm import Session

from tracker.diff.changes import Comparison, Direction, Relation
from tracker.errors import NotFound
from tracker.law.instrument import Shelf
from tracker.practice.cards import ComparisonCard, Review
from tracker.store import codec
from tracker.store.tables import ComparisonRow, ConsolidationRow, InstrumentRow, ReleaseRow, VerdictsRow, VersionRow


class Comparisons:
    """What became of one text in the next."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def file(self, slug: str, old_id: str, new_id: str, comparison: Comparison, at: datetime) -> None:
        """File the comparison of two filed versions, or put a new judgement in the place of the one filed before.

        A judgement that differs from the one filed is new to counsel too: it is unreviewed again, and what was released
        of the former is withdrawn, for clients see what counsel released and nothing else; one filed on request stays
        no more than filed. Raises NotFound.
        """
        tree = codec.encode(comparison)
        row = self._find(slug, old_id, new_id)
        if row is None:
            self._add(slug, old_id, new_id, comparison, tree, at)
            return
        verdicts = self._session.get_one(VerdictsRow, row.number)
        before = codec.decode(Comparison, verdicts.tree)
        if replace(before, engine=comparison.engine, rules=comparison.rules) != comparison:
            self._judge_anew(row, comparison, tree, at)
        else:  # only who judged is another: what counsel looked at and released is still this
            verdicts.tree, row.engine, row.rules = tree, comparison.engine, comparison.rules
            self._session.flush()

    def get(self, slug: str, old_id: str, new_id: str) -> Comparison:
        """A comparison, whole. Raises NotFound."""
        row = row_of(self._session, slug, old_id, new_id)
        return _decoded(self._session.get_one(VerdictsRow, row.number).tree)

    def card(self, slug: str, old_id: str, new_id: str) -> ComparisonCard:
        """A comparison's figures. Raises NotFound."""
        number = row_of(self._session, slug, old_id, new_id).number
        return _card(self._session.execute(_cards().where(ComparisonRow.number == number)).one())

    def of(self, slug: str) -> list[ComparisonCard]:
        """An instrument's comparisons, by the newer version's date, then the older's."""
        old, new = _version_dates()
        asked = (
            _cards()
            .where(ComparisonRow.instrument == slug)
            .order_by(new.scalar_subquery(), old.scalar_subquery(), ComparisonRow.number)
        )
        return [_card(found) for found in self._session.execute(asked)]

    def of_works(self, slugs: Collection[str]) -> list[ComparisonCard]:
        """The comparisons of some instruments, in the order of filing."""
        asked = _cards().where(ComparisonRow.instrument.in_(sorted(set(slugs)))).order_by(ComparisonRow.number)
        return [_card(found) for found in self._session.execute(asked)]

    def works_among(self, slugs: Collection[str]) -> list[str]:
        """Those of some instruments (slugs) of which a comparison is filed, in order."""
        asked = select(ComparisonRow.instrument).where(ComparisonRow.instrument.in_(sorted(set(slugs)))).distinct()
        return sorted(self._session.scalars(asked))

    def latest(self, n: int, shelf: Shelf | None = None) -> list[ComparisonCard]:
        """The n comparisons filed last, newest first, of a shelf (None: of both)."""
        asked = _cards().order_by(ComparisonRow.filed_at.desc(), ComparisonRow.number.desc()).limit(n)
        if shelf is not None:
            asked = asked.where(InstrumentRow.shelf == shelf)
        return [_card(found) for found in self._session.execute(asked)]

    def waiting(self, limit: int, start: int = 0) -> list[ComparisonCard]:
        """Comparisons that are new or in review, filed last first, from the `start`th on.

        One with a text that another took the place of waits for nobody.
        """
        asked = _cards().where(*_waits()).order_by(ComparisonRow.filed_at.desc(), ComparisonRow.number.desc())
        return [_card(found) for found in self._session.execute(asked.limit(limit).offset(start))]

    def count_waiting(self) -> int:
        """How many wait so."""
        asked = select(func.count()).select_from(ComparisonRow).where(*_waits())
        return self._session.scalar(asked) or 0

    def behind(self, engine: str, rules: str, *, after: int = 0, limit: int) -> list[tuple[int, str, str, str]]:
        """Comparisons another engine or other rules made, after a number: number, instrument, old, new."""
        asked = (
            select(ComparisonRow.number, ComparisonRow.instrument, ComparisonRow.old, ComparisonRow.new)
            .where(or_(ComparisonRow.engine != engine, ComparisonRow.rules != rules), ComparisonRow.number > after)
            .order_by(ComparisonRow.number)
            .limit(limit)
        )
        return [(row[0], row[1], row[2], row[3]) for row in self._session.execute(asked)]

    def set_review(self, slug: str, old_id: str, new_id: str, state: Review | str) -> None:
        """Say how far counsel is: filed, new, in-review or released. Raises NotFound, ValueError for another word."""
        row_of(self._session, slug, old_id, new_id).review = Review(state)
        self._session.flush()

    def _find(self, slug: str, old_id: str, new_id: str) -> ComparisonRow | None:
        return self._session.scalar(
            select(ComparisonRow).where(
                ComparisonRow.instrument == slug, ComparisonRow.old == old_id, ComparisonRow.new == new_id
            )
        )

    def _add(self, slug: str, old_id: str, new_id: str, comparison: Comparison, tree: str, at: datetime) -> None:
        for version_id in (old_id, new_id):
            asked = select(VersionRow.number).where(VersionRow.instrument == slug, VersionRow.id == version_id)
            if self._session.scalar(asked) is None:
                raise NotFound(f"There is no version “{version_id}” of “{slug}” to file a comparison of.")
        row = ComparisonRow(instrument=slug, old=old_id, new=new_id, review=Review.NEW, **_figures(comparison, at))
        self._session.add(row)
        self._session.flush()
        self._session.add(VerdictsRow(comparison=row.number, tree=tree))
        self._session.flush()

    def _judge_anew(self, row: ComparisonRow, comparison: Comparison, tree: str, at: datetime) -> None:
        for name, figure in _figures(comparison, at).items():
            setattr(row, name, figure)
        row.review = Review.FILED if row.review == Review.FILED else Review.NEW
        self._session.get_one(VerdictsRow, row.number).tree = tree
        self._session.execute(
            update(ReleaseRow)
            .where(ReleaseRow.comparison == row.number, ReleaseRow.withdrawn_at.is_(None))
            .values(withdrawn_at=at)
        )
        self._session.flush()


@lru_cache(maxsize=16)  # what a firm reads on one day; the longest pair takes 10 MB
def _decoded(tree: str) -> Comparison:
    """A frozen value, so that everybody who reads the same comparison may hold the same one."""
    return codec.decode(Comparison, tree)


def row_of(session: Session, slug: str, old_id: str, new_id: str) -> ComparisonRow:
    """The row of a comparison. Raises NotFound."""
    asked = select(ComparisonRow).where(
        ComparisonRow.instrument == slug, ComparisonRow.old == old_id, ComparisonRow.new == new_id
    )
    row = session.scalar(asked)
    if row is None:
        raise NotFound(f"There is no comparison of “{old_id}” with “{new_id}” of “{slug}”.")
    return row


def _figures(comparison: Comparison, at: datetime) -> dict[str, object]:
    directions = Counter(c.verdict.direction for c in comparison.clauses)
    relations = Counter(link.relation for link in comparison.links)
    return {
        "direction": comparison.direction,
        "directions": codec.encode({d: directions[d] for d in Direction}),
        "relations": codec.encode({r: relations[r] for r in Relation if relations[r]}),
        "engine": comparison.engine,
        "rules": comparison.rules,
        "filed_at": at,
    }


def _version_dates() -> tuple[Select[Any], Select[Any]]:
    """The dates of the older and the newer version of a comparison."""
    dated = select(VersionRow.dated_on).where(VersionRow.instrument == ComparisonRow.instrument)
    old = dated.where(VersionRow.id == ComparisonRow.old).correlate(ComparisonRow)
    new = dated.where(VersionRow.id == ComparisonRow.new).correlate(ComparisonRow)
    return old, new


def _waits() -> list[ColumnElement[bool]]:
    gone = (
        select(VersionRow.number)
        .join(ConsolidationRow, ConsolidationRow.version == VersionRow.number)
        .where(
            VersionRow.instrument == ComparisonRow.instrument,
            VersionRow.id.in_((ComparisonRow.old, ComparisonRow.new)),
            ConsolidationRow.superseded.is_not(None),
        )
        .correlate(ComparisonRow)
    )
    return [ComparisonRow.review.not_in((Review.RELEASED, Review.FILED)), ~gone.exists()]


def _cards() -> "Select[ComparisonRow, str]":
    return select(ComparisonRow, InstrumentRow.shelf).join(
        InstrumentRow, InstrumentRow.slug == ComparisonRow.instrument
    )


def _card(found: "Row[ComparisonRow, str]") -> ComparisonCard:
    row, shelf = found
    return ComparisonCard(
        instrument=row.instrument,
        old=row.old,
        new=row.new,
        direction=Direction(row.direction),
        directions=codec.decode(dict[Direction, int], row.directions),
        relations=codec.decode(dict[Relation, int], row.relations),
        filed_at=row.filed_at,
        review=Review(row.review),
        shelf=Shelf(shelf),
        engine=row.engine,
        rules=row.rules,
    )
