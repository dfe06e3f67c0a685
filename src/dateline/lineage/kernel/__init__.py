"""Facts of pairs of many texts, as compiled code: the same as :mod:`dateline.lineage.plain` gives."""
