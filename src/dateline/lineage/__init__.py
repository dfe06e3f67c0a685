"""Lineage: which reports share text, where it came from, and what says so.

:func:`compare` gives facts of pairs, which depend on the two texts alone; :func:`derive` weighs
all current texts together: furniture, direction, origin, families.
"""

from dateline.lineage.compare import ALGORITHM, compare, compare_pair
from dateline.lineage.derive import derive
from dateline.lineage.keeping import Keeping

__all__ = ["ALGORITHM", "Keeping", "compare", "compare_pair", "derive"]
