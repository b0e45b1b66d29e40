"""Watches of every kind: chains, provisions, dates, sources, hours and addresses; digests are letters of several."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

def _watch_columns() -> tuple[sa.Column[object], ...]:
    """What a watch gains; made anew each time, for a column belongs to one table."""
    return (
        _column("chain", sa.Boolean(), sa.false(), "true: works linked with the instrument count too"),
        _column("phrase", sa.String(), "", "a saved search, anywhere in title and text"),
        _column("provision", sa.String(), "", "numbers of articles or clauses, spaces between"),
        _column("affected", sa.String(), "", "who bears the direction: provider, regulator, state, individual"),
        _column("occasions", sa.String(), "draft final withdrawn", "what it waits for: draft, final, in-force …, spaces between"),
        _column("days", sa.Integer(), "7", "how many days before a date"),
        _column("source", sa.String(), "", "id of a source, for its state; empty: every one"),
        _column("cadence", sa.String(), "now", "now, daily, weekly"),
        sa.Column("hook", sa.Integer(), nullable=True, comment="number of a hook, for channels that need one"),
    )


def _column(name: str, kind: Any, default: Any, comment: str) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=False, server_default=default, comment=comment)


# What a text's alert was about follows from the stage at the end of its version's id.
_OCCASION = """
UPDATE alerts SET occasion = CASE
    WHEN version LIKE '%-repealed%' THEN 'withdrawn'
    WHEN version LIKE '%-promulgated%' OR version LIKE '%-amended%' OR version LIKE '%-revised%' THEN 'final'
    ELSE 'draft' END
"""


def upgrade() -> None:
    """To this revision; the watches there are go on as they were, at once and for texts."""
    op.create_table(
        "hooks",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("person", sa.String(), nullable=False, comment="whose it is"),
        sa.Column("channel", sa.String(), nullable=False, comment="webhook, wecom, feishu, dingtalk, slack"),
        sa.Column("name", sa.String(), nullable=False, comment="what its owner calls it"),
        sa.Column("url", sa.String(), nullable=False, comment="where to; holds the service's key, shown to nobody in full"),
        sa.Column("secret", sa.String(), nullable=False, comment="signs what is sent; empty where the service needs none"),
        sa.Column("removed", sa.Boolean(), nullable=False, comment="true: its owner took it away"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_hooks_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hooks")),
    )
    op.create_index(op.f("ix_hooks_person"), "hooks", ["person"])
    op.create_table(
        "habits",
        sa.Column("person", sa.String(), nullable=False, comment="whose"),
        sa.Column("digest_at", sa.Time(), nullable=False, comment="when a gathered letter leaves"),
        sa.Column("digest_day", sa.Integer(), nullable=False, comment="weekday of a weekly one, Monday is 0"),
        sa.Column("quiet_from", sa.Time(), nullable=True, comment="nothing leaves from here"),
        sa.Column("quiet_until", sa.Time(), nullable=True, comment="to here"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_habits_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_habits")),
    )
    # Column by column: a batch would make the table anew, and its alerts would stand without a watch in between.
    for column in _watch_columns():
        op.add_column("watches", column)
    op.add_column("alerts", sa.Column("occasion", sa.String(), nullable=False, server_default="final", comment="draft, final, withdrawn, comment-closes, in-force, source, quiet, test"))
    op.add_column("alerts", sa.Column("due_on", sa.Date(), nullable=True, comment="the date ahead it tells of"))
    op.add_column("alerts", sa.Column("facts", sa.Text(), nullable=False, server_default="{}", comment="what else the letter says, a JSON object of words"))
    op.execute(_OCCASION)
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_constraint(op.f("uq_deliveries_message_id"), type_="unique")
        deliveries.add_column(sa.Column("cadence", sa.String(), nullable=False, server_default="now", comment="now, daily, weekly"))
        deliveries.add_column(sa.Column("token", sa.String(), nullable=False, server_default="", comment="unguessable, in the letter's address for leaving"))
        deliveries.create_index("ix_deliveries_message_id", ["message_id"])
        deliveries.create_index("ix_deliveries_token", ["token"])


def downgrade() -> None:
    """Back to 0003: a digest's rows get Message-IDs of their own, for that table knows one letter an alert."""
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_index("ix_deliveries_token")
        deliveries.drop_index("ix_deliveries_message_id")
        deliveries.drop_column("token")
        deliveries.drop_column("cadence")
    op.execute(
        "UPDATE deliveries SET message_id = message_id || '.' || id WHERE id NOT IN "
        "(SELECT MIN(id) FROM deliveries GROUP BY message_id)"
    )
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.create_unique_constraint(op.f("uq_deliveries_message_id"), ["message_id"])
    for column in ("facts", "due_on", "occasion"):
        op.drop_column("alerts", column)
    for added in reversed(_watch_columns()):
        op.drop_column("watches", added.name)
    op.drop_table("habits")
    op.drop_index(op.f("ix_hooks_person"), "hooks")
    op.drop_table("hooks")
