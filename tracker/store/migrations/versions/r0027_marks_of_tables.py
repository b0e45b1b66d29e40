"""Whenever something is written into a table, a word about it changes, so that pages can be kept until then."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; the row without a name is of this very table, so that one made anew is another."""
    marks = op.create_table(
        "marks",
        sa.Column("name", sa.String(), nullable=False, comment="a table; empty: of this one's making"),
        sa.Column("mark", sa.String(), nullable=False, comment="random, another after each transaction that wrote"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.bulk_insert(marks, [{"name": "", "mark": secrets.token_hex(8)}])


def downgrade() -> None:
    """Back to 0031: every page is drawn anew."""
    op.drop_table("marks")
