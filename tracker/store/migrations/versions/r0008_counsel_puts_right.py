"""What counsel puts right in comparisons, comparisons as counsel has them, and which of those was released."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; what was released before was the machine's comparison."""
    op.create_table(
        "snapshots",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of making"),
        sa.Column("comparison", sa.Integer(), nullable=False, comment="which comparison"),
        sa.Column("tree", sa.Text(), nullable=False, comment="the Comparison as JSON"),
        sa.Column("directions", sa.Text(), nullable=False, comment="clauses of each direction, a JSON object"),
        sa.Column("ruled", sa.Text(), nullable=False, comment="keys of the changes counsel decided, a JSON list"),
        sa.Column("stands", sa.Boolean(), nullable=False, comment="true for the one that counsel sees now"),
        sa.ForeignKeyConstraint(["comparison"], ["comparisons.number"], name=op.f("fk_snapshots_comparison")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_snapshots")),
    )
    op.create_index(op.f("ix_snapshots_comparison"), "snapshots", ["comparison"], unique=False)
    op.create_table(
        "rulings",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of ruling"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose versions"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("pairing", sa.Text(), nullable=True, comment="a Correction as JSON"),
        sa.Column("opinion", sa.Text(), nullable=True, comment="an Opinion as JSON"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why; never leaves the firm"),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column(
            "undone_by", sa.String(), nullable=False, server_default="", comment="id of the person who took it back"
        ),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True, comment="when"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_rulings_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rulings")),
    )
    op.create_index("ix_rulings_place", "rulings", ["instrument", "old", "new"], unique=False)
    # Not in a batch: SQLite would make the table anew, and what points at it forbids that.
    op.execute(
        "ALTER TABLE releases ADD COLUMN snapshot INTEGER CONSTRAINT fk_releases_snapshot REFERENCES snapshots (number)"
    )


def downgrade() -> None:
    """Back to 0007."""
    op.execute("ALTER TABLE releases DROP COLUMN snapshot")
    op.drop_table("rulings")
    op.drop_table("snapshots")
