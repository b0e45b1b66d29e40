"""Scans are recognised, and slow texts read, by whoever is free; pages recognised are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; what was put aside before waits for a person, as it did."""
    op.create_table(
        "readings",
        sa.Column("quarantined", sa.Integer(), autoincrement=False, nullable=False, comment="its number in quarantine"),
        sa.Column(
            "cause",
            sa.String(),
            nullable=False,
            comment="scan: pictures of pages; slow: more time than a person waits",
        ),
        sa.Column("state", sa.String(), nullable=False, comment="waiting, under-way, read or failed"),
        sa.Column("pages", sa.Integer(), nullable=False, comment="of a scan: its pages; 0: not known yet"),
        sa.Column("done", sa.Integer(), nullable=False, comment="of a scan: pages recognised"),
        sa.Column("says", sa.Text(), nullable=False, comment="a sentence: how well it was read, or why not"),
        sa.Column(
            "said", sa.Text(), nullable=False, comment="what the person who brought it said of it, JSON"
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, comment="when its state changed last"),
        sa.ForeignKeyConstraint(["quarantined"], ["quarantine.id"], name=op.f("fk_readings_quarantined_quarantine")),
        sa.PrimaryKeyConstraint("quarantined", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_state"), "readings", ["state"])
    op.create_table(
        "recognised",
        sa.Column("sha256", sa.String(), nullable=False, comment="digest of the file's bytes"),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False, comment="0, 1, 2 without a gap"),
        sa.Column("words", sa.Text(), nullable=False, comment="as Tesseract gave them, TSV"),
        sa.PrimaryKeyConstraint("sha256", "page", name=op.f("pk_recognised")),
    )


def downgrade() -> None:
    """Back to 0023: what was recognised is gone, and what waited to be read waits for a person alone."""
    op.drop_table("recognised")
    op.drop_table("readings")
