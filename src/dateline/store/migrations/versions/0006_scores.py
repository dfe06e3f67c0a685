"""How likely a claim's type and its fillers are right: a column of ``claim`` and of ``claim_slot``."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of what was coded before it was not estimated."""
    for table in ("claim", "claim_slot"):
        op.get_bind().exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN score REAL")
