"""Briefings, their releases and recalls, and who opened them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "briefings",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of writing"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose versions"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("zh", sa.Text(), nullable=False, comment="the words in Chinese, Markdown"),
        sa.Column("en", sa.Text(), nullable=False, comment="the words in English, Markdown"),
        sa.Column(
            "basis", sa.Text(), nullable=False, comment="engine, rules and verdicts it was written on, a JSON object"
        ),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_briefings_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_briefings")),
    )
    op.create_index("ix_briefings_place", "briefings", ["instrument", "old", "new"], unique=False)
    op.create_table(
        "briefing_releases",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of release"),
        sa.Column("briefing", sa.Integer(), nullable=False, comment="which version"),
        sa.Column("client", sa.String(), nullable=True, comment="whom; empty for every follower"),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column(
            "recalled_by", sa.String(), nullable=False, server_default="", comment="id of the person who recalled it"
        ),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True, comment="when it was recalled"),
        sa.Column("reason", sa.Text(), nullable=False, server_default="", comment="why, told to whoever opened it"),
        sa.ForeignKeyConstraint(["briefing"], ["briefings.number"], name=op.f("fk_briefing_releases_briefing")),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_briefing_releases_client")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_briefing_releases")),
    )
    op.create_index(op.f("ix_briefing_releases_briefing"), "briefing_releases", ["briefing"], unique=False)
    op.create_table(
        "openings",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of opening"),
        sa.Column("release", sa.Integer(), nullable=False, comment="which release"),
        sa.Column("person", sa.String(), nullable=False, comment="who"),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False, comment="when first"),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False, comment="when last"),
        sa.Column("times", sa.Integer(), nullable=False, comment="how often"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_openings_person")),
        sa.ForeignKeyConstraint(["release"], ["briefing_releases.number"], name=op.f("fk_openings_release")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_openings")),
        sa.UniqueConstraint("release", "person", name=op.f("uq_openings_release_person")),
    )


def downgrade() -> None:
    """Back to 0008."""
    op.drop_table("openings")
    op.drop_table("briefing_releases")
    op.drop_table("briefings")
