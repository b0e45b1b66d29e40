"""Columns say what they hold now; only PostgreSQL keeps such comments in the database."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_CHANNELS = "page, mail, webhook, wecom, feishu, dingtalk, slack"
# Table, column, what was said at 0013, what is said now.
_SAID = (
    ("alerts", "event", "what happened, <slug>/<version id>", "what happened, <slug>/<version id> and the like"),
    ("deliveries", "channel", "page or mail", _CHANNELS),
    ("deliveries", "address", "where to", "where to: an e-mail, a person's id, the number of a hook"),
    (
        "deliveries",
        "message_id",
        "fixed at queueing; the same when sent again",
        "fixed at queueing; rows that share it are one letter",
    ),
    ("notes", "parent", None, "the note it answers, for a reply"),
    ("releases", "snapshot", None, "the comparison as counsel had it then; empty: as the machine has it"),
    ("watches", "channel", "page or mail", _CHANNELS),
)


def upgrade() -> None:
    """To this revision."""
    for table, column, _, now in _SAID:
        _say(table, column, now)


def downgrade() -> None:
    """Back to 0013."""
    for table, column, before, _ in _SAID:
        _say(table, column, before)


def _say(table: str, column: str, words: str | None) -> None:
    if op.get_bind().dialect.name == "postgresql":
        quoted = "NULL" if words is None else "'" + words.replace("'", "''") + "'"
        op.execute(f"COMMENT ON COLUMN {table}.{column} IS {quoted}")
