"""The audit log: the database refuses to change or take away what stands in it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_REFUSAL = "the audit log is only ever added to"


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False, comment="1, 2, 3 without a gap"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column(
            "who", sa.String(), nullable=False, comment="id of the person; operator; empty: nobody signed in"
        ),
        sa.Column("done", sa.String(), nullable=False, comment="what was done, a word of practice.audit.Done"),
        sa.Column("thing", sa.Text(), nullable=False, comment="what it was done to, a path of ids"),
        sa.Column("detail", sa.String(), nullable=False, comment="a word or two, never personal"),
        sa.Column("before", sa.String(), nullable=False, comment="seal of the entry before, hex SHA-256"),
        sa.Column(
            "seal", sa.String(), nullable=False, comment="hex SHA-256 of all this row says and the seal before"
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])
    op.create_index(op.f("ix_audit_who"), "audit", ["who"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION audit_stands() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_stands()"
        )
    else:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_refuses_{deed.lower()} BEFORE {deed} ON audit "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )


def downgrade() -> None:
    """Back to 0015: the log is gone."""
    op.drop_index(op.f("ix_audit_who"), "audit")
    op.drop_index(op.f("ix_audit_at"), "audit")
    op.drop_table("audit")  # its triggers go with it
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_stands()")
