"""Run migrations on the connection `schema` hands over, inside its one transaction."""

from alembic import context

from tracker.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
    transactional_ddl=True,  # our BEGIN IMMEDIATE covers it: a death in the middle leaves the old shape
)
context.run_migrations()
