"""The first library."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "captures",
        sa.Column("number", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("sha256", sa.String(), nullable=False, comment="digest of the raw bytes, their name in the archive"),
        sa.Column("url", sa.String(), nullable=False, comment="address asked for; empty for an upload"),
        sa.Column("final_url", sa.String(), nullable=False, comment="address that answered, after redirects"),
        sa.Column("status", sa.Integer(), nullable=False, comment="HTTP status"),
        sa.Column("media_type", sa.String(), nullable=False, comment="as the server named it"),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column(
            "fetched_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when these bytes came from this address first",
        ),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False, comment="when they were met last"),
        sa.Column("source", sa.String(), nullable=False, comment="id of the source, or who uploaded it"),
        sa.Column("headers", sa.Text(), nullable=False, comment="response headers, a JSON list of [name, value]"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_captures")),
        sa.UniqueConstraint("sha256", "url", name=op.f("uq_captures_sha256_url")),
    )
    op.create_table(
        "clients",
        sa.Column("id", sa.String(), nullable=False, comment="its id"),
        sa.Column("name", sa.String(), nullable=False, comment="as shown"),
        sa.Column(
            "machine_not_reviewed", sa.Boolean(), nullable=False, comment="may see verdicts before release, marked so"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
    )
    op.create_table(
        "instruments",
        sa.Column("slug", sa.String(), nullable=False, comment="its word in URLs"),
        sa.Column("title_zh", sa.String(), nullable=False, comment="Chinese title"),
        sa.Column("title_en", sa.String(), nullable=False, comment="English title"),
        sa.Column("kind", sa.String(), nullable=False, comment="law, departmental-rule, standard …"),
        sa.Column("shelf", sa.String(), nullable=False, comment="real or sample"),
        sa.Column("authorities", sa.Text(), nullable=False, comment="ids of authorities, a JSON list"),
        sa.Column("topics", sa.Text(), nullable=False, comment="ids of topics, a JSON list"),
        sa.Column("aliases", sa.Text(), nullable=False, comment="other titles, a JSON list"),
        sa.Column("related", sa.Text(), nullable=False, comment="linked works, a JSON list of [slug, word]"),
        sa.Column("folded_titles", sa.Text(), nullable=False, comment="all titles, folded for searching, one a line"),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_instruments")),
    )
    op.create_index(op.f("ix_instruments_shelf"), "instruments", ["shelf"], unique=False)
    op.create_table(
        "notices",
        sa.Column("url", sa.String(), nullable=False, comment="address of the announced document"),
        sa.Column("source", sa.String(), nullable=False, comment="id of the source"),
        sa.Column("title", sa.String(), nullable=False, comment="as announced"),
        sa.Column("published_on", sa.Date(), nullable=True, comment="day given on the page"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when it was met first"),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_source"), "notices", ["source"], unique=False)
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number in the inbox"),
        sa.Column("sha256", sa.String(), nullable=False, comment="digest of the bytes in the archive"),
        sa.Column("source", sa.String(), nullable=False, comment="id of the source"),
        sa.Column("url", sa.String(), nullable=False, comment="where it was fetched"),
        sa.Column("title", sa.String(), nullable=False, comment="as announced"),
        sa.Column("reason", sa.Text(), nullable=False, comment="a sentence: why it became no version"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when it was put here"),
        sa.Column("settled", sa.String(), nullable=False, comment="empty, accepted or rejected"),
        sa.Column("settled_by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True, comment="when"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("sha256", "url", name=op.f("uq_quarantine_sha256_url")),
    )
    op.create_index(op.f("ix_quarantine_settled"), "quarantine", ["settled"], unique=False)
    op.create_table(
        "validators",
        sa.Column("url", sa.String(), nullable=False, comment="the address"),
        sa.Column("etag", sa.String(), nullable=False, comment="ETag header"),
        sa.Column("last_modified", sa.String(), nullable=False, comment="Last-Modified header, as sent"),
        sa.Column("sha256", sa.String(), nullable=False, comment="digest of what it answered last"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_validators")),
    )
    op.create_table(
        "visits",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of recording"),
        sa.Column("source", sa.String(), nullable=False, comment="id of the source"),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False, comment="begin"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False, comment="end"),
        sa.Column("state", sa.String(), nullable=False, comment="ok, nothing-new, blocked …"),
        sa.Column("detail", sa.Text(), nullable=False, comment="a sentence for a person"),
        sa.Column("seen", sa.Integer(), nullable=False, comment="announcements on the pages"),
        sa.Column("new", sa.Integer(), nullable=False, comment="versions filed"),
        sa.Column("unchanged", sa.Integer(), nullable=False, comment="known texts met again"),
        sa.Column("quarantined", sa.Integer(), nullable=False, comment="captures that became no version"),
        sa.Column("failed", sa.Integer(), nullable=False, comment="addresses that could not be fetched"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_visits")),
    )
    op.create_index("ix_visits_source", "visits", ["source", "number"], unique=False)
    op.create_table(
        "events",
        sa.Column("number", sa.Integer(), nullable=False, comment="row number"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose event"),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="its place among the instrument's events, as given"
        ),
        sa.Column(
            "filed", sa.Boolean(), nullable=False, comment="added when a version was filed; a new description keeps it"
        ),
        sa.Column("kind", sa.String(), nullable=False, comment="stage, comment-closes, effective …"),
        sa.Column("on", sa.Date(), nullable=True, comment="the day; empty if nobody knows"),
        sa.Column("stage", sa.String(), nullable=True, comment="the stage whose text appeared"),
        sa.Column("reading", sa.Integer(), nullable=True, comment="a bill's reading"),
        sa.Column(
            "sure", sa.Boolean(), nullable=False, comment="false where one unofficial place alone gives the date"
        ),
        sa.Column("url", sa.String(), nullable=False, comment="where it was announced"),
        sa.Column("note_zh", sa.Text(), nullable=False, comment="a word on it, Chinese"),
        sa.Column("note_en", sa.Text(), nullable=False, comment="a word on it, English"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_events_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_events")),
    )
    op.create_index("ix_events_instrument", "events", ["instrument", "position"], unique=False)
    op.create_table(
        "follows",
        sa.Column("client", sa.String(), nullable=False, comment="who"),
        sa.Column("what", sa.String(), nullable=False, comment="an instrument's slug, or topic:<id>"),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_follows_client")),
        sa.PrimaryKeyConstraint("client", "what", name=op.f("pk_follows")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose versions"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("change", sa.String(), nullable=False, comment="key of the clause; empty for the whole comparison"),
        sa.Column("selector", sa.Text(), nullable=True, comment="the quoted words, a JSON object"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_notes_instrument")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_place", "notes", ["instrument", "old", "new"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.String(), nullable=False, comment="random, says nothing about the person"),
        sa.Column("email", sa.String(), nullable=False, comment="as written by its owner"),
        sa.Column("folded_email", sa.String(), nullable=False, comment="lower case, for signing in"),
        sa.Column("name", sa.String(), nullable=False, comment="as shown"),
        sa.Column("role", sa.String(), nullable=False, comment="client, counsel, analyst, administrator"),
        sa.Column("client", sa.String(), nullable=True, comment="set for role client only"),
        sa.Column("language", sa.String(), nullable=False, comment="zh or en"),
        sa.Column("zone", sa.String(), nullable=False, comment="IANA time zone"),
        sa.Column("active", sa.Boolean(), nullable=False, comment="false: may not sign in"),
        sa.Column("secret", sa.String(), nullable=False, comment="argon2 hash of the password; never leaves the store"),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_people_client")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("folded_email", name=op.f("uq_people_folded_email")),
    )
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of filing; the search index points at it"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose text"),
        sa.Column(
            "id",
            sa.String(),
            nullable=False,
            comment="date and stage, 2023-04-11-draft; -2 for a second text of that day",
        ),
        sa.Column("stage", sa.String(), nullable=False, comment="consultation-draft, bill, promulgated …"),
        sa.Column("reading", sa.Integer(), nullable=True, comment="a bill's reading"),
        sa.Column("dated_on", sa.Date(), nullable=False, comment="the day that stands in the id"),
        sa.Column("title", sa.String(), nullable=False, comment="as printed in the text"),
        sa.Column("folded_title", sa.String(), nullable=False, comment="the title, folded for searching"),
        sa.Column("articles", sa.Integer(), nullable=False, comment="how many numbered provisions"),
        sa.Column("problems", sa.Integer(), nullable=False, comment="how many oddities were met in reading"),
        sa.Column("sha256", sa.String(), nullable=False, comment="digest of the words"),
        sa.Column("effective_on", sa.Date(), nullable=True, comment="in force from"),
        sa.Column("comment_deadline", sa.Date(), nullable=True, comment="comments accepted until"),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=True, comment="first capture"),
        sa.Column(
            "last_seen_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="last capture, or last time the same bytes were met",
        ),
        sa.Column("url", sa.String(), nullable=False, comment="where it was first fetched"),
        sa.Column("note", sa.Text(), nullable=False, comment="a word on this version"),
        sa.Column("details", sa.Text(), nullable=False, comment="repaired metadata, a JSON object"),
        sa.ForeignKeyConstraint(["instrument"], ["instruments.slug"], name=op.f("fk_versions_instrument")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_versions")),
        sa.UniqueConstraint("instrument", "id", name=op.f("uq_versions_instrument_id")),
    )
    op.create_index(op.f("ix_versions_dated_on"), "versions", ["dated_on"], unique=False)
    op.create_index(op.f("ix_versions_sha256"), "versions", ["sha256"], unique=False)
    op.create_table(
        "comparisons",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of filing"),
        sa.Column("instrument", sa.String(), nullable=False, comment="whose versions"),
        sa.Column("old", sa.String(), nullable=False, comment="id of the older version"),
        sa.Column("new", sa.String(), nullable=False, comment="id of the newer version"),
        sa.Column("direction", sa.String(), nullable=False, comment="verdict on the whole"),
        sa.Column("directions", sa.Text(), nullable=False, comment="clauses of each direction, a JSON object"),
        sa.Column("relations", sa.Text(), nullable=False, comment="links of each relation, a JSON object"),
        sa.Column("engine", sa.String(), nullable=False, comment="version of the comparing code"),
        sa.Column("rules", sa.String(), nullable=False, comment="version of the drafting rules"),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False, comment="when these verdicts were filed"),
        sa.Column("review", sa.String(), nullable=False, comment="new, in-review or released"),
        sa.ForeignKeyConstraint(
            ["instrument", "new"], ["versions.instrument", "versions.id"], name=op.f("fk_comparisons_instrument_new")
        ),
        sa.ForeignKeyConstraint(
            ["instrument", "old"], ["versions.instrument", "versions.id"], name=op.f("fk_comparisons_instrument_old")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_comparisons")),
        sa.UniqueConstraint("instrument", "old", "new", name=op.f("uq_comparisons_instrument_old_new")),
    )
    op.create_index(op.f("ix_comparisons_review"), "comparisons", ["review"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of writing"),
        sa.Column("note", sa.Integer(), nullable=False, comment="which note"),
        sa.Column("body", sa.Text(), nullable=False, comment="the words, Markdown"),
        sa.Column("author", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.ForeignKeyConstraint(["note"], ["notes.id"], name=op.f("fk_revisions_note")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_revisions")),
    )
    op.create_index(op.f("ix_revisions_note"), "revisions", ["note"], unique=False)
    op.create_table(
        "texts",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False, comment="which version"),
        sa.Column("words", sa.Text(), nullable=False, comment="the text as read; all offsets point into it"),
        sa.Column("document", sa.Text(), nullable=False, comment="the Document as JSON, its words left out"),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name=op.f("fk_texts_version")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_texts")),
    )
    op.create_table(
        "version_captures",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version"),
        sa.Column("capture", sa.Integer(), nullable=False, comment="the capture"),
        sa.ForeignKeyConstraint(["capture"], ["captures.number"], name=op.f("fk_version_captures_capture")),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name=op.f("fk_version_captures_version")),
        sa.PrimaryKeyConstraint("version", "capture", name=op.f("pk_version_captures")),
    )
    op.create_index(op.f("ix_version_captures_capture"), "version_captures", ["capture"], unique=False)
    op.create_table(
        "watches",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("person", sa.String(), nullable=False, comment="who wants to hear"),
        sa.Column("instrument", sa.String(), nullable=False, comment="a slug"),
        sa.Column("authority", sa.String(), nullable=False, comment="id of an authority"),
        sa.Column("topic", sa.String(), nullable=False, comment="id of a topic"),
        sa.Column("keyword", sa.String(), nullable=False, comment="looked for in title and changed words"),
        sa.Column("direction", sa.String(), nullable=True, comment="at least one clause of it"),
        sa.Column("channel", sa.String(), nullable=False, comment="page or mail"),
        sa.Column("active", sa.Boolean(), nullable=False, comment="false: kept, but silent"),
        sa.Column(
            "removed", sa.Boolean(), nullable=False, comment="true: its owner took it away; kept for the alerts it made"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_watches_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
    )
    op.create_index(op.f("ix_watches_person"), "watches", ["person"], unique=False)
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("watch", sa.Integer(), nullable=False, comment="which watch"),
        sa.Column("person", sa.String(), nullable=False, comment="who is told"),
        sa.Column("event", sa.String(), nullable=False, comment="what happened, <slug>/<version id>"),
        sa.Column("instrument", sa.String(), nullable=False, comment="slug"),
        sa.Column("version", sa.String(), nullable=False, comment="id of the new version"),
        sa.Column("compared_with", sa.String(), nullable=True, comment="id of the older version, if there is one"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, comment="when it was filed"),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True, comment="when the person opened it"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_alerts_person")),
        sa.ForeignKeyConstraint(["watch"], ["watches.id"], name=op.f("fk_alerts_watch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("watch", "event", name=op.f("uq_alerts_watch_event")),
    )
    op.create_index(op.f("ix_alerts_person"), "alerts", ["person"], unique=False)
    op.create_table(
        "note_releases",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of release"),
        sa.Column("note", sa.Integer(), nullable=False, comment="which note"),
        sa.Column("revision", sa.Integer(), nullable=False, comment="the wording released"),
        sa.Column("client", sa.String(), nullable=True, comment="whom; empty for every follower"),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it was taken back, or a newer one took its place",
        ),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_note_releases_client")),
        sa.ForeignKeyConstraint(["note"], ["notes.id"], name=op.f("fk_note_releases_note")),
        sa.ForeignKeyConstraint(["revision"], ["revisions.number"], name=op.f("fk_note_releases_revision")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_note_releases")),
    )
    op.create_index(op.f("ix_note_releases_note"), "note_releases", ["note"], unique=False)
    op.create_table(
        "releases",
        sa.Column("number", sa.Integer(), nullable=False, comment="order of release"),
        sa.Column("comparison", sa.Integer(), nullable=False, comment="which comparison"),
        sa.Column("client", sa.String(), nullable=True, comment="whom; empty for every follower"),
        sa.Column("by", sa.String(), nullable=False, comment="id of the person"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True, comment="when it was taken back"),
        sa.ForeignKeyConstraint(["client"], ["clients.id"], name=op.f("fk_releases_client")),
        sa.ForeignKeyConstraint(["comparison"], ["comparisons.number"], name=op.f("fk_releases_comparison")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_releases")),
    )
    op.create_index(op.f("ix_releases_comparison"), "releases", ["comparison"], unique=False)
    op.create_table(
        "verdicts",
        sa.Column("comparison", sa.Integer(), autoincrement=False, nullable=False, comment="which comparison"),
        sa.Column("tree", sa.Text(), nullable=False, comment="the Comparison as JSON"),
        sa.ForeignKeyConstraint(["comparison"], ["comparisons.number"], name=op.f("fk_verdicts_comparison")),
        sa.PrimaryKeyConstraint("comparison", name=op.f("pk_verdicts")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False, comment="its number"),
        sa.Column("alert", sa.Integer(), nullable=False, comment="which alert"),
        sa.Column("channel", sa.String(), nullable=False, comment="page or mail"),
        sa.Column("address", sa.String(), nullable=False, comment="where to"),
        sa.Column("message_id", sa.String(), nullable=False, comment="fixed at queueing; the same when sent again"),
        sa.Column("state", sa.String(), nullable=False, comment="queued, claimed, delivered, failed, in-doubt"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="how often it was handed over or tried"),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True, comment="not to be tried before"),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True, comment="when a sender took it"),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True, comment="when the hand-over was recorded"),
        sa.Column("error", sa.Text(), nullable=False, comment="what went wrong last"),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_deliveries_alert")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("alert", "channel", "address", name=op.f("uq_deliveries_alert_channel_address")),
        sa.UniqueConstraint("message_id", name=op.f("uq_deliveries_message_id")),
    )
    op.create_index("ix_deliveries_due", "deliveries", ["state", "next_at"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE pairs USING fts5(words, content='', tokenize='ascii')")
    else:
        op.execute("CREATE TABLE pairs (version bigint PRIMARY KEY, grams text[] NOT NULL, words text NOT NULL)")
        op.execute("CREATE INDEX ix_pairs_grams ON pairs USING gin (grams)")


def downgrade() -> None:
    """Back to an empty database."""
    op.drop_table("pairs")
    op.drop_table("deliveries")
    op.drop_table("verdicts")
    op.drop_table("releases")
    op.drop_table("note_releases")
    op.drop_table("alerts")
    op.drop_table("watches")
    op.drop_table("version_captures")
    op.drop_table("texts")
    op.drop_table("revisions")
    op.drop_table("comparisons")
    op.drop_table("versions")
    op.drop_table("people")
    op.drop_table("notes")
    op.drop_table("follows")
    op.drop_table("events")
    op.drop_table("visits")
    op.drop_table("validators")
    op.drop_table("quarantine")
    op.drop_table("notices")
    op.drop_table("instruments")
    op.drop_table("clients")
    op.drop_table("captures")
