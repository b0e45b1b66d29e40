"""Which changes counsel checked, and what each person saw of a comparison last."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    shape = "digest of the change as it was; empty: the check is taken back"
    op.create_table(
        "checks",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of checking"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose versions"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("change", sa.String(), nullable=False, comment="key of the clause"),
        sa.Column("shape", sa.String(), nullable=False, comment=shape),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_checks_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_checks")),
    )
    op.create_index("ix_checks_place", "checks", ["instrument", "old", "new"], unique=False)
    op.create_table(
        "looks",
        sa.Column("number", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("person", sa.String(), nullable=False, comment="who"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose versions"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when they looked last"),
        sa.Column("seen", sa.Text(), nullable=False, comment="shape of every change then, a JSON object"),
        sa.Column("before_at", sa.DateTime(timezone=True), nullable=True, comment="when the sitting before ended"),
        sa.Column("before", sa.Text(), nullable=False, comment="shape of every change at its end, a JSON object"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_looks_instrument")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_looks_person")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_looks")),
        sa.UniqueConstraint("person", "instrument", "old", "new", name=op.f("uq_looks_person_instrument_old_new")),
    )


def downgrade() -> None:
    """Back to 0009."""
    op.drop_table("looks")
    op.drop_table("checks")
