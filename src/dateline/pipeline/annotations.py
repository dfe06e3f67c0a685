"""The annotations that a ledger keeps, so that no text is parsed twice."""

from __future__ import annotations

from dateline.language import annotator, unpack
from dateline.pipeline.report import Coders
from dateline.store import Ledger
from dateline.types import Annotation, Reading


def annotation_of(
    ledger: Ledger, coders: Coders, version: str, reading: Reading
) -> tuple[Annotation, bool]:
    """Give the annotation of a version, from the ledger's cache where it holds a fitting one."""
    data = ledger.annotation(version, annotator(reading.language))
    if data is not None:
        try:
            return unpack(data, reading.text, version), True
        except ValueError:
            pass  # another format: it is made anew
    return coders.annotate(reading), False
