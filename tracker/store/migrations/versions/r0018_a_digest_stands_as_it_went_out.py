"""A digest that went out keeps what stood in it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_SAYS = "what stood in it when it went out, JSON; empty: told anew"


def upgrade() -> None:
    """To this revision; digests sent before go on being told anew."""
    op.add_column("editions", sa.Column("contents", sa.Text(), nullable=False, server_default="", comment=_SAYS))


def downgrade() -> None:
    """Back to 0017."""
    op.drop_column("editions", "contents")
