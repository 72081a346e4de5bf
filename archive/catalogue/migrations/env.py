"""What alembic runs, on the connection that `archive.catalogue.migrating` gives it."""

from alembic import context

from archive.catalogue.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
