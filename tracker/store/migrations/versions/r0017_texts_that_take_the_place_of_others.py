"""Consolidated texts: what was not carried out, what took their place, what the official text says; decisions read."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

def upgrade() -> None:
    """To this revision. How much is missing in older texts their own problems say; it is not counted again here."""
    for column in _added():
        op.add_column("consolidations", column)
    op.create_table(
        "decisions",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False, comment="the text that was read"),
        sa.Column("law", sa.String(), nullable=False, comment="a law it amends, bare as in citations; empty: none"),
        sa.Column("trouble", sa.String(), nullable=False, comment="why nothing could be made of it; empty: nothing"),
        sa.Column("seen_by", sa.String(), nullable=True, comment="who looked at the trouble"),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True, comment="when"),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name=op.f("fk_decisions_version")),
        sa.PrimaryKeyConstraint("version", "law", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_law"), "decisions", ["law"])


def downgrade() -> None:
    """Back to 0016."""
    op.drop_index(op.f("ix_decisions_law"), "decisions")
    op.drop_table("decisions")
    for column in reversed(_added()):
        op.drop_column("consolidations", column.name)


def _added() -> list["sa.Column[Any]"]:
    refused, at = "how many operations were not carried out", sa.DateTime(timezone=True)
    return [
        sa.Column("refused", sa.Integer(), nullable=False, server_default="0", comment=refused),
        sa.Column("superseded", sa.Integer(), nullable=True, comment="number of the version that counts in its place"),
        sa.Column("differing", sa.Integer(), nullable=True, comment="articles the official text has otherwise"),
        sa.Column("seen_by", sa.String(), nullable=True, comment="who looked at what waited here"),
        sa.Column("seen_at", at, nullable=True, comment="when"),
    ]
