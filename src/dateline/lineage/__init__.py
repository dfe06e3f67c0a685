"""Lineage: which reports share text, where it came from, and what says so."""

from dateline.lineage.compare import ALGORITHM, compare, compare_pair

__all__ = ["ALGORITHM", "compare", "compare_pair"]
