"""What databases and archives state of a report beside its text: a column of ``reading``."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; readings of before have nothing in it."""
    op.get_bind().exec_driver_sql(
        "ALTER TABLE reading ADD COLUMN catalogue TEXT DEFAULT '[]' NOT NULL"
    )
