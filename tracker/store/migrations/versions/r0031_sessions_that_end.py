"""A person's sessions end together: what they were begun under is made anew when they sign out."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

_STAMP = "what their sessions were begun under beside the password; made anew at signing out"


def upgrade() -> None:
    """To this revision; everybody's sessions go on, for under an empty stamp their mark is what it was."""
    op.add_column("people", sa.Column("stamp", sa.String(), nullable=False, server_default="", comment=_STAMP))


def downgrade() -> None:
    """Back to 0029; who signed out since is still out, for nobody's mark is of the password alone."""
    op.drop_column("people", "stamp")
