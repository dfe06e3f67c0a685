"""Rows of other datasets, ACLED and UCDP GED, in a ledger: to compare with, never as evidence.

Each row becomes a report whose text lists the cells, with one claim whose slots are the cells'
spans. A row rests on the same news as the ledger does, so it takes no part in lineage and fusion:
it makes no event and counts as no source.
"""
