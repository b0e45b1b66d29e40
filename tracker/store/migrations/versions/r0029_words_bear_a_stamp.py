"""On PostgreSQL every row of the full-text index bears a stamp, by which a process remembers its words."""

from alembic import op

revision = "0029"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; every row there is gets a stamp of its own. SQLite's index holds no words."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE pairs ADD COLUMN stamp uuid NOT NULL DEFAULT gen_random_uuid()")


def downgrade() -> None:
    """Back to 0021."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE pairs DROP COLUMN stamp")
