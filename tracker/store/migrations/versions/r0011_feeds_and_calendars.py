"""Addresses of feeds and calendars, and the dates calendars were told."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("person", sa.String(), nullable=False, comment="whose view it hands out"),
        sa.Column("scope", sa.String(), nullable=False, comment="everything, client, topic, instrument, sample"),
        sa.Column("value", sa.String(), nullable=False, comment="which client, topic or instrument"),
        sa.Column("token", sa.String(), nullable=False, comment="unguessable, stands in the address"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="when it was made"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True, comment="when a reader asked it last, to the day"),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True, comment="when it was taken back; it answers nobody since"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_feeds_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("token", name=op.f("uq_feeds_token")),
    )
    op.create_index(op.f("ix_feeds_person"), "feeds", ["person"])
    op.create_table(
        "calendar_days",
        sa.Column("uid", sa.String(), nullable=False, comment="its name for ever"),
        sa.Column("instrument", sa.String(), nullable=False, comment="slug"),
        sa.Column("on", sa.Date(), nullable=False, comment="the date told last"),
        sa.Column("sequence", sa.Integer(), nullable=False, comment="how often it changed"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, comment="when the last change was seen"),
        sa.Column("gone", sa.Boolean(), nullable=False, comment="true: it stands in the instrument's life no more"),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_calendar_days")),
    )
    op.create_index(op.f("ix_calendar_days_instrument"), "calendar_days", ["instrument"])


def downgrade() -> None:
    """Back to 0010: every address stops answering."""
    op.drop_index(op.f("ix_calendar_days_instrument"), "calendar_days")
    op.drop_table("calendar_days")
    op.drop_index(op.f("ix_feeds_person"), "feeds")
    op.drop_table("feeds")
