"""Of a request under a key one knows afterwards whether anything was written for it."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0020"
branch_labels = None
depends_on = None

_WRITTEN = "transactions kept for it; broken off after none, nothing was done"


def upgrade() -> None:
    """To this revision; of what was broken off before, nobody knows, so it counts as written."""
    op.add_column(
        "api_repeats",
        sa.Column(
            "holder", sa.String(), nullable=False, server_default="", comment="which try of it, on which process"
        ),
    )
    op.add_column(
        "api_repeats", sa.Column("written", sa.Integer(), nullable=False, server_default="1", comment=_WRITTEN)
    )


def downgrade() -> None:
    """Back to 0020."""
    op.drop_column("api_repeats", "written")
    op.drop_column("api_repeats", "holder")
