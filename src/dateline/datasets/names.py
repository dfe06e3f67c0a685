"""What tells imported rows from reports, for all that passes over them."""

READER = "import/"
"""What the reader of an imported row begins with; lineage passes over such reports."""

IMPORTED = frozenset({"ucdp_ged", "acled_rows"})
"""Codebooks of imported rows: no coder makes their claims, and no event comes of them."""
