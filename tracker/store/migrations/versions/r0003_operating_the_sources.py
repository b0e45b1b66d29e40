"""Alarms, absences, back-fills and repairs; a list remembers the newest day it named."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _column(name: str, kind: sa.types.TypeEngine[Any], comment: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, comment=comment)


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "alarms",
        _column("number", sa.Integer(), "order of raising"),
        _column("source", sa.String(), "id of the source"),
        _column("state", sa.String(), "blocked, down, gone, degraded: as it stands now"),
        _column("since", INSTANT, "begin of the trouble"),
        _column("raised_at", INSTANT, "when it was said last"),
        _column("times", sa.Integer(), "how often it was said"),
        _column("ended_at", INSTANT, "when it was found mended", nullable=True),
        _column("detail", sa.Text(), "a sentence for a person"),
        sa.PrimaryKeyConstraint("number", name="pk_alarms"),
    )
    op.create_index("ix_alarms_source", "alarms", ["source"])
    op.create_table(
        "absences",
        _column("number", sa.Integer(), "order of finding"),
        _column("url", sa.String(), "the address"),
        _column("status", sa.Integer(), "404 or 410, as answered first"),
        _column("first_at", INSTANT, "first check that found nothing"),
        _column("last_at", INSTANT, "last check that found nothing"),
        _column("back_at", INSTANT, "when it was there again", nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_absences"),
    )
    op.create_index("ix_absences_url", "absences", ["url", "number"])
    op.create_table(
        "backfills",
        _column("list", sa.String(), "source/list"),
        _column("page", sa.Integer(), "the last page that was settled"),
        _column("finished", sa.Boolean(), "whether the end was reached"),
        _column("at", INSTANT, "when"),
        sa.PrimaryKeyConstraint("list", name="pk_backfills"),
    )
    op.create_table(
        "repairs",
        _column("number", sa.Integer(), "order of repairing"),
        _column("instrument", sa.String(), "slug of the instrument"),
        _column("version", sa.String(), "id of the version; empty for the instrument itself"),
        _column("field", sa.String(), "title_zh, stage, dated_on, alias, joined, parted …"),
        _column("old", sa.Text(), "what stood there"),
        _column("new", sa.Text(), "what stands there now"),
        _column("evidence", sa.Text(), "the sentence that shows it"),
        _column("by", sa.String(), "id of the person"),
        _column("at", INSTANT, "when"),
        sa.PrimaryKeyConstraint("number", name="pk_repairs"),
    )
    op.create_index("ix_repairs_instrument", "repairs", ["instrument", "number"])
    newest = sa.Column("newest_on", sa.Date(), nullable=True, comment="of a list: the newest day it named")
    op.add_column("validators", newest)


def downgrade() -> None:
    """Back to 0002."""
    op.drop_column("validators", "newest_on")
    for table in ("repairs", "backfills", "absences", "alarms"):
        op.drop_table(table)
