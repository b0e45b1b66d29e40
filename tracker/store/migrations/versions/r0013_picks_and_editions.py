"""Picks and the periodical digest."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "picks",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("instrument", sa.String(), nullable=False, comment="slug"),
        sa.Column("version", sa.String(), nullable=False, comment="id of the text; empty: the work as a whole"),
        sa.Column("comment", sa.Text(), nullable=False, comment="the editor's line"),
        sa.Column("by", sa.String(), nullable=False, comment="who pinned it"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column("removed", sa.Boolean(), nullable=False, comment="true: taken down"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_picks_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picks")),
    )
    op.create_index(op.f("ix_picks_at"), "picks", ["at"])
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("title", sa.String(), nullable=False, comment="its title"),
        sa.Column("introduction", sa.Text(), nullable=False, comment="counsel's words in front"),
        sa.Column("opens_on", sa.Date(), nullable=False, comment="first day of its period"),
        sa.Column("closes_on", sa.Date(), nullable=False, comment="last day of its period"),
        sa.Column("by", sa.String(), nullable=False, comment="who made it"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="when it was begun"),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True, comment="when it went out; none: a draft"),
        sa.Column("sent_by", sa.String(), nullable=False, comment="who sent it"),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_editions_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
    )


def downgrade() -> None:
    """Back to 0012: picks and digests are gone."""
    op.drop_table("editions")
    op.drop_index(op.f("ix_picks_at"), "picks")
    op.drop_table("picks")
