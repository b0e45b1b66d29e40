"""Failed sign-ins and the API's requests are counted in the library, for all processes that serve it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "attempts",
        sa.Column("number", sa.Integer(), nullable=False, comment="row number"),
        sa.Column(
            "key",
            sa.String(),
            nullable=False,
            comment="SHA-256 of account or address: a mistyped password may stand in there",
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_attempts")),
    )
    op.create_index("ix_attempts_key", "attempts", ["key", "at"])
    op.create_index(op.f("ix_attempts_at"), "attempts", ["at"])
    op.create_table(
        "buckets",
        sa.Column("key", sa.String(), nullable=False, comment="SHA-256 of who asks"),
        sa.Column("left", sa.Double(), nullable=False, comment="requests left"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="as of when"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_buckets")),
    )
    op.create_index(op.f("ix_buckets_at"), "buckets", ["at"])


def downgrade() -> None:
    """Back to 0026: what was counted is forgotten."""
    op.drop_table("buckets")
    op.drop_table("attempts")
