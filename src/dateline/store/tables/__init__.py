"""The ledger's tables by stage; :mod:`dateline.store.schema` gives them together."""
