"""Reading: files go in, one Reading a report comes out, or the reason why not."""

from __future__ import annotations

from dateline.ingest.options import IngestOptions, ReadLimits

__all__ = ["IngestOptions", "ReadLimits"]
