"""Notes on provisions, replies, what is done with a note, and where it stands in a newer version."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; every note of before is on a change or on the whole, and answers nobody."""
    for name, comment in (
        ("side", "old or new, for a note on a provision"),
        ("place", "the provision's locator, for a note on one"),
        ("matter", "the firm's matter number"),
    ):
        op.add_column("notes", sa.Column(name, sa.String(), nullable=False, server_default="", comment=comment))
    # Not in a batch: SQLite would make the table anew, and the wordings that point at it forbid that.
    op.execute("ALTER TABLE notes ADD COLUMN parent INTEGER CONSTRAINT fk_notes_parent REFERENCES notes (id)")
    op.create_table(
        "note_acts",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of doing"),
        sa.Column("note", sa.Integer(), nullable=False, comment="which note"),
        sa.Column("deed", sa.String(), nullable=False, comment="assigned, labelled, resolved …"),
        sa.Column("value", sa.Text(), nullable=False, comment="whom, which label, the closing note"),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.ForeignKeyConstraint(["note"], ["notes.id"], name=op.f("fk_note_acts_note")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_note_acts")),
    )
    op.create_index(op.f("ix_note_acts_note"), "note_acts", ["note"], unique=False)
    op.create_table(
        "note_places",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of carrying"),
        sa.Column("note", sa.Integer(), nullable=False, comment="which note"),
        sa.Column("version", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("source", sa.String(), nullable=False, comment="id of the version it was carried from"),
        sa.Column("placement", sa.Text(), nullable=False, comment="how, where and how sure, a JSON object"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when it was carried"),
        sa.Column(
            "settled", sa.String(), nullable=False, server_default="", comment="empty, accepted, placed or let-go"
        ),
        sa.Column("settled_by", sa.String(), nullable=False, server_default="", comment="id of the person"),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True, comment="when"),
        sa.ForeignKeyConstraint(["note"], ["notes.id"], name=op.f("fk_note_places_note")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_note_places")),
        sa.UniqueConstraint("note", "version", name=op.f("uq_note_places_note_version")),
    )
    op.create_index(op.f("ix_note_places_note"), "note_places", ["note"], unique=False)
    op.create_index(op.f("ix_note_places_version"), "note_places", ["version"], unique=False)


def downgrade() -> None:
    """Back to 0004: replies and notes on provisions have no place there and would read as something else."""
    op.drop_table("note_places")
    op.drop_table("note_acts")
    gone = "SELECT id FROM notes WHERE parent IS NOT NULL OR place <> ''"
    for table in ("note_releases", "revisions"):
        op.execute(f"DELETE FROM {table} WHERE note IN ({gone})")
    op.execute("DELETE FROM notes WHERE parent IS NOT NULL OR place <> ''")
    for name in ("parent", "matter", "place", "side"):
        op.execute(f"ALTER TABLE notes DROP COLUMN {name}")
