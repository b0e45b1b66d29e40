"""How works stand and which dates lie ahead is kept in tables, and triggers note which works have to be told anew."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0024"
branch_labels = None
depends_on = None

# What a life is made of, and which work a row of it belongs to. Whoever makes one of these tables anew on SQLite, as
# altering a column there does, makes its triggers anew too.
_MADE_OF = {
    "instruments": "SELECT {row}.slug",
    "events": "SELECT {row}.instrument",
    "versions": "SELECT {row}.instrument",
    "consolidations": "SELECT instrument FROM versions WHERE number = {row}.version",
}
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def upgrade() -> None:
    """To this revision; opening the library tells every life for the first time."""
    op.create_table(
        "spells",
        sa.Column("number", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("instrument", sa.String(), nullable=False, comment="which work"),
        sa.Column("shelf", sa.String(), nullable=False, comment="the work's: real or sample"),
        sa.Column("kind", sa.String(), nullable=False, comment="the work's: law, departmental-rule …"),
        sa.Column("authorities", sa.Text(), nullable=False, comment="the work's, a JSON list of ids"),
        sa.Column("topics", sa.Text(), nullable=False, comment="the work's, a JSON list of ids"),
        sa.Column("versions", sa.Integer(), nullable=False, comment="how many texts the library holds of it"),
        sa.Column("start", sa.Date(), nullable=False, comment="the first day"),
        sa.Column("stop", sa.Date(), nullable=False, comment="the day after the last"),
        sa.Column("standing", sa.String(), nullable=False, comment="draft, in-force …"),
        sa.Column("stage", sa.String(), nullable=True, comment="the last stage reached; empty: none is known"),
        sa.Column("reading", sa.Integer(), nullable=True, comment="a bill's reading"),
        sa.Column("since", sa.Date(), nullable=True, comment="the day that stage was reached; empty: nobody knows"),
        sa.Column(
            "place", sa.Integer(), nullable=False, comment="order in a catalogue: minus the ordinal of `since`, 0 for none"
        ),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_spells_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_spells")),
    )
    op.create_index(op.f("ix_spells_instrument"), "spells", ["instrument"])
    op.create_index("ix_spells_order", "spells", ["shelf", "place", "instrument"])
    op.create_table(
        "dates",
        sa.Column("number", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("instrument", sa.String(), nullable=False, comment="which work"),
        sa.Column("shelf", sa.String(), nullable=False, comment="the work's: real or sample"),
        sa.Column("topics", sa.Text(), nullable=False, comment="the work's, a JSON list of ids"),
        sa.Column("kind", sa.String(), nullable=False, comment="stage, comment-closes, effective …"),
        sa.Column("on", sa.Date(), nullable=True, comment="the day; empty if nobody knows"),
        sa.Column(
            "sure", sa.Boolean(), nullable=False, comment="false where one unofficial place alone gives the date"
        ),
        sa.Column("opened_on", sa.Date(), nullable=True, comment="of a window: when it opened"),
        sa.Column("stage", sa.String(), nullable=True, comment="the stage whose text appeared"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_dates_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_dates")),
    )
    op.create_index(op.f("ix_dates_instrument"), "dates", ["instrument"])
    op.create_index("ix_dates_on", "dates", ["shelf", "on"])
    op.create_table(
        "stale",
        sa.Column("instrument", sa.String(), nullable=False, comment="slug; the work may be gone"),
        sa.PrimaryKeyConstraint("instrument", name=op.f("pk_stale")),
    )
    op.create_table(
        "tellings",
        sa.Column("mark", sa.String(), nullable=False, comment="random; empty before the first"),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_tellings")),
    )
    op.execute("INSERT INTO tellings (mark) VALUES ('')")
    op.create_index(op.f("ix_versions_first_seen_at"), "versions", ["first_seen_at"])
    note = _on_postgresql if op.get_bind().dialect.name == "postgresql" else _on_sqlite
    for table, work in _MADE_OF.items():
        note(table, work)
    op.execute("INSERT INTO stale (instrument) SELECT slug FROM instruments")


def _on_sqlite(table: str, work: str) -> None:
    for deed, rows in _ROWS.items():
        noted = " ".join(
            f"INSERT INTO stale (instrument) SELECT slug FROM ({work.format(row=row)} AS slug) "
            "WHERE slug NOT IN (SELECT instrument FROM stale);"
            if " FROM " not in work
            else f"INSERT INTO stale (instrument) {work.format(row=row)} "
            "AND instrument NOT IN (SELECT instrument FROM stale);"
            for row in rows
        )
        op.execute(f"CREATE TRIGGER {table}_stale_{deed.lower()} AFTER {deed} ON {table} BEGIN {noted} END")


def _on_postgresql(table: str, work: str) -> None:
    noted = {
        row: f"INSERT INTO stale (instrument) {work.format(row=row)} ON CONFLICT DO NOTHING;" for row in ("OLD", "NEW")
    }
    op.execute(
        f"CREATE FUNCTION {table}_stale() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {noted['OLD']} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {noted['NEW']} END IF; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_stale AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_stale()"
    )


def downgrade() -> None:
    """Back to 0020: lists are told from the texts again."""
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in _MADE_OF:
        if on_postgresql:
            op.execute(f"DROP TRIGGER {table}_stale ON {table}")
            op.execute(f"DROP FUNCTION {table}_stale()")
        else:
            for deed in _ROWS:
                op.execute(f"DROP TRIGGER {table}_stale_{deed.lower()}")
    op.drop_index(op.f("ix_versions_first_seen_at"), "versions")
    for name in ("spells", "dates", "stale", "tellings"):
        op.drop_table(name)
