"""Laws that change by decision: what was consolidated from what, answers by hand, and who cites whom."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; the citations of the texts there are read at the next start."""
    op.create_table(
        "consolidations",
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False, comment="the text that came of it"),
        sa.Column("base", sa.Integer(), nullable=False, comment="the law's version in force"),
        sa.Column("decision", sa.Integer(), nullable=False, comment="the decision's text"),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name=op.f("fk_consolidations_version")),
        sa.ForeignKeyConstraint(["base"], ["versions.number"], name=op.f("fk_consolidations_base")),
        sa.ForeignKeyConstraint(["decision"], ["versions.number"], name=op.f("fk_consolidations_decision")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_consolidations")),
    )
    op.create_index(op.f("ix_consolidations_decision"), "consolidations", ["decision"])
    op.create_table(
        "settlements",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of answering"),
        sa.Column("decision", sa.Integer(), nullable=False, comment="the decision's text"),
        sa.Column("base", sa.Integer(), nullable=False, comment="the law's version in force"),
        sa.Column("operation", sa.Integer(), nullable=False, comment="number of the operation in the decision"),
        sa.Column("remedy", sa.String(), nullable=False, comment="reads, new, struck, nothing"),
        sa.Column("locator", sa.String(), nullable=False, comment="the provision in force, or the new article's number"),
        sa.Column("text", sa.Text(), nullable=False, comment="the words, a line a paragraph or item"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why, in the person's words"),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.ForeignKeyConstraint(["decision"], ["versions.number"], name=op.f("fk_settlements_decision")),
        sa.ForeignKeyConstraint(["base"], ["versions.number"], name=op.f("fk_settlements_base")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_settlements")),
    )
    op.create_index("ix_settlements_decision_base", "settlements", ["decision", "base", "number"])
    op.create_table(
        "citings",
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False, comment="which version"),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name=op.f("fk_citings_version")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_citings")),
    )
    op.create_table(
        "citations",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of reading"),
        sa.Column("version", sa.Integer(), nullable=False, comment="the citing text"),
        sa.Column("law", sa.String(), nullable=False, comment="the cited law's title, bare of brackets and 中华人民共和国"),
        sa.Column("title", sa.String(), nullable=False, comment="the title as printed, in full where a short form is explained"),
        sa.Column("within", sa.String(), nullable=False, comment="locator of the provision it stands in"),
        sa.Column("words", sa.Text(), nullable=False, comment="the citation's words"),
        sa.Column("start", sa.Integer(), nullable=False, comment="offset in the citing text"),
        sa.Column("end", sa.Integer(), nullable=False, comment="offset behind the last word"),
        sa.Column("places", sa.Text(), nullable=False, comment="locators of the cited places, spaces between; empty: all of it"),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name=op.f("fk_citations_version")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_citations")),
    )
    op.create_index(op.f("ix_citations_version"), "citations", ["version"])
    op.create_index(op.f("ix_citations_law"), "citations", ["law"])


def downgrade() -> None:
    """Back: consolidated texts stay as versions that say in their own words what they are."""
    for table in ("citations", "citings", "settlements", "consolidations"):
        op.drop_table(table)
