"""A quarantined capture knows the shelf of its source."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; what was put aside before came from the real sites or is looked at by a person anyway."""
    shelf = sa.Column(
        "shelf", sa.String(), nullable=False, server_default="real", comment="the shelf of the source: real or sample"
    )
    op.add_column("quarantine", shelf)


def downgrade() -> None:
    """Back to 0001."""
    op.drop_column("quarantine", "shelf")
