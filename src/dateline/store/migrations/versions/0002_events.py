"""Tables of lineage and fusion; the statements stand in ``0002_events.sql``, which never changes again.

``event`` and ``event_claim_group`` of the first schema were never filled.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of families, links, standings, events and what stayed open."""
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
