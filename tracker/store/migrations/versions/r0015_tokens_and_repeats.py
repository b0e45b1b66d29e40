"""Tokens of the API, and the answers to requests that may be asked again."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("person", sa.String(), nullable=False, comment="in whose place it asks"),
        sa.Column("name", sa.String(), nullable=False, comment="what its owner calls it"),
        sa.Column("digest", sa.String(), nullable=False, comment="SHA-256 of the secret, in hex"),
        sa.Column("hint", sa.String(), nullable=False, comment="the secret's beginning, to know it again by"),
        sa.Column("scopes", sa.String(), nullable=False, comment="read, write, admin, with blanks between"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="when it was made"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="from when on it lets nobody in"),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True, comment="when it was used last, to the hour"),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True, comment="when it was taken back"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_api_tokens_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_tokens_digest")),
    )
    op.create_index(op.f("ix_api_tokens_person"), "api_tokens", ["person"])
    op.create_table(
        "api_repeats",
        sa.Column("id", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("person", sa.String(), nullable=False, comment="who asked"),
        sa.Column("key", sa.String(), nullable=False, comment="the Idempotency-Key"),
        sa.Column("fingerprint", sa.String(), nullable=False, comment="SHA-256 of method, address and body, in hex"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False, comment="when it was asked first"),
        sa.Column("status", sa.Integer(), nullable=True, comment="HTTP status answered; none: under way, or broken off"),
        sa.Column("headers", sa.Text(), nullable=False, comment="headers that belong to the answer, a JSON object"),
        sa.Column("body", sa.Text(), nullable=False, comment="the answer's body"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_api_repeats_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_repeats")),
        sa.UniqueConstraint("person", "key", name=op.f("uq_api_repeats_person_key")),
    )
    op.create_index(op.f("ix_api_repeats_asked_at"), "api_repeats", ["asked_at"])


def downgrade() -> None:
    """Back to 0014: tokens and kept answers are gone."""
    op.drop_index(op.f("ix_api_repeats_asked_at"), "api_repeats")
    op.drop_table("api_repeats")
    op.drop_index(op.f("ix_api_tokens_person"), "api_tokens")
    op.drop_table("api_tokens")
