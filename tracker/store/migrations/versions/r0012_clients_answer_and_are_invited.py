"""Clients answer, share what was released to them, and are invited."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("person", sa.String(), nullable=False, comment="who said it"),
        sa.Column("client", sa.String(), nullable=False, comment="for which client"),
        sa.Column("instrument", sa.String(), nullable=False, comment="slug"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("note", sa.String(), nullable=False, comment="handle of the released wording"),
        sa.Column("quote", sa.Text(), nullable=False, comment="the wording's opening words"),
        sa.Column("body", sa.Text(), nullable=False, comment="the reply; empty: read and understood"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True, comment="when somebody of the firm settled it"),
        sa.Column("seen_by", sa.String(), nullable=False, comment="who did"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_answers_person")),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_answers_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_person"), "answers", ["person"])
    op.create_index(op.f("ix_answers_note"), "answers", ["note"])
    op.create_table(
        "shares",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("person", sa.String(), nullable=False, comment="who made it"),
        sa.Column("client", sa.String(), nullable=False, comment="as which client sees it"),
        sa.Column("instrument", sa.String(), nullable=False, comment="slug"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("token", sa.String(), nullable=False, comment="unguessable, stands in the address"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="when it was made"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="from when on it answers nobody"),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True, comment="when it was taken back"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_shares_person")),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_shares_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shares")),
        sa.UniqueConstraint("token", name=op.f("uq_shares_token")),
    )
    op.create_index(op.f("ix_shares_person"), "shares", ["person"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("person", sa.String(), nullable=False, comment="whose account"),
        sa.Column("by", sa.String(), nullable=False, comment="who invited"),
        sa.Column("token", sa.String(), nullable=False, comment="unguessable, stands in the letter"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="when it was made"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="from when on it lets nobody in"),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True, comment="when its letter was taken to be handed over"),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True, comment="when the hand-over was recorded"),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True, comment="when its owner came in"),
        sa.Column("error", sa.Text(), nullable=False, comment="what went wrong with its letter"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_invitations_person")),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_invitations_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token", name=op.f("uq_invitations_token")),
    )
    op.create_index(op.f("ix_invitations_person"), "invitations", ["person"])


def downgrade() -> None:
    """Back to 0011: what clients answered is gone, shared addresses and invitations open nothing."""
    op.drop_index(op.f("ix_invitations_person"), "invitations")
    op.drop_table("invitations")
    op.drop_index(op.f("ix_shares_person"), "shares")
    op.drop_table("shares")
    op.drop_index(op.f("ix_answers_note"), "answers")
    op.drop_index(op.f("ix_answers_person"), "answers")
    op.drop_table("answers")
