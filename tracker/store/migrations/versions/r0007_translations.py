"""Translations, each beside the version it renders."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "translations",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of bringing"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose version"),
        sa.Column("version", sa.String(), nullable=False, comment="id of the version it renders"),
        sa.Column("language", sa.String(), nullable=False, comment="its own language, en"),
        sa.Column("document", sa.Text(), nullable=False, comment="the translation as read, a JSON object"),
        sa.Column("translator", sa.String(), nullable=False, comment="whose it is; may be empty"),
        sa.Column("sha256", sa.String(), nullable=False, comment="digest of the uploaded file"),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person who brought it"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_translations_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_translations")),
    )
    op.create_index("ix_translations_version", "translations", ["instrument", "version"], unique=False)


def downgrade() -> None:
    """Back to the revision before; the translations are lost."""
    op.drop_index("ix_translations_version", table_name="translations")
    op.drop_table("translations")
