"""Alembic's environment: runs revisions on the connection that the store opened."""

from __future__ import annotations

from alembic import context

from dateline.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # The store has begun the transaction: a migration is done whole or not at all.
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
