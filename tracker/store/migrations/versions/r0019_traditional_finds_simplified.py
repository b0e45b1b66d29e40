"""The full-text index and the folded titles put Traditional characters aside too; what holds none stays as it is."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from tracker.store.folding import fold, fold_width, is_traditional
from tracker.store.fulltext import index

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_TITLES = (("versions", "number", "title", "folded_title"),)


def upgrade() -> None:
    """To this revision."""
    _fold_again(fold_width, fold)


def downgrade() -> None:
    """Back to 0018: scripts are told apart again."""
    _fold_again(fold, fold_width)


def _fold_again(before: Callable[[str], str], after: Callable[[str], str]) -> None:
    session = Session(op.get_bind())
    numbers = list(session.execute(sa.text("SELECT version FROM texts ORDER BY version")).scalars())
    for number in numbers:
        words = session.execute(sa.text("SELECT words FROM texts WHERE version = :n"), {"n": number}).scalar_one()
        if is_traditional(words):
            index(session).replace(session, number, before(words), after(words))
    _refold(session, "versions", "number", "title", "folded_title", after)
    works = session.execute(sa.text("SELECT slug, folded_titles FROM instruments")).all()
    for slug, titles in works:
        if is_traditional(titles) and after is fold:
            session.execute(
                sa.text("UPDATE instruments SET folded_titles = :t WHERE slug = :s"), {"t": fold(titles), "s": slug}
            )
    session.flush()


def _refold(session: Session, table: str, key: str, title: str, folded: str, after: Callable[[str], str]) -> None:
    for row in session.execute(sa.text(f"SELECT {key}, {title} FROM {table}")).all():
        if is_traditional(row[1]):
            session.execute(
                sa.text(f"UPDATE {table} SET {folded} = :t WHERE {key} = :k"), {"t": after(row[1]), "k": row[0]}
            )
