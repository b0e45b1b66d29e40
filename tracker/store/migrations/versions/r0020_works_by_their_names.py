"""What a work is looked up by stands in a table of its own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from tracker.store import codec, names

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; the names of the works that are there are made of their titles."""
    op.create_table(
        "names",
        sa.Column("number", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose name"),
        sa.Column("by", sa.String(), nullable=False, comment="title, law or number: how the name is made of a title"),
        sa.Column("name", sa.String(), nullable=False, comment="the name, bare of all that may differ"),
        sa.Column("edition", sa.String(), nullable=False, comment="digest of the wording it was made by"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_names_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_names")),
    )
    op.create_index(op.f("ix_names_instrument"), "names", ["instrument"])
    op.create_index("ix_names_name", "names", ["name", "by"])
    op.create_index(op.f("ix_names_edition"), "names", ["edition"])
    session = Session(op.get_bind())
    for slug, title, aliases in session.execute(sa.text("SELECT slug, title_zh, aliases FROM instruments")).all():
        names.write(session, slug, (title, *codec.decode(tuple[str, ...], aliases)))


def downgrade() -> None:
    """Back to 0019."""
    op.drop_table("names")
