"""On PostgreSQL every row of the full-text index bears a stamp: by it and its number a process remembers its words."""

from uuid import uuid4

from alembic import op

revision = "0029"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; SQLite's index holds no words.

    The rows there are share a stamp, and each keeps its number: one of its own for each would write words, sets and
    index anew, a minute for 3,379 texts.
    """
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE pairs ADD COLUMN stamp uuid NOT NULL DEFAULT '{uuid4()}'")
        op.execute("ALTER TABLE pairs ALTER COLUMN stamp SET DEFAULT gen_random_uuid()")


def downgrade() -> None:
    """Back to 0021."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE pairs DROP COLUMN stamp")
