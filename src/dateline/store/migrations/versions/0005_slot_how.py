"""Which part of the coder found a slot: a column of ``claim_slot``."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of slots of before it is not known."""
    op.get_bind().exec_driver_sql("ALTER TABLE claim_slot ADD COLUMN how TEXT")
